#include "ingest/youtube/actor.hpp"

#include "ingest/youtube/parser.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace ingest {
namespace {

using models::ItemKind;
using models::NetworkState;
using models::Verb;
using runtime::ErrorKind;

constexpr int kHeldPagesMax = 10;  ///< of 100 threads, in each list
constexpr const char* kNoSense = "YouTube's answer made no sense.";
constexpr const char* kPerhapsDone = "YouTube's answer made no sense; it may have been done.";

ParseContext context_of(const models::Channel& channel) {
    ParseContext context;
    context.channel_id = channel.id;
    return context;
}

const ParsedObject* find(const ParsedPage& page, const std::string& id) {
    const auto found = std::find_if(page.objects.begin(), page.objects.end(),
                                    [&](const auto& object) { return object.item.external_id == id; });
    return found == page.objects.end() ? nullptr : &*found;
}

std::string ids_of(const std::vector<models::CollectedItem>& items) {
    std::string ids;
    for (const auto& item : items) ids += (ids.empty() ? "" : ",") + item.external_id;
    return ids;
}

/// All of them videos, or all of them comments.
ApiCall look_at(const std::vector<models::CollectedItem>& items) {
    ApiCall call;
    const bool video = items.front().kind == ItemKind::own_post;
    call.path = video ? "videos" : "comments";
    call.query.emplace_back("part", video ? "id,snippet,status" : "id,snippet");
    call.query.emplace_back("id", ids_of(items));
    if (!video) call.query.emplace_back("textFormat", "plainText");
    return call;
}

/// The video under whose held comments it would be; empty: among those of the whole channel.
std::string shelf_of(const models::CollectedItem& item) {
    return item.permalink.empty() ? std::string{} : item.post_external_id;  // only what is under videos has an address
}

ApiCall list_held(const models::Channel& channel, const std::string& video, const char* state) {
    ApiCall call;
    call.path = "commentThreads";
    call.query.emplace_back("part", "id,snippet,replies");
    call.query.emplace_back(video.empty() ? "allThreadsRelatedToChannelId" : "videoId",
                            video.empty() ? channel.external_id : video);
    call.query.emplace_back("moderationStatus", state);
    call.query.emplace_back("order", "time");
    call.query.emplace_back("textFormat", "plainText");
    call.query.emplace_back("maxResults", "100");
    return call;
}

bool is_own(const models::Channel& channel, const models::CollectedItem& item) {
    return !item.author_id.empty() && item.author_id == channel.external_id;
}

/// The call that carries out `verb`, or why there is none.
runtime::Result<ApiCall> call_for(const models::Channel& channel, const models::CollectedItem& item, Verb verb) {
    const bool own = is_own(channel, item);
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

/// It may be about the comment itself: YouTube says forbidden of what was deleted, too.
bool perhaps_its_own(const ApiError& error) {
    return error.kind == ApiErrorKind::gone || error.reason == "processingFailure" ||
           (error.reason == "forbidden" && !error.lacking);
}

runtime::Result<void> judge_refusal(const ApiError& error, Verb verb) {
    const bool gone = error.kind == ApiErrorKind::gone;
    if (verb == Verb::remove && gone) return {};
    if (verb == Verb::ban && gone)
        return runtime::fail(
            ErrorKind::rejected,
            "It is no longer on YouTube, which keeps an author away only together with a comment. Block "
            "the author in YouTube Studio.");
    if (verb == Verb::unhide && perhaps_its_own(error))
        return runtime::fail(ErrorKind::rejected,
                             "YouTube does not publish it. What was rejected once can never be published again, and "
                             "its author may have deleted it.");
    return tl::unexpected(to_runtime(error));
}

/// Whether it is one of the several that may be why all were refused.
bool perhaps_one_of_them(const ApiError& error) {
    return perhaps_its_own(error) || error.kind == ApiErrorKind::bad_request;
}

/// As they were asked for by their ids: some of them say whether they are held.
struct Looked {
    Actor::Observations seen;
    YoutubeActor::Sought unsaid;  ///< where those may be held who do not say
};

Looked read_looked(const ParsedPage& page, const std::string& body, const std::vector<models::CollectedItem>& items) {
    Looked looked;
    for (const auto& item : items) {
        Observation observation;
        observation.state = NetworkState::gone;
        // What is not there has no words of its own, and is not given those of others.
        if (items.size() == 1) observation.raw = body;
        bool said = item.kind == ItemKind::own_post;
        if (const auto* found = find(page, item.external_id)) {
            observation.raw = found->item.raw;
            observation.state = found->item.hidden ? NetworkState::hidden : NetworkState::visible;
            if (found->moderation == "rejected") observation.state = NetworkState::gone;
            said = said || !found->moderation.empty();
        }
        if (!said) looked.unsaid[shelf_of(item)].insert(item.external_id);
        looked.seen.emplace_back(std::move(observation));
    }
    return looked;
}

}  // namespace

YoutubeActor::YoutubeActor(ApiClient& client, TokenSource& tokens) : client_{client}, tokens_{tokens} {}

runtime::Task<runtime::Result<Observation>> YoutubeActor::observe(models::Channel channel, models::CollectedItem item) {
    std::vector<models::CollectedItem> one{std::move(item)};
    auto seen = co_await observe_each(std::move(channel), std::move(one));
    co_return std::move(seen.front());
}

runtime::Task<Actor::Observations> YoutubeActor::observe_each(models::Channel channel,
                                                              std::vector<models::CollectedItem> items) {
    const auto all = [count = items.size()](runtime::Error error) {
        return Observations(count, tl::unexpected(std::move(error)));
    };
    auto token = co_await tokens_.token(channel);
    if (!token) co_return all(token.error());
    auto reply = co_await client_.send(look_at(items), *token, channel.external_id);
    const bool gone = !reply && reply.error().kind == ApiErrorKind::gone;
    if (!reply && !gone) co_return all(to_runtime(reply.error()));
    runtime::Result<ParsedPage> page{ParsedPage{}};
    const auto parse = items.front().kind == ItemKind::own_post ? parse_youtube_videos : parse_youtube_comments;
    if (!gone) page = parse(reply->body, context_of(channel));
    if (!page || !page->whole || page->malformed + page->without_id > 0) {
        if (items.size() == 1) co_return all({ErrorKind::unreachable, kNoSense});
        co_return co_await Actor::observe_each(std::move(channel), std::move(items));
    }
    auto looked = read_looked(*page, gone ? reply.error().answer : reply->body, items);
    // Asked for by its id a comment keeps its state to itself, and a held one may not come at all.
    for (const auto& [video, ids] : looked.unsaid) {
        const auto held = co_await find_held(channel, video, ids, *token);
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (!ids.contains(items[i].external_id)) continue;
            if (!held) {
                looked.seen[i] = tl::unexpected(held.error());
            } else if (const auto found = held->find(items[i].external_id); found != held->end()) {
                looked.seen[i] = Observation{NetworkState::hidden, found->second};
            } else {
                looked.seen[i]->unconfirmed = looked.seen[i]->state == NetworkState::visible;
            }
        }
    }
    co_return std::move(looked.seen);
}

runtime::Task<runtime::Result<YoutubeActor::Held>> YoutubeActor::find_held(models::Channel channel, std::string video,
                                                                           std::set<std::string> ids,
                                                                           std::string token) {
    Held held;
    for (const auto* state : {"heldForReview", "likelySpam"}) {
        std::string page_token;
        for (int pages = 0; pages < kHeldPagesMax && !ids.empty(); ++pages) {
            auto call = list_held(channel, video, state);
            if (!page_token.empty()) call.query.emplace_back("pageToken", page_token);
            const auto reply = co_await client_.send(std::move(call), token, channel.external_id);
            // The video has gone, or its comments are switched off: nothing is held there that could be seen.
            const bool none =
                !reply && (reply.error().kind == ApiErrorKind::gone || reply.error().kind == ApiErrorKind::bad_request);
            if (none) break;
            if (!reply) co_return tl::unexpected(to_runtime(reply.error()));
            const auto page = parse_youtube_threads(reply->body, context_of(channel));
            if (!page) co_return runtime::fail(ErrorKind::unreachable, kNoSense);
            for (const auto& object : page->objects)
                if (object.item.hidden && ids.erase(object.item.external_id) > 0)
                    held[object.item.external_id] = object.item.raw;
            if (!page->has_next || page->after == page_token) break;
            page_token = page->after;
        }
    }
    co_return held;
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
    if (!reply->body.empty()) co_return runtime::fail(ErrorKind::unreachable, kPerhapsDone);
    co_return runtime::Result<void>{};
}

runtime::Task<Actor::Outcomes> YoutubeActor::act_on_each(models::Channel channel,
                                                         std::vector<models::CollectedItem> items, Verb verb) {
    const bool one_status = verb == Verb::hide || verb == Verb::unhide || verb == Verb::remove;
    const bool alike = std::none_of(items.begin(), items.end(), [&](const auto& item) {
        return item.kind == ItemKind::own_post || is_own(channel, item);
    });
    if (items.size() == 1 || !one_status || !alike)
        co_return co_await Actor::act_on_each(std::move(channel), std::move(items), verb);
    const auto all = [count = items.size()](runtime::Result<void> outcome) { return Outcomes(count, outcome); };
    auto token = co_await tokens_.token(channel);
    if (!token) co_return all(tl::unexpected(token.error()));
    auto together = items.front();
    together.external_id = ids_of(items);
    auto call = call_for(channel, together, verb);
    if (!call) co_return all(tl::unexpected(call.error()));
    const auto reply = co_await client_.send(std::move(*call), std::move(*token), channel.external_id);
    if (reply && reply->body.empty()) co_return all({});
    if (reply) co_return all(runtime::fail(ErrorKind::unreachable, kPerhapsDone));
    if (!perhaps_one_of_them(reply.error())) co_return all(judge_refusal(reply.error(), verb));
    // Which it is, is not said. Halves find it with few calls; what was carried out already stays as it is.
    const auto middle = items.begin() + static_cast<std::ptrdiff_t>(items.size() / 2);
    std::vector<models::CollectedItem> rest(middle, items.end());
    items.erase(middle, items.end());
    auto outcomes = co_await act_on_each(channel, std::move(items), verb);
    auto others = co_await act_on_each(std::move(channel), std::move(rest), verb);
    std::move(others.begin(), others.end(), std::back_inserter(outcomes));
    co_return outcomes;
}

}  // namespace ingest
