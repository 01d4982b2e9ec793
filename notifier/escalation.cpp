#include "notifier/escalation.hpp"

#include <algorithm>
#include <array>

namespace notifier {

namespace {

using models::Category;
using models::Severity;

/// A child's message on a Friday evening must not wait until Monday.
constexpr std::array kToldAtAnyHour{Category::self_harm,         Category::cp_disclosure, Category::grooming_contact,
                                    Category::sexual_harassment, Category::threat,        Category::image_extortion};

int rounds(Severity severity) {
    if (severity == Severity::v4) return 3;
    return severity == Severity::v3 ? 2 : 1;
}

}  // namespace

AlertSettings alert_settings_of(const config::Settings& settings) {
    return {.public_url = settings.web.public_url,
            .team_mailbox = settings.alerts.team_mailbox,
            .out_of_hours = settings.alerts.out_of_hours,
            .v4_step = settings.alerts.v4_step,
            .v3_step = settings.alerts.v3_step,
            .v2_step = settings.alerts.v2_step};
}

bool EscalationPlan::may_tell(const models::Alert& alert, runtime::Time now) const {
    if (alert.severity == Severity::v4 || calendar_.school_open(now)) return true;
    const auto& kind = alert.kind;
    if (kind == "account_details_read" || kind == kEscalated) return true;
    if (kind == "connection_broken" || kind == "connection_ends_1" || kind == "connector_silent") return true;
    return (kind == "item" || kind == "action_failed") &&
           std::any_of(alert.matters.begin(), alert.matters.end(), [](const models::Matter& matter) {
               const bool about_a_child =
                   std::find(kToldAtAnyHour.begin(), kToldAtAnyHour.end(), matter.category) != kToldAtAnyHour.end();
               return about_a_child && matter.severity >= Severity::v3;
           });
}

runtime::Time EscalationPlan::opening(runtime::Time now) const {
    return calendar_.after_school_hours(now, std::chrono::milliseconds{1});
}

int EscalationPlan::steps(const models::Alert& alert, std::size_t ladder) const {
    return rounds(alert.severity) * static_cast<int>(ladder);
}

runtime::Time EscalationPlan::next(const models::Alert& alert, int step, std::size_t ladder, runtime::Time now) const {
    if (alert.severity == Severity::v3) return calendar_.after_school_hours(now, settings_.v3_step);
    if (alert.severity != Severity::v4) return calendar_.after_school_hours(now, settings_.v2_step);
    const auto due = now + settings_.v4_step;
    const bool round_is_over = ladder > 0 && (step + 1) % static_cast<int>(ladder) == 0;
    if (round_is_over && !settings_.out_of_hours && !calendar_.school_open(due)) return opening(due);
    return due;
}

std::chrono::milliseconds EscalationPlan::retry_after(int failures) {
    constexpr std::array<std::chrono::minutes, 4> kWaits{std::chrono::minutes{1}, std::chrono::minutes{2},
                                                         std::chrono::minutes{5}, std::chrono::minutes{10}};
    const auto at = static_cast<std::size_t>(std::max(failures, 1) - 1);
    return kWaits[std::min(at, kWaits.size() - 1)];
}

}  // namespace notifier
