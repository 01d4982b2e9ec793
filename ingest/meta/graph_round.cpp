#include "ingest/meta/graph_round.hpp"

#include <algorithm>

namespace ingest {
namespace {

constexpr const char* kFullListingFeed = "full_listing";
constexpr std::chrono::hours kListingMargin{24};
constexpr std::chrono::hours kFullListingEvery{7 * 24};
constexpr std::string_view kCommentsFeed = "comments:";
constexpr std::ptrdiff_t kTooManyToLose = 3;  ///< posts; nobody deletes them all between two rounds

std::string cursor_of(const GraphRound::Cursors& cursors, const char* feed) {
    const auto found = cursors.find(feed);
    return found == cursors.end() ? std::string{} : found->second;
}

/// What is missing when a list of the account is, is no post but the account.
ApiError about_account(ApiError error, std::string_view network) {
    if (error.kind != ApiErrorKind::gone) return error;
    error.kind = ApiErrorKind::permission;
    error.sentence = std::string{network} +
                     " does not show this account to Gatehouse: it was deleted or taken offline, or the access does "
                     "not cover it any more. Look at it on " +
                     std::string{network} + ", or connect the channel again.";
    return error;
}

/// The network answers like this when the time has passed for which somebody gave access to the data.
ApiError nothing_is_shown(std::string_view network) {
    ApiError error;
    error.kind = ApiErrorKind::permission;
    error.sentence = std::string{network} +
                     " shows no post of this account any more, though it showed several before. Gatehouse takes none "
                     "of them for deleted. Connect the channel again; if all posts were deleted on purpose, nothing "
                     "is wrong.";
    return error;
}

}  // namespace

GraphRound::GraphRound(PostReader::Parts parts, Cursors cursors, std::chrono::hours watch, GraphLook::Named named)
    : session_{parts.session},
      absence_{parts.absence},
      dialect_{parts.dialect},
      cursors_{std::move(cursors)},
      watch_{watch},
      named_{std::move(named)},
      full_listing_{due_again(cursor_of(cursors_, kFullListingFeed), kFullListingEvery, session_.now())} {}

runtime::Task<void> GraphRound::run() {
    const auto mention = thread_state_from(cursor_of(cursors_, kMentionsFeed));
    if (mention && !due_again(mention->cursor(), kMentionSaid, session_.now()))
        session_.remark(dialect_.hidden_mention_sentence);
    const auto known = co_await session_.known_under("");
    if (!known) co_return;
    known_ids_ = *known;
    known_ = KnownIds{known_ids_};
    for (const auto& edge : dialect_.edges) {
        if (!session_.going()) co_return;
        co_await list(edge);
    }
    co_await read_threads();
    if (!listings_whole_ || !session_.going()) co_return;
    if (lost_sight()) {
        session_.note(nothing_is_shown(session_.network()));
        co_return;
    }
    co_await look_for_missing();
    if (full_listing_ && session_.going()) {
        co_await look_for_missing_unread();
        co_await remember_full_listing();
    }
}

EdgeWalk::Plan GraphRound::plan_of(const GraphDialect::Edge& edge) const {
    EdgeWalk::Plan plan;
    plan.path = path_of({session_.channel().external_id, edge.name});
    plan.parameters.emplace_back("fields", edge.fields);
    plan.limit = dialect_.limit;
    if (!edge.names_next) plan.try_on_from = 1;
    plan.context.channel_id = session_.channel().id;
    plan.context.kind = edge.kind;
    plan.context.now = session_.now();
    plan.parse = dialect_.parse_page;
    return plan;
}

runtime::Task<void> GraphRound::list(GraphDialect::Edge edge) {
    EdgeWalk walk{session_, plan_of(edge)};
    while (!walk.done()) {
        auto page = co_await walk.next();
        if (!page) {
            session_.note(about_account(std::move(page.error()), session_.network()));
            break;
        }
        models::CollectedPage recorded;
        recorded.feed = edge.name;
        recorded.malformed = page->malformed;
        if (dialect_.long_ids) complete_ids(*page);
        for (const auto& object : page->objects) {
            seen_.insert(object.item.external_id);
            recorded.items.push_back(object.item);
            if (edge.has_threads && object.comment_count)
                recorded.counts.push_back({object.item.external_id, *object.comment_count, object.item.created_at});
        }
        const bool old = all_before_watch(*page);
        bool going = co_await session_.record(std::move(recorded));
        if (going && edge.has_threads) going = co_await adopt(std::move(page->objects));
        if (!going) co_return;
        // The list is ranked, so one old post says nothing; a whole page of them does.
        if (old && !full_listing_ && named_.empty()) break;
    }
    listings_whole_ = listings_whole_ && walk.unbroken();
}

void GraphRound::complete_ids(ParsedPage& page) const {
    for (auto& object : page.objects)
        object.item.external_id = known_.form_of(std::move(object.item.external_id), session_.channel().external_id);
}

/// Takes posts up for reading. One that is new gets a feed of its own at once, so that it is missed when it
/// disappears before its comments were ever read.
runtime::Task<bool> GraphRound::adopt(std::vector<ParsedObject> posts) {
    for (auto& post : posts) {
        const auto& id = post.item.external_id;
        if (find_named(post)) to_read_.insert(id);
        const bool watched = !post.item.created_at || session_.now() - *post.item.created_at <= watch_;
        if (watched && !cursors_.contains(PostReader::feed_of(id))) {
            ThreadState begun;
            begun.created = post.item.created_at;
            models::CollectedPage page;
            page.feed = PostReader::feed_of(id);
            page.cursor = begun.cursor();
            const bool going = co_await session_.record(std::move(page));
            if (!going) co_return false;
        }
        posts_.push_back(std::move(post));
    }
    co_return true;
}

bool GraphRound::find_named(const ParsedObject& post) {
    auto found = named_.erase(std::string{own_part(post.item.external_id)});
    for (const auto& photo : post.photo_threads) found += named_.erase(std::string{own_part(photo)});
    return found > 0;
}

bool GraphRound::all_before_watch(const ParsedPage& page) const {
    const auto horizon = session_.now() - watch_ - kListingMargin;
    const auto old = [&](const ParsedObject& post) { return post.item.created_at && *post.item.created_at < horizon; };
    return !page.objects.empty() && std::all_of(page.objects.begin(), page.objects.end(), old);
}

runtime::Task<void> GraphRound::read_threads() {
    const auto newer = [](const ParsedObject& a, const ParsedObject& b) {
        return a.item.created_at > b.item.created_at;
    };
    std::sort(posts_.begin(), posts_.end(), newer);
    std::set<std::string> read;
    for (auto& post : posts_) {
        if (!session_.going()) co_return;
        if (!read.insert(post.item.external_id).second) continue;  // a list may serve a post twice
        co_await read_post(std::move(post));
    }
}

runtime::Task<void> GraphRound::read_post(ParsedObject post) {
    PostFacts facts;
    facts.created = post.item.created_at;
    facts.count = post.comment_count;
    facts.known = state_of(post.item.external_id);
    facts.sweep = dialect_.sweep;
    PostReader::Order order;
    const bool named = to_read_.contains(post.item.external_id);
    order.reading = named ? Reading::full : reading(facts, watch_, session_.now());
    order.known = facts.known;
    order.post = std::move(post);
    PostReader reader{{session_, absence_, dialect_}, std::move(order)};
    co_await reader.run();
}

bool GraphRound::lost_sight() const {
    const auto standing = [](const auto& cursor) {
        if (!cursor.first.starts_with(kCommentsFeed)) return false;
        const auto state = thread_state_from(cursor.second);
        return state && !state->gone;
    };
    return seen_.empty() && std::count_if(cursors_.begin(), cursors_.end(), standing) >= kTooManyToLose;
}

std::optional<ThreadState> GraphRound::state_of(const std::string& post) const {
    const auto found = cursors_.find(PostReader::feed_of(post));
    return found == cursors_.end() ? std::nullopt : thread_state_from(found->second);
}

/// Posts whose comments were read before, young enough to be listed, and not in the list.
runtime::Task<void> GraphRound::look_for_missing() {
    const auto horizon = session_.now() - watch_;
    for (const auto& [feed, cursor] : cursors_) {
        if (!session_.going()) co_return;
        if (!feed.starts_with(kCommentsFeed)) continue;
        const auto post = feed.substr(kCommentsFeed.size());
        const auto state = thread_state_from(cursor);
        if (!state || state->gone || seen_.contains(post)) continue;
        const bool listed_by_now = full_listing_ || !state->created || *state->created >= horizon;
        if (!listed_by_now) continue;
        std::vector<std::string> absent;
        absent.push_back(post);
        const auto verdict = co_await absence_.ask(std::move(absent));
        if (!verdict.gone.empty()) co_await report_post_gone(post);
    }
}

/// Posts that the store knows and that have no thread of ours: those that only tag the page.
runtime::Task<void> GraphRound::look_for_missing_unread() {
    std::vector<std::string> absent;
    for (const auto& id : known_ids_)
        if (!seen_.contains(id) && !state_of(id)) absent.push_back(id);
    const auto unread = std::find_if(dialect_.edges.begin(), dialect_.edges.end(),
                                     [](const GraphDialect::Edge& edge) { return !edge.has_threads; });
    auto verdict = co_await absence_.ask(std::move(absent));
    if (verdict.gone.empty() || unread == dialect_.edges.end()) co_return;
    models::CollectedPage page;
    page.feed = unread->name;
    page.gone = std::move(verdict.gone);
    co_await session_.record(std::move(page));
}

/// A post takes its comments with it. They are asked for too, and reported first: as long as some are left
/// the post counts as missing, and the next round goes on.
runtime::Task<void> GraphRound::report_post_gone(std::string post) {
    auto children = co_await session_.known_under(post);
    if (!children) co_return;
    for (const auto& child : *children) absence_.wake(child);
    auto verdict = co_await absence_.ask(std::move(*children));
    models::CollectedPage page;
    page.feed = PostReader::feed_of(post);
    page.cursor = cursors_.at(page.feed);
    page.gone = std::move(verdict.gone);
    if (verdict.complete) {
        page.gone.push_back(post);
        ThreadState gone;
        gone.gone = true;
        page.cursor = gone.cursor();
    }
    if (!page.gone.empty()) co_await session_.record(std::move(page));
}

runtime::Task<void> GraphRound::remember_full_listing() {
    ThreadState state;
    state.last_full = session_.now();
    models::CollectedPage page;
    page.feed = kFullListingFeed;
    page.cursor = state.cursor();
    co_await session_.record(std::move(page));
}

}  // namespace ingest
