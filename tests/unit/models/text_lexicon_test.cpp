// The lexicon finds terms without holding them.

#include "models/text/lexicon.hpp"

#include "tests/support/temporary_directory.hpp"
#include "text_fixture.hpp"

namespace tests {

using models::text::Lexicon;
using models::text::TermKind;

class LexiconTest : public testing::Test {
  protected:
    /// Invented words: nobody has to read real ones in a test.
    Lexicon lexicon() {
        std::ofstream{directory / "words.csv"} << "text,canonical_form_1,canonical_form_2,canonical_form_3,category_1,"
                                                  "category_2,category_3,severity_rating,x\n"
                                                  "grumbleton,grumbleton,,,racial / ethnic slurs,,,2.4,Strong\n"
                                                  "old grumble bag,grumble,,,other / general insult,,,1.8,Strong\n"
                                                  "mildword,mildword,,,other / general insult,,,1,Mild\n";
        const auto text = models::text::lexicon_from_csv(directory / "words.csv");
        EXPECT_TRUE(text);
        hashes = *text;
        return *Lexicon::parse(hashes);
    }

    TemporaryDirectory directory;
    std::string hashes;
};

TEST_F(LexiconTest, FindsWordsAndPhrasesAlsoInDisguise) {
    const auto words = lexicon();
    const auto hits = words.find(normalised("you Gr1mbleton, gr\u200bumbleton and OLD grumble bag").tokens);
    ASSERT_EQ(hits.size(), 2u);
    EXPECT_EQ(hits[0].term.kind, TermKind::origin);
    EXPECT_TRUE(hits[0].term.slur());
    EXPECT_EQ(hits[0].term.strength, 24);
    EXPECT_EQ(hits[1].last - hits[1].first, 3u);
}

TEST_F(LexiconTest, HoldsNoWordInPlainText) {
    lexicon();
    EXPECT_EQ(hashes.find("grumble"), std::string::npos);
}

TEST_F(LexiconTest, LeavesMildWordsOut) {
    EXPECT_TRUE(lexicon().find(normalised("mildword").tokens).empty());
}

TEST_F(LexiconTest, DoesNotFindAWordInsideAnother) {
    EXPECT_TRUE(lexicon().find(normalised("grumbletonshire").tokens).empty());
}

TEST(LexiconFile, ThatMakesNoSenseIsRefusedWithItsLine) {
    const auto bad = Lexicon::parse("# head\nnot a hash\n");
    ASSERT_FALSE(bad);
    EXPECT_NE(bad.error().message.find("line 2"), std::string::npos);
}

}  // namespace tests
