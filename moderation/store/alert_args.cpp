#include "moderation/store/alert_args.hpp"

#include "moderation/store/keys.hpp"

#include <algorithm>

namespace moderation {

bool acceptable(const models::Alert& alert) {
    return valid_id(alert.id) && valid_code(alert.kind) && valid_id(alert.subject) &&
           std::all_of(alert.barred.begin(), alert.barred.end(), [](const auto& person) { return valid_id(person); });
}

void add_alert(std::vector<std::string>& args, const models::Alert& alert) {
    args.insert(args.end(),
                {alert.id, alert.reference, alert.kind, alert.subject, std::string{to_string(alert.category)},
                 std::to_string(level(alert.severity)), std::string{to_string(alert.target)}, joined(alert.barred)});
}

}  // namespace moderation
