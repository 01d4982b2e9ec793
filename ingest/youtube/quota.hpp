#pragma once

#include "config/runtime/clock.hpp"
#include "ingest/api.hpp"

#include <string>
#include <string_view>

namespace date {
class time_zone;
}

namespace ingest {

/// The units that a Google project may spend in a day, which ends at midnight in California. The network does not say
/// how many are left, so they are counted here, for all channels of this installation together.
///
/// The count travels as a cursor, so that a restart does not forget what the day has cost.
class YoutubeQuota {
  public:
    struct Plan {
        int units_a_day{10'000};
        int for_people{1'000};  ///< kept back from reading, so that hiding and deleting still work
    };
    static constexpr int kRead = 1;
    static constexpr int kWrite = 50;
    static constexpr int kInvalid = 1;

    /// The clock outlives the quota. Throws std::runtime_error when this machine does not know California's time.
    YoutubeQuota(const runtime::Clock& clock, Plan plan);

    void spend(int units);
    /// The network itself says that nothing is left today.
    void exhaust();
    bool exhausted();

    /// In percent of what reading may use: above 80 only what is kept back for people is left, at 100 nothing.
    Usage usage();

    std::string cursor();
    /// What another process, or this one before it was restarted, had counted. Of one day the higher count is true.
    void recall(std::string_view cursor);

  private:
    void begin_day();

    const runtime::Clock& clock_;
    const Plan plan_;
    const date::time_zone* zone_;
    long day_{0};  ///< days since 1970-01-01 in California
    int spent_{0};
    bool exhausted_{false};
};

}  // namespace ingest
