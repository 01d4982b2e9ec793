// What was spent at a network adds up over all processes, and when one wants to be left alone, all know until when.

#include "moderation/store/spending.hpp"

#include "tests/integration/store_world.hpp"

namespace tests {
namespace {

using namespace std::chrono_literals;

class StoreSpendingTest : public StoreWorld {
  protected:
    void SetUp() override {
        StoreWorld::SetUp();
        spending = std::make_unique<moderation::SpendingStore>(*redis, "bramblecote");
    }

    std::unique_ptr<moderation::SpendingStore> spending;
};

TEST_F(StoreSpendingTest, AddsUpWhatAllProcessesSpend) {
    EXPECT_EQ(ok(spending->spend("x", "2026-11-20", 0, "2026-11")).today, 0);
    ok(spending->spend("x", "2026-11-20", 500, ""));
    ok(spending->spend("x", "2026-11-19", 40, ""));
    ok(spending->spend("x", "2026-10-31", 7, ""));
    ok(spending->spend("youtube", "2026-11-20", 9, ""));
    const auto spent = ok(spending->spend("x", "2026-11-20", 5, "2026-11"));
    EXPECT_EQ(spent.today, 505);
    EXPECT_EQ(spent.since, 545);
    ok(spending->spend("graph-104", "2026-11-19T09", 3, ""));
    ok(spending->spend("graph-104", "2026-11-19T10", 30, ""));
    EXPECT_EQ(ok(spending->spend("graph-104", "2026-11-20T10", 300, "2026-11-19T10")).since, 330);
}

TEST_F(StoreSpendingTest, KeepsEachSilenceUntilItIsOver) {
    ok(spending->be_silent("graph", "104", {now + 2h, "A pause."}, now));
    ok(spending->be_silent("graph", "104", {now + 1h, "A shorter one."}, now));
    ok(spending->be_silent("graph", "", {now + 10min, "A pause for all."}, now));
    ok(spending->be_silent("x", "1500", {now + 1h, "Of another."}, now));
    const auto silences = ok(spending->silences("graph"));
    ASSERT_EQ(silences.size(), 2U);
    EXPECT_EQ(silences.at("104").until, now + 2h);
    EXPECT_EQ(silences.at("104").why, "A pause.");
    EXPECT_EQ(silences.at("").until, now + 10min);
    ok(spending->be_silent("graph", "105", {now + 3h, "A pause."}, now + 2h));
    EXPECT_EQ(ok(spending->silences("graph")).size(), 1U) << "what is over is not kept";
}

}  // namespace
}  // namespace tests
