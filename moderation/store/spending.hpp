#pragma once

#include "config/runtime/clock.hpp"
#include "config/runtime/redis.hpp"
#include "moderation/store/keys.hpp"

#include <cstdint>
#include <map>
#include <string>

namespace moderation {

/// That a network wants to be left alone.
struct Silence {
    runtime::Time until;
    std::string why;  ///< for the channels page
};

/// In the network's own unit.
struct Spent {
    std::int64_t today{0};
    std::int64_t since{0};  ///< some day, that day and today included
};

/// What reading costs at the networks, kept for all processes together: a part of the store of its own, because it is
/// about no item and nobody reads it but the collectors.
///
/// Errors and threads as Store's.
class SpendingStore {
  public:
    /// References outlive the store.
    SpendingStore(runtime::Redis& redis, const std::string& school) : redis_{redis}, keys_{school} {}

    /// Adds to what was spent at a network on `day` ("2026-11-20", in the network's own time, or an hour of it), for
    /// all processes together. With 0 it only asks. Says what that day and all days from `since` on have cost.
    runtime::Task<runtime::Result<Spent>> spend(std::string network, std::string day, std::int64_t amount,
                                                std::string since);
    /// Until when one API wants to be left alone, by account, and of all accounts "". Some may be over.
    runtime::Task<runtime::Result<std::map<std::string, Silence>>> silences(std::string api);
    /// Never shortens one.
    runtime::Task<runtime::Result<void>> be_silent(std::string api, std::string account, Silence silence,
                                                   runtime::Time now);

  private:
    runtime::Redis& redis_;
    Keys keys_;
};

}  // namespace moderation
