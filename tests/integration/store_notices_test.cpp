// What the store promises of notices: none is lost before somebody looked, and none is kept of a channel that may not
// be read.

#include "tests/integration/store_world.hpp"

namespace tests {
namespace {

using namespace std::chrono_literals;

class StoreNoticesTest : public StoreWorld {
  protected:
    std::map<std::string, std::uint64_t> waiting() {
        std::map<std::string, std::uint64_t> found;
        for (const auto& notice : ok(store->notices("page"))) found[notice.what] = notice.number;
        return found;
    }
    bool noticed() { return ok(store->channel("page")).noticed; }
};

TEST_F(StoreNoticesTest, KeepsWhatWasSaidUntilItIsAnswered) {
    EXPECT_FALSE(noticed());
    ok(store->note("page", {"fresh:1_2", "object:3:1_2", "fresh:1_2"}));
    EXPECT_TRUE(noticed());
    EXPECT_EQ(waiting().size(), 2U);
    ok(store->answer_notices(lease, ok(store->notices("page"))));
    EXPECT_TRUE(waiting().empty());
    EXPECT_FALSE(noticed());
}

TEST_F(StoreNoticesTest, WhatIsSaidAgainWhileItIsLookedAtStays) {
    ok(store->note("page", {"fresh:1_2", "fresh:1_3"}));
    const auto looked_at = ok(store->notices("page"));
    ok(store->note("page", {"fresh:1_2"}));
    ok(store->answer_notices(lease, looked_at));
    EXPECT_EQ(waiting().size(), 1U);
    EXPECT_TRUE(waiting().contains("fresh:1_2"));
    EXPECT_TRUE(noticed());
}

TEST_F(StoreNoticesTest, OnlyWhoHoldsTheLeaseAnswers) {
    ok(store->note("page", {"fresh:1_2"}));
    auto late = lease;
    ok(store->take_lease("page", "process-2", 60s, now + 2min));
    EXPECT_EQ(refused(store->answer_notices(late, ok(store->notices("page")))), ErrorKind::conflict);
    EXPECT_EQ(waiting().size(), 1U);
}

TEST_F(StoreNoticesTest, NothingIsKeptOfAChannelThatMayNotBeRead) {
    ok(store->suspend_channel("page", "ottilie", "review", now));
    const auto before = dump();
    EXPECT_EQ(refused(store->note("page", {"fresh:1_2"})), ErrorKind::rejected);
    EXPECT_EQ(refused(store->note("nowhere", {"fresh:1_2"})), ErrorKind::rejected);
    EXPECT_EQ(dump(), before);
}

TEST_F(StoreNoticesTest, TooManyBecomeOneThatAsksForEverything) {
    std::vector<std::string> many;
    for (int i = 0; i < 1'200; ++i) many.push_back("fresh:" + std::to_string(i));
    ok(store->note("page", many));
    EXPECT_EQ(waiting().size(), 1'001U);
    EXPECT_TRUE(waiting().contains("everything"));
    ok(store->note("page", {"fresh:7"}));  // known already: needs no more room
    EXPECT_EQ(waiting().size(), 1'001U);
}

}  // namespace
}  // namespace tests
