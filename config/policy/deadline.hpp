#pragma once

#include "config/policy/calendar.hpp"

namespace config {

/// Somebody's clock: "4sh", "1sd", "30m", "1wd".
struct Deadline {
    enum class Unit { minutes, hours, school_hours, school_days, working_days, calendar_days };
    int amount{0};
    Unit unit{Unit::minutes};
};

/// When a deadline that starts now is over. V4 clocks and clocks in minutes run on the wall.
runtime::Time due(const Deadline& deadline, int severity, const Calendar& calendar, runtime::Time now);

}  // namespace config
