// What rules and models say together.

#include "models/text/verdict.hpp"

#include "text_fixture.hpp"

namespace tests {

using models::text::Classifier;
using models::text::Judge;
using models::text::Judged;
using models::text::Rule;
using models::text::RuleFindings;

TEST(RulesThatAskAModel, CountOnlyWhereItThinksTheSame) {
    const auto classifier = Classifier::load(ARTEFACTS_DIRECTORY, *models::text::read_manifest(ARTEFACTS_DIRECTORY));
    ASSERT_TRUE(classifier);
    const Judge judge{*classifier};
    Rule alone;
    Rule asks;
    asks.learnt = "disclosure";
    RuleFindings found;
    found.hits = {{&alone, 0, 1}, {&asks, 0, 1}};
    found.spared = {{&asks, 0, 1, 0, 1}};

    Judged judged;
    const auto& names = classifier->names();
    const auto disclosure =
        static_cast<std::size_t>(std::find(names.begin(), names.end(), "disclosure") - names.begin());
    judged.standing.fill(1.0F);
    judged.standing[disclosure] = Classifier::kMaybe - 0.01F;
    EXPECT_EQ(judge.backed(found, judged).hits.size(), 1u) << "what the other models think is not asked";
    EXPECT_TRUE(judge.backed(found, judged).spared.empty());

    judged.standing.fill(0.0F);
    judged.standing[disclosure] = Classifier::kMaybe;
    EXPECT_EQ(judge.backed(found, judged).hits.size(), 2u);
    EXPECT_EQ(judge.backed(found, judged).spared.size(), 1u);
}

}  // namespace tests
