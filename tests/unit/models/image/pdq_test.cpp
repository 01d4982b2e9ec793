// The hash of a picture is that of the reference implementation, bit by bit.

#include "models/image/pdq.hpp"

#include "tests/unit/models/image/files.hpp"

#include <gtest/gtest.h>

namespace models::image {

namespace {

Pixels chequered(int width, int height) {
    Pixels pixels;
    pixels.width = width;
    pixels.height = height;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            for (int c = 0; c < 3; ++c)
                pixels.rgb.push_back(static_cast<std::uint8_t>((x * x / 7 + y * 5 + c * 40 + x * y / 31) % 256));
    return pixels;
}

TEST(Pdq, IsThatOfTheReferenceForEveryWayToTurnAPicture) {
    for (const auto& reference : tests::reference_hashes()) {
        const auto pixels = tests::decoded(tests::picture_file(reference.file));
        const auto hash = pdq(pixels);
        EXPECT_EQ(to_hex(hash.hash), reference.hash) << reference.file;
        EXPECT_EQ(hash.quality, reference.quality) << reference.file;
        const auto turned = pdq_turned(pixels);
        ASSERT_EQ(reference.turned.size(), turned.size());
        for (std::size_t i = 0; i < turned.size(); ++i)
            EXPECT_EQ(to_hex(turned[i]), reference.turned[i]) << reference.file << " turned in way " << i;
    }
}

TEST(Pdq, OfATurnedFileIsThatOfThePictureAsPeopleSeeIt) {
    auto stored = chequered(700, 300);
    for (int orientation = 1; orientation <= 8; ++orientation) {
        stored.orientation = static_cast<Orientation>(orientation);
        const auto upright = sampled(stored, stored.upright_width(), stored.upright_height());
        EXPECT_EQ(pdq(stored), pdq(upright)) << orientation;
    }
}

TEST(Pdq, OfAPictureOfAFewPointsSaysNothing) {
    EXPECT_EQ(pdq(chequered(4, 200)), Pdq{});
    EXPECT_EQ(pdq(chequered(200, 4)), Pdq{});
    EXPECT_NE(pdq(chequered(5, 5)).hash, PdqHash{});
}

TEST(Pdq, IsWrittenAndReadAsHexWithTheHighestBitFirst) {
    const PdqHash hash{1, 0, 0, std::uint64_t{1} << 63};
    EXPECT_EQ(to_hex(hash), "8" + std::string(62, '0') + "1");
    EXPECT_EQ(pdq_from_hex(to_hex(hash)), hash);
    EXPECT_EQ(pdq_from_hex(std::string(63, '0')), std::nullopt);
    EXPECT_EQ(pdq_from_hex(std::string(65, '0')), std::nullopt);
    EXPECT_EQ(pdq_from_hex(std::string(63, '0') + "g"), std::nullopt);
    EXPECT_EQ(pdq_from_hex("-" + std::string(63, '0')), std::nullopt);
}

TEST(Pdq, DistanceCountsTheBitsThatDiffer) {
    EXPECT_EQ(distance({0, 0, 0, 0}, {0, 0, 0, 0}), 0);
    EXPECT_EQ(distance({1, 0, 0, 8}, {0, 3, 0, 8}), 3);
    EXPECT_EQ(distance({0, 0, 0, 0}, {~0ULL, ~0ULL, ~0ULL, ~0ULL}), 256);
}

TEST(Orientation, TurnsAPictureAsExifSays) {
    // Stored:  1 2 3
    //          4 5 6
    Pixels stored;
    stored.width = 3;
    stored.height = 2;
    for (const int value : {1, 2, 3, 4, 5, 6}) stored.rgb.insert(stored.rgb.end(), 3, static_cast<std::uint8_t>(value));
    const std::vector<std::vector<int>> seen{{1, 2, 3, 4, 5, 6}, {3, 2, 1, 6, 5, 4}, {6, 5, 4, 3, 2, 1},
                                             {4, 5, 6, 1, 2, 3}, {1, 4, 2, 5, 3, 6}, {4, 1, 5, 2, 6, 3},
                                             {6, 3, 5, 2, 4, 1}, {3, 6, 2, 5, 1, 4}};
    for (int orientation = 1; orientation <= 8; ++orientation) {
        stored.orientation = static_cast<Orientation>(orientation);
        EXPECT_EQ(stored.upright_width(), orientation <= 4 ? 3 : 2);
        std::vector<int> values;
        for (int y = 0; y < stored.upright_height(); ++y)
            for (int x = 0; x < stored.upright_width(); ++x) values.push_back(*stored.upright_at(x, y));
        EXPECT_EQ(values, seen[static_cast<std::size_t>(orientation) - 1]) << orientation;
    }
}

}  // namespace

}  // namespace models::image
