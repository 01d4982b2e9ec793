#include "models/image/borders.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace models::image {

namespace {

constexpr int kSampled = 512;       ///< a longer side is looked at in so many places, as pdq() does
constexpr int kSameColour = 12;     ///< in each of the three colours: what saving as JPEG changes
constexpr int kLeastPart = 4;       ///< one in so many points of a side has to be left
constexpr int kOutliersShare = 50;  ///< one in so many points of a line may differ all the same

struct Line {
    const std::uint8_t* first;
    int points;
    std::ptrdiff_t stride;  ///< bytes from one point to the next
};

std::array<int, 3> colour_of(const Line& line) {
    std::array<long, 3> sum{};
    for (int i = 0; i < line.points; ++i)
        for (std::size_t c = 0; c < sum.size(); ++c) sum[c] += line.first[i * line.stride + static_cast<long>(c)];
    std::array<int, 3> mean{};
    for (std::size_t c = 0; c < sum.size(); ++c) mean[c] = static_cast<int>(sum[c] / line.points);
    return mean;
}

bool is_of(const Line& line, const std::array<int, 3>& colour) {
    int others = 0;
    for (int i = 0; i < line.points; ++i) {
        bool other = false;
        for (std::size_t c = 0; c < colour.size(); ++c) {
            const int value = line.first[i * line.stride + static_cast<long>(c)];
            other = other || std::abs(value - colour[c]) > kSameColour;
        }
        others += other ? 1 : 0;
    }
    return others * kOutliersShare <= line.points;
}

/// How many of `most` lines from an edge have the colour of the outermost one. `line` gives the line that is so many
/// away from the edge.
template <class LineAt>
int border(int most, const LineAt& line) {
    const auto colour = colour_of(line(0));
    int wide = 0;
    while (wide < most && is_of(line(wide), colour)) ++wide;
    return wide;
}

Part border_of_sample(const Pixels& small) {
    const auto at = [&](int x, int y) {
        return small.rgb.data() + (static_cast<std::ptrdiff_t>(y) * small.width + x) * 3;
    };
    Part part{0, 0, small.width, small.height};
    const auto row = [&](int y) { return Line{at(0, y), small.width, 3}; };
    part.top = border(small.height, [&](int y) { return row(y); });
    const int below = border(small.height - part.top, [&](int y) { return row(small.height - 1 - y); });
    part.height = small.height - part.top - below;
    if (part.height <= 0) return part;
    const auto column = [&](int x) {
        return Line{at(x, part.top), part.height, static_cast<std::ptrdiff_t>(small.width) * 3};
    };
    part.left = border(small.width, [&](int x) { return column(x); });
    part.width =
        small.width - part.left - border(small.width - part.left, [&](int x) { return column(small.width - 1 - x); });
    return part;
}

}  // namespace

std::optional<Part> within_borders(const Pixels& pixels) {
    const int width = pixels.upright_width();
    const int height = pixels.upright_height();
    if (width <= 0 || height <= 0) return std::nullopt;
    const auto small = sampled(pixels, std::min(width, kSampled), std::min(height, kSampled));
    const auto part = border_of_sample(small);
    if (part.width == small.width && part.height == small.height) return std::nullopt;
    if (part.width * kLeastPart < small.width || part.height * kLeastPart < small.height) return std::nullopt;
    // A sample is the first point of its share, so the share after the last one is where the border begins.
    const auto x = [&](int place) { return static_cast<int>(static_cast<long>(place) * width / small.width); };
    const auto y = [&](int place) { return static_cast<int>(static_cast<long>(place) * height / small.height); };
    const int left = x(part.left);
    const int top = y(part.top);
    return Part{left, top, x(part.left + part.width) - left, y(part.top + part.height) - top};
}

Pixels part_of(const Pixels& pixels, const Part& part) {
    Pixels result;
    const bool large = part.width > kSampled || part.height > kSampled;
    result.width = large ? kSampled : part.width;
    result.height = large ? kSampled : part.height;
    result.rgb.reserve(static_cast<std::size_t>(result.width) * static_cast<std::size_t>(result.height) * 3);
    for (int y = 0; y < result.height; ++y) {
        for (int x = 0; x < result.width; ++x) {
            const auto* point = pixels.upright_at(part.left + x * part.width / result.width,
                                                  part.top + y * part.height / result.height);
            result.rgb.insert(result.rgb.end(), point, point + 3);
        }
    }
    return result;
}

}  // namespace models::image
