#include "models/domain/alert.hpp"

#include "config/runtime/crypto.hpp"

#include <utility>

namespace models {

namespace {

/// Five signs that cannot be mistaken for one another on the telephone.
std::string draw_reference() {
    constexpr std::string_view kSigns = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    static_assert(kSigns.size() == 32);  // a fresh hex pair spreads evenly over it
    const auto drawn = runtime::random_hex(5);
    std::string reference = "SM-";
    for (std::size_t i = 0; i < drawn.size(); i += 2)
        reference += kSigns[std::stoul(drawn.substr(i, 2), nullptr, 16) % kSigns.size()];
    return reference;
}

}  // namespace

Alert draw_alert(std::string kind, std::string subject, Severity severity, std::vector<std::string> barred) {
    Alert alert;
    alert.id = runtime::random_hex(16);
    alert.reference = draw_reference();
    alert.kind = std::move(kind);
    alert.subject = std::move(subject);
    alert.severity = severity;
    alert.barred = std::move(barred);
    return alert;
}

std::vector<Matter> matters_of(const Assessment& assessment) {
    std::vector<Matter> matters;
    for (const auto& finding : assessment.findings) matters.push_back({finding.category, finding.severity});
    return matters;
}

std::vector<std::pair<std::string_view, int>> cells_of(const std::vector<Matter>& matters) {
    std::vector<std::pair<std::string_view, int>> cells;
    for (const auto& matter : matters) cells.emplace_back(to_string(matter.category), level(matter.severity));
    return cells;
}

}  // namespace models
