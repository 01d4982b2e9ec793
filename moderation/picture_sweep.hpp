#pragma once

#include "config/policy/calendar.hpp"
#include "config/runtime/clock.hpp"
#include "config/runtime/log.hpp"
#include "moderation/post_guard.hpp"
#include "moderation/store/store.hpp"
#include "moderation/store/sweeps.hpp"

#include <chrono>
#include <memory>
#include <vector>

namespace moderation {

/// Walks through everything that the school has published, the oldest first, once somebody has asked for it, and puts
/// before people what should perhaps not stand there any more: pictures of pupils who left, or which could not be
/// published today. It takes nothing down.
///
/// How far it is stands in the store and moves on with each post in the step that notes what was found: after a crash,
/// or beside another process, it goes on where it was.
class PictureSweep {
  public:
    /// References outlive the sweep.
    PictureSweep(Store& store, PostStore& posts, PostGuard& guard, const config::Calendar& calendar,
                 runtime::Clock& clock, runtime::Log& log)
        : store_{store}, sweeps_{posts}, guard_{guard}, calendar_{calendar}, clock_{clock}, log_{log} {}

    static constexpr std::chrono::seconds kInterval{5};
    static constexpr std::size_t kBatch = 20;  ///< posts read at once

    /// Works until cancelled.
    runtime::Task<void> run();
    /// Looks at up to `most` posts. Returns how many; none: nobody asked for it, or it is at its end.
    runtime::Task<runtime::Result<std::size_t>> step(std::size_t most = kBatch);

  private:
    runtime::Task<runtime::Result<void>> look_at(Sweep at, SweptPost next, std::vector<models::Channel> channels,
                                                 std::shared_ptr<const models::guard::Roll> roll);

    Store& store_;
    SweepStore sweeps_;
    PostGuard& guard_;
    const config::Calendar& calendar_;
    runtime::Clock& clock_;
    runtime::Log& log_;
};

}  // namespace moderation
