// Silence is an alarm: once, until it ends.

#include "notifier/silence_watch.hpp"

#include "notifier/export_schedule.hpp"
#include "tests/support/task_runner.hpp"
#include "tests/unit/notifier/fake_schedule.hpp"
#include "tests/unit/notifier/fakes.hpp"
#include "tests/unit/notifier/school.hpp"

#include <gtest/gtest.h>

using namespace std::chrono_literals;

namespace tests {
namespace {

class SilenceWatchTest : public testing::Test {
  protected:
    SilenceWatchTest() {
        reading.channels.push_back({"facebook1", clock.now(), clock.now() - 240h});
        schedule.runs[std::string{notifier::kDailyExport}] = clock.now();
    }
    void look_after(std::chrono::milliseconds time) {
        clock.advance(time);
        ASSERT_TRUE(runner.run(watch.step()));
    }

    FakeClock clock;  // Friday 9:15: polls every 5 minutes
    MemoryReading reading;
    MemorySchedule schedule;
    MemoryAlertBook book{clock};
    config::Calendar calendar = school_calendar();
    runtime::Log log{runtime::LogLevel::error, "/dev/null"};
    runtime::Metrics metrics;
    notifier::SilenceWatch watch{reading, schedule, book, {}, {}, calendar, clock, log, metrics};
    TaskRunner runner;
};

TEST_F(SilenceWatchTest, AChannelThatIsReadIsNoAlarm) {
    for (int i = 0; i < 10; ++i) {
        reading.channels[0].last_round_at = clock.now();
        look_after(15min);
    }
    EXPECT_TRUE(book.raised.empty());
}

TEST_F(SilenceWatchTest, ThreeMissedPollsAreAnAlarmOnceUntilItIsReadAgain) {
    look_after(15min);
    EXPECT_TRUE(book.raised.empty());
    look_after(1min);
    ASSERT_EQ(book.raised.size(), 1U);
    EXPECT_EQ(book.raised[0].kind, "connector_silent");
    EXPECT_EQ(book.raised[0].subject, "channel:facebook1");
    EXPECT_EQ(book.raised[0].severity, models::Severity::v3);
    EXPECT_EQ(book.raised[0].reference.substr(0, 3), "SM-");

    book.raised.clear();  // acknowledged and closed
    look_after(60min);
    EXPECT_TRUE(book.raised.empty());

    reading.channels[0].last_round_at = clock.now();
    look_after(1min);
    look_after(16min);
    EXPECT_EQ(book.raised.size(), 1U);
}

TEST_F(SilenceWatchTest, AChannelThatWasNeverReadIsSilentToo) {
    reading.channels[0].last_round_at.reset();
    look_after(16min);
    EXPECT_EQ(book.raised.size(), 1U);
}

TEST_F(SilenceWatchTest, AFreshlyAuthorisedChannelHasItsTime) {
    clock.advance(1h);
    reading.channels[0].last_round_at.reset();
    reading.channels[0].authorised_at = clock.now();
    look_after(10min);
    EXPECT_TRUE(book.raised.empty());
}

TEST_F(SilenceWatchTest, TimeBeforeTheWatchBeganDoesNotCount) {
    reading.channels[0].last_round_at = clock.now() - 72h;
    look_after(1min);
    EXPECT_TRUE(book.raised.empty());
}

TEST_F(SilenceWatchTest, AtNightTheSlowerRhythmCountsAlsoAcrossTheHourOfOpening) {
    clock.advance(14h);  // 23:15
    reading.channels[0].last_round_at = clock.now();
    look_after(45min);
    EXPECT_TRUE(book.raised.empty());
    look_after(1min);
    EXPECT_EQ(book.raised.size(), 1U);
}

TEST_F(SilenceWatchTest, AnAlarmThatCouldNotBeRaisedIsRaisedLater) {
    clock.advance(20min);
    book.down = true;
    EXPECT_FALSE(runner.run(watch.step()));
    book.down = false;
    look_after(1min);
    EXPECT_EQ(book.raised.size(), 1U);
}

TEST_F(SilenceWatchTest, ADailyExportThatIsLateIsAnAlarm) {
    reading.channels.clear();
    look_after(26h);
    EXPECT_TRUE(book.raised.empty());
    look_after(1min);
    ASSERT_EQ(book.raised.size(), 1U);
    EXPECT_EQ(book.raised[0].kind, "export_failed");
    EXPECT_EQ(book.raised[0].subject, "export:daily");
}

TEST_F(SilenceWatchTest, RunLooksEveryMinute) {
    runner.start(watch.run());
    for (int minute = 0; minute < 16; ++minute) {
        clock.advance(1min);
        runner.poll();
    }
    EXPECT_EQ(book.raised.size(), 1U);
}

}  // namespace
}  // namespace tests
