#include "ingest/meta/graph_collector.hpp"

#include "ingest/meta/graph_round.hpp"

#include <utility>

namespace ingest {

GraphCollector::GraphCollector(Parts parts, const GraphDialect& dialect, std::chrono::hours watch)
    : parts_{parts}, dialect_{dialect}, watch_{watch} {}

runtime::Task<RoundReport> GraphCollector::round(models::Channel channel, std::string token, Cursors cursors,
                                                 LeaseKeeper& keeper) {
    auto& alive = absent_[channel.id];
    ChannelSession::Parts parts{parts_.client, parts_.inbox, keeper, parts_.clock};
    ChannelSession session{parts, std::move(channel), std::move(token)};
    AbsenceCheck absence{session, alive};
    auto named = std::exchange(named_[session.channel().id], {});
    GraphRound round{{session, absence, dialect_}, std::move(cursors), watch_, std::move(named)};
    co_await round.run();
    co_return session.finish();
}

runtime::Task<RoundReport> GraphCollector::look(models::Channel channel, std::string token, Cursors cursors,
                                                Notices notices, LeaseKeeper& keeper) {
    auto& alive = absent_[channel.id];
    ChannelSession::Parts parts{parts_.client, parts_.inbox, keeper, parts_.clock};
    ChannelSession session{parts, std::move(channel), std::move(token)};
    AbsenceCheck absence{session, alive};
    GraphLook look{{session, absence, dialect_}, std::move(cursors)};
    const bool enough = co_await look.run(std::move(notices));
    auto report = session.finish();
    report.looked = enough;
    named_[session.channel().id] = look.unknown();
    co_return report;
}

}  // namespace ingest
