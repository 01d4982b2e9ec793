// What run_until_signal promises: a signal ends the service in order, and nothing can hold the end up for ever.

#include "config/runtime/run.hpp"

#include "config/runtime/clock.hpp"

#include <csignal>
#include <stdexcept>

#include <gtest/gtest.h>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

namespace {

using namespace std::chrono_literals;
namespace asio = boost::asio;
using runtime::Task;

class RunUntilSignalTest : public testing::Test {
  protected:
    Task<void> ends() { co_return; }
    Task<void> fails() {
        throw std::runtime_error{"the cause"};
        co_return;
    }
    Task<void> cleans_up_after(int signal) {
        try {
            std::raise(signal);
            co_await clock.sleep_for(1h);
        } catch (const boost::system::system_error&) {
            cleaned_up = true;
            throw;
        }
    }
    /// Goes on although it is cancelled.
    Task<void> ignores(int times) {
        co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
        for (int i = 0; i < times; ++i) {
            std::raise(SIGTERM);
            co_await asio::post(asio::use_awaitable);
            co_await clock.sleep_for(1ms);
        }
        co_await clock.sleep_for(1h);
    }

    runtime::SystemClock clock;
    bool cleaned_up = false;
    asio::io_context io{1};
};

TEST_F(RunUntilSignalTest, ReturnsWhenTheServiceEnds) {
    runtime::run_until_signal(io, ends());
}

TEST_F(RunUntilSignalTest, ThrowsWhatTheServiceThrew) {
    EXPECT_THROW(runtime::run_until_signal(io, fails()), std::runtime_error);
}

TEST_F(RunUntilSignalTest, CancelsTheServiceOnSigtermAndWaitsForIt) {
    runtime::run_until_signal(io, cleans_up_after(SIGTERM));
    EXPECT_TRUE(cleaned_up);
}

TEST_F(RunUntilSignalTest, CancelsTheServiceOnSigintToo) {
    runtime::run_until_signal(io, cleans_up_after(SIGINT));
    EXPECT_TRUE(cleaned_up);
}

TEST_F(RunUntilSignalTest, GivesUpAfterTheGrace) {
    EXPECT_THROW(runtime::run_until_signal(io, ignores(1), 20ms), std::runtime_error);
}

TEST_F(RunUntilSignalTest, GivesUpAtASecondSignal) {
    EXPECT_THROW(runtime::run_until_signal(io, ignores(2), 1h), std::runtime_error);
}

}  // namespace
