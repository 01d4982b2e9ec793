#include "ingest/youtube/publisher.hpp"

#include "config/runtime/json_text.hpp"
#include "ingest/youtube/element.hpp"
#include "ingest/youtube/parser.hpp"

#include <algorithm>

namespace ingest {
namespace {

using runtime::ErrorKind;
using runtime::json_string;
using Kind = YoutubeUpload::State::Kind;

constexpr const char* kEducation = "27";  ///< YouTube's number of the category
constexpr std::chrono::seconds kCheckEvery{15};
constexpr const char* kNewest = "10";  ///< uploads that are looked at for one that was lost sight of

/// Only the comment that began a thread can be answered.
std::string thread_of(const models::CollectedItem& item) {
    return item.parent_external_id.empty() ? item.external_id : item.parent_external_id;
}

runtime::Result<ApiCall> call_for(const models::Channel&, const models::CollectedItem& item, const std::string& text) {
    ApiCall call;
    call.method = "POST";
    call.path = "comments";
    call.query.emplace_back("part", "snippet");
    call.json =
        R"({"snippet":{"parentId":)" + json_string(thread_of(item)) + R"(,"textOriginal":)" + json_string(text) + "}}";
    return call;
}

std::optional<OwnList> list_for(const models::Channel& channel, const models::CollectedItem& item, runtime::Time) {
    OwnList list;
    list.call.path = "comments";
    list.call.query = {
        {"part", "id,snippet"}, {"parentId", thread_of(item)}, {"maxResults", "100"}, {"textFormat", "plainText"}};
    list.cursor_name = "pageToken";
    list.context.channel_id = channel.id;
    list.context.post_external_id = item.post_external_id;
    list.parse = parse_youtube_comments;
    return list;
}

std::string permalink_of(const models::CollectedItem& item, const std::string& id) {
    return item.permalink.empty() ? std::string{} : youtube_address(item.post_external_id) + "&lc=" + id;
}

constexpr ReplyWays kReplies{.network = "YouTube",
                             .call_for = call_for,
                             .list_for = list_for,
                             .answered_by = thread_of,
                             .permalink = permalink_of};

/// What is asked for: a video with an appointment is private until then.
std::string privacy_of(const models::Publication& publication) {
    return publication.publish_at ? "private" : "public";
}

std::string metadata_of(const models::Publication& publication) {
    std::string tags;
    for (const auto& tag : publication.tags) tags += (tags.empty() ? "" : ",") + json_string(tag);
    auto text = R"({"snippet":{"title":)" + json_string(publication.title);
    text += R"(,"description":)" + json_string(text_on(models::Network::youtube, publication));
    text += R"(,"tags":[)" + tags + R"(],"categoryId":")" + kEducation + R"("},"status":{"privacyStatus":")";
    text += privacy_of(publication) + R"(","selfDeclaredMadeForKids":)";
    text += publication.made_for_kids ? "true" : "false";
    if (publication.publish_at) text += R"(,"publishAt":)" + json_string(runtime::to_iso(*publication.publish_at));
    return text + "}}";
}

/// The playlist of everything a channel published is named like the channel.
std::string uploads_of(const models::Channel& channel) {
    auto playlist = channel.external_id;
    if (playlist.starts_with("UC")) playlist[1] = 'U';
    return playlist;
}

}  // namespace

YoutubePublisher::YoutubePublisher(PublisherParts parts, YoutubeUpload& upload)
    : parts_{parts}, upload_{upload}, replier_{parts.client, parts.tokens, parts.actor, parts.clock, kReplies} {}

runtime::Task<runtime::Result<Published>> YoutubePublisher::reply(models::Channel channel, models::CollectedItem item,
                                                                  std::string text,
                                                                  std::optional<runtime::Time> tried) {
    return replier_.reply(std::move(channel), std::move(item), std::move(text), tried);
}

runtime::Task<YoutubePublisher::Step> YoutubePublisher::step(models::Channel channel, models::Publication publication,
                                                             std::string progress, MediaSource& media) {
    const auto now = parts_.clock.now();
    if (progress.empty()) {
        const auto problems = models::problems_of(channel.network, publication, now);
        if (!problems.empty()) co_return runtime::fail(ErrorKind::rejected, problems.front());
    }
    auto known = progress_from(progress);
    if (!known) co_return tl::unexpected(known.error());
    auto token = co_await parts_.tokens.token(channel);
    if (!token) co_return tl::unexpected(token.error());
    PublishingWork work{std::move(channel), std::move(publication), std::move(*token), std::move(*known), media};
    Step step;
    if (!work.progress.tried)
        work.progress.tried = now;
    else if (!work.progress.media.empty())
        step = co_await confirm(work);
    else if (work.progress.part.empty())
        step = co_await begin(work);
    else
        step = co_await bring(work);
    if (step) step->progress = to_text(work.progress);
    co_return step;
}

runtime::Task<YoutubePublisher::Step> YoutubePublisher::begin(PublishingWork& work) {
    auto found = co_await find(work);
    if (!found) co_return tl::unexpected(found.error());
    if (!found->empty()) {
        work.progress.media.push_back(std::move(*found));
        co_return PublishingStep{};
    }
    const auto& video = work.publication.media.front();
    YoutubeUpload::Video announced{metadata_of(work.publication), video.type, video.bytes};
    auto session = co_await upload_.begin(std::move(announced), work.token);
    if (!session) co_return tl::unexpected(to_runtime(session.error()));
    work.progress.part = std::move(*session);
    co_return PublishingStep{};
}

runtime::Task<YoutubePublisher::Step> YoutubePublisher::bring(PublishingWork& work) {
    const auto& video = work.publication.media.front();
    auto state = co_await upload_.ask(work.progress.part, video.bytes, work.token);
    std::uint64_t before = video.bytes;  // as far as it was when something was sent
    if (state && state->kind == Kind::unfinished && state->arrived < video.bytes) {
        const auto size = std::min(YoutubeUpload::kPieceBytes, video.bytes - state->arrived);
        auto bytes = co_await work.media.read(video.id, state->arrived, static_cast<std::size_t>(size));
        if (!bytes) co_return tl::unexpected(bytes.error());
        if (bytes->size() != size)
            co_return runtime::fail(ErrorKind::rejected, "The video is no longer what it was: choose it again.");
        before = state->arrived;
        state = co_await upload_.send(work.progress.part, before, video.bytes, std::move(*bytes), work.token);
    }
    if (!state) co_return tl::unexpected(outcome_of(state.error()));
    PublishingStep step;
    // All is there and has no name yet, or what was sent did not arrive.
    if (state->kind == Kind::unfinished && state->arrived <= before) step.wait = kUntilShown;
    if (state->kind == Kind::finished) work.progress.media.push_back(std::move(state->video));
    if (state->kind == Kind::lost) {
        work.progress.part.clear();
        step.wait = kUntilShown;
    }
    co_return step;
}

runtime::Task<YoutubePublisher::Step> YoutubePublisher::confirm(PublishingWork& work) {
    const auto& id = work.progress.media.front();
    ApiCall call;
    call.path = "videos";
    call.query = {{"part", "status"}, {"id", id}};
    const auto body = co_await read(work, std::move(call));
    if (!body) co_return tl::unexpected(body.error());
    const auto state = parse_youtube_video_state(*body, privacy_of(work.publication));
    if (!state) co_return runtime::fail(ErrorKind::unreachable, "YouTube's answer made no sense.");
    using State = YoutubeVideoState::Kind;
    if (state->kind == State::refused) co_return runtime::fail(ErrorKind::rejected, state->sentence);
    PublishingStep step;
    step.wait = kCheckEvery;
    if (state->kind != State::processed) co_return step;
    Published published;
    published.external_id = id;
    published.permalink = youtube_address(id);
    published.seen = state->as_wanted;
    step.published = std::move(published);
    co_return step;
}

runtime::Task<runtime::Result<std::string>> YoutubePublisher::find(PublishingWork& work) {
    ApiCall newest;
    newest.path = "playlistItems";
    newest.query = {{"part", "contentDetails"}, {"playlistId", uploads_of(work.channel)}, {"maxResults", kNewest}};
    auto body = co_await read(work, std::move(newest));
    if (!body) co_return tl::unexpected(body.error());
    ParseContext context;
    context.channel_id = work.channel.id;
    context.now = parts_.clock.now();
    const auto uploads = parse_youtube_uploads(*body, context);
    if (!uploads || !uploads->whole || uploads->malformed + uploads->without_id > 0)
        co_return runtime::fail(ErrorKind::unreachable, "It could not be seen whether the video is there already.");
    std::string ids;
    for (const auto& each : uploads->objects) ids += (ids.empty() ? "" : ",") + each.item.external_id;
    if (ids.empty()) co_return std::string{};
    OwnList list;
    list.call.path = "videos";
    list.call.query = {{"part", "id,snippet,status"}, {"id", ids}};
    list.cursor_name = "pageToken";
    list.context = context;
    list.parse = parse_youtube_videos;
    OwnWords words{work.channel.external_id,
                   work.publication.title + "\n" + text_on(models::Network::youtube, work.publication),
                   *work.progress.tried};
    const auto found = co_await find_own(parts_.client, std::move(list), std::move(words), work.token);
    if (!found) co_return tl::unexpected(found.error());
    co_return *found ? (*found)->external_id : std::string{};
}

runtime::Task<runtime::Result<std::string>> YoutubePublisher::read(const PublishingWork& work, ApiCall call) {
    auto reply = co_await parts_.client.send(std::move(call), work.token, work.channel.external_id);
    if (!reply) co_return tl::unexpected(to_runtime(reply.error()));
    co_return std::move(reply->body);
}

runtime::Task<runtime::Result<void>> YoutubePublisher::take_down(models::Channel channel, std::string external_id) {
    auto token = co_await parts_.tokens.token(channel);
    if (!token) co_return tl::unexpected(token.error());
    ApiCall call;
    call.method = "DELETE";
    call.path = "videos";
    call.query.emplace_back("id", std::move(external_id));
    const auto reply = co_await parts_.client.send(std::move(call), std::move(*token), channel.external_id);
    if (!reply && reply.error().kind == ApiErrorKind::gone) co_return runtime::Result<void>{};
    if (!reply) co_return tl::unexpected(to_runtime(reply.error()));
    if (!reply->body.empty())
        co_return runtime::fail(ErrorKind::unreachable, "YouTube's answer made no sense; it may have been done.");
    co_return runtime::Result<void>{};
}

}  // namespace ingest
