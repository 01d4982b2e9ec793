#include "moderation/post_watch.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace moderation {

namespace {

bool on_its_way(const Post& post, const std::string& channel) {
    return std::any_of(post.deliveries.begin(), post.deliveries.end(), [&](const Delivery& delivery) {
        return delivery.channel == channel && delivery.state == models::DeliveryState::publishing;
    });
}

}  // namespace

bool anything_on_its_way(const std::vector<Post>& open, const std::string& channel) {
    return std::any_of(open.begin(), open.end(), [&](const Post& post) { return on_its_way(post, channel); });
}

runtime::Task<void> PostWatch::run() {
    for (;;) {
        const auto looked = co_await step();
        if (!looked) log_.warning("posts", "could not look", {{"reason", looked.error().message}});
        co_await clock_.sleep_for(kInterval);
    }
}

runtime::Task<runtime::Result<std::optional<bool>>> PostWatch::is_ours(const std::string& channel,
                                                                       const std::string& external_id) {
    const auto here = co_await posts_.published_as(channel, external_id);
    if (!here) co_return tl::unexpected(here.error());
    if (!here->empty()) co_return true;
    const auto open = co_await posts_.open();
    if (!open) co_return tl::unexpected(open.error());
    co_return anything_on_its_way(*open, channel) ? std::optional<bool>{} : std::optional{false};
}

runtime::Task<runtime::Result<std::size_t>> PostWatch::step() {
    const auto told = co_await tell_of_own_posts();
    if (!told) co_return told;
    const auto reminded = co_await remind();
    if (!reminded) co_return reminded;
    const auto forgotten = co_await posts_.forget_pictures(clock_.now(), kBatch);
    if (!forgotten) co_return forgotten;
    co_return *told + *reminded;
}

runtime::Task<runtime::Result<std::size_t>> PostWatch::remind() {
    const auto now = clock_.now();
    const auto overdue = co_await posts_.not_looked_at(now, kBatch);
    if (!overdue) co_return tl::unexpected(overdue.error());
    for (const auto& id : *overdue) {
        const auto reminded = co_await posts_.remind(id, now + kRemindAgain, now);
        if (!reminded) co_return tl::unexpected(reminded.error());
        log_.warning("posts", "nobody has looked at what one person published", {{"post", id}});
    }
    co_return overdue->size();
}

runtime::Task<runtime::Result<std::size_t>> PostWatch::tell_of_own_posts() {
    const auto found = co_await posts_.unexplained(clock_.now() - kPatience, kBatch);
    if (!found) co_return tl::unexpected(found.error());
    std::size_t told = 0;
    for (const auto& id : *found) {
        const auto item = co_await store_.item_for_system(id);
        const bool erased = !item && item.error().kind == runtime::ErrorKind::not_found;
        if (!item && !erased) co_return tl::unexpected(item.error());
        std::optional<bool> ours{true};  // of what is not kept any more nothing can be told
        if (!erased) {
            const auto known = co_await is_ours(item->latest.channel_id, item->latest.external_id);
            if (!known) co_return tl::unexpected(known.error());
            ours = *known;
        }
        if (!ours) continue;
        const auto explained = co_await posts_.explain(id, *ours, clock_.now());
        if (!explained) co_return tl::unexpected(explained.error());
        if (*ours) continue;
        ++told;
        log_.warning("posts", "posted past Gatehouse", {{"item", id}});
    }
    co_return told;
}

}  // namespace moderation
