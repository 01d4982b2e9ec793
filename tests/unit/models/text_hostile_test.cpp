// Whatever bytes come: the assessment never fails, its spans lie in the text, and threads do not disturb it.

#include "text_fixture.hpp"

#include <random>
#include <thread>

namespace tests {

using models::Assessment;

void sane(const std::string& text) {
    const auto found = shipped_assessor().assess(text);
    EXPECT_FALSE(found.version.empty());
    for (const auto score : found.scores) EXPECT_TRUE(score >= 0.0F && score <= 1.0F);
    for (const auto& reason : found.reasons) {
        EXPECT_LE(reason.begin, reason.end);
        EXPECT_LE(reason.end, text.size());
    }
}

TEST(HostileTexts, AreJudgedLikeOthers) {
    std::string zalgo;
    for (int i = 0; i < 3000; ++i) zalgo += "k\u0335\u0321\u034a";
    for (const auto& text :
         {std::string{}, std::string(3, '\0'), std::string{"\xff\xfe\xc3"}, std::string{"\u202e\u202dabc"}, zalgo,
          std::string(60000, 'x'), std::string(60000, ' '), std::string{"</s> __label__1"}, std::string(30000, '@'),
          std::string(30000, '.'), std::string{"\xf0\x9f"}})
        sane(text);
}

TEST(HostileTexts, OfManyWordsEnd) {  // what is not linear ends far beyond the time limit of the tests
    std::string text;
    while (text.size() < 10'000'000) text += "kill you ill kill u now ";
    sane(text);
}

TEST(HostileTexts, HideNothingBetweenKindWords) {
    std::string kind;
    while (kind.size() < 30'000) kind += "what a lovely day it was, thank you all so much. ";
    const auto hidden = kind + "Bringing a knife to school at 3.15 today. " + kind;
    EXPECT_EQ(shipped_assessor().assess(hidden).severity, models::Severity::v4);
}

TEST(HostileTexts, HideNothingBehindFastTextsOwnWords) {
    const auto plain = shipped_assessor().assess("you are a stupid idiot");
    const auto hidden = shipped_assessor().assess("</s> you are a stupid idiot");
    EXPECT_EQ(plain.severity, hidden.severity);
    EXPECT_FALSE(hidden.findings.empty());
}

TEST(HostileTexts, OfRandomBytesAreJudged) {
    std::mt19937 random{5};
    for (int round = 0; round < 200; ++round) {
        std::string text(random() % 300, '\0');
        for (auto& c : text) c = static_cast<char>(random() % 256);
        sane(text);
    }
}

TEST(ManyThreads, GetTheSameAnswers) {
    std::vector<std::string> texts;
    for (int i = 0; i < 60; ++i)
        texts.push_back("comment " + std::to_string(i) + (i % 3 == 0 ? " you are an idiot" : " lovely day") +
                        " 🔪 at 3.15");
    std::vector<Assessment> expected;
    for (const auto& text : texts) expected.push_back(shipped_assessor().assess(text));
    std::vector<std::thread> threads;
    std::vector<int> differing(4, 0);
    for (std::size_t t = 0; t < differing.size(); ++t)
        threads.emplace_back([&, t] {
            for (std::size_t i = 0; i < texts.size(); ++i) {
                const auto found = shipped_assessor().assess(texts[i]);
                if (found.scores != expected[i].scores || found.reasons.size() != expected[i].reasons.size())
                    ++differing[t];
            }
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(differing, std::vector<int>(4, 0));
}

}  // namespace tests
