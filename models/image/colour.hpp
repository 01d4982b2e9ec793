#pragma once

#include "models/image/pixels.hpp"

#include <array>
#include <optional>
#include <string_view>

namespace models::image {

/// Makes the colours of a picture those that screens assume of one that says nothing: a phone's picture looks pale
/// where its own profile is left out.
///
/// Source   ICC.1:2010: profiles of three primaries and three curves, as cameras and editors write them.
class ToSrgb {
  public:
    /// Reads an ICC profile, any bytes. Nothing when it is of another kind, makes no sense, or is that of sRGB.
    static std::optional<ToSrgb> from(std::string_view profile);

    void apply(Pixels& pixels) const;

  private:
    using Point = std::array<std::uint8_t, 3>;

    Point of(const std::uint8_t* point) const;
    bool changes_something() const;

    std::array<std::array<float, 256>, 3> linear_{};  ///< by channel and value: how much light
    std::array<std::array<float, 3>, 3> matrix_{};    ///< to linear sRGB, rows
};

}  // namespace models::image
