#include "ingest/x/collector.hpp"

#include "ingest/x/round.hpp"

namespace ingest {

XCollector::XCollector(Parts parts, std::chrono::hours watch) : parts_{parts}, watch_{watch} {}

runtime::Task<RoundReport> XCollector::round(models::Channel channel, std::string token, Cursors cursors,
                                             LeaseKeeper& keeper) {
    auto& absent = absent_[channel.id];
    ChannelSession::Parts parts{parts_.client, parts_.inbox, keeper, parts_.clock};
    ChannelSession session{parts, std::move(channel), std::move(token)};
    absent.forget(session.now());
    XRound round{session, absent, std::move(cursors), watch_};
    co_await round.run();
    co_return session.finish();
}

}  // namespace ingest
