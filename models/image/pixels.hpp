#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace models::image {

/// How a stored picture has to be turned to stand upright: the eight values of the EXIF tag.
enum class Orientation : std::uint8_t {
    upright = 1,
    mirrored,
    upside_down,
    upside_down_mirrored,
    transposed,
    turned_right,  ///< to be turned a quarter to the right: a phone held upright
    transposed_other,
    turned_left,
};

/// A decoded picture: rows from the top as they are stored, three bytes (red, green, blue) a point, nothing between
/// rows. A large one is too large to be turned as a whole, so it says how it has to be turned.
struct Pixels {
    int width{0};
    int height{0};
    std::vector<std::uint8_t> rgb;
    Orientation orientation{Orientation::upright};

    /// Of the picture as people see it.
    int upright_width() const { return on_its_side() ? height : width; }
    int upright_height() const { return on_its_side() ? width : height; }
    /// The point at (x, y) of the picture as people see it.
    const std::uint8_t* upright_at(int x, int y) const;

  private:
    bool on_its_side() const { return orientation >= Orientation::transposed; }
};

/// The picture as people see it, sampled by nearest neighbour to `width` x `height`.
Pixels sampled(const Pixels& pixels, int width, int height);

}  // namespace models::image
