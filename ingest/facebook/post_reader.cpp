#include "ingest/facebook/post_reader.hpp"
#include "ingest/facebook/parser.hpp"

#include <algorithm>

namespace ingest {
namespace {

constexpr const char* kCommentFields =
    "id,message,created_time,from{id,name},parent{id},attachment,is_hidden,can_hide,can_remove,permalink_url";

ApiParameters comment_parameters() {
    return {{"filter", "stream"}, {"order", "reverse_chronological"}, {"summary", "true"}, {"fields", kCommentFields}};
}

}  // namespace

PostReader::PostReader(ChannelSession& session, AbsenceCheck& absence, Order order)
    : session_{session}, absence_{absence}, order_{std::move(order)}, post_id_{order_.post.item.external_id} {}

runtime::Task<void> PostReader::run() {
    if (order_.reading == Reading::skip) co_return;
    if (order_.reading == Reading::remember) {
        co_await remember();
        co_return;
    }
    auto known = co_await session_.known_under(post_id_);
    if (!known) co_return;
    known_ids_ = std::move(*known);
    for (const auto& id : known_ids_) known_.emplace(own_part(id));

    const bool full = order_.reading == Reading::full;
    bool complete = true;
    if (full) {
        for (const auto& photo : order_.post.photo_threads) {
            const bool read = co_await read_thread(photo);
            complete = complete && read;
            if (!session_.going()) break;
        }
        const bool flushed = co_await record_held();
        if (!flushed) co_return;
    }
    const bool read = co_await read_thread(post_id_);
    // Comments that are counted and not listed are the usual sign of a wrong token or a missing right: no
    // evidence that anything was deleted.
    complete = complete && read && !(seen_.empty() && counted_ > 0);
    if (!held_) co_return;
    if (full && complete) complete = co_await report_gone();
    const bool advance = complete || (!full && read);
    if (advance) held_->cursor = new_state(full).cursor();
    co_await record_held();
}

runtime::Task<void> PostReader::remember() {
    held_.emplace();
    held_->feed = feed_of(post_id_);
    held_->cursor = new_state(false).cursor();
    co_await record_held();
}

runtime::Task<bool> PostReader::read_thread(std::string thread) {
    std::optional<Walked> before;
    for (int walks = 0; walks < kWalksMax && session_.going(); ++walks) {
        Walked walked;
        const bool answered = co_await walk(thread, walked);
        if (!answered) co_return false;
        if (order_.reading == Reading::newest) co_return true;
        if (settled(walked, before)) {
            counted_ += walked.first_total.value_or(0);
            session_.note_thread(walked.ids.size(), walked.first_total.value_or(0));
            co_return true;
        }
        before = std::move(walked);
    }
    co_return false;
}

runtime::Task<bool> PostReader::walk(std::string thread, Walked& walked) {
    EdgeWalk::Plan plan;
    plan.path = path_of({thread, "comments"});
    plan.parameters = comment_parameters();
    plan.context.channel_id = session_.channel().id;
    plan.context.post_external_id = post_id_;
    plan.context.now = session_.now();
    plan.parse = parse_facebook_page;
    EdgeWalk edge{session_, std::move(plan)};
    while (!edge.done()) {
        const bool recorded = co_await record_held();
        if (!recorded) co_return false;
        auto page = co_await edge.next();
        if (!page) {
            session_.note(page.error());
            co_return false;
        }
        take(thread, std::move(*page), walked);
        if (order_.reading == Reading::newest && all_known(*held_)) break;
    }
    walked.whole = edge.whole();
    walked.pages = edge.pages();
    co_return true;
}

void PostReader::take(const std::string& thread, ParsedPage page, Walked& walked) {
    held_.emplace();
    held_->feed = feed_of(thread);
    if (thread == post_id_) held_->cursor = old_state().cursor();
    held_->malformed = page.malformed;
    if (!walked.first_total) walked.first_total = page.total_count;
    walked.totals_agree = walked.totals_agree && page.total_count && *page.total_count == *walked.first_total;
    for (auto& object : page.objects) {
        walked.ids.insert(object.item.external_id);
        seen_.emplace(own_part(object.item.external_id));
        held_->items.push_back(std::move(object.item));
    }
}

bool PostReader::all_known(const models::CollectedPage& page) const {
    const auto known = [this](const auto& item) { return known_.contains(own_part(item.external_id)); };
    return !page.items.empty() && std::all_of(page.items.begin(), page.items.end(), known);
}

runtime::Task<bool> PostReader::record_held() {
    if (!held_) co_return session_.going();
    auto page = std::move(*held_);
    held_.reset();
    co_return co_await session_.record(std::move(page));
}

runtime::Task<bool> PostReader::report_gone() {
    std::vector<std::string> absent;
    for (const auto& id : known_ids_) {
        if (seen_.contains(own_part(id)))
            absence_.wake(id);
        else
            absent.push_back(id);
    }
    auto verdict = co_await absence_.ask(std::move(absent));
    held_->gone = std::move(verdict.gone);
    co_return verdict.complete;
}

bool PostReader::settled(const Walked& walked, const std::optional<Walked>& before) const {
    if (!walked.whole) return false;
    if (walked.pages == 1) return true;  // one page is one moment
    const auto listed = static_cast<std::int64_t>(walked.ids.size());
    if (walked.totals_agree && walked.first_total && *walked.first_total == listed) return true;
    return before && before->whole && before->ids == walked.ids;
}

ThreadState PostReader::old_state() const {
    if (order_.known) return *order_.known;
    ThreadState begun;
    begun.created = order_.post.item.created_at;
    return begun;
}

ThreadState PostReader::new_state(bool complete) const {
    ThreadState state;
    state.created = order_.post.item.created_at;
    state.count = order_.post.comment_count;
    if (complete)
        state.last_full = session_.now();
    else if (order_.known)
        state.last_full = order_.known->last_full;
    return state;
}

}  // namespace ingest
