#include "tests/support/fake_clock.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

namespace tests {

namespace asio = boost::asio;

/// Lives in the waiting coroutine's frame and is known to the clock for just as long.
struct FakeClock::Sleeper {
    Sleeper(FakeClock& clock, const asio::any_io_executor& executor, runtime::Time due_at)
        : owner{clock}, timer{executor, asio::steady_timer::time_point::max()}, due{due_at} {
        owner.sleepers_.insert(this);
    }
    ~Sleeper() { owner.sleepers_.erase(this); }
    Sleeper(const Sleeper&) = delete;
    Sleeper& operator=(const Sleeper&) = delete;

    FakeClock& owner;
    asio::steady_timer timer;
    runtime::Time due;
    bool woken = false;
};

FakeClock::FakeClock() : FakeClock{runtime::from_ms(1'795'166'100'000)} {}

runtime::Task<void> FakeClock::sleep_for(std::chrono::milliseconds duration) {
    const auto executor = co_await asio::this_coro::executor;
    if (duration <= std::chrono::milliseconds{0}) co_return;
    Sleeper sleeper{*this, executor, now_ + duration};
    const auto [error] = co_await sleeper.timer.async_wait(asio::as_tuple(asio::use_awaitable));
    if (!sleeper.woken) throw boost::system::system_error{error};
}

void FakeClock::advance(std::chrono::milliseconds duration) {
    set(now_ + duration);
}

void FakeClock::set(runtime::Time time) {
    now_ = time;
    for (auto* sleeper : sleepers_) {
        if (sleeper->due > now_) continue;
        sleeper->woken = true;
        sleeper->timer.cancel();
    }
}

}  // namespace tests
