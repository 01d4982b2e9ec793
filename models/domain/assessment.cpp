#include "models/domain/assessment.hpp"

#include <algorithm>

namespace models {

bool Assessment::may_be_hidden() const {
    return std::any_of(findings.begin(), findings.end(), [](const Finding& finding) {
        const bool cannot_wait = finding.category == Category::illegal_image ||
                                 finding.category == Category::image_extortion ||
                                 finding.category == Category::pupil_data;
        const bool certain = finding.sure || (cannot_wait && finding.severity == Severity::v4);
        return certain && finding.severity >= Severity::v2 && finding.category != Category::criticism;
    });
}

}  // namespace models
