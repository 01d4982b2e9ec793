// A channel of which only the posts can be had is not being read: no page, alarm or proof says that it is.

#include "tests/integration/reading_school.hpp"

#include "notifier/silence_watch.hpp"
#include "tests/unit/notifier/fake_schedule.hpp"
#include "tests/unit/notifier/fakes.hpp"

#include <gtest/gtest.h>

namespace tests {
namespace {

using namespace std::chrono_literals;

TEST(HalfRead, AChannelWhoseCommentsCannotBeHadIsSilent) {
    const SimulatorProcess simulator;
    RedisFixture redis;
    FakeClock clock;
    TaskRunner runner;
    SimulatedAccount account{simulator, models::Network::facebook};
    account.begin(std::chrono::floor<std::chrono::seconds>(clock.now()));
    account.comment(account.post(2h), 1h);
    ReadingSchool school{redis, simulator.base_url(), clock, runner};
    school.adopt(account);
    school.poll();
    const auto before = school.channel();
    ASSERT_TRUE(before.last_round_at);

    MemorySchedule schedule;
    schedule.runs[std::string{"export:daily"}] = clock.now();
    MemoryAlertBook book{clock};
    const config::Calendar calendar{config::Calendar::Times{}};
    runtime::Log log{runtime::LogLevel::error, "/dev/null"};
    runtime::Metrics metrics;
    notifier::SilenceWatch watch{school.reading(), schedule, book, {}, {}, calendar, clock, log, metrics};

    account.control("fault", {{"name", "transient"}, {"path", "/comments"}, {"times", 0}});
    for (int hour = 1; hour <= 3; ++hour) {
        account.post();
        clock.advance(1h);
        simulator.control("clock", {{"advance", 3600}});
        school.poll();
    }
    const auto after = school.channel();
    EXPECT_GT(after.last_read_at, before.last_read_at) << "the posts were listed, which is why this is not enough";
    EXPECT_EQ(after.last_round_at, before.last_round_at);
    ASSERT_TRUE(runner.run(watch.step()));
    ASSERT_EQ(book.raised.size(), 1u);
    EXPECT_EQ(book.raised[0].kind, "connector_silent");
    runner.stop();
}

}  // namespace
}  // namespace tests
