#include "moderation/web/judging_view.hpp"
#include "moderation/web/pages/pages.hpp"
#include "moderation/web/responses.hpp"

#include <algorithm>
#include <chrono>

namespace moderation::web::pages {

namespace {

using config::Permission;
using runtime::Result;

constexpr std::size_t kExamplesCounted = Adjuster::kItemsMax;
constexpr std::size_t kWordsMax = 100;   ///< bytes
constexpr std::size_t kReasonMax = 300;  ///< bytes

Task<Result<void>> read_candidate(Tools tools, Visit visit, JudgingPage& view) {
    auto record = co_await tools.adjustments.adjustment(view.state.candidate);
    if (!record) co_return tl::unexpected(record.error());
    view.candidate = std::move(*record);
    view.asked = unpack_request(view.candidate->request);
    for (const auto& changed : unpack_backtest(view.candidate->backtest).newest) {
        auto item = co_await tools.store.item(visit.viewer(), changed.item);
        if (item) view.changed.push_back(std::move(*item));
    }
    co_return Result<void>{};
}

Task<Result<void>> read_live(Tools tools, JudgingPage& view) {
    const auto judging = co_await tools.practice.now();
    if (!judging) co_return tl::unexpected(judging.error());
    view.live = *judging->live;
    view.rules = judging->shipped->rules();
    if (view.state.live == 0) co_return Result<void>{};
    auto record = co_await tools.adjustments.adjustment(view.state.live);
    if (!record) co_return tl::unexpected(record.error());
    view.live_record = std::move(*record);
    co_return Result<void>{};
}

Task<Result<JudgingPage>> read(Tools tools, Visit visit) {
    JudgingPage view;
    const auto state = co_await tools.adjustments.state();
    if (!state) co_return tl::unexpected<runtime::Error>{state.error()};
    view.state = *state;
    const auto live = co_await read_live(tools, view);
    if (!live) co_return tl::unexpected<runtime::Error>{live.error()};
    if (view.state.candidate != 0) {
        const auto candidate = co_await read_candidate(tools, std::move(visit), view);
        if (!candidate) co_return tl::unexpected<runtime::Error>{candidate.error()};
    }
    const auto examples = co_await tools.store.count_examples(visit.now, kExamplesCounted);
    if (!examples) co_return tl::unexpected<runtime::Error>{examples.error()};
    view.examples = *examples;
    co_return view;
}

Task<ServerResponse> show(Tools tools, Visit visit, FieldErrors errors, unsigned status) {
    const auto view = co_await read(tools, visit);
    if (!view) co_return store_failed(tools, visit, view.error());
    const auto* title = errors.empty() ? "How texts are judged" : "Error: How texts are judged";
    co_return page(tools, visit, title, judging_page(tools, visit, *view, errors), status);
}

/// After a change: the page with what was done, or with why it was not.
Task<ServerResponse> after(Tools tools, Visit visit, Result<void> done, std::string code) {
    if (done) co_return redirect("/judging?done=" + code);
    const auto kind = done.error().kind;
    if (!is_refusal(kind)) co_return store_failed(tools, visit, done.error());
    co_return co_await show(tools, std::move(visit), not_done(done.error().message), status_of(kind));
}

Task<ServerResponse> ask(Tools tools, Visit visit, AdjustmentRequest request) {
    const auto asked = co_await tools.adjustments.ask(visit.person(), request.what, pack(request), visit.now);
    Result<void> done;
    if (!asked) done = tl::unexpected(asked.error());
    co_return co_await after(tools, std::move(visit), std::move(done), "judging-asked");
}

/// Reads the form of a term; what is wrong with it goes to `errors`.
SchoolTerm term_of(const Visit& visit, FieldErrors& errors) {
    SchoolTerm term;
    term.words = visit.form.get("words");
    const auto& written = term.words.written();
    if (written.empty() || written.size() > kWordsMax) errors.push_back({"words", "Write one to a few words"});
    term.source = visit.form.get("source");
    if (term.source.empty() || term.source.size() > kWordsMax) errors.push_back({"source", "Say where it was heard"});
    const auto months = visit.form.number("months").value_or(0);
    if (months < 1 || months > 12) errors.push_back({"months", "Write a number from 1 to 12"});
    const auto category = models::category_from(visit.form.get("category"));
    if (!category) errors.push_back({"category", "Choose what they mean"});
    term.category = category.value_or(term.category);
    term.severity = visit.form.get("severity") == "2" ? models::Severity::v2 : models::Severity::v1;
    term.by = visit.person();
    term.expires = visit.now + std::chrono::hours{24 * 30} * static_cast<int>(months);
    return term;
}

/// Why the rule cannot be set aside so; empty: it can.
std::string why_it_stays(const models::text::Rule& rule, bool near_words) {
    using models::text::Yields;
    if (rule.yields == Yields::altogether || (rule.yields == Yields::near_words && near_words)) return {};
    if (rule.yields == Yields::near_words)
        return "It stands beside rules for emergencies, so say near which words it is not meant";
    if (rule.severity >= models::Severity::v3)
        return "It finds what must be acted on now, so it stays as it was shipped";
    return "It keeps complaints from being hidden or changes nothing, so it stays as it was shipped";
}

/// Reads the form of an exception; what is wrong with it goes to `errors`.
SchoolException exception_of(const Visit& visit, std::span<const models::text::Rule> rules, FieldErrors& errors) {
    SchoolException exception;
    const auto code = visit.form.get("rule");
    if (code != kAnyRule) exception.aside.rule = code;
    exception.aside.words = visit.form.get("near");
    exception.reason = visit.form.get("reason");
    exception.by = visit.person();
    const bool near_words = !exception.aside.words.empty();
    if (exception.aside.words.written().size() > kWordsMax) errors.push_back({"near", "Write a few words at most"});
    const auto rule = std::find_if(rules.begin(), rules.end(), [&](const auto& known) { return known.code == code; });
    if (code == kAnyRule) {
        if (!near_words) errors.push_back({"near", "Write one to a few words"});
    } else if (rule == rules.end()) {
        errors.push_back({"rule", "Choose a rule"});
    } else if (auto stays = why_it_stays(*rule, near_words); !stays.empty()) {
        errors.push_back({rule->yields == models::text::Yields::never ? "rule" : "near", std::move(stays)});
    }
    if (exception.reason.empty() || exception.reason.size() > kReasonMax)
        errors.push_back({"reason", "Say why, in a sentence or two"});
    const auto months = visit.form.number("time").value_or(0);
    if (months < 1 || months > 12) errors.push_back({"time", "Write a number from 1 to 12"});
    exception.expires = visit.now + std::chrono::hours{24 * 30} * static_cast<int>(months);
    return exception;
}

std::uint64_t number_of(const Visit& visit) {
    return visit.form.number("number").value_or(0);
}

}  // namespace

Task<ServerResponse> judging(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::see_judging)) co_return no_permission(tools, visit);
    const FieldErrors none;
    co_return co_await show(tools, std::move(visit), none, 200);
}

Task<ServerResponse> judging_learn(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::propose_judging)) co_return no_permission(tools, visit);
    const AdjustmentRequest request{std::string{AdjustmentRequest::kLearn}};
    co_return co_await ask(tools, std::move(visit), request);
}

Task<ServerResponse> judging_term(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::propose_judging)) co_return no_permission(tools, visit);
    FieldErrors errors;
    const AdjustmentRequest request{std::string{AdjustmentRequest::kTerm}, term_of(visit, errors)};
    if (!errors.empty()) co_return co_await show(tools, std::move(visit), errors, 422);
    co_return co_await ask(tools, std::move(visit), request);
}

Task<ServerResponse> judging_end_term(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::propose_judging)) co_return no_permission(tools, visit);
    AdjustmentRequest request{std::string{AdjustmentRequest::kEndTerm}};
    request.term.words = visit.form.get("words");
    co_return co_await ask(tools, std::move(visit), request);
}

Task<ServerResponse> judging_except(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::propose_judging)) co_return no_permission(tools, visit);
    const auto now = co_await tools.practice.now();
    if (!now) co_return store_failed(tools, visit, now.error());
    FieldErrors errors;
    AdjustmentRequest request{std::string{AdjustmentRequest::kExcept}};
    request.exception = exception_of(visit, now->shipped->rules(), errors);
    if (!errors.empty()) co_return co_await show(tools, std::move(visit), errors, 422);
    co_return co_await ask(tools, std::move(visit), request);
}

Task<ServerResponse> judging_end_exception(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::propose_judging)) co_return no_permission(tools, visit);
    AdjustmentRequest request{std::string{AdjustmentRequest::kEndException}};
    const auto code = visit.form.get("rule");
    if (code != kAnyRule) request.exception.aside.rule = code;
    request.exception.aside.words = visit.form.get("near");
    co_return co_await ask(tools, std::move(visit), request);
}

Task<ServerResponse> judging_bars(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::propose_judging)) co_return no_permission(tools, visit);
    AdjustmentRequest request{std::string{AdjustmentRequest::kBars}};
    request.category = models::category_from(visit.form.get("kind"));
    const auto aim = visit.form.number("aim").value_or(kAimShipped);
    const FieldErrors errors{{"aim", "Choose one of the four"}};
    if (aim != 0 && aim != kAimFewer && aim != kAimShipped && aim != kAimMore)
        co_return co_await show(tools, std::move(visit), errors, 422);
    request.aim = aim;
    co_return co_await ask(tools, std::move(visit), request);
}

Task<ServerResponse> judging_agree(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::agree_judging)) co_return no_permission(tools, visit);
    auto done = co_await tools.adjustments.agree(number_of(visit), visit.person(), visit.now);
    co_return co_await after(tools, std::move(visit), std::move(done), "judging-agreed");
}

Task<ServerResponse> judging_withdraw(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::propose_judging)) co_return no_permission(tools, visit);
    auto done = co_await tools.adjustments.withdraw(number_of(visit), visit.person(), visit.now);
    co_return co_await after(tools, std::move(visit), std::move(done), "judging-withdrawn");
}

Task<ServerResponse> judging_back(Tools tools, Visit visit) {
    if (!may(tools, visit, Permission::agree_judging)) co_return no_permission(tools, visit);
    auto done = co_await tools.adjustments.step_back(number_of(visit), visit.person(), visit.now);
    co_return co_await after(tools, std::move(visit), std::move(done), "judging-back");
}

}  // namespace moderation::web::pages
