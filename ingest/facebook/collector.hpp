#pragma once

#include "ingest/channel_session.hpp"
#include "ingest/meta/absence_check.hpp"

#include <chrono>
#include <map>
#include <string>

namespace ingest {

/// Reads one Facebook page: its own posts, visitors' posts, posts that tag it, and the comments of each
/// post that is watched. Edits are not visible as such: the store notices them by content.
class FacebookCollector final : public Collector {
  public:
    struct Parts {
        ApiClient& client;
        Inbox& inbox;
        runtime::Clock& clock;
    };
    /// Everything in `parts` outlives the collector. `watch` is how long a post's comments are watched.
    FacebookCollector(Parts parts, std::chrono::hours watch);

    runtime::Task<RoundReport> round(models::Channel channel, std::string token, Cursors cursors,
                                     LeaseKeeper& keeper) override;

  private:
    const Parts parts_;
    const std::chrono::hours watch_;
    std::map<std::string, AbsentButAlive> absent_;  ///< by channel
};

}  // namespace ingest
