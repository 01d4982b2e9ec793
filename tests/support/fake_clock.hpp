#pragma once

#include "config/runtime/clock.hpp"

#include <set>

namespace tests {

/// Time that moves only when the test says so.
class FakeClock final : public runtime::Clock {
  public:
    /// Starts on Friday 2026-11-20 09:15:00 UTC, a school day.
    FakeClock();
    explicit FakeClock(runtime::Time start) : now_{start} {}

    runtime::Time now() const override { return now_; }
    runtime::Task<void> sleep_for(std::chrono::milliseconds duration) override;

    /// Moves time on and wakes whoever is due. They run at the next TaskRunner::poll().
    void advance(std::chrono::milliseconds duration);
    /// Jumps to a moment, also backwards; sleepers that are due then wake.
    void set(runtime::Time time);
    /// How many wait for this clock.
    std::size_t sleepers() const { return sleepers_.size(); }

  private:
    struct Sleeper;

    runtime::Time now_;
    std::set<Sleeper*> sleepers_;
};

}  // namespace tests
