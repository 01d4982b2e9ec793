#include "ingest/x/walk.hpp"

#include <algorithm>
#include <set>

namespace ingest {
namespace {

constexpr std::size_t kIdsMax = 100;    ///< in one look-up
constexpr std::size_t kQueryMax = 512;  ///< characters that X takes
constexpr const char* kPageSize = "100";

std::string joined(std::vector<std::string>::const_iterator begin, std::vector<std::string>::const_iterator end) {
    std::string text;
    for (; begin != end; ++begin) text.append(text.empty() ? "" : ",").append(*begin);
    return text;
}

ParseContext context_of(const ChannelSession& session) {
    ParseContext context;
    context.channel_id = session.channel().id;
    context.now = session.now();
    return context;
}

/// One round of look-ups, a hundred ids at a time.
runtime::Task<void> look_up_once(ChannelSession& session, std::vector<std::string> ids, XLookup& found) {
    for (auto begin = ids.cbegin(); begin != ids.cend();) {
        const auto end = begin + std::min<std::ptrdiff_t>(ids.cend() - begin, kIdsMax);
        auto parameters = x_post_parameters();
        parameters.emplace_back("ids", joined(begin, end));
        begin = end;
        auto page = co_await ask_x(session, "tweets", std::move(parameters));
        if (!page) {
            session.note(page.error());
            found.complete = false;
            co_return;
        }
        found.complete = found.complete && page->list.whole;
        for (auto& id : page->gone)
            if (std::find(ids.begin(), ids.end(), id) != ids.end()) found.gone.push_back(std::move(id));
        found.pages.push_back(std::move(*page));
    }
}

/// Versions that stand now, of posts that were served in an older one only.
std::vector<std::string> newer_versions(const std::vector<XPage>& pages) {
    std::set<std::string> served;
    std::set<std::string> wanted;
    for (const auto& page : pages)
        for (const auto& facts : page.facts) {
            served.insert(facts.version_id);
            wanted.insert(facts.newest_id);
        }
    std::vector<std::string> newer;
    std::set_difference(wanted.begin(), wanted.end(), served.begin(), served.end(), std::back_inserter(newer));
    return newer;
}

/// Nothing is missing in it that it should hold.
bool complete(const XPage& page) {
    const bool all_there = static_cast<std::int64_t>(page.list.elements) >= page.list.total_count.value_or(0);
    return page.list.whole && page.list.without_id == 0 && (all_there || !page.gone.empty());
}

}  // namespace

ApiParameters x_post_parameters() {
    return {{"tweet.fields",
             "id,text,created_at,author_id,conversation_id,in_reply_to_user_id,referenced_tweets,attachments,entities,"
             "public_metrics,edit_history_tweet_ids,note_tweet"},
            {"expansions", "author_id,attachments.media_keys,referenced_tweets.id"},
            {"media.fields", "media_key,type,url,preview_image_url"},
            {"user.fields", "username,name"}};
}

std::vector<std::string> x_conversation_queries(const std::vector<std::string>& conversations) {
    constexpr std::string_view kOr = " OR ";
    std::vector<std::string> queries;
    for (const auto& id : conversations) {
        const auto term = "conversation_id:" + id;
        const bool fits = !queries.empty() && queries.back().size() + kOr.size() + term.size() <= kQueryMax;
        if (fits)
            queries.back().append(kOr).append(term);
        else
            queries.push_back(term);
    }
    return queries;
}

runtime::Task<ApiResult<XPage>> ask_x(ChannelSession& session, std::string path, ApiParameters parameters) {
    for (bool again = true;; again = false) {
        const auto reply = co_await session.get(path, parameters);
        if (!reply) co_return tl::unexpected(reply.error());
        auto page = parse_x_page(reply->body, context_of(session));
        if (again && session.going() && (!page || !page->list.whole)) continue;
        if (!page) co_return tl::unexpected(error_of(page.error(), session.network()));
        session.note(page->list);
        co_return std::move(*page);
    }
}

XWalk::XWalk(ChannelSession& session, std::string path, ApiParameters parameters)
    : session_{session}, path_{std::move(path)}, parameters_{std::move(parameters)} {}

runtime::Task<ApiResult<XPage>> XWalk::next() {
    auto parameters = x_post_parameters();
    parameters.insert(parameters.end(), parameters_.begin(), parameters_.end());
    parameters.emplace_back("max_results", kPageSize);
    if (!token_.empty()) parameters.emplace_back("pagination_token", token_);
    auto page = co_await ask_x(session_, path_, std::move(parameters));
    const bool read = page && complete(*page);
    const bool stuck = page && page->list.has_next && (page->list.after == token_ || ++pages_ >= kPagesMax);
    whole_ = whole_ && read && !stuck;
    if (page && (!whole_ || !page->gone.empty())) session_.note_incomplete();
    done_ = !page || stuck || !page->list.has_next;
    if (page) token_ = page->list.after;
    if (!page && page.error().kind == ApiErrorKind::gone) {
        // What is missing is no post but the account whose list this is.
        page.error().kind = ApiErrorKind::bad_request;
        page.error().sentence = "X does not know the account of this channel. Look at its number.";
    }
    co_return page;
}

runtime::Task<XLookup> look_up_x(ChannelSession& session, std::vector<std::string> ids) {
    XLookup found;
    co_await look_up_once(session, std::move(ids), found);
    auto newer = newer_versions(found.pages);
    if (!newer.empty() && session.going()) {
        auto gone = found.gone;  // a version is not what was asked for
        co_await look_up_once(session, std::move(newer), found);
        found.gone = std::move(gone);
    }
    co_return found;
}

}  // namespace ingest
