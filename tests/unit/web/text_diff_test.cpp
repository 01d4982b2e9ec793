// What a comparison promises: nothing is lost, what stayed is not shown as changed, and no text makes it slow.

#include "moderation/web/text_diff.hpp"

#include <gtest/gtest.h>

namespace tests {

using moderation::web::Change;
using moderation::web::text_diff;

namespace {

/// "same-removed+added", with the words as they are.
std::string shown(std::string_view before, std::string_view after) {
    std::string text;
    for (const auto& change : text_diff(before, after)) {
        if (change.kind == Change::Kind::removed) text += "[-" + change.text + "-]";
        if (change.kind == Change::Kind::added) text += "[+" + change.text + "+]";
        if (change.kind == Change::Kind::same) text += change.text;
    }
    return text;
}

std::string side(std::string_view before, std::string_view after, Change::Kind kind) {
    std::string text;
    for (const auto& change : text_diff(before, after))
        if (change.kind == Change::Kind::same || change.kind == kind) text += change.text;
    return text;
}

}  // namespace

TEST(TextDiff, MarksTheWordsThatChanged) {
    EXPECT_EQ(shown("see you at the fair", "see you at the gate"), "see you at the [-fair-][+gate+]");
    EXPECT_EQ(shown("a b c d", "a c x d"), "a [-b -]c [+x +]d");
    EXPECT_EQ(shown("", "new"), "[+new+]");
    EXPECT_EQ(shown("old", ""), "[-old-]");
    EXPECT_EQ(shown("same\nwords", "same\nwords"), "same\nwords");
}

TEST(TextDiff, LosesNothingOfEitherText) {
    const std::string before = "  one two\n\nthree \xF0\x9F\x98\x80 two  ";
    const std::string after = "two three\t\xE2\x80\xAE four two one ";
    EXPECT_EQ(side(before, after, Change::Kind::removed), before);
    EXPECT_EQ(side(before, after, Change::Kind::added), after);
}

TEST(TextDiff, TextsThatDifferInTooManyWordsAreReplacedBetweenTheirEnds) {
    std::string before = "begin ";
    std::string after = "begin ";
    for (int i = 0; i < 30'000; ++i) {
        before += "a" + std::to_string(i) + " ";
        after += "b" + std::to_string(i) + " ";
    }
    const auto changes = text_diff(before + "end", after + "end");
    ASSERT_EQ(changes.size(), 4u);
    EXPECT_EQ(changes.front().text, "begin ");
    EXPECT_EQ(changes.back().text, "end");
}

}  // namespace tests
