#pragma once

#include "config/runtime/clock.hpp"
#include "ingest/ports.hpp"

#include <chrono>

namespace ingest {

/// Keeps the lease of one channel alive while a round lasts.
class LeaseKeeper {
  public:
    /// References outlive the keeper. The lease was taken a moment ago for `length`.
    LeaseKeeper(ChannelRegister& channels, const runtime::Clock& clock, models::Lease lease,
                std::chrono::milliseconds length);

    const models::Lease& lease() const { return lease_; }

    /// To be called before each request: renews when a third of the length has passed. False when somebody
    /// else may hold the lease by now; then nothing more may be asked or recorded.
    runtime::Task<bool> keep();

  private:
    ChannelRegister& channels_;
    const runtime::Clock& clock_;
    const models::Lease lease_;
    const std::chrono::milliseconds length_;
    runtime::Time renewed_at_;
    bool lost_{false};
};

}  // namespace ingest
