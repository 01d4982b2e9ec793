// What rules and models say together.

#include "models/text/hearing.hpp"

#include "text_fixture.hpp"

namespace tests {

using models::text::Classifier;
using models::text::Judged;
using models::text::Rule;
using models::text::RuleFindings;

class RulesAndModels : public testing::Test {
  protected:
    /// One model stands there, and all others elsewhere.
    static Judged standing(std::string_view model, float there, float elsewhere) {
        Judged judged;
        const auto& names = shipped_classifier().names();
        judged.standing.fill(elsewhere);
        judged.standing[static_cast<std::size_t>(std::find(names.begin(), names.end(), model) - names.begin())] = there;
        return judged;
    }

    static RuleFindings after(const RuleFindings& found, const Judged& judged) {
        return models::text::heard(found, judged, shipped_classifier());
    }
};

TEST_F(RulesAndModels, ARuleThatAsksAModelCountsOnlyWhereItThinksTheSame) {
    Rule alone;
    Rule asks;
    asks.learnt = "disclosure";
    RuleFindings found;
    found.hits = {{&alone, 0, 1}, {&asks, 0, 1}};
    found.spared = {{&asks, 0, 1, 0, 1}};

    const auto silent = standing("disclosure", Classifier::kMaybe - 0.01F, 1.0F);
    EXPECT_EQ(after(found, silent).hits.size(), 1u) << "what the other models think is not asked";
    EXPECT_TRUE(after(found, silent).spared.empty());

    const auto hears = standing("disclosure", Classifier::kMaybe, 0.0F);
    EXPECT_EQ(after(found, hears).hits.size(), 2u);
    EXPECT_EQ(after(found, hears).spared.size(), 1u);
}

TEST_F(RulesAndModels, AnExceptionToWhatIsGraveIsADoubtWhereTheModelHearsIt) {
    Rule grave;
    grave.category = models::Category::threat;
    grave.severity = models::Severity::v4;
    Rule slight = grave;
    slight.severity = models::Severity::v2;
    RuleFindings found;
    found.spared = {{&grave, 2, 4, 5, 6}, {&slight, 0, 1, 5, 6}};

    const auto silent = after(found, standing("threat", Classifier::kMaybe - 0.01F, 1.0F));
    EXPECT_TRUE(silent.hits.empty());
    EXPECT_EQ(silent.spared.size(), 2u);

    const auto heard = after(found, standing("threat", Classifier::kMaybe, 0.0F));
    ASSERT_EQ(heard.hits.size(), 1u);
    EXPECT_EQ(heard.hits[0].rule, &grave);
    EXPECT_EQ(heard.hits[0].severity(), models::Severity::v3);
    EXPECT_FALSE(heard.hits[0].sure());
    EXPECT_EQ(heard.spared.size(), 1u);

    grave.learnt = "threat";  // it asked already, so the exception holds until the model is sure
    EXPECT_TRUE(after(found, standing("threat", Classifier::kMaybe, 0.0F)).hits.empty());
    EXPECT_EQ(after(found, standing("threat", Classifier::kSure, 0.0F)).hits.size(), 1u);
}

TEST_F(RulesAndModels, SportAndPlayAreNoExcuseForAThreat) {
    for (const auto* text : {"gonna stab him at the football match tomorrow", "dad hits me when we lose the match"}) {
        const auto assessment = shipped_assessor().assess(text);
        EXPECT_EQ(assessment.severity, models::Severity::v3) << text;
    }
}

}  // namespace tests
