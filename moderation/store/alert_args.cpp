#include "moderation/store/alert_args.hpp"

#include "moderation/store/keys.hpp"
#include "moderation/store/reply.hpp"

#include <algorithm>

namespace moderation {

bool acceptable(const models::Alert& alert) {
    return valid_id(alert.id) && valid_code(alert.kind) && valid_id(alert.subject) &&
           std::all_of(alert.barred.begin(), alert.barred.end(), [](const auto& person) { return valid_id(person); });
}

std::string matter_word(const models::Matter& matter) {
    return std::string{to_string(matter.category)} + ':' + std::to_string(level(matter.severity));
}

std::vector<models::Matter> matters_from(std::string_view list) {
    std::vector<models::Matter> matters;
    for (const auto& word : split(list)) {
        const auto colon = std::min(word.find(':'), word.size());
        const auto category = models::category_from(std::string_view{word}.substr(0, colon));
        if (!category || colon == word.size()) continue;
        const auto severity =
            models::severity_from(static_cast<int>(number_of(std::string_view{word}.substr(colon + 1))));
        matters.push_back({*category, severity.value_or(models::Severity::v4)});
    }
    return matters;
}

void add_alert(std::vector<std::string>& args, const models::Alert& alert) {
    std::vector<std::string> matters;
    for (const auto& matter : alert.matters) matters.push_back(matter_word(matter));
    args.insert(args.end(), {alert.id, alert.reference, alert.kind, alert.subject, joined(matters),
                             std::to_string(level(alert.severity)), joined(alert.barred)});
}

}  // namespace moderation
