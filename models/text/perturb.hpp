#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace models::text {

/// The text as somebody might write it who wants to slip past a filter, or types badly: letters swapped,
/// dropped, doubled, starred out, replaced by digits, words run together or pulled apart. `seed` chooses;
/// the same seed gives the same text. For training: what the normaliser cannot undo, the models learn.
std::string perturb(std::string_view text, std::uint64_t seed);

}  // namespace models::text
