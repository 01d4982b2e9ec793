#pragma once

#include "config/runtime/clock.hpp"
#include "models/domain/assessment.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace models {

enum class AlertState { open, acknowledged, exhausted };
std::string_view to_string(AlertState state);
std::optional<AlertState> alert_state_from(std::string_view name);

/// One thing that an item is about. Its row of the routing table says who is told.
struct Matter {
    Category category{Category::benign};
    Severity severity{Severity::v0};
    bool operator==(const Matter&) const = default;
};

/// An alert of this kind is known to those who were told and to the safeguarding team.
inline constexpr std::string_view kListedPicture{"listed_picture"};

/// A message to people that must be acknowledged. It says that there is something to look at, never what.
struct Alert {
    std::string id;         ///< random
    std::string reference;  ///< "SM-7F3K2": random, for people to say on the telephone
    /// "item", "connector_silent", "nobody_reachable", "unreviewed_hide", "export_failed", "connection_broken"...
    std::string kind;
    std::string subject;          ///< "item:<id>" or "channel:<id>"
    std::vector<Matter> matters;  ///< of the item it is about, the gravest first: all their rows apply together
    Severity severity{Severity::v0};
    std::vector<std::string> barred;       ///< person ids who must not learn of it
    std::vector<std::string> concerned{};  ///< person ids whose work it is about: told first, whatever their roles are
    runtime::Time raised_at{};
    AlertState state{AlertState::open};
    int step{0};                              ///< the escalation step that comes next
    std::vector<std::string> told;            ///< person ids told so far
    std::vector<std::string> told_this_step;  ///< of `step`, when it was interrupted
    std::string acknowledged_by;
    std::optional<runtime::Time> acknowledged_at;
};

/// A new alert, with its id and a reference that people can say on the telephone ("SM-7F3K2").
Alert draw_alert(std::string kind, std::string subject, Severity severity, std::vector<std::string> barred = {});

/// What an item is about, as the machine sees it.
std::vector<Matter> matters_of(const Assessment& assessment);
/// The same in the words of the routing table.
std::vector<std::pair<std::string_view, int>> cells_of(const std::vector<Matter>& matters);

}  // namespace models
