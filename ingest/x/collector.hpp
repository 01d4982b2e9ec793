#pragma once

#include "ingest/absent_but_alive.hpp"
#include "ingest/channel_session.hpp"

#include <chrono>
#include <map>
#include <string>

namespace ingest {

/// Reads one account of X: its own posts, what others write in the conversations they began, and what mentions the
/// account elsewhere.
///
/// X lists no comments. What is said in a conversation is found twice: among the mentions, and by a search that
/// reaches back seven days and leaves some posts out. What X counts and does not show is said in the report. X says
/// of no post whether it is hidden; what the store knows of that stands.
class XCollector final : public Collector {
  public:
    struct Parts {
        ApiClient& client;
        Inbox& inbox;
        runtime::Clock& clock;
    };
    /// Everything in `parts` outlives the collector. `watch` is how long a post's conversation is watched.
    XCollector(Parts parts, std::chrono::hours watch);

    runtime::Task<RoundReport> round(models::Channel channel, std::string token, Cursors cursors,
                                     LeaseKeeper& keeper) override;
    runtime::Task<RoundReport> look(models::Channel channel, std::string token, Cursors cursors, Notices notices,
                                    LeaseKeeper& keeper) override;

  private:
    const Parts parts_;
    const std::chrono::hours watch_;
    std::map<std::string, AbsentButAlive> absent_;  ///< by channel
};

}  // namespace ingest
