#include "models/image/crops.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace models::image {

namespace {

constexpr std::array kAround{0.025, 0.05, 0.075, 0.1, 0.15};  ///< cut off each side, as a share of it
constexpr std::array kBeside{0.05, 0.1, 0.15, 0.2, 0.3};      ///< cut off one side
/// Width to height.
constexpr std::array kShapes{1.0, 4.0 / 5, 9.0 / 16, 16.0 / 9, 1.91, 4.0 / 3, 3.0 / 4};

/// What is left when these shares are cut off.
Part less(int width, int height, double left, double top, double right, double bottom) {
    Part part;
    part.left = static_cast<int>(std::lround(width * left));
    part.top = static_cast<int>(std::lround(height * top));
    part.width = std::max(1, width - part.left - static_cast<int>(std::lround(width * right)));
    part.height = std::max(1, height - part.top - static_cast<int>(std::lround(height * bottom)));
    return part;
}

/// The largest part of that shape, `place` of the way from the beginning to the end.
Part shaped(int width, int height, double shape, double place) {
    Part part{0, 0, width, height};
    part.width = std::clamp(static_cast<int>(std::lround(height * shape)), 1, width);
    part.height = std::clamp(static_cast<int>(std::lround(width / shape)), 1, height);
    part.left = static_cast<int>(std::lround((width - part.width) * place));
    part.top = static_cast<int>(std::lround((height - part.height) * place));
    return part;
}

}  // namespace

std::vector<Part> family_parts(int width, int height) {
    std::vector<Part> parts{{0, 0, width, height}};
    for (const double share : kAround) parts.push_back(less(width, height, share, share, share, share));
    for (const double share : kBeside) {
        parts.push_back(less(width, height, share, 0, 0, 0));
        parts.push_back(less(width, height, 0, share, 0, 0));
        parts.push_back(less(width, height, 0, 0, share, 0));
        parts.push_back(less(width, height, 0, 0, 0, share));
    }
    for (const double shape : kShapes)
        for (const double place : {0.0, 0.5, 1.0}) parts.push_back(shaped(width, height, shape, place));
    return parts;
}

std::vector<PdqHash> crop_family(const Pixels& pixels) {
    std::vector<PdqHash> family;
    for (const auto& part : family_parts(pixels.upright_width(), pixels.upright_height())) {
        auto cut = part_of(pixels, part);
        const auto look = pdq(cut);
        if (!look.says_something()) continue;
        family.push_back(look.hash);
        // Really turned: what pdq_turned() works out is too far away for small pictures.
        for (const auto orientation : {Orientation::upside_down_mirrored, Orientation::mirrored}) {
            cut.orientation = orientation;
            family.push_back(pdq(cut).hash);
        }
    }
    return family;
}

}  // namespace models::image
