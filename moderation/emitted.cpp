#include "moderation/circumstances.hpp"
#include "moderation/triage.hpp"

#include <map>
#include <set>

namespace moderation {

std::vector<config::Emitted> emitted_by(const models::Assessor& assessor) {
    std::map<models::Category, std::set<int>> all;
    for (const auto& [category, severities] : assessor.emitted())
        all[category].insert(severities.begin(), severities.end());
    for (const auto& [category, severity] : weighed_findings()) all[category].insert(severity);
    // What is found in pictures: see picture_findings.cpp.
    all[models::Category::pupil_image].insert({1, 2, 3});
    all[models::Category::illegal_image].insert(4);
    std::vector<config::Emitted> emitted;
    for (const auto& [category, severities] : all)
        emitted.push_back(config::Emitted{to_string(category), {severities.begin(), severities.end()}});
    return emitted;
}

}  // namespace moderation
