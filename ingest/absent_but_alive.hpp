#pragma once

#include "config/runtime/clock.hpp"

#include <chrono>
#include <cstddef>
#include <map>
#include <string>

namespace ingest {

/// Objects that a list did not hold although they are still there: asked for again in each of the next rounds,
/// and when that goes on, less and less often, up to once a day. Lives as long as the collector, one per channel.
class AbsentButAlive {
  public:
    static constexpr std::size_t kMax = 10'000;

    bool rests(const std::string& id, runtime::Time now) const;
    /// `expected`: the list could not have held it, so it rests at once.
    void found_alive(const std::string& id, runtime::Time now, bool expected = false);
    /// It was listed again, or its post has gone: the next absence counts anew.
    void wake(const std::string& id) { rests_.erase(id); }
    void forget(runtime::Time now);

  private:
    struct Rest {
        runtime::Time until{};
        std::chrono::milliseconds next{0};
        int found{0};
    };
    static constexpr int kFoundAtOnce = 3;
    static constexpr std::chrono::minutes kFirst{10};
    static constexpr std::chrono::hours kLongest{24};

    std::map<std::string, Rest> rests_;
};

}  // namespace ingest
