#include "moderation/published_news.hpp"

#include <algorithm>
#include <utility>

namespace moderation {

using models::DeliveryState;
using models::PostState;
using runtime::Result;
using runtime::Task;

namespace {

/// Where it stands now, in the order of its channels.
NewsItem standing(const Post& post, const std::vector<models::Channel>& channels) {
    NewsItem item;
    item.id = post.id;
    if (post.state == PostState::taken_down || post.down_due) return item;
    for (const auto& delivery : post.deliveries) {
        const auto of = [&](const models::Channel& channel) { return channel.id == delivery.channel; };
        const auto channel = std::find_if(channels.begin(), channels.end(), of);
        if (delivery.state != DeliveryState::published || !delivery.at || channel == channels.end()) continue;
        item.at = item.where.empty() ? *delivery.at : std::min(item.at, *delivery.at);
        item.where.push_back({channel->network, delivery.permalink});
    }
    return item;
}

}  // namespace

Task<Result<std::shared_ptr<const News>>> PublishedNews::latest(runtime::Time now) {
    if (news_ && made_at_ <= now && now < made_at_ + kFresh) co_return news_;
    const auto channels = co_await store_.channels();
    if (!channels) co_return tl::unexpected(channels.error());
    const auto posts = co_await posts_.over(kItemsMax);
    if (!posts) co_return tl::unexpected(posts.error());
    auto news = std::make_shared<News>();
    for (const auto& post : *posts) {
        auto item = standing(post, *channels);
        if (item.where.empty()) continue;
        const auto may_stand = co_await guard_.may_stand_on_website(post.content, now);
        if (!may_stand) co_return tl::unexpected(may_stand.error());
        if (*may_stand) {
            item.text = post.content.text;
            item.link = post.content.link;
        }
        news->push_back(std::move(item));
    }
    news_ = std::move(news);
    made_at_ = now;
    co_return news_;
}

}  // namespace moderation
