#include "ingest/x/round.hpp"

#include "ingest/api.hpp"

#include <algorithm>

namespace ingest {
namespace {

constexpr const char* kOwnFeed = "posts";
constexpr const char* kMentionsFeed = "mentions";
constexpr const char* kSearchFeed = "search";
constexpr const char* kFullFeed = "conversations";
constexpr const char* kSearchPath = "tweets/search/recent";
constexpr std::chrono::hours kSearchReach{7 * 24};
constexpr std::chrono::hours kShownLate{6};
constexpr std::chrono::minutes kReachMargin{5};  ///< the edge of the reach moves on while we ask

bool all_old(const XPage& page, const XConversations& conversations) {
    const auto old = [&](const auto& object) { return conversations.old(object.item.created_at); };
    const auto& objects = page.list.objects;
    return !objects.empty() && std::all_of(objects.begin(), objects.end(), old);
}

}  // namespace

XRound::XRound(ChannelSession& session, AbsentButAlive& absent, Cursors cursors, std::chrono::hours watch)
    : session_{session},
      cursors_{std::move(cursors)},
      watch_{watch},
      conversations_{session.channel().external_id, cursors_, watch, session.now()},
      recorder_{session, conversations_, absent} {}

runtime::Task<void> XRound::run() {
    co_await list_own();
    if (session_.going()) co_await read_mentions();
    if (session_.going()) co_await search_new();
    if (session_.going()) co_await read_due();
    if (session_.going()) co_await recorder_.fetch_newer();
    if (session_.going()) co_await look_for_missing();
    if (session_.going()) co_await count_replies();
}

runtime::Task<void> XRound::look(std::vector<std::string> posts) {
    if (posts.empty()) co_return;
    auto found = co_await look_up_x(session_, std::move(posts));
    for (auto& page : found.pages) {
        bool going = co_await watch(page);
        if (going) going = co_await judge(page);
        if (going) going = co_await recorder_.record(XRecorder::kLookUpFeed, "", std::move(page));
        if (!going) co_return;
    }
    if (found.gone.empty() || !session_.going()) co_return;
    models::CollectedPage page;
    page.feed = XRecorder::kLookUpFeed;
    page.gone = std::move(found.gone);
    co_await session_.record(std::move(page));
}

runtime::Task<void> XRound::list_own() {
    auto path = path_of({"users", session_.channel().external_id, "tweets"});
    ApiParameters parameters;
    parameters.emplace_back("exclude", "retweets");
    XWalk walk{session_, std::move(path), std::move(parameters)};
    while (!walk.done()) {
        auto page = co_await walk.next();
        if (!page) {
            session_.note(page.error());
            co_return;
        }
        // Whose posts they are is known although X may leave it out.
        for (auto& object : page->list.objects)
            if (object.item.author_id.empty()) object.item.author_id = session_.channel().external_id;
        const bool old = all_old(*page, conversations_);
        bool going = co_await watch(*page);
        if (going) going = co_await recorder_.record(kOwnFeed, "", std::move(*page));
        if (!going) co_return;
        if (old) break;
    }
    own_listed_ = walk.unbroken();
}

/// A conversation gets a feed of its own at once, so that it is looked after from now on.
runtime::Task<bool> XRound::watch(const XPage& page) {
    for (std::size_t i = 0; i < page.facts.size(); ++i) {
        const auto& post = page.list.objects[i];
        const auto& account = session_.channel().external_id;
        const bool begins = post.item.post_external_id.empty() && post.item.author_id == account;
        if (!begins || !conversations_.begin(post)) continue;
        ThreadState begun;
        begun.created = post.item.created_at;
        models::CollectedPage recorded;
        recorded.feed = XConversations::feed_of(post.item.external_id);
        recorded.cursor = begun.cursor();
        const bool going = co_await session_.record(std::move(recorded));
        if (!going) co_return false;
    }
    co_return true;
}

runtime::Task<void> XRound::read_mentions() {
    NewPosts list;
    list.feed = kMentionsFeed;
    list.path = path_of({"users", session_.channel().external_id, "mentions"});
    // X may show a mention late, or leave it out once. What it shows again on the same day costs nothing.
    auto newest = cursor(kMentionsFeed);
    const auto read_until = moment_of_id(newest);
    list.reach = watch_;
    if (read_until)
        list.reach = std::min(watch_, std::chrono::ceil<std::chrono::hours>(session_.now() - *read_until) + kShownLate);
    (void)co_await read_new(std::move(list), newest);
}

runtime::Task<XRound::Read> XRound::read_new(NewPosts list, std::string& newest) {
    auto parameters = list.parameters;
    if (list.since.empty())
        parameters.emplace_back("start_time", runtime::to_iso(session_.now() - list.reach + kReachMargin));
    else
        parameters.emplace_back("since_id", list.since);
    XWalk walk{session_, list.path, std::move(parameters)};
    const auto before = cursor(list.feed);
    for (bool first = true; !walk.done(); first = false) {
        auto page = co_await walk.next();
        if (!page) {
            const auto& reason = page.error().reason;
            const bool far = !list.since.empty() && page.error().kind == ApiErrorKind::bad_request &&
                             (reason.empty() || reason == "since_id");
            if (far) co_return Read::too_far_back;
            session_.note(page.error());
            co_return Read::failed;
        }
        if (first && (newest.empty() || older_id(newest, page->newest_id))) newest = page->newest_id;
        bool going = co_await judge(*page);
        auto moved = walk.done() && walk.unbroken() && list.last ? newest : before;
        if (going) going = co_await recorder_.record(list.feed, std::move(moved), std::move(*page));
        if (!going) co_return Read::failed;
    }
    co_return walk.unbroken() ? Read::whole : Read::failed;
}

runtime::Task<bool> XRound::judge(const XPage& page) {
    std::set<std::string> unknown;
    for (const auto& object : page.list.objects)
        if (!conversations_.judged(object.item.post_external_id)) unknown.insert(object.item.post_external_id);
    if (unknown.empty()) co_return true;
    std::vector<std::string> ids{unknown.begin(), unknown.end()};
    auto found = co_await look_up_x(session_, std::move(ids));
    if (!found.complete) co_return false;  // what cannot be placed is read again in the next round
    for (auto& first_posts : found.pages) {
        bool going = co_await watch(first_posts);
        if (going) going = co_await recorder_.record_own(std::move(first_posts));
        if (!going) co_return false;
    }
    for (const auto& id : unknown)
        if (!conversations_.judged(id)) conversations_.foreign(id);
    co_return true;
}

runtime::Task<void> XRound::search_new() {
    const auto queries = x_conversation_queries(conversations_.watched());
    const auto read = co_await search_all(queries, cursor(kSearchFeed));
    if (read == Read::too_far_back) (void)co_await search_all(queries, "");
}

runtime::Task<XRound::Read> XRound::search_all(const std::vector<std::string>& queries, std::string since) {
    auto newest = cursor(kSearchFeed);
    std::string unused;
    for (std::size_t i = 0; i < queries.size(); ++i) {
        NewPosts list;
        list.feed = kSearchFeed;
        list.path = kSearchPath;
        list.parameters.emplace_back("query", queries[i]);
        list.since = since;
        list.reach = kSearchReach;
        list.last = false;
        auto& raised = i == 0 ? newest : unused;
        const auto read = co_await read_new(std::move(list), raised);
        if (read != Read::whole) co_return read;
    }
    models::CollectedPage end;
    end.feed = kSearchFeed;
    end.cursor = newest;
    bool moved = newest == cursor(kSearchFeed);
    if (!moved) moved = co_await session_.record(std::move(end));
    co_return moved ? Read::whole : Read::failed;
}

runtime::Task<void> XRound::read_due() {
    const auto due = conversations_.due();
    for (const auto& query : x_conversation_queries(due)) {
        const bool whole = co_await read_to_end(query);
        if (!whole) co_return;
    }
    co_await recorder_.fetch_newer();
    for (const auto& id : due) {
        if (!session_.going()) co_return;
        co_await settle(id);
    }
}

runtime::Task<bool> XRound::read_to_end(std::string query) {
    ApiParameters parameters;
    parameters.emplace_back("query", std::move(query));
    XWalk walk{session_, kSearchPath, std::move(parameters)};
    while (!walk.done()) {
        auto page = co_await walk.next();
        if (!page) {
            session_.note(page.error());
            co_return false;
        }
        const bool going = co_await recorder_.record(kFullFeed, "", std::move(*page));
        if (!going) co_return false;
    }
    co_return walk.unbroken();
}

runtime::Task<void> XRound::settle(std::string conversation) {
    auto known = co_await session_.known_under(conversation);
    if (!known) co_return;
    auto verdict = co_await recorder_.ask_for_absent(std::move(*known));
    const auto& thread = conversations_.threads().at(conversation);
    ThreadState state;
    state.created = thread.created;
    state.count = thread.count;
    if (!state.count && thread.known) state.count = thread.known->count;
    if (verdict.complete)
        state.last_full = session_.now();
    else if (thread.known)
        state.last_full = thread.known->last_full;
    models::CollectedPage page;
    page.feed = XConversations::feed_of(conversation);
    page.cursor = state.cursor();
    page.gone = std::move(verdict.gone);
    if (page.gone.empty() && page.cursor == cursor(page.feed)) co_return;
    co_await session_.record(std::move(page));
}

/// Own posts, and what mentions the account elsewhere.
runtime::Task<void> XRound::look_for_missing() {
    if (!own_listed_) co_return;
    auto known = co_await session_.known_under("");
    if (!known) co_return;
    std::erase_if(*known, [&](const auto& id) { return conversations_.old(moment_of_id(id)); });
    auto verdict = co_await recorder_.ask_for_absent(std::move(*known));
    if (verdict.gone.empty()) co_return;
    models::CollectedPage page;
    page.feed = XRecorder::kLookUpFeed;
    page.gone = std::move(verdict.gone);
    co_await session_.record(std::move(page));
}

/// X counts replies that it does not show: older than its search reaches, of protected accounts, or left out.
runtime::Task<void> XRound::count_replies() {
    std::int64_t lacking = 0;
    for (const auto& [id, thread] : conversations_.threads()) {
        if (thread.count.value_or(0) <= 0) continue;
        const auto known = co_await session_.known_under(id);
        if (!known) co_return;
        const auto listed = static_cast<std::int64_t>(known->size());
        lacking += std::max<std::int64_t>(0, *thread.count - listed);
    }
    if (lacking == 0) co_return;
    session_.remark("X counts " + std::to_string(lacking) +
                    " replies that it does not show to Gatehouse: they are older than seven days, or their authors "
                    "are protected.");
}

std::string XRound::cursor(const std::string& feed) const {
    const auto found = cursors_.find(feed);
    return found == cursors_.end() ? std::string{} : found->second;
}

}  // namespace ingest
