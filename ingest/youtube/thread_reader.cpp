#include "ingest/youtube/thread_reader.hpp"

#include "ingest/youtube/parser.hpp"
#include "ingest/youtube/youtube_error.hpp"

#include <algorithm>

namespace ingest {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kPortion = 100;
constexpr std::int64_t kLarge = 500;  ///< comments: read in full once an hour at most, see reading()

/// Whether replies are to be read even where their number is the same: they may have been edited.
bool sweep_due(const YoutubeThreadReader::Order& order, runtime::Time now) {
    if (!order.known || !order.known->last_full) return true;
    // A little early, so that rounds a few minutes apart do not make it a round late.
    const std::chrono::minutes every = order.count.value_or(0) > kLarge ? 55min : 23h;
    return now - *order.known->last_full >= every;
}

/// Held replies come along with their thread only, and of those the network sends no more than this.
constexpr std::size_t kRepliesShown = 5;
constexpr const char* kHeldReplies =
    "YouTube shows only some of the held replies to one comment. Look into YouTube Studio for the rest.";

bool shows_all_it_can(const ParsedPage& page) {
    std::map<std::string, std::size_t> held;
    for (const auto& object : page.objects)
        if (object.item.hidden && ++held[object.item.parent_external_id] >= kRepliesShown &&
            !object.item.parent_external_id.empty())
            return true;
    return false;
}

EdgeWalk::Plan walk_plan(const ChannelSession& session, std::string path) {
    EdgeWalk::Plan plan;
    plan.path = std::move(path);
    plan.limit_name = "maxResults";
    plan.cursor_name = "pageToken";
    plan.parameters.emplace_back("part", "id,snippet");
    plan.parameters.emplace_back("textFormat", "plainText");
    plan.context.channel_id = session.channel().id;
    plan.context.now = session.now();
    return plan;
}

}  // namespace

EdgeWalk::Plan youtube_threads(const ChannelSession& session, const char* filter, std::string value,
                               const char* state) {
    auto plan = walk_plan(session, "commentThreads");
    plan.parameters.front().second = "id,snippet,replies";
    plan.parameters.emplace_back(filter, std::move(value));
    plan.parameters.emplace_back("order", "time");
    plan.parameters.emplace_back("moderationStatus", state);
    plan.parse = parse_youtube_threads;
    return plan;
}

std::map<std::string, std::int64_t> replies_missing(const ParsedPage& page) {
    std::map<std::string, std::int64_t> missing;
    for (const auto& object : page.objects)
        if (object.comment_count) missing[object.item.external_id] += *object.comment_count;
    for (const auto& object : page.objects)
        if (const auto thread = missing.find(object.item.parent_external_id);
            thread != missing.end() && !object.item.hidden)
            --thread->second;
    std::erase_if(missing, [](const auto& entry) { return entry.second <= 0; });
    return missing;
}

runtime::Task<bool> record_portions(ChannelSession& session, std::string feed, std::string cursor, ParsedPage page) {
    std::size_t next = 0;
    do {
        models::CollectedPage portion;
        portion.feed = feed;
        portion.cursor = cursor;
        portion.malformed = next == 0 ? page.malformed : 0;
        for (; next < page.objects.size() && portion.items.size() < kPortion; ++next)
            portion.items.push_back(std::move(page.objects[next].item));
        const bool recorded = co_await session.record(std::move(portion));
        if (!recorded) co_return false;
    } while (next < page.objects.size());
    co_return true;
}

YoutubeThreadReader::YoutubeThreadReader(ChannelSession& session, YoutubeAbsence& absence, Order order)
    : session_{session},
      absence_{absence},
      order_{std::move(order)},
      youngest_{order_.youngest},
      sweep_{sweep_due(order_, session.now())} {}

runtime::Task<bool> YoutubeThreadReader::run() {
    if (order_.reading == Reading::skip) co_return true;
    if (order_.reading == Reading::remember) {
        co_await finish(false);
        co_return true;
    }
    auto known = co_await session_.known_under(order_.post);
    if (!known) co_return true;
    known_.insert(known->begin(), known->end());
    bool complete = true;
    for (const auto* state : kYoutubeStates) {
        const bool read = co_await read_state(state);
        complete = complete && read;
        if (!complete || order_.reading == Reading::newest) break;
    }
    for (const auto& thread : replies_to_read_) {
        if (!complete) break;
        complete = co_await read_replies(thread);
    }
    if (complete || disabled_) co_await finish(order_.reading == Reading::full);
    co_return !disabled_;
}

runtime::Task<bool> YoutubeThreadReader::read_state(const char* state) {
    auto plan = youtube_threads(session_, order_.filter, order_.post, state);
    plan.context.post_external_id = order_.post;
    EdgeWalk walk{session_, std::move(plan)};
    while (!walk.done()) {
        auto page = co_await walk.next();
        if (!page) co_return note(page.error());
        for (const auto& [thread, missing] : replies_missing(*page)) replies_to_read_.insert(thread);
        for (const auto& object : page->objects)
            if (object.comment_count && replies_believed(object.item.external_id, *object.comment_count)) {
                const auto& thread = object.item.external_id;
                replies_to_read_.erase(thread);
                for (const auto& id : known_)
                    if (id.starts_with(thread + ".")) seen_.insert(id);
            }
        if (state != kYoutubeStates.front() && shows_all_it_can(*page)) session_.remark(kHeldReplies);
        const bool enough = order_.reading == Reading::newest && all_known(*page);
        const bool going = co_await take(std::move(*page));
        if (!going) co_return false;
        if (enough) co_return true;
    }
    co_return walk.whole();
}

runtime::Task<bool> YoutubeThreadReader::read_replies(std::string thread) {
    auto plan = walk_plan(session_, "comments");
    plan.parameters.emplace_back("parentId", std::move(thread));
    plan.context.post_external_id = order_.post;
    plan.parse = parse_youtube_comments;
    EdgeWalk walk{session_, std::move(plan)};
    bool empty = true;
    while (!walk.done()) {
        auto page = co_await walk.next();
        if (!page) {
            const bool read = note(page.error());
            // A thread that has gone since is missed with the next reading.
            co_return read || page.error().kind == ApiErrorKind::gone;
        }
        empty = empty && page->objects.empty();
        const bool going = co_await take(std::move(*page));
        if (!going) co_return false;
    }
    if (empty) session_.note_incomplete();  // they were counted
    co_return walk.whole();
}

runtime::Task<bool> YoutubeThreadReader::take(ParsedPage page) {
    for (const auto& object : page.objects) {
        seen_.insert(object.item.external_id);
        youngest_ = std::max(youngest_, object.item.created_at);
    }
    co_return co_await record_portions(session_, order_.feed, old_cursor(), std::move(page));
}

/// Reports what has gone and moves the feed on. `whole`: everything there was read.
runtime::Task<bool> YoutubeThreadReader::finish(bool whole) {
    models::CollectedPage page;
    page.feed = order_.feed;
    page.cursor = new_state(whole).cursor();
    if (whole && !disabled_) {
        session_.note_thread(seen_.size(), order_.count.value_or(0));
        // Comments that are counted and not listed are the sign of a wrong identity: no evidence of a deletion.
        if (seen_.empty() && order_.count.value_or(0) > 0) {
            session_.note_incomplete();
            co_return false;
        }
        std::vector<std::string> absent;
        for (const auto& id : known_) {
            if (seen_.contains(id))
                absence_.wake(id);
            else
                absent.push_back(id);
        }
        auto verdict = co_await absence_.ask(YoutubeAbsence::Of::comments, std::move(absent));
        page.gone = std::move(verdict.gone);
        if (!verdict.complete) page.cursor = old_cursor();
    }
    co_return co_await session_.record(std::move(page));
}

bool YoutubeThreadReader::all_known(const ParsedPage& page) const {
    const auto known = [this](const auto& object) { return known_.contains(object.item.external_id); };
    return !page.objects.empty() && std::all_of(page.objects.begin(), page.objects.end(), known);
}

bool YoutubeThreadReader::replies_believed(const std::string& thread, std::int64_t count) const {
    if (sweep_) return false;
    const auto prefix = thread + ".";
    const auto begin = known_.lower_bound(prefix);
    const auto end = std::find_if_not(begin, known_.end(), [&](const auto& id) { return id.starts_with(prefix); });
    return std::distance(begin, end) == count;
}

bool YoutubeThreadReader::note(const ApiError& error) {
    disabled_ = error.reason == kCommentsDisabled;
    if (!disabled_) session_.note(error);
    return false;
}

std::string YoutubeThreadReader::old_cursor() const {
    if (order_.known) return order_.known->cursor();
    ThreadState begun;
    begun.created = order_.created;
    return begun.cursor();
}

ThreadState YoutubeThreadReader::new_state(bool whole) const {
    ThreadState state;
    state.created = order_.created;
    state.count = order_.count;
    state.last_read = session_.now();
    state.youngest = youngest_;
    if (whole && sweep_)
        state.last_full = session_.now();
    else if (order_.known)
        state.last_full = order_.known->last_full;
    return state;
}

}  // namespace ingest
