#include "ingest/youtube/missing_videos.hpp"

#include "ingest/poll_schedule.hpp"

namespace ingest {

MissingVideos::MissingVideos(ChannelSession& session, YoutubeAbsence& absence,
                             const std::map<std::string, std::string>& cursors)
    : session_{session}, absence_{absence}, cursors_{cursors} {}

runtime::Task<void> MissingVideos::look(const std::set<std::string, std::less<>>& listed, runtime::Time horizon) {
    std::vector<std::string> absent;
    for (const auto& [feed, cursor] : cursors_) {
        if (!feed.starts_with(kYoutubeVideoFeeds)) continue;
        auto video = feed.substr(std::string_view{kYoutubeVideoFeeds}.size());
        const auto state = thread_state_from(cursor);
        if (!state || state->gone || listed.contains(video)) continue;
        const bool listed_by_now = !state->created || *state->created >= horizon;
        if (listed_by_now) absent.push_back(std::move(video));
    }
    const auto verdict = co_await absence_.ask(YoutubeAbsence::Of::videos, std::move(absent));
    for (const auto& video : verdict.gone) {
        if (!session_.going()) co_return;
        co_await report_gone(video);
    }
}

/// A video takes its comments with it. They are asked for too, and reported first: as long as some are left the video
/// counts as missing, and the next round goes on.
runtime::Task<void> MissingVideos::report_gone(std::string video) {
    auto comments = co_await session_.known_under(video);
    if (!comments) co_return;
    for (const auto& comment : *comments) absence_.wake(comment);
    auto verdict = co_await absence_.ask(YoutubeAbsence::Of::comments, std::move(*comments));
    models::CollectedPage page;
    page.feed = kYoutubeVideoFeeds + video;
    page.cursor = cursors_.at(page.feed);
    page.gone = std::move(verdict.gone);
    if (verdict.complete) {
        page.gone.push_back(video);
        ThreadState gone;
        gone.gone = true;
        page.cursor = gone.cursor();
    }
    if (!page.gone.empty()) co_await session_.record(std::move(page));
}

}  // namespace ingest
