// Where a school's bars come to stand: by its own comments, cautiously, and not at all by a few of them.

#include "moderation/calibration.hpp"

#include <gtest/gtest.h>

namespace {

using models::Category;
using models::Severity;
using moderation::Correction;
using moderation::Sample;

/// A comment with a score, which a model found, or did not.
Sample sample(Category category, float score, bool found) {
    Sample made;
    made.found.scores[static_cast<std::size_t>(category)] = score;
    if (!found) return made;
    made.found.findings = {{category, Severity::v1, false}};
    made.found.reasons = {{category, "model:hate", "reads like it", 0, 0}};
    return made;
}

Sample called(Sample made, std::optional<Category> by_people) {
    made.decided = true;
    made.called = by_people;
    return made;
}

/// A school where a model shows ten harmless comments of 210, at scores from 0.10 to 0.19, and five that people
/// confirmed from 0.15 on.
std::vector<Sample> school(Category category) {
    std::vector<Sample> samples;
    for (int i = 0; i < 10; ++i)
        samples.push_back(called(sample(category, 0.10F + 0.01F * static_cast<float>(i), true), std::nullopt));
    for (int i = 0; i < 5; ++i)
        samples.push_back(called(sample(category, 0.15F + 0.05F * static_cast<float>(i), true), category));
    for (int i = 0; i < 200; ++i) samples.push_back(sample(category, 0.0001F * static_cast<float>(i), false));
    return samples;
}

TEST(Calibration, LeavesFewerHarmlessOnesAndNoneThatWasConfirmed) {
    Correction line;
    const auto basis = set_bars(line, Category::hate, school(Category::hate), moderation::kAimShipped);
    EXPECT_EQ(basis.decisions, 15U);
    EXPECT_EQ(basis.confirmed, 5U);
    EXPECT_EQ(basis.harmless, 210U);
    EXPECT_EQ(basis.shown_before, 10U);
    EXPECT_EQ(basis.shown_after, 5U) << "two of 210 were the aim, and the lowest confirmed one stands above five";
    EXPECT_LE(line.leave_below, 0.15F);
    EXPECT_GT(line.leave_below, 0.14F);
}

TEST(Calibration, ReachesTheAimWhereThatIsPossible) {
    auto samples = school(Category::hate);
    for (auto& one : samples)
        if (one.called) one.found.scores[static_cast<std::size_t>(Category::hate)] = 0.9F;
    Correction line;
    EXPECT_EQ(set_bars(line, Category::hate, samples, moderation::kAimShipped).shown_after, 2U);
    EXPECT_EQ(set_bars(line, Category::hate, samples, moderation::kAimFewer).shown_after, 1U);
    EXPECT_EQ(set_bars(line, Category::hate, samples, moderation::kAimMore).shown_after, 4U);
}

TEST(Calibration, ThreatsAreNeverShownLessReadilyThanShipped) {
    for (const auto category : {Category::threat, Category::grooming_contact, Category::cp_disclosure}) {
        Correction line;
        line.leave_below = 0.3F;  // as something else had learnt
        const auto basis = set_bars(line, category, school(category), moderation::kAimFewer);
        EXPECT_EQ(line.leave_below, 0.0F);
        EXPECT_EQ(basis.shown_after, 10U);
    }
}

TEST(Calibration, NothingMovesByAFew) {
    const auto without = [](auto&& drops) {
        auto samples = school(Category::hate);
        std::erase_if(samples, drops);
        Correction line;
        const auto basis = set_bars(line, Category::hate, samples, moderation::kAimFewer);
        EXPECT_FALSE(enough(basis));
        EXPECT_EQ(line.leave_below, 0.0F);
        EXPECT_EQ(line.look_from, 2.0F);
    };
    int confirmed = 0;
    without([&](const Sample& one) { return one.called && ++confirmed > 2; });
    int undecided = 0;
    without([&](const Sample& one) { return !one.decided && ++undecided > 189; });
    int harmless = 0;
    without([&](const Sample& one) { return one.decided && !one.called && ++harmless > 4; });
}

TEST(Calibration, ShowsMoreOnlyDownToWhatPeopleCalledThisThemselves) {
    std::vector<Sample> samples;
    for (int i = 0; i < 1000; ++i) samples.push_back(sample(Category::hate, 0.0005F * static_cast<float>(i), false));
    for (int i = 0; i < 10; ++i) samples.push_back(called(sample(Category::hate, 0.5F, true), Category::hate));
    Correction line;
    set_bars(line, Category::hate, samples, moderation::kAimShipped);
    EXPECT_EQ(line.look_from, 2.0F) << "everything confirmed was found";

    samples.push_back(called(sample(Category::hate, 0.4979F, false), Category::hate));
    const auto cautious = set_bars(line, Category::hate, samples, moderation::kAimShipped);
    EXPECT_NEAR(line.look_from, 0.4979F, 0.0002F);
    EXPECT_EQ(cautious.found_before, 0U);
    EXPECT_EQ(cautious.found_after, 1U);
    EXPECT_EQ(cautious.shown_after, 4U) << "fewer than the ten of a thousand that it may be";

    samples.push_back(called(sample(Category::hate, 0.01F, false), Category::hate));
    EXPECT_EQ(set_bars(line, Category::hate, samples, moderation::kAimShipped).shown_after, 10U) << "and never more";
}

}  // namespace
