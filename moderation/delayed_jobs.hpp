#pragma once

#include "config/runtime/clock.hpp"
#include "config/runtime/log.hpp"
#include "moderation/store/store.hpp"

namespace moderation {

/// Puts delayed jobs (escalations, retries) into their streams when they are due.
class DelayedJobs {
  public:
    DelayedJobs(Store& store, runtime::Clock& clock, runtime::Log& log) : store_{store}, clock_{clock}, log_{log} {}

    static constexpr std::chrono::milliseconds kTick{500};

    /// Works until cancelled.
    runtime::Task<void> run();

  private:
    Store& store_;
    runtime::Clock& clock_;
    runtime::Log& log_;
};

}  // namespace moderation
