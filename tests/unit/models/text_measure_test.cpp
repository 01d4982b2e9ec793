// What figures are computed from: disguises, intervals, calibration.

#include "models/text/disguises.hpp"
#include "models/text/measure.hpp"
#include "text_fixture.hpp"

#include <simdjson.h>

namespace tests {

using models::text::Disguise;

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

TEST(Intervals, OfARatioHoldItAlsoWhereNothingHappens) {
    const auto equal = models::text::interval_of_ratio(10, 100, 100, 1000);
    EXPECT_LT(equal.low, 1.0);
    EXPECT_GT(equal.high, 1.0);
    const auto more = models::text::interval_of_ratio(40, 100, 100, 1000);
    EXPECT_GT(more.low, 2.5);
    EXPECT_LT(more.low, 4.0);
    EXPECT_GT(more.high, 4.0);
    const auto never = models::text::interval_of_ratio(0, 10, 100, 1000);
    EXPECT_EQ(never.low, 0.0);
    EXPECT_GT(never.high, 1.0) << "ten texts without a false alarm say little";
    EXPECT_LT(models::text::interval_of_ratio(0, 1000, 100, 1000).high, 0.2);
}

TEST(Intervals, OfPrecisionRecallAndF1HoldThem) {
    const models::text::Confusion answers{80, 20, 40, 860};
    EXPECT_DOUBLE_EQ(*answers.precision(), 80.0 / 120);
    EXPECT_DOUBLE_EQ(*answers.recall(), 0.8);
    EXPECT_DOUBLE_EQ(*answers.f1(), 160.0 / 220);
    const auto within = intervals(answers);
    // Wilson's interval of the same shares is another way to the same thing.
    const auto precision = models::text::interval_of_share(80, 120);
    const auto recall = models::text::interval_of_share(80, 100);
    EXPECT_NEAR(within[0].low, precision.low, 0.03);
    EXPECT_NEAR(within[0].high, precision.high, 0.03);
    EXPECT_NEAR(within[1].low, recall.low, 0.03);
    EXPECT_NEAR(within[1].high, recall.high, 0.03);
    EXPECT_LT(within[2].low, *answers.f1());
    EXPECT_GT(within[2].high, *answers.f1());
}

TEST(Intervals, OfFewTextsThatWereAllAnsweredAlikeAreWide) {
    const models::text::Confusion faultless{4, 0, 0, 4};
    for (const auto& within : intervals(faultless)) {
        EXPECT_LT(within.low, 0.6);
        EXPECT_EQ(within.high, 1.0);
    }
    const models::text::Confusion hopeless{0, 4, 4, 0};
    EXPECT_DOUBLE_EQ(*hopeless.f1(), 0.0);
    for (const auto& within : intervals(hopeless)) {
        EXPECT_EQ(within.low, 0.0);
        EXPECT_GT(within.high, 0.4);
    }
}

TEST(Intervals, OfNothingAreEverything) {
    const models::text::Confusion only_harmful{5, 5, 0, 0};
    EXPECT_FALSE(only_harmful.precision()) << "nothing could have been a false alarm";
    EXPECT_FALSE(only_harmful.f1());
    EXPECT_DOUBLE_EQ(*only_harmful.recall(), 0.5);
    EXPECT_EQ(intervals(only_harmful)[0].high, 1.0);
    EXPECT_EQ(intervals(only_harmful)[0].low, 0.0);
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
