#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <utility>

namespace models::text {

/// What the models say of a text in one category, as log odds.
struct Evidence {
    static constexpr std::size_t kParts = 3;
    double whole{0};      ///< LinearModel, of the whole text
    double passage{0};    ///< LinearModel, of the passage that says it loudest; of a short text the same
    double fast_text{0};  ///< nought when the category has no fastText model

    std::array<double, kParts> parts() const { return {whole, passage, fast_text}; }
};

/// Makes one probability of the evidence: a logistic regression.
struct LastStep {
    std::array<double, Evidence::kParts> weight{1, 0, 0};
    double bias{0};

    double log_odds(const Evidence& evidence) const;
};

/// The step under which `seen` (evidence and whether the text is a positive) is the most probable. A part that is
/// always nought gets no weight, and none is ever negative: more evidence never makes a text look better.
LastStep fit_last_step(std::span<const std::pair<Evidence, bool>> seen);

}  // namespace models::text
