#include "moderation/job_loop.hpp"

#include <chrono>

namespace moderation {

runtime::Task<void> work_jobs(JobLoop loop, std::function<runtime::Task<runtime::Result<std::size_t>>()> work_once) {
    bool interrupted = true;  // by the end of whoever had our name before
    for (;;) {
        runtime::Result<void> going;
        if (interrupted) going = co_await loop.store.resume_jobs(loop.stream, loop.consumer);
        while (going) {
            interrupted = false;
            const auto worked = co_await work_once();
            if (!worked) going = tl::unexpected(worked.error());
        }
        interrupted = interrupted || going.error().kind == runtime::ErrorKind::unreachable;
        loop.log.warning(loop.component, "jobs could not be taken", {{"reason", going.error().message}});
        co_await loop.clock.sleep_for(std::chrono::seconds(1));
    }
}

}  // namespace moderation
