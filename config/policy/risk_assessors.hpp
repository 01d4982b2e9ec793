#pragma once

#include "config/policy/people.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace config {

/// Who assesses the risks of a channel before a head authorises it. The safeguarding team is the DSL and the deputies.
enum class RiskAssessors { dsl, headteacher, either, both };
/// "dsl", "headteacher", "either", "both".
std::optional<RiskAssessors> risk_assessors_from(std::string_view name);

/// Whether the rule asks for the signature of somebody like this person.
bool may_assess(const People& people, std::string_view person, RiskAssessors rule, runtime::Time at);

/// Whether these signatures are enough. With `both` it takes two people, also where the head is the DSL: a deputy signs
/// beside them then.
bool assessed_enough(const People& people, const std::vector<std::string>& signed_by, RiskAssessors rule,
                     runtime::Time at);

}  // namespace config
