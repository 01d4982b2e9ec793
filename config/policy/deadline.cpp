#include "config/policy/deadline.hpp"

namespace config {

namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr int kEmergency = 4;

/// In an emergency no clock waits for the school to open.
std::chrono::milliseconds wall_time(const Deadline& deadline) {
    switch (deadline.unit) {
        case Deadline::Unit::minutes: return minutes{deadline.amount};
        case Deadline::Unit::hours:
        case Deadline::Unit::school_hours: return hours{deadline.amount};
        case Deadline::Unit::school_days:
        case Deadline::Unit::working_days:
        case Deadline::Unit::calendar_days: break;
    }
    return hours{24 * deadline.amount};
}

}  // namespace

runtime::Time due(const Deadline& deadline, int severity, const Calendar& calendar, runtime::Time now) {
    if (severity >= kEmergency) return now + wall_time(deadline);
    switch (deadline.unit) {
        case Deadline::Unit::hours:
        case Deadline::Unit::school_hours: return calendar.after_school_hours(now, hours{deadline.amount});
        case Deadline::Unit::school_days: return calendar.after_school_days(now, deadline.amount);
        case Deadline::Unit::working_days: return calendar.after_working_days(now, deadline.amount);
        case Deadline::Unit::minutes:
        case Deadline::Unit::calendar_days: break;
    }
    return now + wall_time(deadline);
}

}  // namespace config
