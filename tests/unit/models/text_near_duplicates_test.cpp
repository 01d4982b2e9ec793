// What the trainer takes for the same text, and that looking for it takes no longer the more is remembered.

#include "models/text/near_duplicates.hpp"

#include <string>

#include <gtest/gtest.h>

namespace tests {

using models::text::NearDuplicates;

/// Words nobody else uses: "w7-0 w7-1 ...".
std::string text_of(int number, int words) {
    std::string text;
    for (int i = 0; i < words; ++i) text += "w" + std::to_string(number) + '-' + std::to_string(i) + ' ';
    return text;
}

TEST(NearDuplicates, AreTextsWithAWordChangedAddedOrTakenAway) {
    NearDuplicates known;
    known.remember("when does the coach come back from the museum on friday please");
    EXPECT_TRUE(known.has_like("when does the coach come back from the museum on friday please"));
    EXPECT_TRUE(known.has_like("when does the coach come home from the museum on friday please"));
    EXPECT_TRUE(known.has_like("does the coach come back from the museum on friday please"));
    EXPECT_TRUE(known.has_like("hello when does the coach come back from the museum on friday please"));
    EXPECT_FALSE(known.has_like("when does the coach leave for the museum in town on monday please"));
    EXPECT_FALSE(known.has_like("on friday please"));
    EXPECT_FALSE(known.has_like(""));
}

TEST(NearDuplicates, OfAWordOrTwoAreTheSameWords) {
    NearDuplicates known;
    known.remember("well done");
    known.remember("");
    EXPECT_TRUE(known.has_like("well done"));
    EXPECT_FALSE(known.has_like("well"));
    EXPECT_FALSE(known.has_like("done well"));
    EXPECT_FALSE(known.has_like(""));
}

TEST(NearDuplicates, AreFoundAmongManyAndNothingElseIs) {
    constexpr int kTexts = 1000;
    NearDuplicates known;
    for (int i = 0; i < kTexts; ++i) known.remember(text_of(i, 20));
    for (int i = 0; i < kTexts; ++i) {
        auto changed = text_of(i, 20);
        changed.replace(changed.find("-10"), 3, "-changed");  // 15 of the 21 runs that either has: 0.71
        EXPECT_TRUE(known.has_like(changed)) << i;
        EXPECT_FALSE(known.has_like(text_of(i + kTexts, 20))) << i;
        EXPECT_FALSE(known.has_like(text_of(i, 20).substr(0, text_of(i, 8).size()))) << "6 of 18 runs: " << i;
    }
}

}  // namespace tests
