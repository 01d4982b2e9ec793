#pragma once

#include "config/runtime/clock.hpp"
#include "config/runtime/log.hpp"
#include "moderation/store/store.hpp"
#include "moderation/triage.hpp"

#include <cstddef>

namespace moderation {

/// Who is barred from an item is written down when it comes in. A conflict that is declared later, or a name that a
/// colleague turns out to be known by, has to bar them from what waits already: so everything that waits is looked at
/// again with the people file of today, before the pages are served. Nobody is let in again.
class ConflictSweep {
  public:
    ConflictSweep(Store& store, const Triage& triage, runtime::Clock& clock, runtime::Log& log)
        : store_{store}, triage_{triage}, clock_{clock}, log_{log} {}

    /// Returns from how many items somebody was barred. An item that cannot be read is left as it is.
    runtime::Task<runtime::Result<std::size_t>> sweep();

  private:
    runtime::Task<runtime::Result<bool>> look_at(std::string id);

    Store& store_;
    const Triage& triage_;
    runtime::Clock& clock_;
    runtime::Log& log_;
};

}  // namespace moderation
