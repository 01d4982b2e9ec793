#include "ingest/instagram/publisher.hpp"

#include "ingest/instagram/parser.hpp"
#include "ingest/instagram/refusal.hpp"
#include "ingest/meta/graph_page.hpp"
#include "ingest/multipart.hpp"

#include <algorithm>
#include <array>

namespace ingest {
namespace {

using runtime::ErrorKind;
using namespace std::chrono_literals;

constexpr std::array<std::chrono::seconds, 6> kChecks{2s, 4s, 8s, 15s, 30s, 60s};

ApiCall making(const models::Channel& channel) {
    ApiCall call;
    call.method = "POST";
    call.path = path_of({channel.external_id, "media"});
    return call;
}

/// One level only: an answer to an answer stands under the comment that began it.
std::string thread_of(const models::CollectedItem& item) {
    return item.parent_external_id.empty() ? item.external_id : item.parent_external_id;
}

/// Under somebody else's media, in its words or in a comment. A media in which the account was tagged is none.
bool is_mention(const models::CollectedItem& item) {
    return item.kind == models::ItemKind::tagged_post && !item.post_external_id.empty();
}

runtime::Result<ApiCall> call_for(const models::Channel& channel, const models::CollectedItem& item,
                                  const std::string& text) {
    if (!models::is_comment(item.kind) && !is_mention(item))
        return runtime::fail(ErrorKind::rejected,
                             "Instagram lets only comments and mentions be answered from here. Answer in the "
                             "Instagram app.");
    ApiCall call;
    call.method = "POST";
    call.form.emplace_back("message", text);
    if (!is_mention(item)) {
        call.path = path_of({thread_of(item), "replies"});
        return call;
    }
    call.path = path_of({channel.external_id, "mentions"});
    call.form.emplace_back("media_id", item.post_external_id);
    if (item.external_id != item.post_external_id) call.form.emplace_back("comment_id", item.external_id);
    return call;
}

std::optional<OwnList> list_for(const models::Channel& channel, const models::CollectedItem& item, runtime::Time) {
    if (is_mention(item)) return std::nullopt;
    OwnList list;
    list.call.path = path_of({thread_of(item), "replies"});
    list.call.query = {{"limit", "50"}, {"fields", "id,text,timestamp,username,from,user,hidden,parent_id"}};
    list.cursor_name = "after";
    list.context.channel_id = channel.id;
    list.context.post_external_id = item.post_external_id;
    list.context.parent_external_id = thread_of(item);
    list.parse = parse_instagram_page;
    return list;
}

std::string no_permalink(const models::CollectedItem&, const std::string&) {
    return {};
}

constexpr ReplyWays kReplies{.network = "Instagram",
                             .call_for = call_for,
                             .list_for = list_for,
                             .answered_by = thread_of,
                             .permalink = no_permalink};

}  // namespace

InstagramPublisher::InstagramPublisher(PublisherParts parts) : StepwisePublisher{parts, kReplies} {}

runtime::Task<runtime::Result<InstagramPublisher::Ready>> InstagramPublisher::prepare(PublishingWork& work) {
    auto& progress = work.progress;
    const auto wanted = work.publication.media.size();
    if (progress.media.size() < wanted) co_return co_await bring(work);
    if (wanted == 1) co_return co_await wait_for(work, progress.media.front());
    if (!progress.part.empty()) co_return co_await wait_for(work, progress.part);
    for (const auto& item : std::vector<std::string>(progress.media)) {
        const auto ready = co_await wait_for(work, item);
        if (!ready || !ready->ready) co_return ready;
    }
    auto call = making(work.channel);
    std::string children;
    for (const auto& item : progress.media) children += (children.empty() ? "" : ",") + item;
    call.form.emplace_back("media_type", "CAROUSEL");
    call.form.emplace_back("children", children);
    call.form.emplace_back("caption", text_on(work.channel.network, work.publication));
    auto id = co_await make(work, std::move(call));
    if (!id) co_return tl::unexpected(id.error());
    progress.part = std::move(*id);
    progress.checks = 0;
    co_return Ready{};
}

runtime::Task<runtime::Result<InstagramPublisher::Ready>> InstagramPublisher::bring(PublishingWork& work) {
    auto& progress = work.progress;
    if (progress.media.empty()) {
        const auto room = co_await see_room(work);
        if (!room) co_return tl::unexpected(room.error());
    }
    const auto& media = work.publication.media;
    const auto& next = media[progress.media.size()];
    auto address = co_await address_of(work, next);
    if (!address) co_return tl::unexpected(address.error());
    auto call = making(work.channel);
    if (models::is_video(next)) {
        call.form.emplace_back("media_type", "REELS");
        call.form.emplace_back("video_url", std::move(*address));
    } else {
        call.form.emplace_back("image_url", std::move(*address));
        call.form.emplace_back("alt_text", next.alt_text);
    }
    if (media.size() > 1)
        call.form.emplace_back("is_carousel_item", "true");
    else
        call.form.emplace_back("caption", text_on(work.channel.network, work.publication));
    auto id = co_await make(work, std::move(call));
    if (!id) co_return tl::unexpected(id.error());
    if (!progress.began) progress.began = parts().clock.now();
    progress.media.push_back(std::move(*id));
    co_return Ready{};
}

runtime::Task<runtime::Result<void>> InstagramPublisher::see_room(const PublishingWork& work) {
    ApiCall call;
    call.path = path_of({work.channel.external_id, "content_publishing_limit"});
    call.query.emplace_back("fields", "quota_usage,config");
    const auto reply = co_await parts().client.send(std::move(call), work.token, work.channel.external_id);
    if (!reply) co_return tl::unexpected(refusal(reply.error()));
    // Where it does not say, it is left to Instagram to refuse the post.
    const auto room = parse_instagram_room(reply->body);
    if (!room || room->used < room->total) co_return runtime::Result<void>{};
    co_return runtime::fail(ErrorKind::rate_limited,
                            "Instagram takes " + std::to_string(room->total) +
                                " posts in 24 hours from programs, and has taken them. Gatehouse tries again every "
                                "hour; the Instagram app posts at once.",
                            kUntilNextPosts);
}

runtime::Task<runtime::Result<std::string>> InstagramPublisher::address_of(const PublishingWork& work,
                                                                           const models::Media& media) {
    auto address = co_await work.media.public_address(media.id);
    if (address || address.error().kind != ErrorKind::unavailable) co_return address;
    if (models::is_video(media))
        co_return runtime::fail(ErrorKind::rejected,
                                "Instagram fetches videos from a public address, and this installation has none: "
                                "publish the video in the Instagram app.");
    auto bytes = co_await bytes_of(work, media, 0, media.bytes);
    if (!bytes) co_return bytes;
    ApiCall upload;
    upload.method = "POST";
    upload.path = "me/photos";  // the token is that of the page to which the account belongs
    carry(upload, {{"published", "false"}, {"source", std::move(*bytes), media.type}});
    auto photo = co_await make(work, std::move(upload));
    if (!photo) co_return photo;
    ApiCall look;
    look.path = path_of({*photo});
    look.query.emplace_back("fields", "images");
    const auto reply = co_await parts().client.send(std::move(look), work.token, work.channel.external_id);
    if (!reply) co_return tl::unexpected(refusal(reply.error()));
    auto source = parse_photo_source(reply->body);
    if (!source)
        co_return runtime::fail(ErrorKind::unreachable, "Facebook did not say where Instagram finds the picture.",
                                kUntilShown);
    co_return std::move(*source);
}

runtime::Task<runtime::Result<InstagramContainer>> InstagramPublisher::look_at(const PublishingWork& work,
                                                                               std::string container) {
    ApiCall call;
    call.path = path_of({container});
    call.query.emplace_back("fields", "status_code,status");
    const auto reply = co_await parts().client.send(std::move(call), work.token, work.channel.external_id);
    if (!reply && reply.error().kind == ApiErrorKind::gone) {
        InstagramContainer expired;
        expired.id = std::move(container);
        expired.state = InstagramContainer::State::expired;
        co_return expired;
    }
    if (!reply) co_return tl::unexpected(to_runtime(reply.error()));
    auto seen = parse_instagram_container(reply->body);
    if (!seen || seen->id != container)
        co_return runtime::fail(ErrorKind::unreachable, "Instagram's answer made no sense.");
    co_return std::move(*seen);
}

runtime::Task<runtime::Result<InstagramPublisher::Ready>> InstagramPublisher::wait_for(PublishingWork& work,
                                                                                       std::string container) {
    const auto seen = co_await look_at(work, std::move(container));
    if (!seen) co_return tl::unexpected(seen.error());
    auto& progress = work.progress;
    Ready ready;
    switch (seen->state) {
        case InstagramContainer::State::finished:
        case InstagramContainer::State::published: ready.ready = true; break;
        case InstagramContainer::State::error:
            co_return runtime::fail(ErrorKind::rejected, instagram_sentence(seen->subcode));
        case InstagramContainer::State::expired: progress.bring_again(); break;
        case InstagramContainer::State::in_progress:
        case InstagramContainer::State::unknown:
            ready.wait = kChecks[std::min(static_cast<std::size_t>(progress.checks), kChecks.size() - 1)];
            ++progress.checks;
            break;
    }
    co_return ready;
}

runtime::Task<runtime::Result<std::optional<Published>>> InstagramPublisher::find(PublishingWork& work) {
    const auto& progress = work.progress;
    const auto container = progress.part.empty() && !progress.media.empty() ? progress.media.front() : progress.part;
    if (container.empty()) co_return std::nullopt;
    const auto seen = co_await look_at(work, container);
    if (!seen) co_return tl::unexpected(seen.error());
    using State = InstagramContainer::State;
    // An expired container may have been published before it expired.
    if (seen->state != State::published && seen->state != State::expired) co_return std::nullopt;
    const auto& account = work.channel.external_id;
    OwnList list;
    list.call.path = path_of({account, "media"});
    list.call.query = {{"limit", "25"}, {"fields", "id,caption,media_type,permalink,timestamp,username"}};
    list.cursor_name = "after";
    list.newest_first = true;
    list.context.channel_id = work.channel.id;
    list.context.kind = models::ItemKind::own_post;
    list.context.now = parts().clock.now();
    list.parse = parse_instagram_page;
    OwnWords words{account, text_on(work.channel.network, work.publication), *progress.tried};
    auto found = co_await find_own(parts().client, std::move(list), std::move(words), work.token);
    if (found && !*found && seen->state == State::published)
        co_return runtime::fail(ErrorKind::unreachable, "Instagram has published it, and does not show it yet.",
                                kUntilShown);
    co_return as_published(std::move(found));
}

ApiCall InstagramPublisher::publishing(const PublishingWork& work) const {
    const auto& progress = work.progress;
    ApiCall call;
    call.method = "POST";
    call.path = path_of({work.channel.external_id, "media_publish"});
    call.form.emplace_back("creation_id", progress.part.empty() ? progress.media.front() : progress.part);
    return call;
}

runtime::Error InstagramPublisher::refusal(const ApiError& error) const {
    return instagram_refusal(error);
}

ApiCall InstagramPublisher::taking_down(const std::string& external_id) const {
    ApiCall call;
    call.method = "DELETE";
    call.path = path_of({external_id});
    return call;
}

std::optional<bool> InstagramPublisher::taken_down(std::string_view body) const {
    return parse_success(body);
}

}  // namespace ingest
