#pragma once

#include "config/runtime/clock.hpp"
#include "config/runtime/log.hpp"
#include "moderation/store/recalls.hpp"

#include <chrono>
#include <cstddef>

namespace moderation {

/// Carries out what two people agreed to in an emergency: what may show pupils and waits for its time becomes a draft,
/// and what stands on a channel is taken down by the jobs that take posts down, the oldest first.
///
/// A post that cannot be opened is listed for people and stops nothing.
/// How far it is stands in the store and moves on with each post: after a crash, or beside another process, it goes on.
class PictureRecall {
  public:
    /// References outlive the recall.
    PictureRecall(PostStore& posts, runtime::Clock& clock, runtime::Log& log)
        : posts_{posts}, recalls_{posts}, clock_{clock}, log_{log} {}

    static constexpr std::chrono::seconds kInterval{2};
    static constexpr std::size_t kBatch = 20;  ///< published posts read at once

    /// Works until cancelled.
    runtime::Task<void> run();
    /// Looks at what is not published yet and at up to `most` that are. False: nothing is left to do.
    runtime::Task<runtime::Result<bool>> step(std::size_t most = kBatch);

  private:
    runtime::Task<runtime::Result<void>> look_at(Recall at, SweptPlace place, Post post);
    runtime::Task<runtime::Result<void>> hold_open(Recall at);

    PostStore& posts_;
    RecallStore recalls_;
    runtime::Clock& clock_;
    runtime::Log& log_;
};

}  // namespace moderation
