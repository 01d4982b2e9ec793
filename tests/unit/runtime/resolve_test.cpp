// What looking up a host promises: addresses, or an end in time even when the system's resolver hangs.

#include "config/runtime/resolve.hpp"

#include "tests/support/task_runner.hpp"

#include <gtest/gtest.h>
#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>

namespace {

using namespace std::chrono_literals;
using runtime::resolve;

class ResolveTest : public testing::Test {
  protected:
    tests::TaskRunner runner;
};

TEST_F(ResolveTest, FindsTheLoopback) {
    const auto endpoints = runner.run(resolve("127.0.0.1", "8080"));
    ASSERT_EQ(endpoints.size(), 1u);
    EXPECT_EQ(endpoints[0].port(), 8080);
    EXPECT_TRUE(endpoints[0].address().is_loopback());
}

TEST_F(ResolveTest, TakesLocalhostForThisMachineWithoutAsking) {
    const auto endpoints = runner.run(resolve("localhost", "8080"));
    ASSERT_EQ(endpoints.size(), 2u);
    for (const auto& endpoint : endpoints) {
        EXPECT_EQ(endpoint.port(), 8080);
        EXPECT_TRUE(endpoint.address().is_loopback());
    }
}

TEST_F(ResolveTest, ThrowsForAHostThatCannotBe) {
    EXPECT_THROW(runner.run(resolve("not a host name", "80")), boost::system::system_error);
}

TEST_F(ResolveTest, ThrowsAtItsDeadlineAndLeavesTheLookUpBehind) {
    try {
        runner.run(resolve("127.0.0.1", "80", std::chrono::steady_clock::now() - 1s));
        ADD_FAILURE() << "the deadline had passed";
    } catch (const boost::system::system_error& error) {
        EXPECT_EQ(error.code(), boost::asio::error::timed_out);
    }
}

TEST_F(ResolveTest, EndsWhenItsCallerIsCancelled) {
    const auto caller = []() -> runtime::Task<void> { co_await resolve("127.0.0.1", "80"); };
    runner.start(caller());
    runner.stop();
    EXPECT_EQ(runner.running(), 0u);
}

}  // namespace
