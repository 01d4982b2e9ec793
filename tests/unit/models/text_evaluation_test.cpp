// Evaluation: figures of scores whose quality is known, and a report that shows nothing of the texts.

#include "models/text/evaluation_report.hpp"

#include "models/text/disguises.hpp"
#include "models/text/evaluate_command.hpp"
#include "models/text/manifest.hpp"
#include "tests/support/temporary_directory.hpp"
#include "text_fixture.hpp"

#include <filesystem>
#include <sstream>

#include <simdjson.h>

namespace tests {

using models::Category;
using models::text::Disguise;

/// Finds "grumblewort" threatening wherever it is written plainly.
class OneWord final : public models::Assessor {
  public:
    models::Assessment assess(std::string_view text) const override {
        models::Assessment found;
        const bool bad = text.find("grumblewort") != std::string_view::npos;
        found.scores[static_cast<std::size_t>(Category::threat)] = bad ? 0.9F : 0.1F;
        found.scores[static_cast<std::size_t>(Category::benign)] = bad ? 0.1F : 0.9F;
        if (!bad) return found;
        found.severity = models::Severity::v3;
        found.findings.push_back({Category::threat, models::Severity::v3, true});
        return found;
    }
    std::string version() const override { return "m:000000 r:1"; }
};

class EvaluationTest : public testing::Test {
  protected:
    EvaluationTest() {
        std::ofstream file{directory / "labelled.jsonl"};
        for (int i = 0; i < 80; ++i) {
            const bool threat = i % 4 == 3;
            // One of the threats is put otherwise, one of the harmless texts speaks of the word.
            const bool named = (threat && i != 3) || i == 1;
            file << R"({"id":"x","text":"the muslim woman said )" << (named ? "grumblewort " : "good morning ") << i
                 << R"(","labels":[)" << (threat ? "\"threat\"" : "") << R"(],"known":["threat"],"toxic":)" << threat
                 << R"(,"source":"<script>alert(1)</script>","licence":"none","use":"train","core":true})" << '\n';
        }
    }

    models::text::Evaluation evaluation(bool disguised, const std::string& tuned_on = "") {
        const auto found = models::text::evaluate({directory / "labelled.jsonl", tuned_on, disguised}, OneWord{},
                                                  [](const std::string&) {});
        EXPECT_TRUE(found) << found.error().message;
        return *found;
    }

    static void expect_one_wrong_of_twenty(const models::text::Found& found) {
        EXPECT_EQ(found.counts.found, 19u);
        EXPECT_EQ(found.counts.missed, 1u);
        EXPECT_EQ(found.counts.false_alarms, 1u);
        EXPECT_EQ(found.counts.passed, 59u);
        for (const auto& value : {found.counts.precision(), found.counts.recall(), found.counts.f1()})
            EXPECT_DOUBLE_EQ(value.value_or(0), 0.95);
        for (const auto& within : found.within) {
            EXPECT_LT(within.low, 0.95);
            EXPECT_GE(within.low, 0.8);
            EXPECT_GT(within.high, 0.95);
        }
    }

    TemporaryDirectory directory;
};

TEST_F(EvaluationTest, CountsWhatWasFoundAndWhatWasNot) {
    const auto found = evaluation(false);
    EXPECT_EQ(found.texts, 80u);
    const auto threat = std::find_if(found.questions.begin(), found.questions.end(),
                                     [](const auto& one) { return one.name == "threat"; });
    ASSERT_NE(threat, found.questions.end());
    EXPECT_EQ(threat->figures.positives, 20u);
    expect_one_wrong_of_twenty(threat->findings);
    EXPECT_NEAR(threat->figures.auc, 0.95 * (59.0 / 60) + 0.5 * (0.05 * 59 + 0.95) / 60, 0.01);
    EXPECT_LT(threat->within[0].low, threat->figures.auc);
    EXPECT_GT(threat->within[0].high, threat->figures.auc);
    EXPECT_TRUE(std::none_of(found.questions.begin(), found.questions.end(), [](const auto& one) {
        return one.name == "spam";
    })) << "nobody said anything of spam";
}

TEST_F(EvaluationTest, CountsTheSameOfEverySource) {
    const auto found = evaluation(false);
    ASSERT_EQ(found.sources.size(), 1u);
    expect_one_wrong_of_twenty(found.sources[0].findings);
}

TEST_F(EvaluationTest, SaysWhatHappensToTextsThatMentionAGroup) {
    const auto found = evaluation(false);
    ASSERT_EQ(found.groups.size(), 2u);
    EXPECT_EQ(found.groups[0].texts.name, "Muslims");
    EXPECT_EQ(found.groups[0].texts.harmful_seen, 19u);
    EXPECT_EQ(found.groups[0].texts.harmless_hidden, 1u);
    EXPECT_EQ(found.groups[1].texts.name, "women");
    EXPECT_EQ(found.no_group.harmless, 0u);
    EXPECT_FALSE(found.groups[0].false_hides) << "there is nobody to compare them with";
}

TEST_F(EvaluationTest, SaysWhenTheModelsWereTunedOnTheseTexts) {
    EXPECT_FALSE(evaluation(false).tuned_on_it);
    const auto sha256 = models::text::measure(directory / "labelled.jsonl")->sha256;
    const auto found = evaluation(false, sha256);
    EXPECT_TRUE(found.tuned_on_it);
    EXPECT_NE(to_html(found).find("flatter"), std::string::npos);
}

TEST_F(EvaluationTest, DisguisedTextsAreMeasuredToo) {
    const auto found = evaluation(true);
    ASSERT_EQ(found.disguises.size(), models::text::kDisguiseCount);
    EXPECT_EQ(found.disguises[0].name, "none");
    const auto& plain = found.disguises[0];
    const auto& leet = found.disguises[1];
    EXPECT_EQ(plain.harmful, 20u) << "every fourth text is disguised, and every fourth is a threat";
    EXPECT_EQ(plain.harmful_above, 19u);
    EXPECT_EQ(plain.grave, 19u);
    EXPECT_EQ(plain.grave_kept, 19u);
    EXPECT_EQ(leet.grave, 19u) << "counted as they were written plainly";
    EXPECT_LT(leet.harmful_above, 19u) << "leet is not seen through by this assessor";
    EXPECT_EQ(leet.grave_kept, leet.harmful_seen);
    simdjson::dom::parser parser;
    simdjson::dom::element root = parser.parse(to_json(found));
    const auto none = root["disguises"].at(0);
    EXPECT_DOUBLE_EQ(double{none["recall"]}, 0.95);
    EXPECT_LT(double{none["recall_95"].at(0)}, 0.95);
    EXPECT_DOUBLE_EQ(double{none["severity_kept"]}, 1.0);
    EXPECT_LT(double{none["severity_kept_95"].at(0)}, 1.0);
}

TEST_F(EvaluationTest, ReportsAreWholeAndHostileNamesAreText) {
    const auto found = evaluation(true);
    const auto html = to_html(found);
    EXPECT_EQ(html.find("<script"), std::string::npos);
    EXPECT_NE(html.find("&lt;script&gt;"), std::string::npos);
    EXPECT_NE(html.find("<polyline"), std::string::npos);
    EXPECT_EQ(html.find("good morning"), std::string::npos);
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    ASSERT_FALSE(parser.parse(to_json(found)).get(root));
    EXPECT_EQ(std::uint64_t{root["texts"]}, 80u);
    EXPECT_NE(to_text(found).find("threat"), std::string::npos);
}

TEST_F(EvaluationTest, TheCommandWritesItsReports) {
    models::text::EvaluateCommand command{ARTEFACTS_DIRECTORY, directory / "labelled.jsonl", directory / "report.html",
                                          directory / "report.json", false};
    std::ostringstream out;
    std::ostringstream progress;
    const auto done = models::text::evaluate_command(command, out, progress);
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_NE(out.str().find("80 texts"), std::string::npos);
    EXPECT_NE(read_file(command.html_file).find("</html>"), std::string::npos);
    EXPECT_EQ(read_file(command.json_file).front(), '{');
    command.html_file = directory / "nowhere/report.html";
    EXPECT_FALSE(models::text::evaluate_command(command, out, progress));
}

TEST_F(EvaluationTest, AMissingFileIsSaid) {
    EXPECT_FALSE(models::text::evaluate({directory / "nowhere", "", false}, OneWord{}, [](const std::string&) {}));
}

}  // namespace tests
