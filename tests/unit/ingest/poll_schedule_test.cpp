// What the schedule promises: often enough for the hour of the day, never more than the network allows.

#include "ingest/poll_schedule.hpp"

#include <gtest/gtest.h>

namespace ingest {
namespace {

using namespace std::chrono_literals;
using config::Profile;

const config::Settings::Collect kCollect{};
Usage used(int percent) {
    Usage usage;
    usage.percent = percent;
    return usage;
}
const runtime::Time kNow = std::chrono::sys_days{std::chrono::year{2026} / 11 / 20} + 12h;

TEST(NextInterval, FollowsTheProfileOfTheDay) {
    const auto quiet = [](Profile profile) { return next_interval(kCollect, profile, Usage{}, false, 0); };
    EXPECT_EQ(quiet(Profile::school_hours), 5min);
    EXPECT_EQ(quiet(Profile::evening), 10min);
    EXPECT_EQ(quiet(Profile::night), 15min);
    EXPECT_EQ(quiet(Profile::weekend), 15min);
    EXPECT_EQ(quiet(Profile::holiday), 30min);
}

TEST(NextInterval, IsShortWhileNewItemsArriveUnlessTheBudgetRunsLow) {
    EXPECT_EQ(next_interval(kCollect, Profile::holiday, used(59), true, 0), kBusyInterval);
    EXPECT_EQ(next_interval(kCollect, Profile::holiday, used(60), true, 0), 60min);
}

TEST(NextInterval, IsLengthenedByJitterAndNeverShortened) {
    EXPECT_EQ(next_interval(kCollect, Profile::school_hours, Usage{}, false, 0.5), 5min * 1.05);
    EXPECT_EQ(next_interval(kCollect, Profile::school_hours, Usage{}, false, -3), 5min);
}

TEST(Slowness, BeginsAtSixtyAndGrowsTowardsEighty) {
    EXPECT_EQ(slowness(used(59)), 1);
    EXPECT_EQ(slowness(used(60)), 2);
    EXPECT_EQ(slowness(used(70)), 2);
    EXPECT_EQ(slowness(used(75)), 4);
    EXPECT_GT(slowness(used(80)), slowness(used(79)));
    EXPECT_FALSE(used_up(used(80)));
    EXPECT_TRUE(used_up(used(81)));
}

TEST(Slowness, LeavesAnAllowanceToThePlan) {
    auto usage = used(79);
    usage.allowance = Allowance{};
    EXPECT_EQ(slowness(usage), 1);
}

TEST(Silence, LastsAsLongAsTheNetworkAsks) {
    EXPECT_EQ(silence(1, 17min, 0), 17min);
    EXPECT_GE(silence(1, 17min, 0.9), 17min);
}

TEST(Silence, DoublesFromFifteenMinutesToFourHours) {
    EXPECT_EQ(silence(1, {}, 0), 15min);
    EXPECT_EQ(silence(2, 0ms, 0), 30min);
    EXPECT_EQ(silence(3, {}, 0), 1h);
    EXPECT_EQ(silence(5, {}, 0), 4h);
    EXPECT_EQ(silence(1'000, {}, 0), 4h);
}

TEST(RetryWait, DoublesUpToTheInterval) {
    EXPECT_EQ(retry_wait(1, 5min, 0), 30s);
    EXPECT_EQ(retry_wait(2, 5min, 0), 1min);
    EXPECT_EQ(retry_wait(4, 5min, 0), 4min);
    EXPECT_EQ(retry_wait(9, 5min, 0), 5min);
}

PostFacts post(std::chrono::hours age, std::int64_t count) {
    PostFacts facts;
    facts.created = kNow - age;
    facts.count = count;
    return facts;
}

PostFacts read_before(PostFacts facts, std::chrono::hours ago, std::int64_t count_then) {
    ThreadState state;
    state.created = facts.created;
    state.last_full = kNow - ago;
    state.count = count_then;
    facts.known = state;
    return facts;
}

constexpr std::chrono::hours kWatch{60 * 24};

TEST(Reading, TakesAYoungPostFullyEachRound) {
    EXPECT_EQ(reading(post(2h, 0), kWatch, kNow), Reading::full);
    EXPECT_EQ(reading(read_before(post(2h, 3), 0h, 3), kWatch, kNow), Reading::full);
}

TEST(Reading, TakesAPostOfAFortnightOnceADayOrWhenTheCountChanged) {
    EXPECT_EQ(reading(read_before(post(100h, 3), 1h, 3), kWatch, kNow), Reading::skip);
    EXPECT_EQ(reading(read_before(post(100h, 3), 24h, 3), kWatch, kNow), Reading::full);
    EXPECT_EQ(reading(read_before(post(100h, 4), 1h, 3), kWatch, kNow), Reading::full);
    EXPECT_EQ(reading(read_before(post(100h, 2), 1h, 3), kWatch, kNow), Reading::full);
}

TEST(Reading, TakesAnOlderPostOnceAWeekOrWhenTheCountChanged) {
    EXPECT_EQ(reading(read_before(post(500h, 3), 48h, 3), kWatch, kNow), Reading::skip);
    EXPECT_EQ(reading(read_before(post(500h, 3), 168h, 3), kWatch, kNow), Reading::full);
    EXPECT_EQ(reading(read_before(post(500h, 4), 48h, 3), kWatch, kNow), Reading::full);
}

TEST(Reading, ReopensAPostThatIsNoLongerWatchedOnlyWhenItsCountChanged) {
    EXPECT_EQ(reading(post(5'000h, 3), kWatch, kNow), Reading::remember);
    EXPECT_EQ(reading(read_before(post(5'000h, 3), 900h, 3), kWatch, kNow), Reading::skip);
    EXPECT_EQ(reading(read_before(post(5'000h, 4), 900h, 3), kWatch, kNow), Reading::full);
}

TEST(Reading, TakesALargeThreadFullyOnlyOnceAnHour) {
    EXPECT_EQ(reading(read_before(post(2h, 501), 0h, 501), kWatch, kNow), Reading::newest);
    EXPECT_EQ(reading(read_before(post(2h, 501), 1h, 501), kWatch, kNow), Reading::full);
    EXPECT_EQ(reading(read_before(post(100h, 900), 0h, 800), kWatch, kNow), Reading::newest);
    EXPECT_EQ(reading(read_before(post(100h, 900), 0h, 900), kWatch, kNow), Reading::skip);
}

TEST(Reading, TreatsAnUnknownDateOrCountAsReasonToRead) {
    auto unknown = read_before(post(100h, 3), 1h, 3);
    unknown.count.reset();
    EXPECT_EQ(reading(unknown, kWatch, kNow), Reading::full);
    auto undated = read_before(post(100h, 3), 1h, 3);
    undated.created.reset();
    EXPECT_EQ(reading(undated, kWatch, kNow), Reading::full);
}

TEST(Reading, GoesByTheSweepOfTheNetwork) {
    auto facts = read_before(post(40h, 3), 1h, 3);
    facts.sweep = {.each_round = 48h, .daily = 30 * 24h};
    EXPECT_EQ(reading(facts, kWatch, kNow), Reading::full);
    facts = read_before(post(29 * 24h, 3), 24h, 3);
    facts.sweep = {.each_round = 48h, .daily = 30 * 24h};
    EXPECT_EQ(reading(facts, kWatch, kNow), Reading::full);
}

TEST(Reading, LooksForTheNewestOnceAnHourWhereTheCountSaysLittle) {
    auto facts = read_before(post(100h, 3), 5h, 3);
    facts.sweep.hourly = 14 * 24h;
    EXPECT_EQ(reading(facts, kWatch, kNow), Reading::newest);
    facts.known->last_read = kNow - 20min;
    EXPECT_EQ(reading(facts, kWatch, kNow), Reading::skip);
    facts.known->last_read = kNow - 1h;
    EXPECT_EQ(reading(facts, kWatch, kNow), Reading::newest);
    facts.known->last_full = kNow - 24h;
    EXPECT_EQ(reading(facts, kWatch, kNow), Reading::full);
    facts.created = kNow - 20 * 24h;
    EXPECT_EQ(reading(facts, kWatch, kNow), Reading::skip);
}

TEST(ThreadState, IsReadFromCursorsOfEarlierVersions) {
    const auto state = thread_state_from("v1 1795000000000 - 7 gap");
    ASSERT_TRUE(state);
    EXPECT_EQ(state->count, 7);
    EXPECT_TRUE(state->gap);
    EXPECT_FALSE(state->last_read);
}

TEST(ThreadState, SurvivesBeingACursor) {
    ThreadState state;
    state.created = kNow - 5h;
    state.count = 12;
    state.youngest = kNow - 2h;
    state.gap = true;
    const auto back = thread_state_from(state.cursor());
    ASSERT_TRUE(back);
    EXPECT_EQ(back->created, state.created);
    EXPECT_FALSE(back->last_full);
    EXPECT_EQ(back->count, 12);
    EXPECT_EQ(back->youngest, state.youngest);
    EXPECT_FALSE(back->last_read);
    EXPECT_TRUE(back->gap);
    state.gone = true;
    EXPECT_TRUE(thread_state_from(state.cursor())->gone);
}

TEST(ThreadState, IsNothingKnownWhenTheCursorIsForeign) {
    for (const std::string foreign : {"", "QVFIUm9uZQ==", "v1", "v1 x y z", "v1 1", "v1 1 2 99999999999999999999999"})
        EXPECT_FALSE(thread_state_from(foreign)) << foreign;
}

TEST(Silent, HoldsUntilTheNamedMoment) {
    models::Channel channel;
    channel.health = models::ChannelHealth::rate_limited;
    channel.health_until = kNow;
    EXPECT_TRUE(silent(channel, kNow - 1ms));
    EXPECT_FALSE(silent(channel, kNow));
    channel.health = models::ChannelHealth::unreachable;
    EXPECT_FALSE(silent(channel, kNow - 1h));
}

}  // namespace
}  // namespace ingest
