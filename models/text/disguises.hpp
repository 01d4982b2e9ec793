#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace models::text {

/// Ways to write past a filter, for measuring. What training knows of them is in perturb.hpp: other code, so that what
/// is measured is not what was learnt.
enum class Disguise : std::uint8_t {
    none,
    leet,
    spaced,
    punctuated,
    zero_width,
    look_alike,
    repeated,
    mixed_case,
    starred,
    mistyped,
    joined,
    full_width,
    combined,
};
inline constexpr std::size_t kDisguiseCount = 13;

std::array<Disguise, kDisguiseCount> all_disguises();
/// "zero_width".
std::string_view to_string(Disguise disguise);

/// The text with about two of three of its longer words disguised. The same seed gives the same text.
std::string disguised(std::string_view text, Disguise disguise, std::uint64_t seed);

}  // namespace models::text
