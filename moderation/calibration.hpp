#pragma once

#include "moderation/adjustment.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace moderation {

/// One comment of the school's own, as bars see it.
struct Sample {
    models::Assessment found;                ///< what rules and models say of it, without corrections
    std::vector<std::uint32_t> words;        ///< as words_in() gives them
    bool decided{false};                     ///< by people
    std::optional<models::Category> called;  ///< by them; nothing: harmless
};

/// With fewer a school's bars stay where they are.
inline constexpr std::size_t kFewestDecisions = 10;
inline constexpr std::size_t kFewestConfirmed = 3;
inline constexpr std::size_t kFewestHarmless = 200;
bool enough(const Basis& basis);

/// How many harmless comments of a thousand may come before people for one category: as the models were shipped (the
/// model card), and the bounds within which a school may choose.
inline constexpr std::size_t kAimShipped = 10;
inline constexpr std::size_t kAimFewer = 5;
inline constexpr std::size_t kAimMore = 20;

/// Threats, grooming, disclosures, self-harm and allegations: never shown less readily than shipped.
bool stays_sensitive(models::Category category);

/// Puts the bars of `line` where `aim` of a thousand harmless comments come before people for the category, as far as
/// that is cautious: what people confirmed is seen all the same, and more is shown only down to what people called this
/// and nothing had found. Harmless is what people called so, and in what nothing was found. Says what it rests on;
/// the bars stay where that is not enough(), and for a category that no model finds.
Basis set_bars(Correction& line, models::Category category, const std::vector<Sample>& samples, std::size_t aim);

}  // namespace moderation
