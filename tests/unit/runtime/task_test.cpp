// What run_together promises: it ends with the first that ends, tells the cause, and leaves nothing behind.

#include "config/runtime/task.hpp"

#include "tests/support/fake_clock.hpp"
#include "tests/support/task_runner.hpp"

#include <stdexcept>

#include <gtest/gtest.h>

namespace {

using namespace std::chrono_literals;
using runtime::run_together;
using runtime::Task;

class RunTogetherTest : public testing::Test {
  protected:
    struct Alive {
        explicit Alive(int& count_) : count{count_} { ++count; }
        ~Alive() { --count; }
        int& count;
    };

    Task<void> waits() {
        const Alive here{alive};
        co_await clock.sleep_for(1h);
    }
    Task<void> ends_after(std::chrono::milliseconds duration) { co_await clock.sleep_for(duration); }
    Task<void> fails_after(std::chrono::milliseconds duration, std::string why) {
        co_await clock.sleep_for(duration);
        throw std::runtime_error{why};
    }

    std::vector<Task<void>> two_that_wait_and(Task<void> third) {
        std::vector<Task<void>> services;
        services.push_back(waits());
        services.push_back(waits());
        services.push_back(std::move(third));
        return services;
    }

    int alive = 0;
    tests::FakeClock clock;
    tests::TaskRunner runner;
};

TEST_F(RunTogetherTest, EndsWhenTheFirstEndsAndAwaitsTheRest) {
    runner.start(run_together(two_that_wait_and(ends_after(10ms))));
    EXPECT_EQ(alive, 2);
    clock.advance(10ms);
    runner.poll();
    EXPECT_EQ(runner.running(), 0u);
    EXPECT_EQ(alive, 0);
}

TEST_F(RunTogetherTest, ThrowsWhatTheFirstThrew) {
    runner.start(run_together(two_that_wait_and(fails_after(10ms, "the cause"))));
    clock.advance(10ms);
    try {
        runner.poll();
        ADD_FAILURE() << "nothing was thrown";
    } catch (const std::runtime_error& error) {
        EXPECT_STREQ(error.what(), "the cause");
    }
    EXPECT_EQ(alive, 0);
}

TEST_F(RunTogetherTest, CancelsAllWhenItIsCancelled) {
    runner.start(run_together(two_that_wait_and(waits())));
    EXPECT_EQ(alive, 3);
    runner.stop();
    EXPECT_EQ(alive, 0);
}

TEST_F(RunTogetherTest, EndsAtOnceWithNothingToRun) {
    runner.run(run_together({}));
    EXPECT_EQ(runner.running(), 0u);
}

}  // namespace
