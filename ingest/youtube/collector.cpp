#include "ingest/youtube/collector.hpp"

#include "ingest/youtube/round.hpp"

namespace ingest {

YoutubeCollector::YoutubeCollector(Parts parts, std::chrono::hours watch) : parts_{parts}, watch_{watch} {}

runtime::Task<RoundReport> YoutubeCollector::round(models::Channel channel, std::string token, Cursors cursors,
                                                   LeaseKeeper& keeper) {
    auto& alive = absent_[channel.id];
    ChannelSession::Parts parts{parts_.client, parts_.inbox, keeper, parts_.clock};
    ChannelSession session{parts, std::move(channel), std::move(token)};
    YoutubeAbsence absence{session, alive};
    YoutubeRound round{session, absence, std::move(cursors), watch_};
    co_await round.run();
    co_return session.finish();
}

/// The hub tells of videos only, and a round finds what became of them.
runtime::Task<RoundReport> YoutubeCollector::look(models::Channel, std::string, Cursors, Notices, LeaseKeeper&) {
    RoundReport report;
    co_return report;
}

}  // namespace ingest
