#include "moderation/picture_sweep.hpp"

#include "models/guard/old_pictures.hpp"
#include "moderation/pupil_register.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace moderation {

using models::DeliveryState;
using runtime::ErrorKind;
using runtime::Result;
using runtime::Task;

namespace {

/// Where it stands, for all that is known.
std::vector<models::Network> networks_of(const Post& post, const std::vector<models::Channel>& channels) {
    std::vector<models::Network> networks;
    for (const auto& delivery : post.deliveries) {
        if (delivery.state != DeliveryState::published && delivery.state != DeliveryState::unknown) continue;
        const auto here = [&](const models::Channel& each) { return each.id == delivery.channel; };
        const auto found = std::find_if(channels.begin(), channels.end(), here);
        if (found != channels.end()) networks.push_back(found->network);
    }
    return networks;
}

}  // namespace

Task<void> PictureSweep::run() {
    for (;;) {
        const auto looked = co_await step();
        if (!looked) log_.warning("posts", "could not look at old pictures", {{"reason", looked.error().message}});
        if (!looked || *looked == 0) co_await clock_.sleep_for(kInterval);
    }
}

Task<Result<std::size_t>> PictureSweep::step(std::size_t most) {
    auto at = co_await sweeps_.state();
    if (!at) co_return tl::unexpected(at.error());
    if (!at->running) co_return std::size_t{0};
    auto roll = co_await guard_.roll();
    if (!roll) co_return tl::unexpected(roll.error());
    const auto channels = co_await store_.channels();
    if (!channels) co_return tl::unexpected(channels.error());
    auto next = co_await sweeps_.next(*at, most);
    if (!next) co_return tl::unexpected(next.error());
    if (next->empty()) {
        const auto ended = co_await sweeps_.end(*at, clock_.now());
        if (!ended && ended.error().kind != ErrorKind::conflict) co_return tl::unexpected(ended.error());
        co_return std::size_t{0};
    }
    std::size_t looked = 0;
    for (auto& post : *next) {
        auto place = post.place;
        const auto noted = co_await look_at(*at, std::move(post), *channels, *roll);
        // Another process was first: the next step sees how far that is.
        if (!noted && noted.error().kind == ErrorKind::conflict) break;
        if (!noted) co_return tl::unexpected(noted.error());
        at->place = std::move(place);
        ++looked;
    }
    co_return looked;
}

Task<Result<void>> PictureSweep::look_at(Sweep at, SweptPost next, std::vector<models::Channel> channels,
                                         std::shared_ptr<const models::guard::Roll> roll) {
    const auto now = clock_.now();
    if (next.post.lost)
        log_.warning("posts", "a post with perhaps old pictures cannot be opened", {{"post", next.place.id}});
    const auto networks = networks_of(next.post, channels);
    models::guard::OldPictures found;
    if (!networks.empty())
        found = models::guard::look_back(next.post.content, networks, *roll, today_of(calendar_, now));
    std::vector<std::string> reasons;
    for (const auto reason : found.reasons) reasons.emplace_back(to_string(reason));
    return sweeps_.note(std::move(at), std::move(next.place), std::move(reasons), std::move(found.facts), now);
}

}  // namespace moderation
