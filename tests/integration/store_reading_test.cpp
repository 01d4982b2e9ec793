// What the store promises to those who read the networks: no notice is lost before somebody looked, and none is kept of
// a channel that may not be read; what is missing can be told.

#include "tests/integration/store_world.hpp"

namespace tests {
namespace {

using namespace std::chrono_literals;

class StoreReadingTest : public StoreWorld {
  protected:
    std::map<std::string, std::uint64_t> waiting() {
        std::map<std::string, std::uint64_t> found;
        for (const auto& notice : ok(store->notices("page"))) found[notice.what] = notice.number;
        return found;
    }
    bool noticed() { return ok(store->channel("page")).noticed; }
};

TEST_F(StoreReadingTest, KeepsWhatWasSaidUntilItIsAnswered) {
    EXPECT_FALSE(noticed());
    ok(store->note("page", {"fresh:1_2", "object:3:1_2", "fresh:1_2"}));
    EXPECT_TRUE(noticed());
    EXPECT_EQ(waiting().size(), 2U);
    ok(store->answer_notices(lease, ok(store->notices("page"))));
    EXPECT_TRUE(waiting().empty());
    EXPECT_FALSE(noticed());
}

TEST_F(StoreReadingTest, WhatIsSaidAgainWhileItIsLookedAtStays) {
    ok(store->note("page", {"fresh:1_2", "fresh:1_3"}));
    const auto looked_at = ok(store->notices("page"));
    ok(store->note("page", {"fresh:1_2"}));
    ok(store->answer_notices(lease, looked_at));
    EXPECT_EQ(waiting().size(), 1U);
    EXPECT_TRUE(waiting().contains("fresh:1_2"));
    EXPECT_TRUE(noticed());
}

TEST_F(StoreReadingTest, OnlyWhoHoldsTheLeaseAnswers) {
    ok(store->note("page", {"fresh:1_2"}));
    auto late = lease;
    ok(store->take_lease("page", "process-2", 60s, now + 2min));
    EXPECT_EQ(refused(store->answer_notices(late, ok(store->notices("page")))), ErrorKind::conflict);
    EXPECT_EQ(waiting().size(), 1U);
}

TEST_F(StoreReadingTest, NothingIsKeptOfAChannelThatMayNotBeRead) {
    ok(store->suspend_channel("page", "ottilie", "review", now));
    const auto before = dump();
    EXPECT_EQ(refused(store->note("page", {"fresh:1_2"})), ErrorKind::rejected);
    EXPECT_EQ(refused(store->note("nowhere", {"fresh:1_2"})), ErrorKind::rejected);
    EXPECT_EQ(dump(), before);
}

TEST_F(StoreReadingTest, TooManyBecomeOneThatAsksForEverything) {
    std::vector<std::string> many;
    for (int i = 0; i < 1'200; ++i) many.push_back("fresh:" + std::to_string(i));
    ok(store->note("page", many));
    EXPECT_EQ(waiting().size(), 1'001U);
    EXPECT_TRUE(waiting().contains("everything"));
    ok(store->note("page", {"fresh:7"}));  // known already: needs no more room
    EXPECT_EQ(waiting().size(), 1'001U);
}

// ---- completeness and cost

TEST_F(StoreReadingTest, ComparesWhatTheNetworkCountsWithWhatIsHeld) {
    auto listing = page();
    listing.feed = "published_posts";
    listing.counts = {{"post-1", 3, now - 1h}, {"post-2", 2, now - 1h}, {"post-3", 9, now - 24h * 90}};
    ok(store->record_page(listing, {}, now));
    record({concern("c1"), concern("c2")});  // under post-1
    auto complete = ok(store->completeness("page", now - 24h * 60));
    EXPECT_EQ(complete.counted, 5);
    EXPECT_EQ(complete.held, 2);
    EXPECT_EQ(complete.posts, 2U);
    EXPECT_EQ(complete.lacking, 2U);

    record({concern("c3"), concern("c4")});  // more than counted: the count is late
    complete = ok(store->completeness("page", now - 24h * 60));
    EXPECT_EQ(complete.held, 3);
    EXPECT_EQ(complete.lacking, 1U);

    auto gone = page();
    gone.gone = {"c4", "c3", "c1"};
    ok(store->record_page(gone, {}, now));
    EXPECT_EQ(ok(store->completeness("page", now - 24h * 60)).held, 1);
}

TEST_F(StoreReadingTest, KnowsTheLongestTimeBetweenTwoRoundsOfTheLastDays) {
    models::HealthReport report;
    report.channel_id = "page";
    report.health = models::ChannelHealth::nothing_new;
    const auto round_at = [&](runtime::Time at) {
        ok(store->record_health(report, at));
        return ok(store->channel("page")).longest_gap;
    };
    EXPECT_EQ(round_at(now), 0ms);
    EXPECT_EQ(round_at(now + 5min), 5min);
    EXPECT_EQ(round_at(now + 25min), 20min);
    EXPECT_EQ(round_at(now + 30min), 20min);
    report.health = models::ChannelHealth::unreachable;  // no round
    EXPECT_EQ(round_at(now + 3h), 20min);
    report.health = models::ChannelHealth::reading;
    EXPECT_EQ(round_at(now + 4h + 30min), 4h);
    for (auto day = 24h; day <= 24h * 7; day += 24h) round_at(now + 4h + 30min + day);
    EXPECT_EQ(round_at(now + 4h + 31min + 24h * 7), 24h);
}

}  // namespace
}  // namespace tests
