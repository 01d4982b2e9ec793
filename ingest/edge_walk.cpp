#include "ingest/edge_walk.hpp"

#include <algorithm>

namespace ingest {

EdgeWalk::EdgeWalk(ChannelSession& session, Plan plan)
    : session_{session}, plan_{std::move(plan)}, limit_{plan_.limit} {}

runtime::Task<ApiResult<ParsedPage>> EdgeWalk::next() {
    for (;;) {
        auto parameters = plan_.parameters;
        parameters.emplace_back(plan_.limit_name, std::to_string(limit_));
        if (!after_.empty()) parameters.emplace_back(plan_.cursor_name, after_);
        auto reply = co_await session_.get(plan_.path, std::move(parameters));
        if (!reply) {
            if (trying_ && reply.error().kind == ApiErrorKind::bad_request) {
                done_ = true;
                co_return ParsedPage{};
            }
            if (try_otherwise(reply.error())) continue;
            done_ = true;
            whole_ = false;
            co_return tl::unexpected(reply.error());
        }
        auto page = plan_.parse(reply->body, plan_.context);
        if ((!page || !page->whole) && repeats_ < kRepeatsMax) {
            ++repeats_;
            continue;
        }
        if (!page) {
            done_ = true;
            whole_ = false;
            co_return tl::unexpected(error_of(page.error(), session_.network()));
        }
        advance(*page);
        session_.note(*page);
        if (done_ && !whole_) session_.note_incomplete();
        co_return std::move(*page);
    }
}

bool EdgeWalk::try_otherwise(const ApiError& error) {
    if (!session_.going()) return false;
    const bool smaller = error.kind == ApiErrorKind::too_much || error.kind == ApiErrorKind::malformed;
    if (smaller && limit_ > 1) {
        limit_ /= 2;
        return true;
    }
    if (error.kind == ApiErrorKind::bad_request && !after_.empty() && restarts_ < kRestartsMax) {
        ++restarts_;
        after_.clear();
        return true;
    }
    return false;
}

void EdgeWalk::advance(const ParsedPage& page) {
    ++pages_;
    whole_ = whole_ && page.whole && page.without_id == 0;
    trying_ = !page.has_next && worth_trying_on(page);
    if (!page.has_next && !trying_) {
        done_ = true;
        // A page cut off in the middle does not know whether it was the last; its cursor may have survived.
        if (page.whole || page.after.empty() || page.after == after_) return;
        done_ = false;
    }
    empty_in_a_row_ = page.elements == 0 ? empty_in_a_row_ + 1 : 0;
    const bool endless = pages_ >= kPagesMax || empty_in_a_row_ >= kEmptyPagesMax;
    if (page.after.empty() || page.after == after_ || endless) {
        done_ = true;
        whole_ = whole_ && trying_ && !endless;
        return;
    }
    after_ = page.after;
}

bool EdgeWalk::worth_trying_on(const ParsedPage& page) const {
    if (plan_.try_on_from == kNever || page.after.empty()) return false;
    return page.elements >= std::min(plan_.try_on_from, limit_);
}

}  // namespace ingest
