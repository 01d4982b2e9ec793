#include "ingest/x/publisher.hpp"

#include "config/runtime/json_text.hpp"
#include "ingest/multipart.hpp"
#include "ingest/x/parser.hpp"
#include "ingest/x/walk.hpp"

#include <algorithm>

namespace ingest {
namespace {

using runtime::json_string;

constexpr std::chrono::minutes kClocksDiffer{1};
constexpr std::uint64_t kPieceBytes = 4 * 1024 * 1024;  ///< X takes at most a thousand of them

std::string id_of(const models::CollectedItem& item) {
    return item.external_id;
}

runtime::Result<ApiCall> call_for(const models::Channel&, const models::CollectedItem& item, const std::string& text) {
    ApiCall call;
    call.method = "POST";
    call.path = "tweets";
    call.json = R"({"text":)" + json_string(text) + R"(,"reply":{"in_reply_to_tweet_id":)" +
                json_string(item.external_id) + "}}";
    return call;
}

runtime::Result<ParsedPage> parse_posts(std::string_view body, const ParseContext& context) {
    auto page = parse_x_page(body, context);
    if (!page) return tl::unexpected(page.error());
    return std::move(page->list);
}

/// The account's own posts, newest first.
OwnList own_posts(const models::Channel& channel, runtime::Time since) {
    OwnList list;
    list.call.path = path_of({"users", channel.external_id, "tweets"});
    list.call.query = x_post_parameters();
    list.call.query.emplace_back("max_results", "100");
    list.call.query.emplace_back("start_time", runtime::to_iso(since - kClocksDiffer));
    list.cursor_name = "pagination_token";
    list.newest_first = true;
    list.context.channel_id = channel.id;
    list.parse = parse_posts;
    return list;
}

std::optional<OwnList> list_for(const models::Channel& channel, const models::CollectedItem&, runtime::Time since) {
    return own_posts(channel, since);
}

/// X takes any name in the address.
std::string address_of(const std::string& id) {
    return "https://x.com/i/status/" + id;
}

std::string permalink_of(const models::CollectedItem&, const std::string& id) {
    return address_of(id);
}

ApiCall posting(std::string path) {
    ApiCall call;
    call.method = "POST";
    call.path = std::move(path);
    return call;
}

const char* word_of(models::MayReply may_reply) {
    switch (may_reply) {
        case models::MayReply::following: return "following";
        case models::MayReply::mentioned: return "mentionedUsers";
        case models::MayReply::subscribers: return "subscribers";
        case models::MayReply::verified: return "verified";
        case models::MayReply::everyone: break;
    }
    return "";
}

ApiCall append(const std::string& upload, std::uint64_t segment, std::string bytes) {
    auto call = posting(path_of({"media", "upload", upload, "append"}));
    carry(call, {{"segment_index", std::to_string(segment)}, {"media", std::move(bytes), "application/octet-stream"}});
    return call;
}

constexpr ReplyWays kReplies{
    .network = "X", .call_for = call_for, .list_for = list_for, .answered_by = id_of, .permalink = permalink_of};

}  // namespace

XPublisher::XPublisher(PublisherParts parts) : StepwisePublisher{parts, kReplies} {}

std::string XPublisher::permalink(const std::string& id) const {
    return address_of(id);
}

runtime::Task<runtime::Result<XPublisher::Ready>> XPublisher::prepare(PublishingWork& work) {
    const auto& media = work.publication.media;
    const auto there = work.progress.media.size();
    Ready ready;
    ready.ready = there >= media.size();
    if (ready.ready) co_return ready;
    if (!work.progress.began) work.progress.began = parts().clock.now();
    if (models::is_video(media[there])) co_return co_await bring_video(work, media[there]);
    co_return co_await bring_picture(work, media[there]);
}

runtime::Task<runtime::Result<XPublisher::Ready>> XPublisher::bring_picture(PublishingWork& work,
                                                                            const models::Media& picture) {
    auto bytes = co_await bytes_of(work, picture, 0, picture.bytes);
    if (!bytes) co_return tl::unexpected(bytes.error());
    auto upload = posting("media/upload");
    carry(upload, {{"media_category", "tweet_image"}, {"media", std::move(*bytes), picture.type}});
    auto id = co_await make(work, std::move(upload));
    if (!id) co_return tl::unexpected(id.error());
    auto description = posting("media/metadata");
    description.json =
        R"({"id":)" + json_string(*id) + R"(,"metadata":{"alt_text":{"text":)" + json_string(picture.alt_text) + "}}}";
    // Nothing is shown that was not described: without this the upload is made again.
    const auto described = co_await ask(work, std::move(description));
    if (!described) co_return tl::unexpected(described.error());
    work.progress.media.push_back(std::move(*id));
    co_return Ready{};
}

runtime::Task<runtime::Result<XPublisher::Ready>> XPublisher::bring_video(PublishingWork& work,
                                                                          const models::Media& video) {
    auto& progress = work.progress;
    if (progress.part.empty()) {
        auto begin = posting("media/upload/initialize");
        begin.json = R"({"media_type":)" + json_string(video.type) + R"(,"total_bytes":)" +
                     std::to_string(video.bytes) + R"(,"media_category":"tweet_video"})";
        auto id = co_await make(work, std::move(begin));
        if (!id) co_return tl::unexpected(id.error());
        progress.part = std::move(*id);
        co_return Ready{};
    }
    if (progress.sent < video.bytes) {
        const auto size = std::min<std::uint64_t>(kPieceBytes, video.bytes - progress.sent);
        auto bytes = co_await bytes_of(work, video, progress.sent, size);
        if (!bytes) co_return tl::unexpected(bytes.error());
        const auto sent = co_await ask(work, append(progress.part, progress.sent / kPieceBytes, std::move(*bytes)));
        if (!sent) co_return tl::unexpected(sent.error());
        progress.sent += size;
        co_return Ready{};
    }
    ApiCall call;
    if (progress.closed) {
        call.path = "media/upload";
        call.query = {{"command", "STATUS"}, {"media_id", progress.part}};
    } else {
        call = posting(path_of({"media", "upload", progress.part, "finalize"}));
    }
    const auto upload = co_await ask(work, std::move(call));
    if (!upload) co_return tl::unexpected(upload.error());
    if (upload->state == XUpload::State::failed)
        co_return runtime::fail(runtime::ErrorKind::rejected, "X could not make use of the video: choose another one.");
    progress.closed = true;
    Ready ready;
    if (upload->state == XUpload::State::processing) {
        ready.wait = upload->check_after;
    } else {
        progress.media.push_back(progress.part);
        progress.part.clear();
    }
    co_return ready;
}

runtime::Task<runtime::Result<XUpload>> XPublisher::ask(const PublishingWork& work, ApiCall call) {
    const auto reply = co_await parts().client.send(std::move(call), work.token, work.channel.external_id);
    if (!reply) co_return tl::unexpected(to_runtime(reply.error()));
    auto upload = parse_x_upload(reply->body);
    if (!upload) co_return runtime::fail(runtime::ErrorKind::unreachable, "X's answer made no sense.");
    co_return std::move(*upload);
}

runtime::Task<runtime::Result<std::optional<Published>>> XPublisher::find(PublishingWork& work) {
    auto list = own_posts(work.channel, *work.progress.tried);
    list.context.now = parts().clock.now();
    list.context.kind = models::ItemKind::own_post;
    OwnWords words{work.channel.external_id, text_on(work.channel.network, work.publication), *work.progress.tried};
    co_return as_published(co_await find_own(parts().client, std::move(list), std::move(words), work.token));
}

ApiCall XPublisher::publishing(const PublishingWork& work) const {
    auto call = posting("tweets");
    call.json = R"({"text":)" + json_string(text_on(work.channel.network, work.publication));
    std::string ids;
    for (const auto& id : work.progress.media) ids += (ids.empty() ? "" : ",") + json_string(id);
    if (!ids.empty()) call.json += R"(,"media":{"media_ids":[)" + ids + "]}";
    const std::string may_reply{word_of(work.publication.may_reply)};
    if (!may_reply.empty()) call.json += R"(,"reply_settings":)" + json_string(may_reply);
    call.json += "}";
    return call;
}

ApiCall XPublisher::taking_down(const std::string& external_id) const {
    ApiCall call;
    call.method = "DELETE";
    call.path = path_of({"tweets", external_id});
    return call;
}

std::optional<bool> XPublisher::taken_down(std::string_view body) const {
    return parse_x_flag(body, "deleted");
}

}  // namespace ingest
