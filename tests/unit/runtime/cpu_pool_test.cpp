// What the pool promises: work runs elsewhere, its caller goes on at home, and its failures come back.

#include "config/runtime/cpu_pool.hpp"

#include "tests/support/task_runner.hpp"

#include <atomic>
#include <stdexcept>
#include <thread>

#include <gtest/gtest.h>

namespace {

using runtime::Task;

class CpuPoolTest : public testing::Test {
  protected:
    Task<void> note_threads(std::thread::id& work, std::thread::id& after) {
        const std::function<void()> job = [&work] { work = std::this_thread::get_id(); };
        co_await pool.run(job);
        after = std::this_thread::get_id();
    }

    Task<void> add(std::atomic<int>& sum, int& seen_at_home) {
        const std::function<void()> job = [&sum] { ++sum; };
        co_await pool.run(job);
        ++seen_at_home;  // not atomic: only the test's own thread may come here
    }

    void TearDown() override { runner.stop(); }

    tests::TaskRunner runner;
    runtime::CpuPool pool{3};  // goes first: its threads may still be waking the runner
};

TEST_F(CpuPoolTest, WorksElsewhereAndResumesTheCallerOnItsOwnThread) {
    std::thread::id work;
    std::thread::id after;
    runner.run(note_threads(work, after));
    EXPECT_NE(work, std::this_thread::get_id());
    EXPECT_EQ(after, std::this_thread::get_id());
}

TEST_F(CpuPoolTest, BringsBackWhatTheWorkThrew) {
    const std::function<void()> job = [] { throw std::runtime_error{"the cause"}; };
    EXPECT_THROW(runner.run(pool.run(job)), std::runtime_error);
}

TEST_F(CpuPoolTest, ServesManyCallers) {
    std::atomic<int> sum{0};
    int seen_at_home = 0;
    for (int i = 0; i < 500; ++i) runner.start(add(sum, seen_at_home));
    runner.run_until([&] { return runner.running() == 0; });
    EXPECT_EQ(sum, 500);
    EXPECT_EQ(seen_at_home, 500);
}

TEST_F(CpuPoolTest, FinishesTheWorkOfACancelledCallerBeforeTheCallerGoes) {
    std::atomic<bool> begun{false};
    std::atomic<bool> may_end{false};
    std::atomic<bool> ended{false};
    const auto caller = [&]() -> Task<void> {
        const std::function<void()> job = [&] {
            begun = true;
            begun.notify_all();
            may_end.wait(false);
            ended = true;
        };
        co_await pool.run(job);
    };
    runner.start(caller());
    begun.wait(false);
    std::thread releaser{[&] {
        may_end = true;
        may_end.notify_all();
    }};
    runner.stop();
    releaser.join();
    EXPECT_TRUE(ended);
}

}  // namespace
