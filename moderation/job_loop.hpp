#pragma once

#include "config/runtime/clock.hpp"
#include "config/runtime/log.hpp"
#include "moderation/store/store.hpp"

#include <cstddef>
#include <functional>
#include <string>

namespace moderation {

/// Whose jobs are worked on, and as what it is logged. The references outlive the work.
struct JobLoop {
    Store& store;
    runtime::Clock& clock;
    runtime::Log& log;
    std::string stream;
    std::string consumer;
    const char* component{""};
};

/// Takes back what the end of whoever had the consumer's name before interrupted, then calls `work_once` until
/// cancelled. What cannot be taken is logged and tried again after a second; what a lost Redis interrupted comes again
/// at once, and what fails for another reason waits its time.
runtime::Task<void> work_jobs(JobLoop loop, std::function<runtime::Task<runtime::Result<std::size_t>>()> work_once);

}  // namespace moderation
