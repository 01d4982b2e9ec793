#include "moderation/picture_recall.hpp"

#include "models/guard/old_pictures.hpp"

#include <utility>

namespace moderation {

using runtime::ErrorKind;
using runtime::Result;
using runtime::Task;

Task<void> PictureRecall::run() {
    for (;;) {
        const auto more = co_await step();
        if (!more) log_.error("posts", "pictures could not be taken down", {{"reason", more.error().message}});
        if (!more || !*more) co_await clock_.sleep_for(kInterval);
    }
}

Task<Result<void>> PictureRecall::hold_open(Recall at) {
    const auto open = co_await posts_.open();
    if (!open) co_return tl::unexpected(open.error());
    for (const auto& post : *open) {
        if (!models::guard::may_show_pupils(post.content)) continue;
        SweptPlace place;
        place.id = post.id;
        const auto taken = co_await recalls_.take(at, std::move(place), true, clock_.now());
        if (!taken) co_return taken;
    }
    co_return Result<void>{};
}

Task<Result<bool>> PictureRecall::step(std::size_t most) {
    auto at = co_await recalls_.state();
    if (!at) co_return tl::unexpected(at.error());
    if (at->state != Recall::State::running) co_return false;
    Result<void> done = co_await hold_open(*at);
    auto next = co_await recalls_.next(*at, most);
    if (!next) co_return tl::unexpected(next.error());
    const bool last = next->empty();
    if (done && last) done = co_await recalls_.finish(*at, clock_.now());
    for (auto& post : *next) {
        if (!done) break;
        const bool shows = models::guard::may_show_pupils(post.post.content);
        const auto place = post.place;
        done = co_await recalls_.take(*at, place, shows, clock_.now());
        at->place = place;
    }
    // Another process was first: the next step sees how far that is.
    if (!done && done.error().kind != ErrorKind::conflict) co_return tl::unexpected(done.error());
    co_return !done || !last;
}

}  // namespace moderation
