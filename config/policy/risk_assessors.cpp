#include "config/policy/risk_assessors.hpp"

#include <algorithm>
#include <array>

namespace config {

namespace {

bool safeguards(const People& people, std::string_view person, runtime::Time at) {
    return people.holds(person, Role::dsl, at) || people.holds(person, Role::deputy_dsl, at);
}

bool leads(const People& people, std::string_view person, runtime::Time at) {
    return people.holds(person, Role::headteacher, at);
}

}  // namespace

std::optional<RiskAssessors> risk_assessors_from(std::string_view name) {
    constexpr std::array<std::string_view, 4> kNames{"dsl", "headteacher", "either", "both"};
    const auto* const found = std::find(kNames.begin(), kNames.end(), name);
    if (found == kNames.end()) return std::nullopt;
    return static_cast<RiskAssessors>(found - kNames.begin());
}

bool may_assess(const People& people, std::string_view person, RiskAssessors rule, runtime::Time at) {
    switch (rule) {
        case RiskAssessors::dsl: return safeguards(people, person, at);
        case RiskAssessors::headteacher: return leads(people, person, at);
        case RiskAssessors::either:
        case RiskAssessors::both: break;
    }
    return safeguards(people, person, at) || leads(people, person, at);
}

bool assessed_enough(const People& people, const std::vector<std::string>& signed_by, RiskAssessors rule,
                     runtime::Time at) {
    if (rule != RiskAssessors::both)
        return std::any_of(signed_by.begin(), signed_by.end(),
                           [&](const auto& person) { return may_assess(people, person, rule, at); });
    for (const auto& head : signed_by)
        for (const auto& other : signed_by)
            if (head != other && leads(people, head, at) && safeguards(people, other, at)) return true;
    return false;
}

}  // namespace config
