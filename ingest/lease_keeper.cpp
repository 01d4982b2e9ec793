#include "ingest/lease_keeper.hpp"

namespace ingest {

LeaseKeeper::LeaseKeeper(ChannelRegister& channels, const runtime::Clock& clock, models::Lease lease,
                         std::chrono::milliseconds length)
    : channels_{channels}, clock_{clock}, lease_{std::move(lease)}, length_{length}, renewed_at_{clock.now()} {}

runtime::Task<bool> LeaseKeeper::keep() {
    const auto now = clock_.now();
    if (lost_ || now - renewed_at_ < length_ / 3) co_return !lost_;
    const auto renewed = co_await channels_.renew_lease(lease_, length_);
    if (renewed) {
        renewed_at_ = now;
        co_return true;
    }
    // A register that does not answer has not given the lease away before its time is up.
    const bool refused = renewed.error().kind != runtime::ErrorKind::unreachable &&
                         renewed.error().kind != runtime::ErrorKind::unavailable;
    lost_ = refused || now - renewed_at_ >= length_;
    co_return !lost_;
}

}  // namespace ingest
