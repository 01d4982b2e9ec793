#pragma once

#include "moderation/adjustment.hpp"

#include <optional>
#include <vector>

namespace moderation {

/// One text that people decided about.
struct Lesson {
    models::Assessment shipped;              ///< what the shipped classifier says of it now
    std::vector<std::uint32_t> words;        ///< as words_in() gives them
    std::optional<models::Category> called;  ///< by people; nothing: harmless
    bool agreed{false};                      ///< two people stand for that: it counts twice
};

/// With fewer lessons about a category nothing is learnt of it: a school starts with what was shipped.
inline constexpr std::size_t kFewestLessons = 10;

/// What the lessons say of one category; nothing when too few are about it. Cautious: something is left alone only
/// where no lesson that people confirmed would have been (each judged by what the others taught), and people are shown
/// more only where nine in ten of what would be shown was no false alarm. Deterministic. Costs CPU time that grows with
/// the lessons.
std::optional<Correction> learn(models::Category category, const std::vector<Lesson>& lessons);

}  // namespace moderation
