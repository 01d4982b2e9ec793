#pragma once

#include "config/policy/routing.hpp"

#include <string>
#include <vector>

namespace config {

/// Who is told, in which order, when one after the other does not acknowledge.
struct Recipients {
    std::vector<std::vector<const Person*>> steps;  ///< steps[0] is told first
    bool nobody{false};                             ///< no eligible person at all: itself an emergency
};

/// Who an alert is about, for the conflict pass.
struct Subject {
    std::vector<std::string> barred;  ///< person ids: named in the item, or with a declared conflict
};

/// Computes recipients of a row and then applies the conflict rules: whoever is barred is taken out;
/// a case about a head goes to the chair (a co-head is no substitute); about the DSL to the head, or to
/// the chair and a deputy who is not a head when the DSL is the head; about the chair to the vice chair;
/// somebody managed by a barred person is never the only recipient. Then the ladder of escalation:
/// deputies, head, SLT, chair, trust contact.
Recipients recipients(const Route& route, const Subject& subject, const People& people, runtime::Time at);

/// The same ladder without a row, for operational alarms.
Recipients leaders(const Subject& subject, const People& people, runtime::Time at);

}  // namespace config
