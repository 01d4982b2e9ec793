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
/// The count is kept in the book of what was spent (see YoutubeMeter), so that neither a restart nor another process
/// makes us forget what the day has cost.
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

    /// In percent of what reading may use: above 80 only what is kept back for people is left, at 100 nothing.
    Usage usage();

    /// Of the current day.
    int spent();
    /// The current day in California: "2026-11-20".
    std::string day();
    /// What was spent since this was last asked.
    int take_unbooked();
    /// It could not be booked.
    void keep_unbooked(int units) { unbooked_ += units; }
    /// What the book says that all have spent on the day. Of two counts the higher is true.
    void learn(std::int64_t booked);

  private:
    void begin_day();

    const runtime::Clock& clock_;
    const Plan plan_;
    const date::time_zone* zone_;
    long day_{0};  ///< days since 1970-01-01 in California
    int spent_{0};
    int unbooked_{0};
};

}  // namespace ingest
