#include "ingest/x/conversations.hpp"

#include <algorithm>
#include <string_view>

namespace ingest {
namespace {

using models::ItemKind;

constexpr std::string_view kFeeds = "comments:";

}  // namespace

XConversations::XConversations(std::string account, const Cursors& cursors, std::chrono::hours watch, runtime::Time now)
    : account_{std::move(account)}, watch_{watch}, now_{now} {
    for (const auto& [feed, cursor] : cursors) {
        if (!feed.starts_with(kFeeds)) continue;
        auto id = feed.substr(kFeeds.size());
        Thread thread;
        thread.known = thread_state_from(cursor);
        if (thread.known) thread.created = thread.known->created;
        ours_.insert(id);
        if (!old(thread.created)) threads_.emplace(std::move(id), std::move(thread));
    }
}

bool XConversations::begin(const ParsedObject& post) {
    const auto& id = post.item.external_id;
    ours_.insert(id);
    if (old(post.item.created_at)) return false;
    const auto [found, fresh] = threads_.try_emplace(id);
    found->second.created = post.item.created_at;
    found->second.count = post.comment_count;
    return fresh;
}

bool XConversations::judged(const std::string& conversation) const {
    return conversation.empty() || ours_.contains(conversation) || foreign_.contains(conversation);
}

void XConversations::place(models::CollectedItem& item, const XFacts& facts) const {
    const bool here = ours_.contains(item.post_external_id);
    item.can_hide = here && item.author_id != account_;
    if (!here) item.post_external_id.clear();
    if (!here) item.parent_external_id.clear();
    if (item.author_id == account_)
        item.kind = ItemKind::own_post;
    else if (!here && (facts.quoted_author == account_ || ours_.contains(facts.quoted_id)))
        item.kind = ItemKind::quote;
    else if (!here)
        item.kind = ItemKind::tagged_post;
}

std::vector<std::string> XConversations::watched() const {
    std::vector<std::string> ids;
    for (const auto& [id, thread] : threads_) ids.push_back(id);
    std::sort(ids.begin(), ids.end(), [](const auto& a, const auto& b) { return older_id(b, a); });
    return ids;
}

std::vector<std::string> XConversations::due() const {
    std::vector<std::string> ids;
    for (const auto& id : watched()) {
        const auto& thread = threads_.at(id);
        PostFacts facts;
        facts.created = thread.created;
        facts.known = thread.known;
        // A first post that was not listed has no count now, which is no change.
        facts.count = thread.count || !thread.known ? thread.count : thread.known->count;
        if (facts.known && !facts.count) facts.count = facts.known->count = 0;
        // New replies are found by the search for what is new; large conversations wait for their hour.
        if (reading(facts, watch_, now_) == Reading::full) ids.push_back(id);
    }
    return ids;
}

}  // namespace ingest
