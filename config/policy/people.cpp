#include "config/policy/people.hpp"

#include <algorithm>
#include <array>

namespace config {

namespace {

constexpr std::array<std::string_view, 13> kRoleNames{"comms_author", "comms_approver",
                                                      "dsl",          "deputy_dsl",
                                                      "headteacher",  "slt",
                                                      "governor",     "chair_of_governors",
                                                      "vice_chair",   "safeguarding_governor",
                                                      "it_admin",     "auditor",
                                                      "trust_contact"};

using Days = std::chrono::time_point<std::chrono::system_clock, std::chrono::days>;

Days day_of(runtime::Time at) {
    return std::chrono::floor<std::chrono::days>(at);
}

/// Roles run from day to day, so that somebody who leaves on the 31st holds the role all that day.
bool covers(const RoleHeld& held, runtime::Time at) {
    return (!held.from || day_of(*held.from) <= day_of(at)) && (!held.until || day_of(at) <= day_of(*held.until));
}

bool absent(const Person& person, runtime::Time at) {
    return std::any_of(person.absent.begin(), person.absent.end(), [&](const auto& away) {
        return day_of(away.first) <= day_of(at) && day_of(at) <= day_of(away.second);
    });
}

const RoleHeld* held_role(const Person& person, Role role, runtime::Time at) {
    for (const auto& held : person.roles)
        if (held.role == role && covers(held, at)) return &held;
    return nullptr;
}

}  // namespace

std::string_view to_string(Role role) {
    return kRoleNames[static_cast<std::size_t>(role)];
}

std::optional<Role> role_from(std::string_view name) {
    const auto found = std::find(kRoleNames.begin(), kRoleNames.end(), name);
    if (found == kRoleNames.end()) return std::nullopt;
    return static_cast<Role>(found - kRoleNames.begin());
}

const Person* People::find(std::string_view id) const {
    const auto found =
        std::find_if(people_.begin(), people_.end(), [&](const auto& person) { return person.id == id; });
    return found == people_.end() ? nullptr : &*found;
}

std::vector<const Person*> People::holders(Role role, runtime::Time at, bool present) const {
    std::vector<std::pair<int, const Person*>> ordered;  // those of one order stay as they stand in the file
    for (const auto& person : people_) {
        const auto* held = held_role(person, role, at);
        if (held && !(present && absent(person, at))) ordered.emplace_back(held->order, &person);
    }
    std::sort(ordered.begin(), ordered.end());
    std::vector<const Person*> found;
    found.reserve(ordered.size());
    for (const auto& [order, person] : ordered) found.push_back(person);
    return found;
}

bool People::holds(std::string_view person, Role role, runtime::Time at) const {
    const auto* found = find(person);
    return found && held_role(*found, role, at);
}

std::vector<Role> People::roles_of(std::string_view person, runtime::Time at) const {
    std::vector<Role> roles;
    const auto* found = find(person);
    if (!found) return roles;
    for (const auto& held : found->roles)
        if (covers(held, at) && std::find(roles.begin(), roles.end(), held.role) == roles.end())
            roles.push_back(held.role);
    return roles;
}

}  // namespace config
