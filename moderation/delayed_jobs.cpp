#include "moderation/delayed_jobs.hpp"

namespace moderation {

runtime::Task<void> DelayedJobs::run() {
    for (;;) {
        const auto moved = co_await store_.move_due_jobs(clock_.now());
        if (!moved) log_.warning("jobs", "due jobs could not be moved", {{"reason", moved.error().message}});
        co_await clock_.sleep_for(kTick);
    }
}

}  // namespace moderation
