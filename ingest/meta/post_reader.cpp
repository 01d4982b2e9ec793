#include "ingest/meta/post_reader.hpp"

#include <algorithm>

namespace ingest {

PostReader::PostReader(Parts parts, Order order)
    : session_{parts.session},
      absence_{parts.absence},
      dialect_{parts.dialect},
      order_{std::move(order)},
      post_id_{order_.post.item.external_id},
      gap_{order_.known && order_.known->gap} {}

runtime::Task<void> PostReader::run() {
    if (order_.reading == Reading::remember) co_await remember();
    const bool reads = order_.reading == Reading::full || order_.reading == Reading::newest;
    if (reads) co_await read();
    if (gap_) session_.remark(dialect_.window_sentence);
    if (order_.post.more_photos) session_.remark(dialect_.album_sentence);
}

runtime::Task<void> PostReader::read() {
    auto known = co_await session_.known_under(post_id_);
    if (!known) co_return;
    known_ids_ = std::move(*known);
    known_ = KnownIds{known_ids_};

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
    complete = complete && read;
    if (held_.empty()) co_return;
    if (full && complete) complete = co_await report_gone();
    const bool advance = complete || (!full && read);
    if (advance) held_.back().cursor = new_state(full).cursor();
    co_await record_held();
}

runtime::Task<void> PostReader::remember() {
    held_.push_back(page_of(post_id_));
    held_.back().cursor = new_state(false).cursor();
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
            listed_ += walked.ids.size();
            window_full_ = dialect_.window > 0 && walked.last_elements >= dialect_.window;
            co_return true;
        }
        before = std::move(walked);
    }
    co_return false;
}

runtime::Task<bool> PostReader::walk(std::string thread, Walked& walked) {
    List comments{thread};
    const bool answered = co_await follow(std::move(comments), walked);
    if (!answered || order_.reading == Reading::newest) co_return answered;
    const bool read = co_await follow_replies(thread, walked.more_replies, walked);
    if (!read) co_return false;
    // Asking always would cost a request for each comment that was ever replied to. A count that lags behind, or leaves
    // out hidden ones, is no reason not to ask.
    const auto listed = static_cast<std::int64_t>(walked.ids.size());
    if (walked.first_total && *walked.first_total == listed) co_return true;
    co_return co_await follow_replies(thread, walked.perhaps_more_replies, walked);
}

runtime::Task<bool> PostReader::follow_replies(std::string thread, std::vector<std::string> parents, Walked& walked) {
    for (auto& parent : parents) {
        List replies{thread, std::move(parent)};
        const bool read = co_await follow(std::move(replies), walked);
        if (!read) co_return false;
    }
    co_return true;
}

runtime::Task<bool> PostReader::follow(List list, Walked& walked) {
    EdgeWalk edge{session_, plan_of(list)};
    while (!edge.done()) {
        const bool recorded = co_await record_held();
        if (!recorded) co_return false;
        auto page = co_await edge.next();
        if (!page) {
            session_.note(page.error());
            walked.whole = false;
            co_return !list.parent.empty() && page.error().kind == ApiErrorKind::gone;
        }
        take(list, std::move(*page), walked);
        if (order_.reading == Reading::newest && all_known()) break;
    }
    walked.whole = walked.whole && edge.whole();
    walked.pages = std::max(walked.pages, edge.pages());
    co_return true;
}

EdgeWalk::Plan PostReader::plan_of(const List& list) const {
    const bool replies = !list.parent.empty();
    EdgeWalk::Plan plan;
    plan.path = replies ? path_of({list.parent, "replies"}) : path_of({list.thread, "comments"});
    if (replies)
        plan.parameters.emplace_back("fields", dialect_.reply_fields);
    else
        plan.parameters = dialect_.comments;
    plan.limit = dialect_.limit;
    if (dialect_.window > 0) plan.try_on_from = dialect_.window;
    plan.context.channel_id = session_.channel().id;
    plan.context.post_external_id = post_id_;
    plan.context.parent_external_id = list.parent;
    plan.context.now = session_.now();
    plan.parse = dialect_.parse_page;
    return plan;
}

void PostReader::take(const List& list, ParsedPage page, Walked& walked) {
    held_.clear();
    held_.push_back(page_of(list.thread));
    held_.back().malformed = page.malformed;
    if (list.parent.empty()) {
        // Where a list does not say how many there are, the post did.
        const auto total = page.total_count || list.thread != post_id_ ? page.total_count : order_.post.comment_count;
        if (!walked.first_total) walked.first_total = total;
        walked.totals_agree = walked.totals_agree && total && *total == *walked.first_total;
        if (page.elements > 0) walked.last_elements = page.elements;
    }
    for (auto& object : page.objects) {
        if (dialect_.long_ids) complete_ids(object.item, list.thread);
        walked.ids.insert(object.item.external_id);
        if (object.replies == Replies::some) walked.more_replies.push_back(object.item.external_id);
        if (object.replies == Replies::perhaps_some) walked.perhaps_more_replies.push_back(object.item.external_id);
        hold(std::move(object.item));
    }
}

void PostReader::complete_ids(models::CollectedItem& item, const std::string& thread) const {
    for (auto* id : {&item.external_id, &item.parent_external_id})
        if (!id->empty()) *id = known_.form_of(std::move(*id), own_part(thread));
}

/// With replies nested in its comments a page can hold more than may be recorded in one step.
void PostReader::hold(models::CollectedItem item) {
    if (held_.back().items.size() >= kPageElementsMax) held_.push_back(page_of(post_id_));
    seen_.emplace(own_part(item.external_id));
    held_.back().items.push_back(std::move(item));
}

models::CollectedPage PostReader::page_of(const std::string& thread) const {
    models::CollectedPage page;
    page.feed = feed_of(thread);
    if (thread == post_id_) page.cursor = old_state().cursor();
    return page;
}

bool PostReader::all_known() const {
    const auto known = [this](const auto& item) { return known_.contains(item.external_id); };
    const auto page_known = [&](const auto& page) { return std::all_of(page.items.begin(), page.items.end(), known); };
    return !held_.front().items.empty() && std::all_of(held_.begin(), held_.end(), page_known);
}

runtime::Task<bool> PostReader::record_held() {
    auto pages = std::move(held_);
    held_.clear();
    for (auto& page : pages) {
        const bool recorded = co_await session_.record(std::move(page));
        if (!recorded) co_return false;
    }
    co_return session_.going();
}

runtime::Task<bool> PostReader::report_gone() {
    // Comments that are counted and not listed are the usual sign of a wrong token or a missing right: no evidence
    // that anything was deleted. Unless the network is known to leave out hidden ones, and some can be asked for.
    const bool nothing_listed = seen_.empty() && counted_ > 0;
    AbsenceCheck::Verdict verdict;
    if (!nothing_listed || dialect_.parse_absent != nullptr) {
        std::vector<std::string> absent;
        for (const auto& id : known_ids_) {
            if (seen_.contains(own_part(id)))
                absence_.wake(id);
            else
                absent.push_back(id);
        }
        AbsenceCheck::Asking asking;
        if (dialect_.parse_absent != nullptr) asking.fields = dialect_.absent_fields;
        asking.expected = window_full_;
        verdict = co_await absence_.ask(std::move(absent), std::move(asking));
    }
    const auto explained = verdict.alive.size() + verdict.resting;
    const auto unexplained = std::max<std::int64_t>(0, counted_ - static_cast<std::int64_t>(explained));
    session_.note_thread(listed_, unexplained);
    if (nothing_listed && explained == 0) {
        session_.note_incomplete();
        co_return false;
    }
    for (const auto& alive : verdict.alive) take_alive(alive);
    gap_ = window_full_ && window_left_some_out(verdict.gone.size());
    held_.back().gone = std::move(verdict.gone);
    co_return verdict.complete;
}

void PostReader::take_alive(const AbsenceCheck::Alive& alive) {
    if (dialect_.parse_absent == nullptr) return;
    ParseContext context;
    context.channel_id = session_.channel().id;
    context.post_external_id = post_id_;
    context.now = session_.now();
    auto answer = dialect_.parse_absent(alive.answer, context);
    if (!answer) return;
    for (auto& object : answer->objects) hold(std::move(object.item));
}

bool PostReader::settled(const Walked& walked, const std::optional<Walked>& before) const {
    if (!walked.whole) return false;
    if (walked.pages == 1) return true;  // one page is one moment
    const auto listed = static_cast<std::int64_t>(walked.ids.size());
    if (walked.totals_agree && walked.first_total && *walked.first_total == listed) return true;
    return before && before->whole && before->ids == walked.ids;
}

bool PostReader::window_left_some_out(std::size_t gone) const {
    if (!order_.post.comment_count) return true;
    auto all = seen_;
    for (const auto& id : known_ids_) all.emplace(own_part(id));
    return *order_.post.comment_count > static_cast<std::int64_t>(all.size() - gone);
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
    if (!state.count && order_.known) state.count = order_.known->count;  // nobody has listed the post
    state.gap = gap_;
    state.last_read = session_.now();
    if (complete)
        state.last_full = session_.now();
    else if (order_.known)
        state.last_full = order_.known->last_full;
    return state;
}

}  // namespace ingest
