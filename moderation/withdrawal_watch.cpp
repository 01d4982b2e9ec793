#include "moderation/withdrawal_watch.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace moderation {

using models::guard::Roll;
using runtime::Result;
using runtime::Task;

namespace {

/// The end of this school day; of the next one when it is over.
runtime::Time due_from(const config::Calendar& calendar, runtime::Time now) {
    const auto today = calendar.after_school_days(now - std::chrono::hours{24}, 1);
    return today > now ? today : calendar.after_school_days(now, 1);
}

using models::DeliveryState;
constexpr std::array kStanding{DeliveryState::published};
constexpr std::array kStood{DeliveryState::published, DeliveryState::taking_down, DeliveryState::taken_down};

/// Whether somebody in it speaks against a channel on which it is in one of these states.
template <std::size_t N>
bool spoken_against(const Post& post, const std::array<DeliveryState, N>& states,
                    const std::vector<models::Channel>& channels, const Roll& roll) {
    return std::any_of(post.deliveries.begin(), post.deliveries.end(), [&](const Delivery& delivery) {
        if (std::find(states.begin(), states.end(), delivery.state) == states.end()) return false;
        const auto here = [&](const models::Channel& each) { return each.id == delivery.channel; };
        const auto found = std::find_if(channels.begin(), channels.end(), here);
        return found != channels.end() && models::guard::has_to_come_down(post.content, found->network, roll);
    });
}

}  // namespace

Task<void> WithdrawalWatch::run() {
    for (;;) {
        const auto looked = co_await step();
        if (!looked) log_.warning("posts", "could not look for withdrawals", {{"reason", looked.error().message}});
        co_await clock_.sleep_for(kInterval);
    }
}

Task<Result<std::size_t>> WithdrawalWatch::step() {
    auto roll = co_await guard_.roll();
    if (!roll) co_return tl::unexpected(roll.error());
    auto open = co_await posts_.open();  // on one channel it may stand already
    if (!open) co_return tl::unexpected(open.error());
    auto told = co_await look_at(std::move(*open), *roll);
    if (!told) co_return told;
    const bool everything = *roll != looked_with_;
    for (std::size_t offset = 0;; offset += kBatch) {
        auto posts = co_await posts_.over(kBatch, offset);
        if (!posts) co_return tl::unexpected(posts.error());
        const bool last = posts->size() < kBatch || !everything;
        const auto found = co_await look_at(std::move(*posts), *roll);
        if (!found) co_return found;
        *told += *found;
        if (last) break;
    }
    looked_with_ = std::move(*roll);
    const auto overdue = co_await tell_of_overdue();
    if (!overdue) co_return overdue;
    co_return *told + *overdue;
}

Task<Result<std::size_t>> WithdrawalWatch::look_at(std::vector<Post> posts, std::shared_ptr<const Roll> roll) {
    const auto channels = co_await store_.channels();
    if (!channels) co_return tl::unexpected(channels.error());
    std::size_t told = 0;
    for (const auto& post : posts) {
        const auto remembered = co_await remember_pictures(post, *channels, roll);
        if (!remembered) co_return tl::unexpected(remembered.error());
        if (!spoken_against(post, kStanding, *channels, *roll)) continue;
        const auto noted = co_await tell_of(post.id);
        if (!noted) co_return tl::unexpected(noted.error());
        told += *noted ? 1 : 0;
    }
    co_return told;
}

Task<Result<void>> WithdrawalWatch::remember_pictures(Post post, std::vector<models::Channel> channels,
                                                      std::shared_ptr<const Roll> roll) {
    if (!spoken_against(post, kStood, channels, *roll)) co_return Result<void>{};
    for (const auto& picture : post.content.pictures) {
        auto alone = post;
        alone.content.pictures = {picture};
        if (!spoken_against(alone, kStood, channels, *roll)) continue;
        const auto remembered = co_await pictures_.remember(post, picture);
        if (!remembered) co_return remembered;
    }
    co_return Result<void>{};
}

Task<Result<std::size_t>> WithdrawalWatch::tell_of_overdue() {
    const auto overdue = co_await posts_.down_overdue(clock_.now(), kBatch);
    if (!overdue) co_return tl::unexpected(overdue.error());
    std::size_t told = 0;
    for (const auto& id : *overdue) {
        const auto noted = co_await tell_of(id);
        if (!noted) co_return tl::unexpected(noted.error());
        told += *noted ? 1 : 0;
    }
    co_return told;
}

Task<Result<bool>> WithdrawalWatch::tell_of(std::string id) {
    const auto now = clock_.now();
    const auto noted = co_await posts_.want_down(id, due_from(calendar_, now), now);
    if (noted && *noted) log_.warning("posts", "a published post has to come down", {{"post", id}});
    co_return noted;
}

}  // namespace moderation
