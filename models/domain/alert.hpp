#pragma once

#include "config/runtime/clock.hpp"
#include "models/domain/category.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace models {

enum class AlertState { open, acknowledged, exhausted };
std::string_view to_string(AlertState state);
std::optional<AlertState> alert_state_from(std::string_view name);

/// A message to people that must be acknowledged. It says that there is something to look at, never what.
struct Alert {
    std::string id;         ///< random
    std::string reference;  ///< "SM-7F3K2": random, for people to say on the telephone
    /// "item", "connector_silent", "nobody_reachable", "unreviewed_hide", "export_failed", "connection_broken"...
    std::string kind;
    std::string subject;    ///< "item:<id>" or "channel:<id>"
    Category category{Category::benign};  ///< for kind item: whose routing row applies
    Severity severity{Severity::v0};
    std::vector<std::string> barred;      ///< person ids who must not learn of it
    Target target{Target::unknown};       ///< what the subject's role is: head, dsl, staff...
    runtime::Time raised_at{};
    AlertState state{AlertState::open};
    int step{0};                           ///< the escalation step that comes next
    std::vector<std::string> told;         ///< person ids told so far
    std::vector<std::string> told_this_step;  ///< of `step`, when it was interrupted
    std::string acknowledged_by;
    std::optional<runtime::Time> acknowledged_at;
};

}  // namespace models
