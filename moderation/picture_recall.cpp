#include "moderation/picture_recall.hpp"

#include "models/guard/old_pictures.hpp"

#include <utility>

namespace moderation {

using runtime::ErrorKind;
using runtime::Result;
using runtime::Task;

namespace {

/// The store is away, or another process was first.
bool ends_the_walk(const runtime::Error& error) {
    return error.kind == ErrorKind::unreachable || error.kind == ErrorKind::conflict;
}

}  // namespace

Task<void> PictureRecall::run() {
    for (;;) {
        const auto more = co_await step();
        if (!more) log_.error("posts", "pictures could not be taken down", {{"reason", more.error().message}});
        if (!more || !*more) co_await clock_.sleep_for(kInterval);
    }
}

Task<Result<void>> PictureRecall::look_at(Recall at, SweptPlace place, Post post) {
    using Seen = RecallStore::Seen;
    auto seen = models::guard::may_show_pupils(post.content) ? Seen::pupils_perhaps : Seen::no_pupils;
    if (post.lost) {
        log_.error("posts", "a post cannot be opened: people have to look at it", {{"post", place.id}});
        seen = Seen::nothing;
    }
    co_return co_await recalls_.take(std::move(at), std::move(place), seen, clock_.now());
}

Task<Result<void>> PictureRecall::hold_open(Recall at) {
    auto open = co_await recalls_.open();
    if (!open) co_return tl::unexpected(open.error());
    for (auto& post : *open) {
        SweptPlace place;
        place.id = post.id;
        const auto held = co_await look_at(at, std::move(place), post);
        if (held) continue;
        if (ends_the_walk(held.error())) co_return held;
        log_.error("posts", "a post was not held back", {{"post", post.id}, {"reason", held.error().message}});
    }
    co_return Result<void>{};
}

Task<Result<bool>> PictureRecall::step(std::size_t most) {
    auto at = co_await recalls_.state();
    if (!at) co_return tl::unexpected(at.error());
    if (at->state != Recall::State::running) co_return false;
    // What stands on a channel is not left there because of what does not.
    Result<void> done = co_await hold_open(*at);
    if (!done && !ends_the_walk(done.error()))
        log_.error("posts", "planned posts were not held back", {{"reason", done.error().message}});
    auto next = co_await recalls_.next(*at, most);
    if (!next) co_return tl::unexpected(next.error());
    const bool last = next->empty();
    if (done && last) done = co_await recalls_.finish(*at, clock_.now());
    if (!done && !last && !ends_the_walk(done.error())) done = Result<void>{};
    for (auto& post : *next) {
        if (!done) break;
        const auto place = post.place;
        done = co_await look_at(*at, place, std::move(post.post));
        at->place = place;
    }
    // Another process was first: the next step sees how far that is.
    if (!done && done.error().kind != ErrorKind::conflict) co_return tl::unexpected(done.error());
    co_return !done || !last;
}

}  // namespace moderation
