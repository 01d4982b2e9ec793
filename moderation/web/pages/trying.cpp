#include "moderation/web/pages/pages.hpp"
#include "moderation/web/responses.hpp"
#include "moderation/web/try_view.hpp"

#include <algorithm>

namespace moderation::web::pages {

namespace {

bool gave_reason(const models::text::Rule& rule, const Intaken& outcome) {
    const auto& reasons = outcome.assessment.reasons;
    return std::any_of(reasons.begin(), reasons.end(), [&](const auto& reason) { return reason.code == rule.code; });
}

}  // namespace

Task<ServerResponse> try_form(Tools tools, Visit visit) {
    if (!may(tools, visit, config::Permission::see_judging)) co_return no_permission(tools, visit);
    const Trial nothing;
    co_return page(tools, visit, "Try a text", try_page(tools, visit, nothing, {}));
}

Task<ServerResponse> try_text(Tools tools, Visit visit) {
    if (!may(tools, visit, config::Permission::see_judging)) co_return no_permission(tools, visit);
    Trial trial;
    trial.item.text = visit.form.get("text");
    trial.item.network = models::network_from(visit.form.get("network")).value_or(models::kNetworks.front());
    if (trial.item.text.empty()) {
        const FieldErrors errors{{"text", "Type a text of at most a few pages"}};
        co_return page(tools, visit, "Error: Try a text", try_page(tools, visit, trial, errors), 422);
    }
    const auto judging = co_await tools.practice.now();
    if (!judging) co_return store_failed(tools, visit, judging.error());
    const auto judge = [&] {
        auto assessment = judging->assess(trial.item.text, visit.now);
        trial.outcome = tools.triage.decide(trial.item, std::move(assessment), {}, {}, visit.now);
    };
    co_await tools.cpu.run(judge);
    for (const auto& rule : judging->shipped->rules())
        if (rule.yields != models::text::Yields::never && gave_reason(rule, *trial.outcome))
            trial.yielding.push_back(&rule);
    co_return page(tools, visit, "Try a text", try_page(tools, visit, trial, {}));
}

}  // namespace moderation::web::pages
