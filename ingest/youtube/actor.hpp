#pragma once

#include "ingest/network.hpp"
#include "ingest/ports.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

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
    /// under its video. What is in neither is `gone`: deleted by its author or rejected, which look the same. What is
    /// given out by its id alone is `unconfirmed`: YouTube lists nothing that was rejected, and does not say so there.
    runtime::Task<runtime::Result<Observation>> observe(models::Channel channel, models::CollectedItem item) override;
    /// Nothing, always: YouTube has no list of those who are banned.
    runtime::Task<runtime::Result<std::optional<bool>>> in_force(models::Channel channel, models::CollectedItem item,
                                                                 models::Verb verb) override;
    runtime::Task<runtime::Result<void>> act(models::Channel channel, models::CollectedItem item,
                                             models::Verb verb) override;

    /// With one question for all, and one for each list of held ones under a video.
    runtime::Task<Observations> observe_each(models::Channel channel,
                                             std::vector<models::CollectedItem> items) override;
    /// With one call, which costs what it costs for one. Where some of them may be why it is refused, in halves, and in
    /// the end each by itself.
    runtime::Task<Outcomes> act_on_each(models::Channel channel, std::vector<models::CollectedItem> items,
                                        models::Verb verb) override;

    using Sought = std::map<std::string, std::set<std::string>>;  ///< ids of comments, by video; empty: any

  private:
    using Held = std::map<std::string, std::string>;  ///< the raw comment, by id
    /// Those of them that are held under the video; empty: anywhere in the channel.
    runtime::Task<runtime::Result<Held>> find_held(models::Channel channel, std::string video,
                                                   std::set<std::string> ids, std::string token);

    ApiClient& client_;
    TokenSource& tokens_;
};

}  // namespace ingest
