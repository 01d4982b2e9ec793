#include "config/runtime/clock.hpp"

#include <algorithm>

#include <fmt/core.h>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace runtime {

namespace asio = boost::asio;

Time SystemClock::now() const {
    return std::chrono::system_clock::now();
}

Task<void> SystemClock::sleep_for(std::chrono::milliseconds duration) {
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer timer{executor, duration};
    co_await timer.async_wait(asio::use_awaitable);
}

std::int64_t to_ms(Time time) {
    return std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

Time from_ms(std::int64_t ms) {
    // What the clock's type can hold. Foreign numbers come here, so the rest is cut off, not overflowed.
    constexpr auto kMin = std::chrono::ceil<std::chrono::milliseconds>(Time::min().time_since_epoch()).count();
    constexpr auto kMax = std::chrono::floor<std::chrono::milliseconds>(Time::max().time_since_epoch()).count();
    return Time{std::chrono::milliseconds{std::clamp<std::int64_t>(ms, kMin, kMax)}};
}

std::string to_iso(Time time) {
    const auto ms = std::chrono::floor<std::chrono::milliseconds>(time);
    const auto day = std::chrono::floor<std::chrono::days>(ms);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{ms - day};
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), clock.hours().count(),
                       clock.minutes().count(), clock.seconds().count(), clock.subseconds().count());
}

}  // namespace runtime
