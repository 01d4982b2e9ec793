#pragma once

#include "ingest/absence_check.hpp"
#include "ingest/channel_session.hpp"

#include <chrono>
#include <map>
#include <string>

namespace ingest {

/// Reads one Facebook page: its own posts, visitors' posts, posts that tag it, and the comments of each
/// post that is watched.
///
/// What was served is recorded, page by page, each page with its feed's cursor in one step; a crash repeats
/// a page and never skips one. What the network no longer serves is reported gone only after the object
/// itself was asked for. Edits are not visible as such: the store notices them by content.
class FacebookCollector {
  public:
    struct Parts {
        FacebookClient& client;
        Inbox& inbox;
        runtime::Clock& clock;
    };
    /// Everything in `parts` outlives the collector. `watch` is how long a post's comments are watched.
    FacebookCollector(Parts parts, std::chrono::hours watch);

    /// One round over one channel with a lease that was just taken. `cursors` are those of all its feeds.
    /// One round of a channel at a time.
    runtime::Task<RoundReport> round(models::Channel channel, std::string token,
                                     std::map<std::string, std::string> cursors, LeaseKeeper& keeper);

  private:
    const Parts parts_;
    const std::chrono::hours watch_;
    std::map<std::string, AbsentButAlive> absent_;  ///< by channel
};

}  // namespace ingest
