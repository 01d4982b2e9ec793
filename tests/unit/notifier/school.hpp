#pragma once

#include "config/policy/calendar.hpp"
#include "config/policy/people.hpp"
#include "config/policy/routing.hpp"
#include "models/domain/alert.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tests {

/// Bramblecote Primary: open 8:00 to 16:30 in the autumn term of 2026.
inline config::Calendar school_calendar() {
    config::Calendar::Times times;
    times.terms = {{{2026, 9, 2}, {2026, 12, 18}}};
    return config::Calendar{times};
}

inline config::Person person(std::string id, std::vector<config::Role> roles) {
    config::Person made;
    made.id = std::move(id);
    made.name = "Mrs " + made.id;
    made.email = made.id + "@bramblecote.example";
    for (const auto role : roles) made.roles.push_back(config::RoleHeld{role, std::nullopt, std::nullopt, 0});
    return made;
}

/// A DSL, a deputy, a head, a chair and IT support.
inline config::People school_people() {
    using config::Role;
    return config::People{{person("marsh", {Role::dsl}), person("okafor", {Role::deputy_dsl}),
                           person("quill", {Role::headteacher}), person("rowan", {Role::chair_of_governors}),
                           person("byte", {Role::it_admin})}};
}

inline config::Route route(std::string category, int severity, std::vector<config::Recipient> recipients) {
    config::Route made;
    made.category = std::move(category);
    made.severity = severity;
    made.recipients = std::move(recipients);
    made.notify = {config::Notify::email};
    made.visibility = "dsl";
    return made;
}

/// `benign` stands for an alert about no item at all.
inline models::Alert an_alert(models::Category category, models::Severity severity, runtime::Time raised_at) {
    models::Alert alert;
    alert.id = "a1";
    alert.reference = "SM-7F3K2";
    alert.kind = "item";
    alert.subject = "item:ottilie";
    if (category != models::Category::benign) alert.matters = {{category, severity}};
    alert.severity = severity;
    alert.raised_at = raised_at;
    return alert;
}

}  // namespace tests
