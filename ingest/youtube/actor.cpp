#include "ingest/youtube/actor.hpp"

#include "ingest/youtube/parser.hpp"

#include <algorithm>

namespace ingest {
namespace {

using models::ItemKind;
using models::NetworkState;
using models::Verb;
using runtime::ErrorKind;

constexpr int kHeldPagesMax = 10;  ///< of 100 threads, in each list
constexpr const char* kNoSense = "YouTube's answer made no sense.";

ParseContext context_of(const models::Channel& channel, const models::CollectedItem& item) {
    ParseContext context;
    context.channel_id = channel.id;
    context.post_external_id = item.post_external_id;
    return context;
}

const ParsedObject* find(const ParsedPage& page, const std::string& id) {
    const auto found = std::find_if(page.objects.begin(), page.objects.end(),
                                    [&](const auto& object) { return object.item.external_id == id; });
    return found == page.objects.end() ? nullptr : &*found;
}

ApiCall look_at(const models::CollectedItem& item) {
    ApiCall call;
    const bool video = item.kind == ItemKind::own_post;
    call.path = video ? "videos" : "comments";
    call.query.emplace_back("part", video ? "id,snippet,status" : "id,snippet");
    call.query.emplace_back("id", item.external_id);
    if (!video) call.query.emplace_back("textFormat", "plainText");
    return call;
}

ApiCall list_held(const models::Channel& channel, const models::CollectedItem& item, const char* state) {
    const bool video = !item.permalink.empty();  // only comments under videos have an address
    ApiCall call;
    call.path = "commentThreads";
    call.query.emplace_back("part", "id,snippet,replies");
    call.query.emplace_back(video ? "videoId" : "allThreadsRelatedToChannelId",
                            video ? item.post_external_id : channel.external_id);
    call.query.emplace_back("moderationStatus", state);
    call.query.emplace_back("order", "time");
    call.query.emplace_back("textFormat", "plainText");
    call.query.emplace_back("maxResults", "100");
    return call;
}

/// The call that carries out `verb`, or why there is none.
runtime::Result<ApiCall> call_for(const models::Channel& channel, const models::CollectedItem& item, Verb verb) {
    const bool own = !item.author_id.empty() && item.author_id == channel.external_id;
    if (item.kind == ItemKind::own_post)
        return runtime::fail(ErrorKind::rejected,
                             "Gatehouse does not change the school's own videos. Use YouTube Studio.");
    ApiCall call;
    call.method = "POST";
    call.path = "comments/setModerationStatus";
    call.query.emplace_back("id", item.external_id);
    switch (verb) {
        case Verb::hide: call.query.emplace_back("moderationStatus", "heldForReview"); return call;
        case Verb::unhide: call.query.emplace_back("moderationStatus", "published"); return call;
        case Verb::remove:
            if (own) {
                call.method = "DELETE";
                call.path = "comments";
            } else {
                call.query.emplace_back("moderationStatus", "rejected");
            }
            return call;
        case Verb::ban:
            if (own) return runtime::fail(ErrorKind::rejected, "The school wrote this itself.");
            call.query.emplace_back("moderationStatus", "rejected");
            call.query.emplace_back("banAuthor", "true");
            return call;
        default: break;
    }
    return runtime::fail(ErrorKind::rejected, "This decision asks nothing of YouTube.");
}

runtime::Result<void> judge_refusal(const ApiError& error, Verb verb) {
    const bool gone = error.kind == ApiErrorKind::gone;
    if (verb == Verb::remove && gone) return {};
    if (verb == Verb::ban && gone)
        return runtime::fail(
            ErrorKind::rejected,
            "It is no longer on YouTube, which keeps an author away only together with a comment. Block "
            "the author in YouTube Studio.");
    const bool refused = gone || error.reason == "processingFailure" || error.reason == "forbidden";
    if (verb == Verb::unhide && refused)
        return runtime::fail(ErrorKind::rejected,
                             "YouTube does not publish it. What was rejected once can never be published again, and "
                             "its author may have deleted it.");
    return tl::unexpected(to_runtime(error));
}

}  // namespace

YoutubeActor::YoutubeActor(ApiClient& client, TokenSource& tokens) : client_{client}, tokens_{tokens} {}

runtime::Task<runtime::Result<Observation>> YoutubeActor::observe(models::Channel channel, models::CollectedItem item) {
    auto token = co_await tokens_.token(channel);
    if (!token) co_return tl::unexpected(token.error());
    auto reply = co_await client_.send(look_at(item), *token, channel.external_id);
    const bool gone = !reply && reply.error().kind == ApiErrorKind::gone;
    if (!reply && !gone) co_return tl::unexpected(to_runtime(reply.error()));
    Observation observation;
    observation.raw = gone ? reply.error().answer : reply->body;
    observation.state = NetworkState::gone;
    const bool video = item.kind == ItemKind::own_post;
    bool status_said = false;
    if (!gone) {
        const auto parse = video ? parse_youtube_videos : parse_youtube_comments;
        const auto page = parse(reply->body, context_of(channel, item));
        if (!page || !page->whole || page->malformed + page->without_id > 0)
            co_return runtime::fail(ErrorKind::unreachable, kNoSense);
        if (const auto* seen = find(*page, item.external_id)) {
            observation.raw = seen->item.raw;
            observation.state = seen->item.hidden ? NetworkState::hidden : NetworkState::visible;
            if (seen->moderation == "rejected") observation.state = NetworkState::gone;
            status_said = !seen->moderation.empty();
        }
    }
    if (video || status_said) co_return observation;
    // Asked for by its id a comment keeps its state to itself, and a held one may not come at all.
    auto held = co_await find_held(std::move(channel), std::move(item), std::move(*token));
    if (!held) co_return tl::unexpected(held.error());
    if (held->empty()) co_return observation;
    observation.state = NetworkState::hidden;
    observation.raw = std::move(*held);
    co_return observation;
}

runtime::Task<runtime::Result<std::string>> YoutubeActor::find_held(models::Channel channel, models::CollectedItem item,
                                                                    std::string token) {
    for (const auto* state : {"heldForReview", "likelySpam"}) {
        std::string page_token;
        for (int pages = 0; pages < kHeldPagesMax; ++pages) {
            auto call = list_held(channel, item, state);
            if (!page_token.empty()) call.query.emplace_back("pageToken", page_token);
            const auto reply = co_await client_.send(std::move(call), token, channel.external_id);
            // The video has gone, or its comments are switched off: nothing is held there that could be seen.
            const bool none =
                !reply && (reply.error().kind == ApiErrorKind::gone || reply.error().kind == ApiErrorKind::bad_request);
            if (none) break;
            if (!reply) co_return tl::unexpected(to_runtime(reply.error()));
            const auto page = parse_youtube_threads(reply->body, context_of(channel, item));
            if (!page) co_return runtime::fail(ErrorKind::unreachable, kNoSense);
            const auto* seen = find(*page, item.external_id);
            if (seen != nullptr && seen->item.hidden) co_return seen->item.raw;
            if (!page->has_next || page->after == page_token) break;
            page_token = page->after;
        }
    }
    co_return std::string{};
}

runtime::Task<runtime::Result<std::optional<bool>>> YoutubeActor::in_force(models::Channel, models::CollectedItem,
                                                                           Verb) {
    co_return std::optional<bool>{};
}

runtime::Task<runtime::Result<void>> YoutubeActor::act(models::Channel channel, models::CollectedItem item, Verb verb) {
    auto token = co_await tokens_.token(channel);
    if (!token) co_return tl::unexpected(token.error());
    auto call = call_for(channel, item, verb);
    if (!call) co_return tl::unexpected(call.error());
    const auto reply = co_await client_.send(std::move(*call), std::move(*token), channel.external_id);
    if (!reply) co_return judge_refusal(reply.error(), verb);
    // A write is answered with nothing at all: whatever says something is not the answer to it.
    if (!reply->body.empty())
        co_return runtime::fail(ErrorKind::unreachable, "YouTube's answer made no sense; it may have been done.");
    co_return runtime::Result<void>{};
}

}  // namespace ingest
