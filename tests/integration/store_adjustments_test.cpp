// A change of the judging: one candidate at a time, two people for what goes live, one step back, all in the journal.

#include "moderation/store/adjustments.hpp"

#include "tests/integration/store_world.hpp"

namespace tests {

class StoreAdjustmentsTest : public StoreWorld {
  protected:
    void SetUp() override {
        StoreWorld::SetUp();
        adjustments = std::make_unique<moderation::AdjustmentStore>(*redis, sealer, "bramblecote");
    }
    std::uint64_t asked(const std::string& person = "quill") {
        return ok(adjustments->ask(person, "learn", "what exactly", now));
    }
    void tried(std::uint64_t number, bool worse = false) {
        moderation::AdjustmentRecord made;
        made.number = number;
        made.content = "content " + std::to_string(number);
        made.worse = worse;
        ok(adjustments->tried(made, now));
    }
    void live(std::uint64_t number) { ok(adjustments->agree(number, "trellis", now)); }

    std::unique_ptr<moderation::AdjustmentStore> adjustments;
};

TEST_F(StoreAdjustmentsTest, GoesLiveWhenAnotherColleagueAgrees) {
    const auto number = asked();
    EXPECT_EQ(ok(adjustments->state()).candidate, number);
    tried(number);
    EXPECT_EQ(refused(adjustments->agree(number, "quill", now)), ErrorKind::forbidden);
    EXPECT_EQ(ok(adjustments->state()).live, 0u);
    live(number);
    EXPECT_EQ(ok(adjustments->state()).live, number);
    EXPECT_EQ(ok(adjustments->state()).candidate, 0u);
    const auto record = ok(adjustments->adjustment(number));
    EXPECT_EQ(record.agreed_by, "trellis");
    EXPECT_EQ(record.content, "content 1");
    EXPECT_EQ(count_kind("judging.asked"), 1u);
    EXPECT_EQ(count_kind("judging.tried"), 1u);
    EXPECT_EQ(count_kind("judging.agreed"), 1u);
}

TEST_F(StoreAdjustmentsTest, WhatIsWorseOrNotTriedYetCannotGoLive) {
    const auto number = asked();
    EXPECT_EQ(refused(adjustments->agree(number, "trellis", now)), ErrorKind::conflict);
    tried(number, true);
    EXPECT_EQ(refused(adjustments->agree(number, "trellis", now)), ErrorKind::rejected);
}

TEST_F(StoreAdjustmentsTest, OneCandidateAtATime) {
    const auto first = asked();
    EXPECT_EQ(refused(adjustments->ask("trellis", "term", "words", now)), ErrorKind::conflict);
    ok(adjustments->withdraw(first, "trellis", now));
    EXPECT_EQ(refused(adjustments->agree(first, "trellis", now)), ErrorKind::conflict);
    EXPECT_EQ(asked("trellis"), first + 1);
    EXPECT_TRUE(ok(adjustments->adjustment(first)).request.empty());
}

TEST_F(StoreAdjustmentsTest, OneStepBackIsAlwaysPossibleAndOnlyOne) {
    for (std::uint64_t number = 1; number <= 2; ++number) {
        tried(asked());
        live(number);
    }
    EXPECT_EQ(refused(adjustments->step_back(1, "quill", now)), ErrorKind::conflict);
    ok(adjustments->step_back(2, "quill", now));
    EXPECT_EQ(ok(adjustments->state()).live, 1u);
    EXPECT_EQ(refused(adjustments->step_back(1, "quill", now)), ErrorKind::rejected);
    EXPECT_EQ(count_kind("judging.stepped_back"), 1u);
}

TEST_F(StoreAdjustmentsTest, FromTheFirstChangeTheStepLeadsBackToWhatWasShipped) {
    tried(asked());
    live(1);
    ok(adjustments->step_back(1, "quill", now));
    EXPECT_EQ(ok(adjustments->state()).live, 0u);
}

TEST_F(StoreAdjustmentsTest, WhatIsAskedForIsSealed) {
    ok(adjustments->ask("quill", "term", "mr grimble", now));
    EXPECT_EQ(dump().find("grimble"), std::string::npos);
}

TEST_F(StoreAdjustmentsTest, WhatACandidateWouldDoIsCountedAndHasNoEffect) {
    tried(asked());
    auto item = benign("c1");
    item.shadow = 1;
    item.differs = true;
    auto same = benign("c2");
    same.shadow = 1;
    auto unseen = concern("c3");
    unseen.barred = {"quill"};
    unseen.shadow = 1;
    record({item, same, unseen});
    EXPECT_EQ(ok(adjustments->state()).seen, 2u) << "what somebody is barred from is not counted";
    EXPECT_EQ(ok(adjustments->state()).differs, 1u);
    EXPECT_EQ(this->item("c1").review, models::ReviewState::none);
}

}  // namespace tests
