#pragma once

#include "models/image/pixels.hpp"

#include <optional>

namespace models::image {

/// A part of a picture as people see it, in points from its left and top.
struct Part {
    int left{0};
    int top{0};
    int width{0};
    int height{0};
    bool operator==(const Part&) const = default;
};

/// What is within the flat borders of a picture: a frame, the bars beside a film, the paper around a print. Nothing
/// where it has none, and where less than a quarter of a side would be left. Exact to one part in 512 of a side.
std::optional<Part> within_borders(const Pixels& pixels);

/// That part for pdq(), upright and sampled down as pdq() would: a copy of it as it is may be too large.
Pixels part_of(const Pixels& pixels, const Part& part);

}  // namespace models::image
