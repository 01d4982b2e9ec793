// What is within a flat border has the look of the picture that somebody put a border around.

#include "models/image/borders.hpp"

#include "models/image/pdq.hpp"
#include "tests/unit/models/image/files.hpp"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

namespace models::image {

namespace {

struct Border {
    const char* name;
    int left, top, right, bottom;  ///< in hundredths of the side
    int colour;
};

/// The picture with a border around it, whose points are a little off as in a JPEG.
Pixels bordered(const Pixels& inner, const Border& border) {
    std::mt19937 dice{7};
    const int width = inner.upright_width();
    const int height = inner.upright_height();
    const int left = width * border.left / 100;
    const int top = height * border.top / 100;
    Pixels framed;
    framed.width = left + width + width * border.right / 100;
    framed.height = top + height + height * border.bottom / 100;
    for (int y = 0; y < framed.height; ++y) {
        for (int x = 0; x < framed.width; ++x) {
            const bool inside = x >= left && x < left + width && y >= top && y < top + height;
            for (int c = 0; c < 3; ++c) {
                const int noise = static_cast<int>(dice() % 9) - 4;
                const auto off = static_cast<std::uint8_t>(std::clamp(border.colour + noise, 0, 255));
                framed.rgb.push_back(inside ? inner.upright_at(x - left, y - top)[c] : off);
            }
        }
    }
    return framed;
}

constexpr Border kBorders[] = {{"white frame", 5, 5, 5, 5, 255},
                               {"black frame", 10, 10, 10, 10, 0},
                               {"bars above and below", 0, 17, 0, 17, 16},
                               {"bars beside", 25, 0, 25, 0, 0},
                               {"paper below only", 0, 0, 0, 30, 240}};

}  // namespace

TEST(Borders, APictureWithABorderHasTheLookOfTheOneWithin) {
    for (const auto* file : {"portrait.jpg", "labelme-subset__q0746.jpg", "labelme-subset__q2821.jpg",
                             "bridge-mods__square-256x256.jpg", "gps_orient6.jpg"}) {
        const auto picture = tests::decoded(tests::picture_file(file));
        const auto look = pdq(picture).hash;
        for (const auto& border : kBorders) {
            const auto framed = bordered(picture, border);
            const auto part = within_borders(framed);
            ASSERT_TRUE(part) << file << ", " << border.name;
            EXPECT_LE(distance(pdq(part_of(framed, *part)).hash, look), kPdqMatch) << file << ", " << border.name;
            EXPECT_GT(distance(pdq(framed).hash, look), kPdqMatch) << file << ", " << border.name << ": no need of it";
        }
    }
}

TEST(Borders, APictureWithoutOneHasNone) {
    for (const auto* file : {"portrait.jpg", "labelme-subset__q0746.jpg", "bridge-mods__square-256x256.jpg"})
        EXPECT_EQ(within_borders(tests::decoded(tests::picture_file(file))), std::nullopt) << file;
}

TEST(Borders, AreTakenAwayToThePoint) {
    Pixels inner;
    inner.width = 100;
    inner.height = 80;
    for (int i = 0; i < 8000; ++i) inner.rgb.insert(inner.rgb.end(), 3, static_cast<std::uint8_t>(i * 37 % 200));
    EXPECT_EQ(within_borders(bordered(inner, {"", 5, 10, 20, 0, 255})), (Part{5, 8, 100, 80}));
    auto turned = bordered(inner, {"", 5, 10, 20, 0, 255});
    turned.orientation = Orientation::turned_right;  // what is on top goes to the right
    EXPECT_EQ(within_borders(turned), (Part{0, 5, 80, 100}));
    EXPECT_EQ(part_of(turned, {0, 5, 80, 100}).rgb.size(), 24'000U);
}

TEST(Borders, OfNothingButBorderNothingIsLeft) {
    Pixels flat;
    EXPECT_EQ(within_borders(flat), std::nullopt);
    flat.width = 600;
    flat.height = 40;
    flat.rgb.assign(600 * 40 * 3, 200);
    EXPECT_EQ(within_borders(flat), std::nullopt);
    flat.rgb[0] = 0;
    EXPECT_EQ(within_borders(flat), std::nullopt);
}

}  // namespace models::image
