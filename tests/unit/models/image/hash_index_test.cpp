// The index of hashes finds what a look at each of them finds, and nothing for a picture whose hash says nothing.

#include "models/image/hash_index.hpp"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

namespace models::image {

namespace {

using Near = HashIndex::Near;

PdqHash with_bits(std::initializer_list<int> bits) {
    PdqHash hash{};
    for (const int bit : bits) hash[static_cast<std::size_t>(bit) / 64] ^= std::uint64_t{1} << (bit % 64);
    return hash;
}

/// `hash` with `many` bits of it turned over, spread over all words.
PdqHash turned_over(PdqHash hash, int many, std::mt19937_64& dice) {
    std::vector<int> bits(256);
    for (int i = 0; i < 256; ++i) bits[static_cast<std::size_t>(i)] = i;
    std::shuffle(bits.begin(), bits.end(), dice);
    for (int i = 0; i < many; ++i) {
        const auto bit = bits[static_cast<std::size_t>(i)];
        hash[static_cast<std::size_t>(bit) / 64] ^= std::uint64_t{1} << (bit % 64);
    }
    return hash;
}

std::vector<Near> looked_at(const std::vector<PdqHash>& hashes, const PdqHash& wanted, int most) {
    std::vector<Near> found;
    for (std::size_t i = 0; i < hashes.size(); ++i)
        if (const auto away = distance(hashes[i], wanted); away <= most)
            found.push_back({static_cast<std::uint32_t>(i), away});
    return found;
}

}  // namespace

TEST(HashIndex, AMatchIsAtMostThirtyOneBitsAway) {
    struct Case {
        const char* name;
        int away;
        bool found;
    };
    std::mt19937_64 dice{1};
    const PdqHash hash{dice(), dice(), dice(), dice()};
    HashIndex index;
    index.add(hash, 7);
    for (const auto& [name, away, found] : {Case{"the same", 0, true}, Case{"the last that matches", 31, true},
                                            Case{"the first that does not", 32, false},
                                            Case{"another picture", 128, false}, Case{"its opposite", 256, false}}) {
        const Pdq picture{turned_over(hash, away, dice), 100};
        EXPECT_EQ(index.nearest(picture).has_value(), found) << name;
        EXPECT_EQ(index.within(picture).size(), found ? 1u : 0u) << name;
        if (found) {
            EXPECT_EQ(index.nearest(picture), (Near{7, away})) << name;
        }
    }
}

TEST(HashIndex, WhereTheBitsDifferDoesNotMatter) {
    for (const std::size_t word : {0U, 1U, 2U, 3U}) {
        HashIndex index;
        PdqHash hash{};
        hash[word] = (std::uint64_t{1} << 31) - 1;
        index.add(hash, 5);
        EXPECT_EQ(index.nearest({{}, 100}), (Near{5, 31})) << word;
        EXPECT_EQ(index.nearest({{}, 100}, 30), std::nullopt) << word;
    }
}

TEST(HashIndex, OfSeveralTheNearestIsNamedAndOfEquallyNearTheFirst) {
    HashIndex index;
    index.add(with_bits({1, 2, 3}), 10);
    index.add(with_bits({200}), 20);
    index.add(with_bits({100}), 30);
    EXPECT_EQ(index.nearest({with_bits({}), 100}), (Near{20, 1}));
    EXPECT_EQ(index.nearest({with_bits({100}), 100}), (Near{30, 0}));
    EXPECT_EQ(index.within({with_bits({}), 100}), (std::vector<Near>{{10, 3}, {20, 1}, {30, 1}}));
    EXPECT_EQ(index.within({with_bits({}), 100}, 2), (std::vector<Near>{{20, 1}, {30, 1}}));
}

TEST(HashIndex, AHashThatSaysNothingNeverMatches) {
    std::mt19937_64 dice{2};
    const PdqHash hash{dice(), dice(), dice(), dice()};
    HashIndex index;
    EXPECT_FALSE(index.add(Pdq{hash, 49}, 1));
    EXPECT_EQ(index.size(), 0u);
    EXPECT_TRUE(index.add(Pdq{hash, 50}, 1));
    for (const int quality : {0, 49}) {
        EXPECT_EQ(index.nearest({hash, quality}), std::nullopt) << quality;
        EXPECT_TRUE(index.within({hash, quality}).empty()) << quality;
    }
    EXPECT_EQ(index.nearest({hash, 50}), (Near{1, 0}));
}

TEST(HashIndex, AnEmptyIndexHasNothing) {
    const HashIndex index;
    EXPECT_EQ(index.nearest({{}, 100}), std::nullopt);
    EXPECT_TRUE(index.within({{}, 100}).empty());
}

TEST(HashIndex, ReturnsNoMoreThanItsLimit) {
    HashIndex index;
    for (std::uint32_t i = 0; i < HashIndex::kFoundMax + 5; ++i) index.add(PdqHash{}, i);
    const auto found = index.within({{}, 100});
    ASSERT_EQ(found.size(), HashIndex::kFoundMax);
    EXPECT_EQ(found.back().label, HashIndex::kFoundMax - 1);
}

TEST(HashIndex, FindsWhatALookAtEachHashFinds) {
    std::mt19937_64 dice{20261122};
    for (int round = 0; round < 200; ++round) {
        std::vector<PdqHash> hashes;
        HashIndex index;
        const PdqHash seed{dice(), dice(), dice(), dice()};
        for (std::uint32_t i = 0; i < dice() % 60; ++i) {
            hashes.push_back(turned_over(seed, static_cast<int>(dice() % 90), dice));
            index.add(hashes.back(), i);
        }
        const Pdq picture{turned_over(seed, static_cast<int>(dice() % 40), dice), 80};
        for (const int most : {0, 10, 31, 60, 256}) {
            const auto expected = looked_at(hashes, picture.hash, most);
            EXPECT_EQ(index.within(picture, most), expected) << "round " << round << ", at most " << most;
            const auto nearer = [](const Near& a, const Near& b) { return a.distance < b.distance; };
            const auto first = std::min_element(expected.begin(), expected.end(), nearer);
            const auto nearest = first == expected.end() ? std::nullopt : std::optional{*first};
            EXPECT_EQ(index.nearest(picture, most), nearest) << "round " << round << ", at most " << most;
        }
    }
}

}  // namespace models::image
