#include "moderation/past_posts.hpp"

#include "moderation/picture_findings.hpp"

#include <algorithm>
#include <utility>

namespace moderation {

using runtime::ErrorKind;
using runtime::Result;
using runtime::Task;

namespace {

bool stands(const Item& item) {
    return item.network_state == models::NetworkState::visible || item.network_state == models::NetworkState::hidden;
}

bool older(const Item& item, const Item& other) {
    return item.latest.created_at < other.latest.created_at;
}

}  // namespace

Task<Result<PastPosts::List>> PastPosts::with_pictures(Viewer viewer, std::size_t most) {
    auto channels = co_await store_.channels();
    if (!channels) co_return tl::unexpected(channels.error());
    List list;
    for (const auto& channel : *channels) {
        const auto added = co_await add_channel(viewer, channel, most, list);
        if (!added) co_return tl::unexpected(added.error());
    }
    std::stable_sort(list.items.begin(), list.items.end(), older);
    co_return list;
}

Task<Result<void>> PastPosts::add_channel(Viewer viewer, models::Channel channel, std::size_t most, List& list) {
    const std::string under_no_post;
    auto ids = co_await store_.external_ids(channel.id, under_no_post);
    if (!ids) co_return tl::unexpected(ids.error());
    if (ids->size() > most) {
        list.partly.push_back(channel);
        ids->erase(ids->begin(), ids->end() - static_cast<std::ptrdiff_t>(most));
    }
    for (const auto& id : *ids) {
        auto item = co_await store_.item(viewer, models::item_id(channel.network, channel.id, id));
        if (!item && item.error().kind == ErrorKind::not_found) continue;  // not for this person
        if (!item) co_return tl::unexpected(item.error());
        if (item->latest.kind != models::ItemKind::own_post || !stands(*item) || !may_show_people(*item)) continue;
        const auto ours = co_await posts_.published_as(channel.id, id);
        if (!ours) co_return tl::unexpected(ours.error());
        if (ours->empty()) list.items.push_back(std::move(*item));
    }
    co_return Result<void>{};
}

}  // namespace moderation
