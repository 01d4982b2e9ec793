#include "ingest/facebook/publisher.hpp"

#include "config/runtime/json_text.hpp"
#include "ingest/facebook/parser.hpp"
#include "ingest/meta/graph_page.hpp"
#include "ingest/multipart.hpp"

namespace ingest {
namespace {

/// Two levels only: an answer to an answer stands under the comment that began it.
std::string thread_of(const models::CollectedItem& item) {
    return item.parent_external_id.empty() ? item.external_id : item.parent_external_id;
}

runtime::Result<ApiCall> call_for(const models::Channel&, const models::CollectedItem& item, const std::string& text) {
    ApiCall call;
    call.method = "POST";
    call.path = path_of({item.external_id, "comments"});
    call.form.emplace_back("message", text);
    return call;
}

std::optional<OwnList> list_for(const models::Channel& channel, const models::CollectedItem& item, runtime::Time) {
    OwnList list;
    list.call.path = path_of({thread_of(item), "comments"});
    list.call.query = {{"filter", "stream"},
                       {"order", "reverse_chronological"},
                       {"limit", "50"},
                       {"fields", "id,message,created_time,from{id,name},parent{id},permalink_url"}};
    list.cursor_name = "after";
    list.newest_first = true;
    list.context.channel_id = channel.id;
    list.context.post_external_id = thread_of(item);
    list.parse = parse_facebook_page;
    return list;
}

/// Facebook names it when the answer is read.
std::string no_permalink(const models::CollectedItem&, const std::string&) {
    return {};
}

constexpr ReplyWays kReplies{.network = "Facebook",
                             .call_for = call_for,
                             .list_for = list_for,
                             .answered_by = thread_of,
                             .permalink = no_permalink};

}  // namespace

FacebookPublisher::FacebookPublisher(PublisherParts parts) : StepwisePublisher{parts, kReplies} {}

runtime::Task<runtime::Result<FacebookPublisher::Ready>> FacebookPublisher::prepare(PublishingWork& work) {
    auto& progress = work.progress;
    const auto& media = work.publication.media;
    Ready ready;
    ready.ready = progress.media.size() >= media.size();
    if (ready.ready) co_return ready;
    const auto& picture = media[progress.media.size()];
    auto bytes = co_await bytes_of(work, picture, 0, picture.bytes);
    if (!bytes) co_return tl::unexpected(bytes.error());
    ApiCall call;
    call.method = "POST";
    call.path = path_of({work.channel.external_id, "photos"});
    carry(call,
          {{"published", "false"}, {"alt_text_custom", picture.alt_text}, {"source", std::move(*bytes), picture.type}});
    auto id = co_await make(work, std::move(call));
    if (!id) co_return tl::unexpected(id.error());
    if (!progress.began) progress.began = parts().clock.now();
    progress.media.push_back(std::move(*id));
    co_return ready;
}

runtime::Task<runtime::Result<std::optional<Published>>> FacebookPublisher::find(PublishingWork& work) {
    const auto& account = work.channel.external_id;
    OwnList list;
    list.call.path = path_of({account, "published_posts"});
    list.call.query = {{"limit", "100"}, {"fields", "id,message,created_time,from,permalink_url"}};
    list.cursor_name = "after";
    list.newest_first = true;
    list.context.channel_id = work.channel.id;
    list.context.kind = models::ItemKind::own_post;
    list.context.now = parts().clock.now();
    list.parse = parse_facebook_page;
    OwnWords words{account, text_on(work.channel.network, work.publication), *work.progress.tried};
    co_return as_published(co_await find_own(parts().client, std::move(list), std::move(words), work.token));
}

ApiCall FacebookPublisher::publishing(const PublishingWork& work) const {
    ApiCall call;
    call.method = "POST";
    call.path = path_of({work.channel.external_id, "feed"});
    call.form.emplace_back("message", text_on(work.channel.network, work.publication));
    const auto& media = work.progress.media;
    if (media.empty() && !work.publication.link.empty()) call.form.emplace_back("link", work.publication.link);
    for (std::size_t i = 0; i < media.size(); ++i)
        call.form.emplace_back("attached_media[" + std::to_string(i) + "]",
                               R"({"media_fbid":)" + runtime::json_string(media[i]) + "}");
    return call;
}

runtime::Error FacebookPublisher::refusal(const ApiError& error) const {
    constexpr int kNoPreview = 1609005;
    if (error.code != kNoPreview) return outcome_of(error);
    return {runtime::ErrorKind::rejected,
            "Facebook cannot show what the link leads to: check the address, or write it into the text."};
}

ApiCall FacebookPublisher::taking_down(const std::string& external_id) const {
    ApiCall call;
    call.method = "DELETE";
    call.path = path_of({external_id});
    return call;
}

std::optional<bool> FacebookPublisher::taken_down(std::string_view body) const {
    return parse_success(body);
}

}  // namespace ingest
