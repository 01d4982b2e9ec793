#include "moderation/triage.hpp"

#include <utility>

namespace moderation {

std::vector<config::Emitted> emitted_by(const models::Assessor& assessor) {
    std::vector<config::Emitted> emitted;
    for (auto& [category, severities] : assessor.emitted())
        emitted.push_back(config::Emitted{to_string(category), std::move(severities)});
    return emitted;
}

}  // namespace moderation
