#include "ingest/meta/absence_check.hpp"

namespace ingest {

AbsenceCheck::AbsenceCheck(ChannelSession& session, AbsentButAlive& alive) : session_{session}, alive_{alive} {
    alive_.forget(session_.now());
}

runtime::Task<AbsenceCheck::Verdict> AbsenceCheck::ask(std::vector<std::string> absent, Asking asking) {
    Verdict verdict;
    for (const auto& id : absent) {
        if (alive_.rests(id, session_.now())) {
            ++verdict.resting;
            continue;
        }
        if (asks_left_ == 0 || !session_.going()) {
            verdict.complete = false;
            break;
        }
        --asks_left_;
        auto path = path_of({id});
        ApiParameters parameters;
        parameters.emplace_back("fields", asking.fields);
        auto reply = co_await session_.get(std::move(path), std::move(parameters));
        if (reply || reply.error().kind == ApiErrorKind::bad_request) {
            alive_.found_alive(id, session_.now(), asking.expected);
            verdict.alive.push_back({id, reply ? std::move(reply->body) : std::string{}});
        } else if (reply.error().kind == ApiErrorKind::gone) {
            verdict.gone.push_back(id);
        } else {
            session_.note(reply.error());
            verdict.complete = false;
        }
    }
    co_return verdict;
}

runtime::Task<AbsenceCheck::Verdict> AbsenceCheck::ask(std::vector<std::string> absent) {
    return ask(std::move(absent), Asking());
}

}  // namespace ingest
