#include "models/image/colour.hpp"

#include "models/image/chunks.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace models::image {

namespace {

using namespace std::literals;

constexpr std::size_t kHead = 128;
constexpr std::uint32_t kMostTags = 100;
constexpr std::array kPrimaries{"rXYZ"sv, "gXYZ"sv, "bXYZ"sv};
constexpr std::array kCurves{"rTRC"sv, "gTRC"sv, "bTRC"sv};
/// From the profile connection space (XYZ under D50) to linear sRGB.
constexpr std::array<std::array<double, 3>, 3> kFromXyz{
    {{3.1338561, -1.6168667, -0.4906146}, {-0.9787684, 1.9161415, 0.0334540}, {0.0719453, -0.2289914, 1.4052427}}};

/// What lies outside reads as 0.
std::uint32_t number(std::string_view bytes, std::size_t at, std::size_t size) {
    return at > bytes.size() || bytes.size() - at < size ? 0 : big_endian(bytes.substr(at, size));
}
double fixed(std::string_view bytes, std::size_t at) {
    return static_cast<std::int32_t>(number(bytes, at, 4)) / 65536.0;
}

std::string_view tag_of(std::string_view profile, std::string_view name) {
    const auto count = std::min(number(profile, kHead, 4), kMostTags);
    for (std::size_t i = 0; i < count; ++i) {
        const auto entry = kHead + 4 + 12 * i;
        if (entry + 12 > profile.size()) break;
        const std::size_t offset = number(profile, entry + 4, 4);
        const std::size_t size = number(profile, entry + 8, 4);
        if (profile.substr(entry, 4) != name || offset > profile.size() || profile.size() - offset < size) continue;
        return profile.substr(offset, size);
    }
    return {};
}

/// A curve with parameters, at x from 0 to 1.
double parametric(std::string_view tag, double x) {
    const auto type = number(tag, 8, 2);
    const auto value = [&](std::size_t i) { return fixed(tag, 12 + 4 * i); };
    const auto power = [&](double add) { return std::pow(std::max(0.0, value(1) * x + value(2)), value(0)) + add; };
    if (type == 0) return std::pow(x, value(0));
    if (type == 1) return value(1) * x + value(2) >= 0 ? power(0) : 0;
    if (type == 2) return value(1) * x + value(2) >= 0 ? power(value(3)) : value(3);
    if (type == 3) return x >= value(4) ? power(0) : value(3) * x;
    if (type == 4) return x >= value(4) ? power(value(5)) : value(3) * x + value(6);
    return x;
}

/// A curve that is a table, a power, or nothing.
double tabled(std::string_view tag, double x) {
    const std::size_t count = number(tag, 8, 4);
    if (count == 0) return x;
    if (count == 1) return std::pow(x, number(tag, 12, 2) / 256.0);
    const double place = x * static_cast<double>(count - 1);
    const auto before = static_cast<std::size_t>(place);
    const auto after = std::min(before + 1, count - 1);
    const double share = place - static_cast<double>(before);
    return ((1 - share) * number(tag, 12 + 2 * before, 2) + share * number(tag, 12 + 2 * after, 2)) / 65535.0;
}

double curve_at(std::string_view tag, double x) {
    const auto light = tag.starts_with("para") ? parametric(tag, x) : tabled(tag, x);
    return std::isfinite(light) ? std::clamp(light, 0.0, 1.0) : 0;
}

std::uint8_t encoded(double light) {
    const auto x = std::clamp(light, 0.0, 1.0);
    const auto value = x <= 0.0031308 ? 12.92 * x : 1.055 * std::pow(x, 1 / 2.4) - 0.055;
    return static_cast<std::uint8_t>(std::lround(value * 255));
}

/// encoded() of 4096 steps, as a picture has millions of points.
const std::array<std::uint8_t, 4096>& encoding() {
    static const auto table = [] {
        std::array<std::uint8_t, 4096> values{};
        for (std::size_t i = 0; i < values.size(); ++i) values[i] = encoded(static_cast<double>(i) / 4095);
        return values;
    }();
    return table;
}

}  // namespace

std::optional<ToSrgb> ToSrgb::from(std::string_view profile) {
    if (profile.size() < kHead || profile.substr(16, 4) != "RGB " || profile.substr(20, 4) != "XYZ ")
        return std::nullopt;
    ToSrgb result;
    for (std::size_t c = 0; c < 3; ++c) {
        const auto primary = tag_of(profile, kPrimaries[c]);
        const auto curve = tag_of(profile, kCurves[c]);
        const bool known = curve.starts_with("para") || curve.starts_with("curv");
        if (!primary.starts_with("XYZ ") || primary.size() < 20 || curve.size() < 12 || !known) return std::nullopt;
        for (std::size_t row = 0; row < 3; ++row)
            for (std::size_t i = 0; i < 3; ++i)
                result.matrix_[row][c] += static_cast<float>(kFromXyz[row][i] * fixed(primary, 8 + 4 * i));
        for (std::size_t value = 0; value < 256; ++value)
            result.linear_[c][value] = static_cast<float>(curve_at(curve, static_cast<double>(value) / 255));
    }
    return result.changes_something() ? std::optional{result} : std::nullopt;
}

ToSrgb::Point ToSrgb::of(const std::uint8_t* point) const {
    const auto& table = encoding();
    Point result{};
    for (std::size_t row = 0; row < 3; ++row) {
        float light = 0;
        for (std::size_t c = 0; c < 3; ++c) light += matrix_[row][c] * linear_[c][point[c]];
        result[row] = table[static_cast<std::size_t>(std::clamp(light, 0.0F, 1.0F) * 4095.0F + 0.5F)];
    }
    return result;
}

bool ToSrgb::changes_something() const {
    constexpr int kSeen = 3;
    constexpr std::array<std::uint8_t, 3> kValues{32, 128, 224};
    for (const auto r : kValues)
        for (const auto g : kValues)
            for (const auto b : kValues) {
                const Point before{r, g, b};
                const auto after = of(before.data());
                for (std::size_t c = 0; c < 3; ++c)
                    if (std::abs(after[c] - before[c]) > kSeen) return true;
            }
    return false;
}

void ToSrgb::apply(Pixels& pixels) const {
    for (std::size_t at = 0; at + 3 <= pixels.rgb.size(); at += 3) {
        const auto point = of(&pixels.rgb[at]);
        std::copy(point.begin(), point.end(), pixels.rgb.begin() + static_cast<std::ptrdiff_t>(at));
    }
}

}  // namespace models::image
