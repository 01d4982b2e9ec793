// What clocks promise: times survive the way to Redis and back, and the fake one moves only when told.

#include "config/runtime/clock.hpp"

#include "tests/support/fake_clock.hpp"
#include "tests/support/task_runner.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace {

using namespace std::chrono_literals;
using runtime::from_ms;
using runtime::Task;
using runtime::to_iso;
using runtime::to_ms;

TEST(Clock, WritesTimesAsUtcWithMilliseconds) {
    EXPECT_EQ(to_iso(from_ms(1'795'166'100'000)), "2026-11-20T09:15:00.000Z");
    EXPECT_EQ(to_iso(from_ms(1)), "1970-01-01T00:00:00.001Z");
    EXPECT_EQ(to_iso(from_ms(-1)), "1969-12-31T23:59:59.999Z");
    EXPECT_EQ(to_iso(from_ms(951'782'400'000)), "2000-02-29T00:00:00.000Z");
}

TEST(Clock, CarriesMillisecondsThereAndBack) {
    for (const std::int64_t ms : {0LL, 1LL, -1LL, 1'795'166'100'123LL}) EXPECT_EQ(to_ms(from_ms(ms)), ms);
    EXPECT_EQ(to_ms(from_ms(5) - 1ns), 4) << "a time before a millisecond is not counted as after it";
}

TEST(Clock, CutsOffAbsurdTimesInsteadOfOverflowing) {
    const auto far = from_ms(std::numeric_limits<std::int64_t>::max());
    const auto early = from_ms(std::numeric_limits<std::int64_t>::min());
    EXPECT_GT(far, from_ms(0));
    EXPECT_LT(early, from_ms(0));
    EXPECT_TRUE(to_iso(far).starts_with("2262-"));
    EXPECT_TRUE(to_iso(early).starts_with("1677-"));
}

TEST(Clock, SleepsOnTheSystemClock) {
    tests::TaskRunner runner;
    runtime::SystemClock clock;
    const auto before = std::chrono::steady_clock::now();
    runner.run(clock.sleep_for(3ms));
    EXPECT_GE(std::chrono::steady_clock::now() - before, 3ms);
}

TEST(Clock, StopsSleepingWhenCancelled) {
    tests::TaskRunner runner;
    runtime::SystemClock clock;
    runner.start(clock.sleep_for(1h));
    EXPECT_EQ(runner.running(), 1u);
    runner.stop();
    EXPECT_EQ(runner.running(), 0u);
}

TEST(FakeClock, WakesSleepersWhenTheirTimeHasCome) {
    tests::FakeClock clock;
    tests::TaskRunner runner;
    int woken = 0;
    const auto sleep = [&](std::chrono::milliseconds duration) -> Task<void> {
        co_await clock.sleep_for(duration);
        ++woken;
    };
    runner.start(sleep(10s));
    runner.start(sleep(20s));
    clock.advance(9'999ms);
    runner.poll();
    EXPECT_EQ(woken, 0);
    clock.advance(1ms);
    runner.poll();
    EXPECT_EQ(woken, 1);
    EXPECT_EQ(clock.sleepers(), 1u);
    runner.stop();
    EXPECT_EQ(woken, 1);
    EXPECT_EQ(clock.sleepers(), 0u);
}

}  // namespace
