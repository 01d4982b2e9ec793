#include "models/image/pixels.hpp"

#include <cstddef>

namespace models::image {

namespace {

struct Point {
    int x;
    int y;
};

/// Where the point (x, y) of the upright picture is in the stored one of `width` x `height`.
Point stored(Orientation orientation, int x, int y, int width, int height) {
    switch (orientation) {
        case Orientation::upright: return {x, y};
        case Orientation::mirrored: return {width - 1 - x, y};
        case Orientation::upside_down: return {width - 1 - x, height - 1 - y};
        case Orientation::upside_down_mirrored: return {x, height - 1 - y};
        case Orientation::transposed: return {y, x};
        case Orientation::turned_right: return {y, height - 1 - x};
        case Orientation::transposed_other: return {width - 1 - y, height - 1 - x};
        case Orientation::turned_left: return {width - 1 - y, x};
    }
    return {x, y};
}

}  // namespace

const std::uint8_t* Pixels::upright_at(int x, int y) const {
    const auto from = stored(orientation, x, y, width, height);
    return &rgb[(static_cast<std::size_t>(from.y) * static_cast<std::size_t>(width) +
                 static_cast<std::size_t>(from.x)) *
                3];
}

Pixels sampled(const Pixels& pixels, int width, int height) {
    Pixels result;
    result.width = width;
    result.height = height;
    result.rgb.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const auto* point =
                pixels.upright_at(x * pixels.upright_width() / width, y * pixels.upright_height() / height);
            result.rgb.insert(result.rgb.end(), point, point + 3);
        }
    }
    return result;
}

}  // namespace models::image
