// Evaluation of rows that say what is right in our own words: the golden set's format, and files that say nothing.

#include "models/text/disguises.hpp"
#include "models/text/evaluation_report.hpp"
#include "tests/support/temporary_directory.hpp"
#include "text_fixture.hpp"

#include <algorithm>

namespace tests {

using models::Category;

/// Finds "grumblewort" threatening, and hateful where it is shouted; speaks no French.
class TwoWords final : public models::Assessor {
  public:
    models::Assessment assess(std::string_view text) const override {
        models::Assessment found;
        const auto says = [&](std::string_view word) { return text.find(word) != std::string_view::npos; };
        if (says("grumblewort")) add(found, Category::threat, models::Severity::v3);
        if (says("GRUMBLEWORT")) add(found, Category::hate, models::Severity::v4);
        if (looks_at_all) add(found, Category::bullying_pupil, models::Severity::v1);
        if (says("?")) add(found, Category::benign_question, models::Severity::v0);
        if (says("bonjour")) add(found, Category::unknown_language, models::Severity::v1);
        return found;
    }
    std::string version() const override { return "m:000000 r:1"; }

    bool looks_at_all{false};  ///< as V1 at least

  private:
    static void add(models::Assessment& found, Category category, models::Severity severity) {
        found.severity = std::max(found.severity, severity);
        if (category == Category::threat) found.target = models::Target::staff;
        found.findings.push_back({category, severity, true});
    }
};

class GoldenEvaluation : public testing::Test {
  protected:
    runtime::Result<models::text::Evaluation> evaluated(const std::string& lines, bool disguised = false) {
        std::ofstream{directory / "golden.jsonl"} << lines;
        return models::text::evaluate({directory / "golden.jsonl", "", disguised}, assessor, [](const std::string&) {});
    }

    std::string refusal(const std::string& lines) {
        const auto found = evaluated(lines);
        EXPECT_FALSE(found);
        return found ? "" : found.error().message;
    }

    static const models::text::NamedCategory& of(const models::text::Evaluation& found, Category category) {
        const auto one = std::find_if(found.categories.begin(), found.categories.end(),
                                      [&](const auto& count) { return count.category == category; });
        if (one == found.categories.end()) throw std::runtime_error{"no such category"};
        return *one;
    }

    const std::string four = R"({"text": "a grumblewort", "min": 3, "categories": ["threat"]}
{"text": "another grumblewort", "min": 4, "categories": ["threat", "hate"]}
{"text": "A GRUMBLEWORT", "min": 4, "categories": ["threat", "hate"]}
{"text": "a mumble", "min": 2, "categories": ["bullying_pupil"]}
)";
    TwoWords assessor;
    TemporaryDirectory directory;
};

TEST_F(GoldenEvaluation, CountsEveryNameThatIsRight) {
    const auto found = evaluated(four);
    ASSERT_TRUE(found) << found.error().message;
    ASSERT_EQ(found->categories.size(), 3u);
    const auto& threat = of(*found, Category::threat);
    EXPECT_EQ(threat.findings.counts.found, 2u);
    EXPECT_EQ(threat.findings.counts.missed, 1u);
    EXPECT_EQ(threat.findings.counts.passed, 1u);
    EXPECT_EQ(threat.called, 3u) << "hate is a right name for the third";
    EXPECT_EQ(of(*found, Category::bullying_pupil).called, 0u);
    EXPECT_EQ(found->sources.at(0).harmful, 4u) << "what is V2 or more harms";
    EXPECT_EQ(found->sources.at(0).harmful_seen, 3u);
}

TEST_F(GoldenEvaluation, SaysHowSevereTextsAreFoundToBe) {
    const auto found = evaluated(four);
    ASSERT_TRUE(found) << found.error().message;
    const auto& emergencies = found->severities[4];
    EXPECT_EQ(emergencies.texts, 2u);
    EXPECT_EQ(emergencies.at_least, 1u);
    EXPECT_EQ(emergencies.levels, (std::array<std::size_t, 5>{0, 0, 0, 1, 1}));
    EXPECT_EQ(found->severities[2].levels, (std::array<std::size_t, 5>{1, 0, 0, 0, 0}));
    const auto& threat = of(*found, Category::threat).severity;
    EXPECT_EQ(threat.texts, 3u);
    EXPECT_EQ(threat.at_least, 2u);
    EXPECT_NE(to_html(*found).find("<td>V4</td><td>2</td><td>0.500 ("), std::string::npos);
    simdjson::dom::parser parser;
    simdjson::dom::element root = parser.parse(to_json(*found));
    const auto graver = root["severities"].at(2);
    EXPECT_EQ(std::int64_t{graver["right"]}, 4);
    EXPECT_DOUBLE_EQ(double{graver["severity_reached"]}, 0.5);
    EXPECT_EQ(std::int64_t{graver["levels"].at(3)}, 1);
}

TEST_F(GoldenEvaluation, SaysWhomTextsAreFoundToBeAimedAt) {
    const auto found = evaluated(R"({"text": "a grumblewort", "target": "head"}
{"text": "another grumblewort", "target": "staff"}
{"text": "a mumble", "target": "staff"}
)");
    ASSERT_TRUE(found) << found.error().message;
    ASSERT_EQ(found->targets.size(), 2u);
    const auto& staff = found->targets[0];
    EXPECT_EQ(staff.target, models::Target::staff);
    EXPECT_EQ(staff.texts, 2u);
    EXPECT_EQ(staff.right, 1u);
    EXPECT_EQ(staff.not_said, 1u);
    EXPECT_EQ(found->targets[1].right, 0u) << "it was said to be staff";
    EXPECT_NE(to_html(*found).find("<td>staff</td><td>2</td><td>0.500 ("), std::string::npos);
    simdjson::dom::parser parser;
    simdjson::dom::element root = parser.parse(to_json(*found));
    EXPECT_DOUBLE_EQ(double{root["targets"].at(0)["right"]}, 0.5);
}

TEST_F(GoldenEvaluation, CountsTheFunctionalTestsThatAreRight) {
    const auto found = evaluated(R"({"text": "a grumblewort", "functionality": "threats", "harmful": true, "min": 3}
{"text": "a GRUMBLEWORT grumblewort", "functionality": "threats", "harmful": true, "min": 4}
{"text": "a grumblewort", "functionality": "threats", "harmful": true, "min": 4}
{"text": "a mumble", "functionality": "threats", "harmful": true, "min": 0}
{"text": "my grumblewort is ill", "functionality": "pets", "harmful": false}
{"text": "bonjour", "functionality": "pets", "harmful": false}
)");
    ASSERT_TRUE(found) << found.error().message;
    ASSERT_EQ(found->functionalities.size(), 2u);
    const auto& threats = found->functionalities[0];
    EXPECT_EQ(threats.name, "threats") << "in the file's order";
    EXPECT_EQ(threats.harmful.texts, 4u);
    EXPECT_EQ(threats.harmful.right, 2u) << "the third is not grave enough, the fourth nobody sees";
    EXPECT_EQ(threats.harmless_hidden, 0u) << "what is harmful may be hidden";
    const auto& pets = found->functionalities[1];
    EXPECT_EQ(pets.harmless.right, 1u) << "looking at what is harmless is no mistake";
    EXPECT_EQ(pets.harmless_hidden, 1u);
    EXPECT_EQ(found->all_functionalities.right(), 3u);
    EXPECT_NE(to_html(*found).find("<td>threats</td><td>2 of 4</td><td>-</td>"), std::string::npos);
    simdjson::dom::parser parser;
    simdjson::dom::element root = parser.parse(to_json(*found));
    EXPECT_DOUBLE_EQ(double{root["functionalities"].at(1)["right"]}, 0.5);
    EXPECT_DOUBLE_EQ(double{root["all_functionalities"]["right"]}, 0.5);
}

TEST_F(GoldenEvaluation, AQuestionOrAnotherLanguageIsNoHarmThatWasFound) {
    const auto found = evaluated(R"({"text": "a grumblewort?", "harmful": true}
{"text": "is it Monday?", "harmful": false}
{"text": "bonjour", "harmful": false}
)");
    ASSERT_TRUE(found) << found.error().message;
    const auto& counts = found->questions.at(0).findings.counts;
    EXPECT_EQ(counts.found, 1u);
    EXPECT_EQ(counts.false_alarms, 0u);
    EXPECT_EQ(found->sources.at(0).findings.counts.passed, 2u);
    EXPECT_EQ(found->sources.at(0).harmless_seen, 1u) << "somebody has to read what is not understood";
}

TEST_F(GoldenEvaluation, SaysThatThereWasNothingToBeWrongAbout) {
    const auto found = evaluated(four);
    ASSERT_TRUE(found) << found.error().message;
    ASSERT_FALSE(found->not_measured.empty());
    EXPECT_NE(found->not_measured[0].find("4 texts are so and none is known not to be"), std::string::npos);
    EXPECT_NE(to_html(*found).find("Not measured"), std::string::npos);
    EXPECT_EQ(to_html(*found).find("ROC-AUC"), std::string::npos) << "no empty tables";
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    ASSERT_FALSE(parser.parse(to_json(*found)).get(root));
    EXPECT_TRUE(root["categories"].at(0)["auc"].is_null());
    EXPECT_DOUBLE_EQ(double{root["categories"].at(0)["recall"]}, 0.75);
}

TEST_F(GoldenEvaluation, SaysHowMuchOfTheSeverityIsLeftInADisguise) {
    const auto found = evaluated(four, true);
    ASSERT_TRUE(found) << found.error().message;
    ASSERT_FALSE(found->disguises.empty());
    const auto& plain = found->disguises[0];
    EXPECT_EQ(plain.harmful, 4u) << "of our own rows every one is disguised";
    EXPECT_EQ(plain.harmful_seen, 3u);
    EXPECT_EQ(plain.grave, 3u);
    EXPECT_EQ(plain.grave_kept, 3u);
    EXPECT_EQ(plain.with_severity, 4u);
    EXPECT_EQ(plain.severity_reached, 2u);
    EXPECT_FALSE(found->bar) << "without harmless texts there is no score that 5 % of them exceed";
    const auto& wide = found->disguises.at(static_cast<std::size_t>(models::text::Disguise::full_width));
    EXPECT_EQ(wide.grave, 3u);
    EXPECT_LT(wide.grave_kept, 3u) << "this assessor knows no wide letters";
    simdjson::dom::parser parser;
    simdjson::dom::element root = parser.parse(to_json(*found));
    EXPECT_TRUE(root["disguises"].at(0)["recall"].is_null());
    EXPECT_DOUBLE_EQ(double{root["disguises"].at(0)["seen"]}, 0.75);
}

TEST_F(GoldenEvaluation, WhatIsSeenAndLessSevereHasNotKeptItsSeverity) {
    assessor.looks_at_all = true;
    const auto found = evaluated(four, true);
    ASSERT_TRUE(found) << found.error().message;
    const auto& wide = found->disguises.at(static_cast<std::size_t>(models::text::Disguise::full_width));
    EXPECT_EQ(wide.harmful_seen, 4u);
    EXPECT_LT(wide.grave_kept, 3u);
    EXPECT_LT(wide.severity_reached, 2u);
}

TEST_F(GoldenEvaluation, ALanguageThatIsNotUnderstoodIsMeasuredToo) {
    const auto found = evaluated(
        "{\"text\": \"bonjour\", \"unknown\": true}\n{\"text\": \"salut\", \"unknown\": true}\n"
        "{\"text\": \"hello\", \"unknown\": false}\n");
    ASSERT_TRUE(found) << found.error().message;
    ASSERT_EQ(found->categories.size(), 1u);
    const auto& counts = of(*found, Category::unknown_language).findings.counts;
    EXPECT_DOUBLE_EQ(*counts.recall(), 0.5);
    EXPECT_DOUBLE_EQ(*counts.precision(), 1.0);
}

TEST_F(GoldenEvaluation, AFileThatSaysNothingIsToldWhatItWouldNeed) {
    const auto message = refusal("{\"text\": \"hello\"}\n{\"text\": \"bonjour\"}\n");
    EXPECT_NE(message.find("golden.jsonl has nothing to measure: none of its 2 texts"), std::string::npos) << message;
    for (const auto* field : {"toxic", "harmful", "labels", "min", "categories", "unknown"})
        EXPECT_NE(message.find('"' + std::string{field} + '"'), std::string::npos) << field;
    EXPECT_NE(refusal("").find("holds no texts"), std::string::npos);
}

TEST_F(GoldenEvaluation, EveryLineThatMakesNoSenseIsNamed) {
    const auto message = refusal(four + R"({"text": "x", "min": 5}
{"text": "x", "categories": ["threat", "shouting"]}

not JSON
{"txt": "x"}
{"text": "x", "min": "V3"}
{"text": "x", "target": "the moon"}
{"text": "x", "harmful": 1}
{"text": "x", "toxic": "yes"}
{"text": "x", "min": 2}
{"text": "x", "functionality": "pets"}
[1]
)");
    for (const auto* part :
         {".jsonl:5: \"min\" is not a severity", ".jsonl:6: \"categories\" has a name", ".jsonl:8: is no labelled text",
          ".jsonl:9: is no labelled text: has no", ".jsonl:10: \"min\"", ".jsonl:11: \"target\"",
          ".jsonl:12: \"harmful\"", ".jsonl:13: \"toxic\"", ".jsonl:15: \"functionality\" needs",
          ".jsonl:16: is no labelled text"})
        EXPECT_NE(message.find(part), std::string::npos) << part << " in " << message;
    EXPECT_EQ(message.find(".jsonl:7:"), std::string::npos) << "an empty line is none";
    EXPECT_EQ(message.find(".jsonl:14:"), std::string::npos);
    EXPECT_EQ(message.find("shouting"), std::string::npos) << "what the file says is not repeated";
}

TEST_F(GoldenEvaluation, ALineThatIsTooLongIsOneLine) {
    const auto message = refusal("{\"text\": \"" + std::string(600000, 'x') + "\", \"min\": 2}\nx\n");
    EXPECT_NE(message.find(".jsonl:1: is longer than"), std::string::npos) << message.substr(0, 200);
    EXPECT_NE(message.find(".jsonl:2: is no labelled text"), std::string::npos) << message.substr(0, 200);
}

TEST_F(GoldenEvaluation, ManyRefusedLinesAreCounted) {
    std::string lines;
    for (int i = 0; i < 30; ++i) lines += "x\n";
    const auto message = refusal(lines);
    EXPECT_NE(message.find(".jsonl:20:"), std::string::npos);
    EXPECT_EQ(message.find(".jsonl:21:"), std::string::npos);
    EXPECT_NE(message.find("and 10 lines more"), std::string::npos);
}

TEST_F(GoldenEvaluation, TheShippedSetGivesTables) {
    const auto found = models::text::evaluate({TAXONOMY_DIRECTORY "/harmful.jsonl", "", false}, shipped_assessor(),
                                              [](const std::string&) {});
    ASSERT_TRUE(found) << found.error().message;
    EXPECT_GE(found->categories.size(), 15u);
    EXPECT_GE(of(*found, Category::threat).called, 10u);
}

/// Ten harmless texts of a group, two of which may be hidden, and twenty of none, of which one may be.
TEST_F(GoldenEvaluation, SaysHowMuchMoreOftenAGroupsHarmlessTextsMayBeHidden) {
    std::string lines;
    for (int i = 0; i < 30; ++i) {
        const bool group = i < 10;
        const bool hidden = i < 2 || i == 10;
        lines += std::string{R"({"toxic": 0, "text": ")"} + (group ? "jewish families " : "families ") +
                 (hidden ? "grumblewort" : "hello") + "\"}\n";
    }
    const auto found = evaluated(lines);
    ASSERT_TRUE(found) << found.error().message;
    ASSERT_EQ(found->groups.size(), 1u);
    const auto& jews = found->groups[0];
    ASSERT_TRUE(jews.false_hides);
    EXPECT_DOUBLE_EQ(*jews.false_hides, 4.0);
    EXPECT_LT(jews.false_hides_within.low, 1.0);
    EXPECT_GT(jews.false_hides_within.high, 4.0);
    simdjson::dom::parser parser;
    simdjson::dom::element root = parser.parse(to_json(*found));
    EXPECT_DOUBLE_EQ(double{root["identities"].at(0)["false_hide_ratio"]}, 4.0);
    EXPECT_EQ(std::uint64_t{root["no_identity"]["harmless_hidden"]}, 1u);
    EXPECT_NE(to_html(*found).find("4.000 ("), std::string::npos);
}

}  // namespace tests
