#pragma once

#include "models/image/pixels.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace models::image {

/// A perceptual hash of 256 bits: pictures that look alike differ in few of them. Bit k is bit k % 64 of word k / 64.
using PdqHash = std::array<std::uint64_t, 4>;

/// Below this quality a hash says nothing: sky, a gradient, a plain background.
inline constexpr int kPdqQualityMin = 50;
/// In how many bits two hashes may differ that are of the same picture. No two of a thousand different photographs were
/// nearer than 86; of screenshots and certificates with other words in them some are, so that this clears nothing.
inline constexpr int kPdqMatch = 31;

struct Pdq {
    PdqHash hash{};
    int quality{0};  ///< 0 to 100: how much there is to see

    bool operator==(const Pdq&) const = default;
    bool says_something() const { return quality >= kPdqQualityMin; }
};

/// The eight ways in which a picture can be turned and mirrored, as the reference implementation names them: turning is
/// counter-clockwise, flip_x is upside down, flip_y as in a mirror, flip_plus is along the diagonal.
enum class Turn { original, left, half, right, flip_x, flip_y, flip_plus, flip_minus };
inline constexpr std::size_t kTurns = 8;

/// The hash of a picture, equal to that of the reference implementation for the same pixels.
///
/// Shape    A picture of less than 5 points in a direction has hash and quality 0.
/// Threads  any. About 4 ms.
/// Source   The PDQ hash of ThreatExchange (Meta, 2019). A picture of more than 512 points in a direction is first
///          sampled to 512 x 512 by nearest neighbour, as the reference does: so hashes of foreign lists match.
Pdq pdq(const Pixels& pixels);

/// The hashes of the picture turned in each way, by Turn, worked out without turning it: they are up to 18 bits away
/// from the hash of a file that was really turned.
std::array<PdqHash, kTurns> pdq_turned(const Pixels& pixels);

/// In how many bits two hashes differ. 31 or less is a match, up to 60 is worth a person's look; photographs of
/// different things are about 128 apart.
int distance(const PdqHash& a, const PdqHash& b);

/// 64 lower-case hex digits, bit 255 first.
std::string to_hex(const PdqHash& hash);
/// Nothing unless `text` is exactly 64 hex digits.
std::optional<PdqHash> pdq_from_hex(std::string_view text);

}  // namespace models::image
