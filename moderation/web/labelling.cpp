#include "moderation/web/item_view.hpp"

#include <algorithm>

namespace moderation::web {

namespace {

using models::Category;

/// What is usually left where it is, although it was found.
bool left_as_it_is(Category category) {
    return category == Category::criticism || category == Category::benign_question ||
           category == Category::unknown_language || category == Category::misinformation;
}

std::optional<Label> as_seen(const Item& item) {
    if (item.assessment.findings.empty()) return std::nullopt;
    const auto& worst = item.assessment.findings.front();
    return Label{worst.category, worst.severity};
}

/// What leaving or hiding an item says of it by itself.
std::optional<Label> implied(models::Verb verb, const Item& item) {
    const Label harmless;
    const auto seen = as_seen(item);
    switch (verb) {
        case models::Verb::leave:
            if (item.network_state == models::NetworkState::hidden) return seen;  // it stays hidden
            return seen && left_as_it_is(*seen->category) ? seen : harmless;
        case models::Verb::unhide: return harmless;
        case models::Verb::hide:
        case models::Verb::remove:
        case models::Verb::ban:
        case models::Verb::mute: return seen;
        default: return std::nullopt;
    }
}

}  // namespace

std::optional<Label> label_of(const Visit& visit, models::Verb verb, const Item& item) {
    const auto is = visit.form.get("is");
    const auto serious = visit.form.number("severity");
    if (is == "none") return Label{};
    auto label = is.empty() ? implied(verb, item) : Label{models::category_from(is), models::Severity::v1};
    if (!label) return std::nullopt;
    if (!is.empty() && !label->category) return std::nullopt;  // no such category
    const auto seen = as_seen(item);
    if (!is.empty() && seen) label->severity = std::max(label->severity, seen->severity);
    if (serious && *serious <= 4 && label->category)
        label->severity = models::severity_from(static_cast<int>(*serious)).value_or(label->severity);
    return label;
}

}  // namespace moderation::web
