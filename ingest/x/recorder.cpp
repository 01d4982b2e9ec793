#include "ingest/x/recorder.hpp"

#include "ingest/x/walk.hpp"

#include <algorithm>
#include <iterator>

namespace ingest {
namespace {

constexpr std::size_t kAbsentMax = 500;  ///< asked for at once; the rest waits for the next round

}  // namespace

XRecorder::XRecorder(ChannelSession& session, const XConversations& conversations, AbsentButAlive& absent)
    : session_{session}, conversations_{conversations}, absent_{absent} {}

runtime::Task<bool> XRecorder::record(const char* feed, std::string cursor, XPage page) {
    models::CollectedPage recorded;
    recorded.feed = feed;
    recorded.cursor = std::move(cursor);
    recorded.malformed = page.list.malformed;
    recorded.items = take(std::move(page), recorded.counts);
    co_return co_await session_.record(std::move(recorded));
}

std::vector<models::CollectedItem> XRecorder::take(XPage page, std::vector<models::PostCount>& counts) {
    std::vector<models::CollectedItem> items;
    for (std::size_t i = 0; i < page.facts.size(); ++i) {
        auto& item = page.list.objects[i].item;
        const auto& facts = page.facts[i];
        seen_.insert(item.external_id);
        served_.insert(facts.version_id);
        if (facts.superseded()) {
            newer_.insert(facts.newest_id);
            continue;
        }
        conversations_.place(item, facts);
        const auto& count = page.list.objects[i].comment_count;
        // Replies of replies are not counted with the post that began it all.
        if (count && conversations_.threads().contains(item.external_id))
            counts.push_back({item.external_id, *count, item.created_at});
        items.push_back(std::move(item));
    }
    return items;
}

runtime::Task<bool> XRecorder::record_own(XPage page) {
    const auto& account = session_.channel().external_id;
    XPage own;
    for (std::size_t i = 0; i < page.facts.size(); ++i) {
        if (page.list.objects[i].item.author_id != account) continue;
        own.list.objects.push_back(std::move(page.list.objects[i]));
        own.facts.push_back(std::move(page.facts[i]));
    }
    if (own.facts.empty()) co_return true;
    co_return co_await record(kLookUpFeed, "", std::move(own));
}

runtime::Task<void> XRecorder::fetch_newer() {
    std::vector<std::string> ids;
    std::set_difference(newer_.begin(), newer_.end(), served_.begin(), served_.end(), std::back_inserter(ids));
    newer_.clear();
    if (ids.empty()) co_return;
    auto found = co_await look_up_x(session_, std::move(ids));
    for (auto& page : found.pages) {
        const bool going = co_await record(kLookUpFeed, "", std::move(page));
        if (!going) co_return;
    }
}

runtime::Task<XRecorder::Verdict> XRecorder::ask_for_absent(std::vector<std::string> ids) {
    Verdict verdict;
    std::vector<std::string> absent;
    for (auto& id : ids) {
        if (seen_.contains(id))
            absent_.wake(id);
        else if (!absent_.rests(id, session_.now()))
            absent.push_back(std::move(id));
    }
    if (absent.size() > kAbsentMax) {
        absent.resize(kAbsentMax);
        verdict.complete = false;
    }
    if (absent.empty()) co_return verdict;
    auto found = co_await look_up_x(session_, absent);
    verdict.complete = verdict.complete && found.complete;
    for (auto& page : found.pages) {
        const bool going = co_await record(kLookUpFeed, "", std::move(page));
        if (!going) co_return Verdict{{}, false};
    }
    verdict.gone = std::move(found.gone);
    if (!found.complete) co_return verdict;
    for (const auto& id : absent)
        if (std::find(verdict.gone.begin(), verdict.gone.end(), id) == verdict.gone.end())
            absent_.found_alive(id, session_.now());
    co_return verdict;
}

}  // namespace ingest
