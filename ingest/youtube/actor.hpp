#pragma once

#include "ingest/network.hpp"
#include "ingest/ports.hpp"

#include <string>

namespace ingest {

/// Holds, publishes, rejects and deletes comments on YouTube, and keeps their authors away.
///
/// hide    holds for review: nobody but the channel sees it, and it can be published again
/// unhide  publishes; what was rejected once cannot be published
/// remove  rejects, for good and with its replies; the school's own comment is deleted
/// ban     rejects and keeps the author away; only together, and nobody can take it back here
///
/// The school's own videos are not changed.
class YoutubeActor final : public Actor {
  public:
    /// References outlive the actor.
    YoutubeActor(ApiClient& client, TokenSource& tokens);

    /// Looks at the comment itself and, where that does not say whether it is held, at the lists of what is held
    /// under its video. What is in neither is `gone`: deleted by its author or rejected, which look the same.
    runtime::Task<runtime::Result<Observation>> observe(models::Channel channel, models::CollectedItem item) override;
    /// Nothing, always: YouTube has no list of those who are banned.
    runtime::Task<runtime::Result<std::optional<bool>>> in_force(models::Channel channel, models::CollectedItem item,
                                                                 models::Verb verb) override;
    runtime::Task<runtime::Result<void>> act(models::Channel channel, models::CollectedItem item,
                                             models::Verb verb) override;

  private:
    /// The raw comment when it is in one of the lists of held ones, an empty text when it is not.
    runtime::Task<runtime::Result<std::string>> find_held(models::Channel channel, models::CollectedItem item,
                                                          std::string token);

    ApiClient& client_;
    TokenSource& tokens_;
};

}  // namespace ingest
