#pragma once

#include "ingest/absent_but_alive.hpp"
#include "ingest/channel_session.hpp"
#include "ingest/youtube/quota.hpp"

#include <chrono>
#include <map>
#include <string>

namespace ingest {

/// Reads one YouTube channel: its videos, and the comments and replies under them in every state that the network
/// lists: published, held for review and likely spam. Held ones are `hidden`.
///
/// New comments are found by one listing of the whole channel; replies, edits and deletions by reading a video again
/// when its count changed, and now and then anyway. A video whose comments are switched off is no trouble.
class YoutubeCollector final : public Collector {
  public:
    struct Parts {
        ApiClient& client;
        Inbox& inbox;
        runtime::Clock& clock;
    };
    /// Everything in `parts` outlives the collector. `watch` is how long a video's comments are watched.
    YoutubeCollector(Parts parts, std::chrono::hours watch);

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
