// Functional tests (models/golden/functional.jsonl): named things that ought to be got right, six texts each. They were
// written before anything was measured with them, and no text was dropped or reworded for failing.

#include "models/text/evaluation.hpp"
#include "text_fixture.hpp"

#include <map>
#include <set>
#include <string>

namespace tests {

const models::text::Evaluation& functional_tests() {
    static const auto evaluation = [] {
        auto found = models::text::evaluate({TAXONOMY_DIRECTORY "/functional.jsonl", "", false}, shipped_assessor(),
                                            [](const std::string&) {});
        EXPECT_TRUE(found) << (found ? "" : found.error().message);
        return found ? *found : models::text::Evaluation{};
    }();
    return evaluation;
}

TEST(Functional, TestsAreManyAndNoneStandsTwice) {
    EXPECT_GE(functional_tests().functionalities.size(), 30u);
    for (const auto& one : functional_tests().functionalities) EXPECT_GE(one.texts(), 5u) << one.name;
    std::set<std::string> texts;
    for (const auto& example : examples("functional.jsonl")) EXPECT_TRUE(texts.insert(example.text).second);
    EXPECT_EQ(texts.size(), functional_tests().all_functionalities.texts());
}

/// Three texts are known to be wrong, one of each of these: a reported "go back to your own country", "the children are
/// going to kill me" and a film about a suicide. No other may join them.
TEST(Functional, NothingHarmlessMayBeHidden) {
    const std::map<std::string, std::size_t> known{{"hate quoted to report it", 1},
                                                   {"threat only as a manner of speaking", 1},
                                                   {"self-harm in news and teaching", 1}};
    for (const auto& one : functional_tests().functionalities)
        EXPECT_LE(one.harmless_hidden, known.contains(one.name) ? known.at(one.name) : 0) << one.name;
}

/// Measured: 0.674, see MEASURED.md. The floor is a little lower, so that a change may lose some and win others.
TEST(Functional, AreRightAsOftenAsWasMeasured) {
    const auto& all = functional_tests().all_functionalities;
    EXPECT_GE(static_cast<double>(all.right()) / static_cast<double>(all.texts()), 0.65);
}

}  // namespace tests
