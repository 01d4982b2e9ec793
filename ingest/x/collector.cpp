#include "ingest/x/collector.hpp"

#include "ingest/notice.hpp"
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

runtime::Task<RoundReport> XCollector::look(models::Channel channel, std::string token, Cursors cursors,
                                            Notices notices, LeaseKeeper& keeper) {
    std::vector<std::string> posts;
    bool enough = true;
    for (const auto& notice : notices) {
        auto noticed = noticed_from(notice.what);
        enough = enough && noticed.kind == Noticed::Kind::object;
        if (noticed.kind == Noticed::Kind::object) posts.push_back(std::move(noticed.id));
    }
    ChannelSession::Parts parts{parts_.client, parts_.inbox, keeper, parts_.clock};
    auto& absent = absent_[channel.id];
    ChannelSession session{parts, std::move(channel), std::move(token)};
    XRound round{session, absent, std::move(cursors), watch_};
    co_await round.look(std::move(posts));
    auto report = session.finish();
    report.looked = enough;
    co_return report;
}

}  // namespace ingest
