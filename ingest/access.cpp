#include "ingest/access.hpp"

#include <algorithm>

namespace ingest {

std::string names_of(std::span<const PermissionNeed> needs, std::string_view between) {
    std::string names;
    for (const auto& need : needs)
        if (!need.of_role) names.append(names.empty() ? "" : between).append(need.name);
    return names;
}

std::vector<std::string> missing_of(std::span<const PermissionNeed> needs, const std::vector<std::string>& granted,
                                    bool of_role) {
    std::vector<std::string> missing;
    if (granted.empty()) return missing;
    const auto holds = [&](std::string_view name) {
        return std::find(granted.begin(), granted.end(), name) != granted.end();
    };
    for (const auto& need : needs)
        if (need.of_role == of_role && !holds(need.name) && !holds(need.or_else)) missing.emplace_back(need.name);
    return missing;
}

}  // namespace ingest
