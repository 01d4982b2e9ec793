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
        found.severity = models::Severity::v2;
        found.findings.push_back({Category::threat, models::Severity::v2, true});
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

    TemporaryDirectory directory;
};

TEST_F(EvaluationTest, CountsWhatWasFoundAndWhatWasNot) {
    const auto found = evaluation(false);
    EXPECT_EQ(found.texts, 80u);
    const auto threat = std::find_if(found.questions.begin(), found.questions.end(),
                                     [](const auto& one) { return one.name == "threat"; });
    ASSERT_NE(threat, found.questions.end());
    EXPECT_EQ(threat->figures.positives, 20u);
    EXPECT_EQ(threat->found, 19u);
    EXPECT_EQ(threat->false_alarms, 1u);
    EXPECT_DOUBLE_EQ(threat->precision(), 0.95);
    EXPECT_DOUBLE_EQ(threat->recall(), 0.95);
    EXPECT_DOUBLE_EQ(threat->f1(), 0.95);
    EXPECT_NEAR(threat->figures.auc, 0.95 * (59.0 / 60) + 0.5 * (0.05 * 59 + 0.95) / 60, 0.01);
    EXPECT_LT(threat->within[0].low, threat->figures.auc);
    EXPECT_GT(threat->within[0].high, threat->figures.auc);
    EXPECT_TRUE(std::none_of(found.questions.begin(), found.questions.end(), [](const auto& one) {
        return one.name == "spam";
    })) << "nobody said anything of spam";
}

TEST_F(EvaluationTest, SaysWhatHappensToTextsThatMentionAGroup) {
    const auto found = evaluation(false);
    ASSERT_EQ(found.identities.size(), 2u);
    EXPECT_EQ(found.identities[0].name, "Muslims");
    EXPECT_EQ(found.identities[0].harmful_seen, 19u);
    EXPECT_EQ(found.identities[0].harmless_hidden, 1u);
    EXPECT_EQ(found.identities[1].name, "women");
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
    EXPECT_GT(found.disguises[0].recall, found.disguises[1].recall) << "leet is not seen through by this assessor";
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

TEST(Disguises, ChangeATextAndKeepNothingBrokenInIt) {
    const std::string text = "somebody really should have known better than this";
    for (const auto kind : models::text::all_disguises()) {
        const auto changed = models::text::disguised(text, kind, 3);
        EXPECT_EQ(changed == text, kind == Disguise::none) << to_string(kind);
        EXPECT_EQ(changed, models::text::disguised(text, kind, 3));
        EXPECT_EQ(simdjson::validate_utf8(changed), true) << to_string(kind);
    }
}

TEST(Disguises, OfLookAlikesAndHiddenSignsAreUndone) {
    const std::string text = "somebody should have known better";
    for (const auto kind : {Disguise::zero_width, Disguise::full_width, Disguise::look_alike, Disguise::mixed_case})
        EXPECT_EQ(words(models::text::disguised(text, kind, 1)), words(text)) << to_string(kind);
}

TEST(Intervals, OfAShareHoldItAndAreNarrowerForMore) {
    const auto few = models::text::interval_of_share(9, 10);
    const auto many = models::text::interval_of_share(900, 1000);
    EXPECT_LT(few.low, 0.9);
    EXPECT_GT(few.high, 0.9);
    EXPECT_LT(many.high - many.low, few.high - few.low);
    EXPECT_EQ(models::text::interval_of_share(0, 0).high, 1.0);
}

TEST(Calibration, OfHonestProbabilitiesIsRight) {
    models::text::Scored scored;
    for (int i = 0; i < 100; ++i) scored.emplace_back(0.25F, i % 4 == 0);
    EXPECT_NEAR(models::text::calibration(scored).error, 0, 1e-6);
    EXPECT_EQ(models::text::calibration(scored).bins[2].texts, 100u);
    for (auto& [score, positive] : scored) score = 0.75F;
    EXPECT_NEAR(models::text::calibration(scored).error, 0.5, 1e-6);
}

}  // namespace tests
