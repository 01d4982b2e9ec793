#include "ingest/youtube/round.hpp"

#include "ingest/youtube/missing_videos.hpp"
#include "ingest/youtube/parser.hpp"
#include "ingest/youtube/uploads.hpp"

#include <algorithm>

namespace ingest {
namespace {

using models::ItemKind;
using namespace std::chrono_literals;

constexpr const char* kFullListingFeed = "full_listing";
constexpr const char* kVideosFeed = "videos";
constexpr const char* kPostComments = "posts:";
constexpr std::size_t kUploadsLimit = 50;
constexpr std::chrono::hours kFullListingEvery{7 * 24};
constexpr std::chrono::hours kListingMargin{24};
/// Comments may show late: what is a little older than the newest one read is looked at again.
constexpr std::chrono::hours kShownLate{1};

}  // namespace

YoutubeRound::YoutubeRound(ChannelSession& session, YoutubeAbsence& absence, Cursors cursors, std::chrono::hours watch)
    : session_{session},
      absence_{absence},
      cursors_{std::move(cursors)},
      watch_{watch},
      full_listing_{due_again(cursor_of(kFullListingFeed), kFullListingEvery, session.now())} {}

runtime::Task<void> YoutubeRound::run() {
    co_await read_channel();
    if (disabled_ == 0) co_return;
    const char* videos = disabled_ == 1 ? " video." : " videos.";
    session_.remark("Comments are switched off on " + std::to_string(disabled_) + videos);
}

runtime::Task<void> YoutubeRound::read_channel() {
    auto uploads = co_await find_uploads(session_);
    if (!uploads || !session_.going()) co_return;
    co_await list_videos(std::move(*uploads));
    for (const auto* state : kYoutubeStates)
        if (session_.going()) co_await look_for_new(state);
    if (session_.going()) co_await look_up_videos();
    co_await read_places();
    if (!session_.going()) co_return;
    // Last: a crash before this finds the same new comments again, and the places that they point at.
    for (const auto& [feed, cursor] : newest_read_) co_await remember(feed, cursor);
    if (!listing_whole_) co_return;
    MissingVideos missing{session_, absence_, cursors_};
    const auto horizon = full_listing_ ? runtime::Time{} : session_.now() - watch_;
    co_await missing.look(seen_, horizon);
    if (!full_listing_ || !session_.going()) co_return;
    ThreadState listed;
    listed.last_full = session_.now();
    co_await remember(kFullListingFeed, listed.cursor());
}

runtime::Task<void> YoutubeRound::list_videos(std::string uploads) {
    EdgeWalk::Plan plan;
    plan.path = "playlistItems";
    plan.parameters.emplace_back("part", "contentDetails");
    plan.parameters.emplace_back("playlistId", std::move(uploads));
    plan.limit_name = "maxResults";
    plan.cursor_name = "pageToken";
    plan.limit = kUploadsLimit;
    plan.context.channel_id = session_.channel().id;
    plan.context.now = session_.now();
    plan.parse = parse_youtube_uploads;
    EdgeWalk walk{session_, std::move(plan)};
    while (!walk.done()) {
        auto page = co_await walk.next();
        // A channel that never published has no such playlist yet.
        if (!page && page.error().kind == ApiErrorKind::gone && !knows_videos()) break;
        if (!page) {
            session_.note(page.error());
            co_return;
        }
        const bool more = co_await read_videos(std::move(*page));
        if (!session_.going()) co_return;
        if (!more) break;
    }
    listing_whole_ = walk.unbroken() || walk.pages() == 0;
}

/// False when all of them are from before we watched, so that the rest need not be listed.
runtime::Task<bool> YoutubeRound::read_videos(ParsedPage uploads) {
    if (uploads.objects.empty()) co_return true;
    std::string ids;
    for (const auto& upload : uploads.objects) ids.append(ids.empty() ? "" : ",").append(upload.item.external_id);
    ApiParameters parameters;
    parameters.emplace_back("part", "id,snippet,status,statistics");
    parameters.emplace_back("id", std::move(ids));
    const auto reply = co_await session_.get("videos", std::move(parameters));
    ParseContext context;
    context.channel_id = session_.channel().id;
    context.now = session_.now();
    auto page = reply ? parse_youtube_videos(reply->body, context) : runtime::Result<ParsedPage>{};
    if (!reply || !page) {
        session_.note(reply ? error_of(page.error(), session_.network()) : reply.error());
        // They are listed: nobody need ask whether they are gone.
        for (const auto& upload : uploads.objects) seen_.insert(upload.item.external_id);
        co_return true;
    }
    if (!page->whole || page->malformed > 0)
        for (const auto& upload : uploads.objects) seen_.insert(upload.item.external_id);
    const auto horizon = session_.now() - watch_ - kListingMargin;
    bool old = !page->objects.empty();
    std::vector<Place> places;
    for (const auto& video : page->objects) {
        seen_.insert(video.item.external_id);
        old = old && video.item.created_at && *video.item.created_at < horizon;
        if (!video.comment_count) ++disabled_;
        places.push_back({video.item.external_id, kYoutubeVideoFeeds, video.item.created_at, video.comment_count});
    }
    models::CollectedPage counted;
    counted.feed = kVideosFeed;
    for (const auto& place : places)
        if (place.count) counted.counts.push_back({place.id, *place.count, place.created});
    bool going = co_await record_portions(session_, kVideosFeed, "", std::move(*page));
    if (going && !counted.counts.empty()) going = co_await session_.record(std::move(counted));
    for (auto& place : places) {
        if (!going) co_return false;
        going = co_await adopt(std::move(place));
    }
    co_return full_listing_ || !old;
}

/// Takes a place up for reading. One that is new gets a feed of its own at once, so that it is missed when it
/// disappears before its comments were ever read.
runtime::Task<bool> YoutubeRound::adopt(Place place) {
    const auto feed = place.feeds + place.id;
    const bool watched = !place.created || session_.now() - *place.created <= watch_;
    const auto noted = places_.find(feed);
    if (noted != places_.end()) place.incomplete = place.incomplete || noted->second.incomplete;
    if (watched && !cursors_.contains(feed) && noted == places_.end()) {
        ThreadState begun;
        begun.created = place.created;
        const bool going = co_await remember(feed, begun.cursor());
        if (!going) co_return false;
    }
    places_.insert_or_assign(feed, std::move(place));
    co_return true;
}

/// New comments anywhere on the channel, in one state, back to the newest one that was read before.
runtime::Task<void> YoutubeRound::look_for_new(const char* state) {
    const auto feed = std::string{"threads:"} + state;
    const auto before = state_of(feed);
    const auto read_to = before && before->created ? *before->created - kShownLate : session_.now() - watch_;
    auto newest = before ? before->created : std::nullopt;
    const auto& school = session_.channel().external_id;
    auto plan = youtube_threads(session_, "allThreadsRelatedToChannelId", school, state);
    plan.context.post_external_id = school;
    EdgeWalk walk{session_, std::move(plan)};
    bool enough = false;
    while (!walk.done() && !enough) {
        auto page = co_await walk.next();
        if (!page) {
            session_.note(page.error());
            co_return;
        }
        bool going = co_await adopt_places(*page);
        if (!going) co_return;
        enough = !page->objects.empty();
        for (const auto& object : page->objects) {
            const auto& item = object.item;
            if (item.kind != ItemKind::comment) continue;
            enough = enough && item.created_at && *item.created_at < read_to;
            if (item.created_at && (!newest || *item.created_at > *newest)) newest = item.created_at;
        }
        going = co_await record_portions(session_, feed, cursor_of(feed), std::move(*page));
        if (!going) co_return;
    }
    if (!enough && !walk.whole()) co_return;
    ThreadState read;
    read.created = newest;
    newest_read_[feed] = read.cursor();
}

/// Takes up the places where the threads of a page stand, when they were not listed or some replies did not come along.
runtime::Task<bool> YoutubeRound::adopt_places(const ParsedPage& page) {
    const auto missing = replies_missing(page);
    for (const auto& object : page.objects) {
        auto place = place_of(object.item);
        const auto feed = place.feeds + place.id;
        place.incomplete = missing.contains(object.item.external_id);
        auto& youngest = youngest_[feed];
        youngest = std::max(youngest, object.item.created_at);
        if (!place.incomplete && (places_.contains(feed) || cursors_.contains(feed))) continue;
        const auto noted = places_.find(feed);
        const auto known = state_of(feed);
        if (noted != places_.end()) {
            place.created = noted->second.created;
            place.count = noted->second.count;
        } else if (known) {
            place.created = known->created;
            place.count = known->count;
        }
        const bool going = co_await adopt(std::move(place));
        if (!going) co_return false;
    }
    co_return true;
}

/// Videos that new comments stand under and that were not listed: published a moment ago, or before we watched.
runtime::Task<void> YoutubeRound::look_up_videos() {
    ParsedPage unlisted;
    for (const auto& [feed, place] : places_) {
        if (place.created || !feed.starts_with(kYoutubeVideoFeeds) || unlisted.objects.size() == kUploadsLimit)
            continue;
        unlisted.objects.emplace_back().item.external_id = place.id;
    }
    co_await read_videos(std::move(unlisted));
}

/// Only comments under videos have an address; others stand under a community post or about the channel itself, whose
/// comments nobody counts for us.
YoutubeRound::Place YoutubeRound::place_of(const models::CollectedItem& item) const {
    Place place;
    place.id = item.post_external_id;
    place.feeds = item.permalink.empty() ? kPostComments : kYoutubeVideoFeeds;
    if (item.permalink.empty()) place.created = item.created_at;
    return place;
}

runtime::Task<void> YoutubeRound::read_places() {
    // Posts that were found in an earlier round are not listed by anybody: their feeds are the list.
    for (const auto& [feed, cursor] : cursors_) {
        if (!feed.starts_with(kPostComments) || places_.contains(feed)) continue;
        const auto known = thread_state_from(cursor);
        Place place;
        place.id = feed.substr(std::string_view{kPostComments}.size());
        place.feeds = kPostComments;
        place.created = known ? known->created : std::nullopt;
        place.count = known ? known->count : std::nullopt;
        places_.emplace(feed, std::move(place));
    }
    std::vector<Place> newest_first;
    for (const auto& [feed, place] : places_) newest_first.push_back(place);
    std::stable_sort(newest_first.begin(), newest_first.end(),
                     [](const Place& a, const Place& b) { return a.created > b.created; });
    for (auto& place : newest_first) {
        if (!session_.going()) co_return;
        co_await read_place(std::move(place));
    }
}

runtime::Task<void> YoutubeRound::read_place(Place place) {
    const bool video = place.feeds == std::string_view{kYoutubeVideoFeeds};
    YoutubeThreadReader::Order order;
    order.feed = place.feeds + place.id;
    order.known = state_of(order.feed);
    if (!video) order.filter = place.id == session_.channel().external_id ? "channelId" : "postId";
    order.youngest = youngest_[order.feed];
    if (order.known) order.youngest = std::max(order.youngest, order.known->youngest);
    PostFacts facts;
    facts.sweep = kYoutubeSweep;
    facts.created = place.created ? std::max(place.created, order.youngest) : std::nullopt;
    // Where nobody counts, only time says when to read again.
    facts.count = video ? place.count : std::optional<std::int64_t>{0};
    facts.known = order.known;
    if (!facts.count && facts.known) facts.count = facts.known->count = 0;
    order.reading = place.incomplete ? Reading::full : reading(facts, watch_, session_.now());
    // Comments that are switched off are asked for once a day, whether they are on again.
    const bool off = video && !place.count && order.known && !due_again(order.known->cursor(), 23h, session_.now());
    if (off && !place.incomplete) co_return;
    order.post = std::move(place.id);
    order.created = place.created;
    order.count = video ? place.count : std::optional<std::int64_t>{0};
    YoutubeThreadReader reader{session_, absence_, std::move(order)};
    const bool open = co_await reader.run();
    if (!open && place.count) ++disabled_;
}

runtime::Task<bool> YoutubeRound::remember(std::string feed, std::string cursor) {
    if (cursor_of(feed) == cursor) co_return true;
    models::CollectedPage page;
    page.feed = std::move(feed);
    page.cursor = std::move(cursor);
    co_return co_await session_.record(std::move(page));
}

bool YoutubeRound::knows_videos() const {
    const auto first = cursors_.lower_bound(kYoutubeVideoFeeds);
    return first != cursors_.end() && first->first.starts_with(kYoutubeVideoFeeds);
}

std::string YoutubeRound::cursor_of(const std::string& feed) const {
    const auto found = cursors_.find(feed);
    return found == cursors_.end() ? std::string{} : found->second;
}

std::optional<ThreadState> YoutubeRound::state_of(const std::string& feed) const {
    return thread_state_from(cursor_of(feed));
}

}  // namespace ingest
