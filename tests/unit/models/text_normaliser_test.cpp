// What the normaliser promises: disguises come off, words stay words, and every token knows its bytes.

#include "text_fixture.hpp"

#include <random>

namespace tests {

using models::text::TokenKind;
using Words = std::vector<std::string>;

struct Disguise {
    const char* name;
    const char* text;
    Words expected;
};

class Disguises : public testing::TestWithParam<Disguise> {};

TEST_P(Disguises, ComeOff) {
    EXPECT_EQ(words(GetParam().text), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Normaliser, Disguises,
    testing::Values(Disguise{"leet",
                             "k1ll bl@de gr@m sh!t 5h1t cu77ing cra$$h",
                             {"kill", "blade", "gram", "shit", "shit", "cutting", "crassh"}},
                    Disguise{"spaced", "k i l l", {"kill"}}, Disguise{"dotted", "k.y.s", {"kys"}},
                    Disguise{"dashed", "K-I-L-L", {"kill"}}, Disguise{"full_width", "ｋｉｌｌ", {"kill"}},
                    Disguise{"zero_width", "k\u200bi\u200dl\u2060l", {"kill"}}, Disguise{"cyrillic", "кіll", {"kill"}},
                    Disguise{"mathematical", "𝓴𝓲𝓵𝓵", {"kill"}}, Disguise{"zalgo", "k̸̡i͝l̶l", {"kill"}},
                    Disguise{"accents", "kíll", {"kill"}}, Disguise{"repeated", "killlllll soooo", {"kill", "soo"}},
                    Disguise{"boxed", "🅺🅸🅻🅻 them", {"kill", "them"}}, Disguise{"bidi", "\u202ekill\u202c", {"kill"}},
                    Disguise{"soft_hyphen", "ki\u00adll", {"kill"}}),
    [](const auto& row) { return row.param.name; });

struct Plain {
    const char* name;
    const char* text;
    Words expected;
};

class PlainWords : public testing::TestWithParam<Plain> {};

TEST_P(PlainWords, StayAsTheyAre) {
    EXPECT_EQ(words(GetParam().text), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Normaliser, PlainWords,
    testing::Values(Plain{"school_numbers",
                          "y6 yr5 U9s u18 3pm 4th b4 gr8",
                          {"y6", "yr5", "u9s", "u18", "3pm", "4th", "b4", "gr8"}},
                    Plain{"times", "3.15 or 15:30", {"3.15", "or", "15:30"}},
                    Plain{"three_single_words", "u r a star", {"u", "r", "a", "star"}},
                    Plain{"abbreviations", "e.g. p.s. hi", {"e", "g", "p", "s", "hi"}},
                    Plain{"apostrophes", "don't he’s", {"dont", "hes"}},
                    Plain{"russian", "Привет мир", {"привет", "мир"}},
                    Plain{"links", "see bit.ly/abc, www.school.example now", {"see", "url", "url", "now"}},
                    Plain{"mentions", "@gran look", {"@user", "look"}},
                    Plain{"email", "ask quill@bramblecote.sch.uk today", {"ask", "@email", "today"}},
                    Plain{"pictographs", "🔪🔪 😂", {":knife:", ":knife:", ":laugh:"}}),
    [](const auto& row) { return row.param.name; });

TEST(Normaliser, KeepsTheHostOfALink) {
    const auto text = normalised("look https://Bit.ly/x");
    ASSERT_EQ(text.tokens.size(), 2u);
    EXPECT_EQ(text.tokens[1].kind, TokenKind::link);
    EXPECT_EQ(text.tokens[1].raw, "bit.ly");
}

TEST(Normaliser, KnowsWhichBytesAWordStandsFor) {
    const std::string original = "Well… 🔪 k.i.l.l\u200b Mr Trellis";
    for (const auto& token : normalised(original).tokens) {
        if (token.text == "kill") {
            EXPECT_EQ(original.substr(token.begin, token.end - token.begin), "k.i.l.l");
        }
        if (token.text == "trellis") {
            EXPECT_EQ(original.substr(token.begin, token.end - token.begin), "Trellis");
        }
    }
}

TEST(Normaliser, NeverSaysWhatFastTextTakesForItsOwn) {
    const auto line = normalised("a </s> __label__1 b\n</s>\0__label__0 c" + std::string(1, '\0')).line();
    EXPECT_EQ(line.find("</s>"), std::string::npos);
    EXPECT_EQ(line.find("__label__"), std::string::npos);
    EXPECT_EQ(line.find('\n'), std::string::npos);
    EXPECT_NE(line.find(" b "), std::string::npos);
}

TEST(Normaliser, SpansLieInTheTextAndDoNotOverlapWhateverTheBytes) {
    std::mt19937 random{11};
    const std::vector<std::string> parts{"k",    "1",        ".", " ",       "\n", "é", "ß", "ﬃ",      "㎏", "🔪",
                                         "\xff", "\xe2\x82", "@", "http://", "'",  "*", "!", "\u0301", "Ж",  "ａ"};
    for (int round = 0; round < 3000; ++round) {
        std::string text;
        for (auto n = random() % 40; n > 0; --n) text += parts[random() % parts.size()];
        std::size_t before = 0;
        for (const auto& token : normalised(text).tokens) {
            ASSERT_GE(token.begin, before) << text;
            ASSERT_GE(token.end, token.begin);
            ASSERT_LE(token.end, text.size());
            before = token.end;
        }
    }
}

TEST(Normaliser, ReadsTheHeadAndTheTailOfALongText) {
    const auto text = models::text::normalise("first " + std::string(50000, 'x') + " last", 1024);
    EXPECT_EQ(text.tokens.front().text, "first");
    EXPECT_EQ(text.tokens.back().text, "last");
    EXPECT_EQ(text.tokens.back().end, 6u + 50000 + 5);
}

TEST(Normaliser, CountsLettersOfOtherScripts) {
    EXPECT_EQ(normalised("Дуже дякую").latin_letters, 0u);
    EXPECT_EQ(normalised("lovely").latin_letters, 6u);
}

}  // namespace tests
