// What the phrase language means, and that no text makes it slow.

#include "models/text/phrases.hpp"

#include <gtest/gtest.h>

namespace tests {

using models::text::PhraseBook;
using models::text::Unit;

/// Units of plain words, as the reader makes them.
std::vector<Unit> units(const PhraseBook& book, const std::vector<std::string>& words) {
    std::vector<Unit> out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        out.push_back({i, i + 1, {}});
        book.symbols_of(words[i], out.back().symbols);
    }
    return out;
}

bool finds(const std::string& phrase, const std::vector<std::string>& words) {
    PhraseBook book;
    book.add_to_class("knife", "@weapon");
    book.add_to_class("gun", "@weapon");
    EXPECT_TRUE(book.add(phrase)) << phrase;
    return !book.find(units(book, words)).empty();
}

TEST(Phrases, MatchWordsInOrder) {
    EXPECT_TRUE(finds("back gate", {"the", "back", "gate"}));
    EXPECT_FALSE(finds("back gate", {"gate", "back"}));
    EXPECT_FALSE(finds("back gate", {"back", "garden", "gate"}));
}

TEST(Phrases, KnowClassesAndAlternatives) {
    EXPECT_TRUE(finds("a|the @weapon", {"the", "gun"}));
    EXPECT_TRUE(finds("bring|@weapon now", {"knife", "now"}));
    EXPECT_FALSE(finds("a|the @weapon", {"my", "gun"}));
}

TEST(Phrases, SkipUpToThreeWordsAtAGap) {
    EXPECT_TRUE(finds("bring .. @weapon", {"bring", "gun"}));
    EXPECT_TRUE(finds("bring .. @weapon", {"bring", "a", "big", "old", "gun"}));
    EXPECT_FALSE(finds("bring .. @weapon", {"bring", "a", "very", "big", "old", "gun"}));
}

TEST(Phrases, MayLackWhatIsOptional) {
    EXPECT_TRUE(finds("go and? jump", {"go", "jump"}));
    EXPECT_TRUE(finds("go and? jump", {"go", "and", "jump"}));
    EXPECT_TRUE(finds("go _ jump", {"go", "now", "jump"}));
    EXPECT_FALSE(finds("go _ jump", {"go", "jump"}));
}

TEST(Phrases, RefuseWhatCannotMatch) {
    PhraseBook book;
    EXPECT_FALSE(book.add(""));
    EXPECT_FALSE(book.add(".. gate"));
    EXPECT_FALSE(book.add("gate .."));
    EXPECT_FALSE(book.add("gate?"));
}

TEST(Phrases, SayWhereTheyAre) {
    PhraseBook book;
    ASSERT_TRUE(book.add("back gate"));
    const auto hits = book.find(units(book, {"by", "the", "back", "gate"}));
    ASSERT_EQ(hits.size(), 1u);
    EXPECT_EQ(hits[0].first, 2u);
    EXPECT_EQ(hits[0].last, 4u);
}

TEST(Phrases, StayLinearWhenEverythingMatchesEverything) {
    PhraseBook book;
    for (const auto* phrase : {"a .. a .. a .. a .. b", "a a? a? a? a? a? b", "_ .. _ .. _ .. b", "a .. _ .. a .. b"})
        ASSERT_TRUE(book.add(phrase));
    const auto text = units(book, std::vector<std::string>(8000, "a"));
    EXPECT_TRUE(book.find(text).empty());
}

}  // namespace tests
