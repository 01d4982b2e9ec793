// What a phone means by its colours is seen by everybody: they become those that screens assume.

#include "models/image/colour.hpp"

#include "models/image/picture_reader.hpp"
#include "tests/unit/models/image/files.hpp"

#include <random>

#include <gtest/gtest.h>

namespace models::image {

namespace {

using namespace std::literals;
using Primaries = std::array<std::array<double, 3>, 3>;

/// Of phones (Display P3) and of screens, under D50.
constexpr Primaries kP3{{{0.51512, 0.24120, -0.00105}, {0.29198, 0.69225, 0.04189}, {0.15710, 0.06657, 0.78407}}};
constexpr Primaries kScreen{{{0.43607, 0.22249, 0.01392}, {0.38515, 0.71687, 0.09708}, {0.14307, 0.06061, 0.71410}}};

std::string big(std::uint32_t value) {
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(value >> shift & 0xFF);
    return bytes;
}
std::string fixed(double value) {
    return big(static_cast<std::uint32_t>(static_cast<std::int32_t>(std::lround(value * 65536))));
}

/// A profile of these primaries with the curve of sRGB.
std::string profile_of(const Primaries& primaries) {
    std::string curve = "para\0\0\0\0\0\3\0\0"s;
    for (const double value : {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045}) curve += fixed(value);
    const std::array names{"rXYZ"s, "gXYZ"s, "bXYZ"s, "rTRC"s, "gTRC"s, "bTRC"s};
    std::string tags = big(names.size());
    std::string data;
    const std::size_t begin = 128 + 4 + 12 * names.size();
    for (std::size_t i = 0; i < names.size(); ++i) {
        auto tag = curve;
        if (i < 3) {
            tag = "XYZ \0\0\0\0"s;
            for (const double value : primaries[i]) tag += fixed(value);
        }
        tags += names[i] + big(static_cast<std::uint32_t>(begin + data.size())) +
                big(static_cast<std::uint32_t>(tag.size()));
        data += tag;
    }
    std::string head(128, '\0');
    head.replace(16, 8, "RGB XYZ ");
    return head + tags + data;
}

std::vector<std::uint8_t> converted(const ToSrgb& colours, std::vector<std::uint8_t> rgb) {
    Pixels pixels;
    pixels.width = static_cast<int>(rgb.size() / 3);
    pixels.height = 1;
    pixels.rgb = std::move(rgb);
    colours.apply(pixels);
    return pixels.rgb;
}

TEST(Colours, OfAPhoneBecomeThoseOfAScreen) {
    const auto colours = ToSrgb::from(profile_of(kP3));
    ASSERT_TRUE(colours);
    const auto seen = converted(*colours, {200, 100, 50, 128, 128, 128, 255, 0, 0, 0, 0, 0, 255, 255, 255});
    // Worked out by hand from the primaries; what no screen can show is the nearest that it can.
    const std::vector<std::uint8_t> expected{215, 93, 31, 128, 128, 128, 255, 0, 0, 0, 0, 0, 255, 255, 255};
    for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(seen[i], expected[i], 1) << i;
}

TEST(Colours, OfAScreenStay) {
    EXPECT_FALSE(ToSrgb::from(profile_of(kScreen)));
}

TEST(Colours, AnyBytesAreAProfileOrNone) {
    const auto whole = profile_of(kP3);
    for (std::size_t size = 0; size < whole.size(); ++size) EXPECT_FALSE(ToSrgb::from(whole.substr(0, size))) << size;
    std::mt19937 dice{7};
    for (int round = 0; round < 2000; ++round) {
        auto mutant = whole;
        for (int i = 0; i < 4; ++i) mutant[128 + dice() % (mutant.size() - 128)] = static_cast<char>(dice());
        if (const auto colours = ToSrgb::from(mutant)) converted(*colours, {0, 128, 255});
    }
}

TEST(Colours, ThatCameWithAPictureAreInItsCopy) {
    PictureReader reader{PICTURES_PROGRAM, Search::hashes};
    const auto with = tests::jpeg_with(tests::segment(0xE2, "ICC_PROFILE\0\1\1"s + profile_of(kP3)));
    const auto copy = reader.copy(with).value();
    EXPECT_EQ(copy.find("ICC_PROFILE"), std::string::npos);
    const auto before = tests::decoded(with);
    auto expected = before;
    ToSrgb::from(profile_of(kP3)).value().apply(expected);
    // Each point of a JPEG is off by a little, and by another little each time: only over all of them it shows.
    const auto seen = tests::decoded(copy);
    const auto as_it_was = tests::decoded(reader.copy(tests::jpeg_with("")).value());
    ASSERT_EQ(seen.rgb.size(), expected.rgb.size());
    double along = 0;
    double wanted = 0;
    for (std::size_t i = 0; i < seen.rgb.size(); ++i) {
        const int change = expected.rgb[i] - before.rgb[i];
        along += (seen.rgb[i] - as_it_was.rgb[i]) * change;
        wanted += change * change;
    }
    EXPECT_GT(wanted, 100'000);
    EXPECT_NEAR(along / wanted, 1, 0.2);
}

}  // namespace

}  // namespace models::image
