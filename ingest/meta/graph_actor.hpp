#pragma once

#include "ingest/network.hpp"
#include "ingest/ports.hpp"

#include <string>
#include <string_view>

namespace ingest {

/// What differs between the networks that are acted on over the Graph API. Lives as long as the program.
struct GraphDeeds {
    std::string_view network;    ///< as people know it
    const char* comment_fields;  ///< asked of a comment to see how it stands
    const char* post_fields;
    /// How the answer to that is read.
    runtime::Result<models::CollectedItem> (*parse)(std::string_view body, const models::Channel& channel,
                                                    const models::CollectedItem& item);
    /// The call that carries out `verb`, or why there is none.
    runtime::Result<ApiCall> (*call_for)(const models::Channel& channel, const models::CollectedItem& item,
                                         models::Verb verb);
    /// Whether the answer to that call says that it was done; nothing when it says neither yes nor no.
    std::optional<bool> (*parse_done)(std::string_view body, const models::CollectedItem& item, models::Verb verb);
    /// See Actor::in_force.
    runtime::Task<runtime::Result<std::optional<bool>>> (*in_force)(ApiClient& client, models::Channel channel,
                                                                    models::CollectedItem item, models::Verb verb,
                                                                    std::string token);
};

/// Acts over the Graph API: one request for each deed, and one to see what became of it.
class GraphActor : public Actor {
  public:
    /// Everything outlives the actor.
    GraphActor(ApiClient& client, TokenSource& tokens, const GraphDeeds& deeds);

    runtime::Task<runtime::Result<Observation>> observe(models::Channel channel, models::CollectedItem item) final;
    runtime::Task<runtime::Result<std::optional<bool>>> in_force(models::Channel channel, models::CollectedItem item,
                                                                 models::Verb verb) final;
    runtime::Task<runtime::Result<void>> act(models::Channel channel, models::CollectedItem item,
                                             models::Verb verb) final;

  private:
    ApiClient& client_;
    TokenSource& tokens_;
    const GraphDeeds& deeds_;
};

}  // namespace ingest
