#pragma once

#include "ingest/network.hpp"
#include "ingest/own_words.hpp"
#include "ingest/ports.hpp"

#include <optional>
#include <string>

namespace ingest {

/// What was found standing on the network.
Published published_as(const models::CollectedItem& item);

/// What differs between the networks when the school answers somebody. Lives as long as the program.
struct ReplyWays {
    std::string_view network;  ///< as people know it
    /// The call that answers `item`, or why there is none.
    runtime::Result<ApiCall> (*call_for)(const models::Channel& channel, const models::CollectedItem& item,
                                         const std::string& text);
    /// Where the answer would stand; nothing: the network lists it nowhere. Asked only about items that there is a call
    /// for.
    std::optional<OwnList> (*list_for)(const models::Channel& channel, const models::CollectedItem& item,
                                       runtime::Time since);
    /// What the network names as that which is answered.
    std::string (*answered_by)(const models::CollectedItem& item);
    /// Where people can read the answer `id`; empty: the network has no address for it.
    std::string (*permalink)(const models::CollectedItem& item, const std::string& id);
};

/// Answers what others wrote, once: see Publisher::reply.
class Replier {
  public:
    /// Everything outlives it. `actor` is asked whether the answer stands there.
    Replier(ApiClient& client, TokenSource& tokens, Actor& actor, const runtime::Clock& clock, const ReplyWays& ways);

    runtime::Task<runtime::Result<Published>> reply(models::Channel channel, models::CollectedItem item,
                                                    std::string text, std::optional<runtime::Time> tried);

  private:
    ApiClient& client_;
    TokenSource& tokens_;
    Actor& actor_;
    const runtime::Clock& clock_;
    const ReplyWays& ways_;
};

}  // namespace ingest
