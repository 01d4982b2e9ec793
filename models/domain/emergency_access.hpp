#pragma once

#include "config/runtime/clock.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace models {

/// How the school gets into the account behind a channel when those who usually do are absent: (question, answer)
/// pairs. Never a password. Sealed wherever it is kept; never logged, mailed or put into an address.
using AccountDetails = std::vector<std::pair<std::string, std::string>>;

/// Somebody in leadership broke the glass.
struct Opening {
    std::string person;
    runtime::Time at{};
    runtime::Time until{};  ///< from then on another reason is asked for
    std::string reason;     ///< in their own words
};

/// What may be known of the emergency access to one channel's account without breaking the glass.
struct EmergencyAccess {
    std::uint64_t version{0};             ///< 0: nothing was recorded yet
    std::vector<std::string> custodians;  ///< person ids in leadership who look after it
    std::string recorded_by;
    std::optional<runtime::Time> recorded_at;
    std::string tested_by;
    std::optional<runtime::Time> tested_at;  ///< when somebody last got in with it
    std::vector<Opening> openings;           ///< the newest of each person
};

}  // namespace models
