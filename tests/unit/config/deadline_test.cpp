#include "config/policy/deadline.hpp"

#include "configuration_files.hpp"

#include <gtest/gtest.h>

namespace {

using config::Deadline;
using Unit = config::Deadline::Unit;

config::Calendar school() {
    config::Calendar::Times times;
    times.terms = {{{2026, 9, 1}, {2026, 12, 18}}, {{2027, 1, 4}, {2027, 7, 21}}};
    return config::Calendar{times};
}

/// A Friday, an hour before school closes.
runtime::Time friday() {
    return utc("2026-11-20 15:30");
}

runtime::Time due(int amount, Unit unit, int severity, runtime::Time now = friday()) {
    return config::due(Deadline{amount, unit}, severity, school(), now);
}

TEST(Deadlines, BelowAnEmergencyHoursPauseWhenSchoolIsClosed) {
    for (int severity = 0; severity <= 3; ++severity) {
        EXPECT_EQ(due(2, Unit::hours, severity), utc("2026-11-23 09:00"));
        EXPECT_EQ(due(4, Unit::school_hours, severity), utc("2026-11-23 11:00"));
    }
}

TEST(Deadlines, MinutesRunOnTheWall) {
    EXPECT_EQ(due(90, Unit::minutes, 3), utc("2026-11-20 17:00"));
}

TEST(Deadlines, InAnEmergencyEveryClockRunsOnTheWall) {
    EXPECT_EQ(due(30, Unit::minutes, 4), utc("2026-11-20 16:00"));
    EXPECT_EQ(due(2, Unit::hours, 4), utc("2026-11-20 17:30"));
    EXPECT_EQ(due(2, Unit::school_hours, 4), utc("2026-11-20 17:30"));
    EXPECT_EQ(due(1, Unit::school_days, 4), utc("2026-11-21 15:30"));
    EXPECT_EQ(due(1, Unit::working_days, 4), utc("2026-11-21 15:30"));
    EXPECT_EQ(due(1, Unit::hours, 4, utc("2026-12-25 03:00")), utc("2026-12-25 04:00"));
}

TEST(Deadlines, DaysAreThoseOfTheirKind) {
    const auto last_day = utc("2026-12-18 09:00");
    EXPECT_EQ(due(1, Unit::school_days, 2, last_day), utc("2027-01-04 16:30"));
    EXPECT_EQ(due(1, Unit::working_days, 3, last_day), utc("2026-12-21 16:30"));
    EXPECT_EQ(due(2, Unit::calendar_days, 2, last_day), utc("2026-12-20 09:00"));
}

}  // namespace
