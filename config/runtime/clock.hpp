#pragma once

#include "config/runtime/task.hpp"

#include <chrono>
#include <cstdint>
#include <string>

namespace runtime {

using Time = std::chrono::system_clock::time_point;

/// Where everything that needs the time gets it. Tests hand in one that moves when they say so.
class Clock {
  public:
    virtual ~Clock() = default;
    virtual Time now() const = 0;
    /// Ends after `duration`, or throws boost::system::system_error(operation_aborted) when cancelled.
    virtual Task<void> sleep_for(std::chrono::milliseconds duration) = 0;
};

class SystemClock final : public Clock {
  public:
    Time now() const override;
    Task<void> sleep_for(std::chrono::milliseconds duration) override;
};

/// Milliseconds since 1970-01-01 UTC: the form in which times stand in Redis and in jobs.
std::int64_t to_ms(Time time);
Time from_ms(std::int64_t ms);

/// "2026-11-20T09:15:00.000Z": the form in which times stand in the journal and in exports.
std::string to_iso(Time time);

}  // namespace runtime
