// Functional tests (models/golden/functional.jsonl): named things that ought to be got right, six texts each. They were
// written before anything was measured with them, and no text was dropped or reworded for failing.

#include "models/text/evaluation.hpp"
#include "text_fixture.hpp"

#include <map>
#include <set>
#include <string>

namespace tests {

models::text::Evaluation evaluated(const std::string& file) {
    auto found = models::text::evaluate({file, "", false}, shipped_assessor(), [](const std::string&) {});
    EXPECT_TRUE(found) << (found ? "" : found.error().message);
    return found ? *found : models::text::Evaluation{};
}

const models::text::Evaluation& functional_tests() {
    static const auto evaluation = evaluated(TAXONOMY_DIRECTORY "/functional.jsonl");
    return evaluation;
}

TEST(Functional, TestsAreManyAndNoneStandsTwice) {
    EXPECT_GE(functional_tests().functionalities.size(), 30u);
    for (const auto& one : functional_tests().functionalities) EXPECT_GE(one.texts(), 5u) << one.name;
    std::set<std::string> texts;
    for (const auto& example : examples("functional.jsonl")) EXPECT_TRUE(texts.insert(example.text).second);
    EXPECT_EQ(texts.size(), functional_tests().all_functionalities.texts());
}

TEST(Functional, NothingHarmlessMayBeHidden) {
    for (const auto& one : functional_tests().functionalities) EXPECT_EQ(one.harmless_hidden, 0u) << one.name;
}

/// Measured: 0.819, see MEASURED.md. The floor is a little lower, so that a change may lose some and win others.
TEST(Functional, AreRightAsOftenAsWasMeasured) {
    const auto& all = functional_tests().all_functionalities;
    EXPECT_GE(static_cast<double>(all.right()) / static_cast<double>(all.texts()), 0.79);
}

/// By somebody who had seen neither rules nor models; nothing is changed for a single one of these. The floors are a
/// little under what was measured.
TEST(Others, AreJudgedRightlyAsOftenAsWasMeasured) {
    const std::map<std::string, double> floors{{"an emergency", 0.20},     {"grave", 0.48},
                                               {"to be dealt with", 0.35}, {"ordinary", 0.98},
                                               {"a complaint", 0.98},      {"harmless with dangerous words", 0.94}};
    const auto evaluation = evaluated(UNSEEN_DIRECTORY "/others.jsonl");
    EXPECT_EQ(evaluation.functionalities.size(), floors.size());
    for (const auto& one : evaluation.functionalities)
        EXPECT_GE(static_cast<double>(one.right()) / static_cast<double>(one.texts()), floors.at(one.name)) << one.name;
}

}  // namespace tests
