#include "ingest/facebook/collector.hpp"

#include "ingest/facebook/round.hpp"

namespace ingest {

FacebookCollector::FacebookCollector(Parts parts, std::chrono::hours watch) : parts_{parts}, watch_{watch} {}

runtime::Task<RoundReport> FacebookCollector::round(models::Channel channel, std::string token, Cursors cursors,
                                                    LeaseKeeper& keeper) {
    auto& alive = absent_[channel.id];
    ChannelSession::Parts parts{parts_.client, parts_.inbox, keeper, parts_.clock};
    ChannelSession session{parts, std::move(channel), std::move(token)};
    AbsenceCheck absence{session, alive};
    FacebookRound round{session, absence, std::move(cursors), watch_};
    co_await round.run();
    co_return session.finish();
}

}  // namespace ingest
