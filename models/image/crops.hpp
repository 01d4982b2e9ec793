#pragma once

#include "models/image/borders.hpp"
#include "models/image/pdq.hpp"

#include <cstddef>
#include <vector>

namespace models::image {

/// How many parts of a picture are looked at, and in how many ways each: as it is, upside down, and as in a mirror.
inline constexpr std::size_t kFamilyParts = 47;
inline constexpr std::size_t kCropFamily = 3 * kFamilyParts;

/// The parts of a picture that people and networks cut out of one: all of it, less on all sides or on one, and the
/// usual shapes at its beginning, middle and end. Some may be the same.
std::vector<Part> family_parts(int width, int height);

/// The hashes by which such a cut is recognised: at most kCropFamily, those that say something. Another cut is not.
/// A hash of a picture finds it within kPdqMatch. Threads  any. About half a second.
std::vector<PdqHash> crop_family(const Pixels& pixels);

}  // namespace models::image
