// What a school lays over the shipped judging: it moves what people look at, and never what is grave or what a rule
// says.

#include "moderation/adjustment.hpp"

#include "models/text/assessor.hpp"
#include "moderation/backtest.hpp"
#include "moderation/learning.hpp"

#include <gtest/gtest.h>

namespace {

using models::Category;
using models::Severity;
using moderation::Adjustment;
using moderation::Change;
using moderation::Correction;
using moderation::Lesson;
using moderation::SchoolTerm;

const auto kNow = runtime::from_ms(1'795'168'800'000);

models::Assessment found(Category category, Severity severity, const std::string& code, bool sure = false) {
    models::Assessment assessment;
    assessment.severity = severity;
    assessment.findings = {{category, severity, sure}};
    assessment.reasons = {{category, code, "a sentence", 0, 0}};
    assessment.scores[static_cast<std::size_t>(category)] = 0.9F;
    return assessment;
}

models::text::Normalised normalised(const std::string& text) {
    return models::text::normalise(text, models::Assessor::kMaxTextBytes);
}

/// As it is when somebody writes `text` and the shipped assessor says `shipped`.
models::Assessment adjusted(const models::Assessment& shipped, const std::string& text, const Adjustment& adjustment) {
    return moderation::adjusted(shipped, normalised(text), adjustment, kNow);
}

SchoolTerm watched(std::string words, runtime::Time expires = kNow + std::chrono::hours{1}) {
    return {std::move(words), Category::staff_abuse, Severity::v2, "colleagues", "quill", expires};
}

Adjustment with_terms(std::vector<SchoolTerm> terms) {
    Adjustment adjustment;
    adjustment.number = 3;
    adjustment.terms = std::move(terms);
    return adjustment;
}

/// Leaves everything of the category alone, as far as it may.
Adjustment lenient(Category category) {
    Adjustment adjustment;
    adjustment.number = 3;
    adjustment.corrections[category] = Correction{1, -20, {}, 0.4F, 2};
    return adjustment;
}

TEST(Adjustment, FindsTheSchoolsWordsInDisguiseAndMarksThem) {
    const std::string text = "typical gr1mble lot";
    const auto made = adjusted({}, text, with_terms({watched("Grimble lot")}));
    ASSERT_EQ(made.findings.size(), 1U);
    EXPECT_EQ(made.severity, Severity::v2);
    EXPECT_FALSE(made.findings[0].sure) << "nothing automatic follows from a school's own words";
    ASSERT_EQ(made.reasons.size(), 1U);
    EXPECT_EQ(text.substr(made.reasons[0].begin, made.reasons[0].end - made.reasons[0].begin), "gr1mble lot");
    EXPECT_NE(made.version.find("s:3"), std::string::npos);
}

TEST(Adjustment, AWordThatExpiredIsNotLookedFor) {
    EXPECT_TRUE(adjusted({}, "grimble", with_terms({watched("grimble", kNow)})).findings.empty());
    EXPECT_TRUE(adjusted({}, "grim", with_terms({watched("grimble")})).findings.empty());
}

TEST(Adjustment, LeavesAloneOnlyWhatNothingButAModelFound) {
    const auto adjustment = lenient(Category::threat);
    const auto after = [&](const models::Assessment& shipped) {
        return adjusted(shipped, "a text", adjustment).severity;
    };
    EXPECT_EQ(after(found(Category::threat, Severity::v1, "model:threat")), Severity::v0);
    EXPECT_EQ(after(found(Category::threat, Severity::v2, "model:threat")), Severity::v0);
    EXPECT_EQ(after(found(Category::threat, Severity::v2, "weapon_time")), Severity::v2);
    EXPECT_EQ(after(found(Category::threat, Severity::v3, "model:threat")), Severity::v3);
    EXPECT_EQ(after(found(Category::threat, Severity::v2, "model:threat", true)), Severity::v2);
    EXPECT_EQ(after(found(Category::hate, Severity::v1, "model:hate")), Severity::v1);
}

TEST(Adjustment, AComplaintIsNeverLeftAloneBecauseItKeepsTheRestFromBeingHidden) {
    auto shipped = found(Category::criticism, Severity::v1, "model:criticism");
    EXPECT_TRUE(adjusted(shipped, "a text", lenient(Category::criticism)).has(Category::criticism));
}

TEST(Adjustment, WhatIsSetAsideEndsByItself) {
    Adjustment adjustment;
    adjustment.exceptions = {{{"selling", {"fete"}}, "our own fete", "quill", kNow + std::chrono::hours{1}},
                             {{"selling", {"fair"}}, "our own fair", "quill", kNow}};
    const auto aside = moderation::set_aside(adjustment, kNow);
    ASSERT_EQ(aside.size(), 1U);
    EXPECT_EQ(aside[0].words.written(), "fete");
}

TEST(Adjustment, WhatWasShippedStaysAsItIs) {
    const auto shipped = found(Category::threat, Severity::v1, "model:threat");
    EXPECT_EQ(adjusted(shipped, "a text", {}).severity, Severity::v1);
}

TEST(Adjustment, ComesBackFromItsPackedForm) {
    auto adjustment = lenient(Category::threat);
    adjustment.terms = {watched("grimble, 5:lot")};
    adjustment.corrections[Category::threat].words[77] = -1.25F;
    const auto before_exceptions =
        pack(adjustment).substr(0, pack(adjustment).size() - std::string_view{"1:01:0"}.size());
    EXPECT_TRUE(moderation::unpack_adjustment(before_exceptions)) << "as it was packed by an earlier version";
    adjustment.bars_rest_on[Category::hate] = {11, 4, 230, 7, 2, 0, 1};
    adjustment.exceptions = {{{"selling", {"our fete"}}, "we sell our own: 5", "quill", kNow}};
    const auto read = moderation::unpack_adjustment(pack(adjustment));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->number, 3U);
    EXPECT_EQ(read->terms.at(0).words.written(), "grimble, 5:lot");
    EXPECT_EQ(read->terms.at(0).expires, adjustment.terms[0].expires);
    EXPECT_FLOAT_EQ(read->corrections.at(Category::threat).words.at(77), -1.25F);
    ASSERT_EQ(read->exceptions.size(), 1U);
    EXPECT_EQ(read->exceptions[0].aside.rule, "selling");
    EXPECT_EQ(read->exceptions[0].aside.words.written(), "our fete");
    EXPECT_EQ(read->exceptions[0].reason, "we sell our own: 5");
    EXPECT_EQ(read->exceptions[0].expires, kNow);
    EXPECT_EQ(read->bars_rest_on.at(Category::hate).harmless, 230U);
    EXPECT_EQ(read->bars_rest_on.at(Category::hate).found_after, 1U);
    EXPECT_FALSE(moderation::unpack_adjustment("3:abc9"));
}

Lesson lesson(const std::string& text, std::optional<Category> called) {
    Lesson made;
    made.shipped = found(Category::threat, Severity::v1, "model:threat");
    made.words = moderation::words_in(normalised(text));
    made.called = called;
    return made;
}

/// Colleagues leave the football talk and confirm the rest.
std::vector<Lesson> football(std::size_t of_each) {
    std::vector<Lesson> lessons;
    for (std::size_t i = 0; i < of_each; ++i) {
        lessons.push_back(lesson("destroyed them at football " + std::to_string(i), std::nullopt));
        lessons.push_back(lesson("wait until we meet outside " + std::to_string(i), Category::threat));
    }
    return lessons;
}

TEST(Learning, LearnsFromColleaguesWhatIsHarmlessHere) {
    const auto learnt = moderation::learn(Category::threat, football(12));
    ASSERT_TRUE(learnt);
    Adjustment adjustment;
    adjustment.number = 1;
    adjustment.corrections[Category::threat] = *learnt;
    const auto after = [&](const std::string& text) {
        return adjusted(found(Category::threat, Severity::v1, "model:threat"), text, adjustment);
    };
    EXPECT_TRUE(after("destroyed them at football again").findings.empty());
    EXPECT_FALSE(after("wait until we meet you outside").findings.empty());
}

TEST(Learning, LearnsNothingFromAFewDecisions) {
    EXPECT_FALSE(moderation::learn(Category::threat, football(4)));
    EXPECT_FALSE(moderation::learn(Category::hate, football(12)));
}

TEST(Learning, LeavesNothingAloneWhereConfirmedItemsLookTheSame) {
    std::vector<Lesson> lessons;
    for (int i = 0; i < 12; ++i)
        lessons.push_back(lesson("the very same words", i % 2 == 0 ? std::optional{Category::threat} : std::nullopt));
    const auto learnt = moderation::learn(Category::threat, lessons);
    ASSERT_TRUE(learnt);
    Adjustment adjustment;
    adjustment.number = 1;
    adjustment.corrections[Category::threat] = *learnt;
    EXPECT_FALSE(adjusted(found(Category::threat, Severity::v1, "model:threat"), "the very same words", adjustment)
                     .findings.empty());
}

TEST(Backtest, NamesWhatWouldBeOtherwise) {
    moderation::Intaken live;
    moderation::Intaken candidate;
    EXPECT_TRUE(moderation::changes_between(live, candidate).empty());
    live.queue = true;
    EXPECT_EQ(moderation::changes_between(live, candidate), std::vector{Change::fewer});
    candidate.queue = true;
    candidate.assessment.severity = Severity::v2;
    candidate.auto_hide = true;
    EXPECT_EQ(moderation::changes_between(live, candidate), (std::vector{Change::graver, Change::hides}));
}

TEST(Backtest, ComesBackFromItsPackedForm) {
    moderation::Backtest backtest;
    backtest.looked_at = 212;
    backtest.changes[1] = 9;
    backtest.newest = {{"item-1", {Change::fewer, Change::milder}}, {"item-2", {}}};
    const auto read = moderation::unpack_backtest(pack(backtest));
    EXPECT_EQ(read.looked_at, 212U);
    EXPECT_EQ(read.changes[1], 9U);
    ASSERT_EQ(read.newest.size(), 2U);
    EXPECT_EQ(read.newest[0].changes, backtest.newest[0].changes);
    EXPECT_EQ(read.newest[1].item, "item-2");
}

TEST(GoldenSet, ACandidateThatBreaksOnePromiseIsWorse) {
    std::vector<moderation::GoldenFigure> figures{{"emergencies", 18, 18, 18}, {"harmless", 49, 50, 50}};
    EXPECT_FALSE(moderation::worse(figures));
    figures[0].candidate = 17;
    EXPECT_TRUE(moderation::worse(figures));
    EXPECT_TRUE(moderation::worse(moderation::unpack_figures(pack(figures))));
}

}  // namespace
