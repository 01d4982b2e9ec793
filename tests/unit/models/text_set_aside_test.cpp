// What a school may set aside of the shipped rules, and what stays whatever it says.

#include "models/text/set_aside.hpp"

#include "text_fixture.hpp"

namespace tests {

using models::Severity;
using models::text::RuleSet;
using models::text::SetAside;
using models::text::Yields;

constexpr const char* kRules = R"(
version = 1
[[rule]]
code = "bomb"
category = "threat"
severity = 4
sentence = "speaks of a bomb"
any = ["bomb"]
[[rule]]
code = "watch_out"
category = "threat"
severity = 2
sentence = "warns somebody"
any = ["watch out"]
[[rule]]
code = "grave_spam"
category = "spam_scam"
severity = 3
sentence = "sells what is not there"
any = ["bargain"]
[[rule]]
code = "complaint"
category = "criticism"
severity = 2
sentence = "complains"
any = ["disgrace"]
[[rule]]
code = "selling"
category = "spam_scam"
severity = 2
sentence = "sells tickets"
any = ["tickets"]
near = ["sell|selling"]
within = 4
)";

/// What is found of `text` at a school that set `aside`.
models::text::RuleFindings found(const char* text, std::vector<SetAside> aside) {
    static const auto rules = RuleSet::parse(kRules, empty_lexicon());
    if (!rules) throw std::runtime_error(rules.error().message);
    return rules->apply(normalised(text), aside);
}

bool fires(const char* text, std::vector<SetAside> aside = {}) {
    return !found(text, std::move(aside)).hits.empty();
}

TEST(SetAside, ARuleCountsNowhereOrNotNearWords) {
    EXPECT_TRUE(fires("selling two tickets"));
    EXPECT_FALSE(fires("selling two tickets", {{"selling", {}}}));
    EXPECT_FALSE(fires("Selling two tickets for the PTA f3te", {{"selling", {"pta fete"}}})) << "in disguise, too";
    EXPECT_TRUE(fires("selling two tickets", {{"selling", {"pta"}}}));
    EXPECT_TRUE(fires("selling two tickets to anybody who comes quickly now, says the pta", {{"selling", {"pta"}}}))
        << "far away it says nothing";
    EXPECT_TRUE(fires("selling two tickets", {{"another", {}}}));
}

TEST(SetAside, WordsThatAreHarmlessHereMakeNoRuleFire) {
    EXPECT_FALSE(fires("tickets sell well", {{"", {"tickets"}}}));
    EXPECT_TRUE(fires("selling two tickets, watch out", {{"", {"tickets"}}})) << "the rest counts";
    EXPECT_TRUE(fires("selling two tickets", {{"", {}}})) << "no words are no exception";
}

TEST(SetAside, WhatIsSparedIsExplained) {
    const auto near = found("selling tickets, pta", {{"selling", {"pta"}}});
    ASSERT_EQ(near.spared.size(), 1U);
    EXPECT_EQ(near.spared[0].because_first, 2U);
    EXPECT_EQ(found("selling tickets", {{"", {"tickets"}}}).spared.size(), 1U);
}

TEST(SetAside, GraveRulesAndComplaintsStay) {
    for (const auto* text : {"a bomb", "a bargain", "a disgrace"}) {
        const std::string word = std::string{text}.substr(2);
        EXPECT_TRUE(fires(text, {{"bomb", {}}, {"grave_spam", {}}, {"complaint", {}}})) << text;
        EXPECT_TRUE(fires(text, {{"bomb", {"a"}}, {"grave_spam", {"a"}}, {"complaint", {"a"}}})) << text;
        EXPECT_TRUE(fires(text, {{"", {word}}, {"", {text}}})) << text;
    }
}

TEST(SetAside, BesideRulesForEmergenciesOnlyWordsSpare) {
    EXPECT_TRUE(fires("watch out", {{"watch_out", {}}}));
    EXPECT_FALSE(fires("watch out for the parade", {{"watch_out", {"parade"}}}));
}

TEST(SetAside, TermsOfTheLexiconOnSuchWordsAreNotRude) {
    const auto text = normalised("richard is here");
    const models::text::Spared spares{std::span<const SetAside>{}, text.tokens, {}};
    const std::vector<models::text::TermHit> terms{{{}, 0, 1}, {{}, 2, 3}};
    EXPECT_EQ(spares.harmful(terms).size(), 2U);
    const std::vector<SetAside> aside{{"", {"Richard"}}};
    const models::text::Spared here{aside, text.tokens, {}};
    const auto left = here.harmful(terms);
    ASSERT_EQ(left.size(), 1U);
    EXPECT_EQ(left[0].first, 2U);
}

/// A school that sets aside everything that it can say, by every word of the text.
std::vector<SetAside> everything(const std::string& text) {
    std::vector<SetAside> aside;
    for (const auto& word : words(text)) aside.push_back({"", {word}});
    for (const auto& rule : shipped_assessor().rules()) {
        aside.push_back({rule.code, {}});
        aside.push_back({rule.code, words(text).front()});
    }
    return aside;
}

TEST(SetAside, NothingThatASchoolSaysMakesTheGoldenEmergenciesLessGrave) {
    std::size_t grave = 0;
    for (const auto& example : examples("harmful.jsonl")) {
        const auto shipped = shipped_assessor().assess(example.text).severity;
        if (shipped < Severity::v3) continue;
        ++grave;
        EXPECT_EQ(shipped_assessor().assess_without(example.text, everything(example.text)).severity, shipped)
            << example.text;
    }
    EXPECT_GT(grave, 30U);
}

TEST(SetAside, NothingThatASchoolSaysLetsTheMachineHideMore) {
    const auto sure = [](const models::Assessment& found) {
        std::size_t count = 0;
        for (const auto& finding : found.findings) count += finding.sure ? 1 : 0;
        return count;
    };
    for (const auto* file : {"harmful.jsonl", "lookalikes.jsonl", "criticism.jsonl", "benign.jsonl"})
        for (const auto& example : examples(file)) {
            const auto shipped = shipped_assessor().assess(example.text);
            const auto here = shipped_assessor().assess_without(example.text, everything(example.text));
            EXPECT_LE(sure(here), sure(shipped)) << example.text;
            EXPECT_EQ(here.has(models::Category::criticism), shipped.has(models::Category::criticism)) << example.text;
        }
}

}  // namespace tests
