#include "ingest/absence_check.hpp"

namespace ingest {

void AbsentButAlive::add(const std::string& id, runtime::Time until) {
    if (until_.size() < kMax) until_[id] = until;
}

void AbsentButAlive::forget_before(runtime::Time now) {
    std::erase_if(until_, [now](const auto& entry) { return entry.second <= now; });
}

AbsenceCheck::AbsenceCheck(ChannelSession& session, AbsentButAlive& alive) : session_{session}, alive_{alive} {
    alive_.forget_before(session_.now());
}

runtime::Task<AbsenceCheck::Verdict> AbsenceCheck::ask(std::vector<std::string> absent) {
    Verdict verdict;
    for (const auto& id : absent) {
        if (alive_.holds(id)) continue;
        if (asks_left_ == 0 || !session_.going()) {
            verdict.complete = false;
            break;
        }
        --asks_left_;
        GraphParameters parameters;
        parameters.emplace_back("fields", "id");
        const auto reply = co_await session_.get(graph_path(id), std::move(parameters));
        if (reply || reply.error().kind == GraphErrorKind::bad_request) {
            alive_.add(id, session_.now() + kAskAgain);
        } else if (reply.error().kind == GraphErrorKind::gone) {
            verdict.gone.push_back(id);
        } else {
            session_.note(reply.error());
            verdict.complete = false;
        }
    }
    co_return verdict;
}

std::string_view own_part(std::string_view id) {
    const auto at = id.rfind('_');
    return at == std::string_view::npos ? id : id.substr(at + 1);
}

}  // namespace ingest
