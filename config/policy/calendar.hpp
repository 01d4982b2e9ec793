#pragma once

#include "config/problem.hpp"
#include "config/runtime/clock.hpp"

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

namespace date {
class time_zone;
}

namespace config {

/// What kind of time it is at the school.
enum class Profile { school_hours, evening, night, weekend, holiday };

/// Terms, inset days and bank holidays of one school, in its own time zone. Never assumes national dates.
///
/// A local time that the change of clocks leaves out counts as the moment of the change; one that it
/// repeats counts as the first. Outside the dates that it knows every day is a holiday.
class Calendar {
  public:
    struct Day {
        int year;
        unsigned month;
        unsigned day;
    };
    struct Times {
        std::string timezone{"Europe/London"};
        std::vector<std::pair<Day, Day>> terms;  ///< first and last day
        std::vector<Day> closed;                 ///< inset days for pupils, bank holidays
        std::chrono::minutes opens{8 * 60};
        std::chrono::minutes closes{16 * 60 + 30};
        std::chrono::minutes night_from{22 * 60};
        std::chrono::minutes night_until{7 * 60};
    };
    /// Throws std::runtime_error when this machine does not know the time zone.
    explicit Calendar(Times times);

    Profile profile(runtime::Time at) const;
    bool school_open(runtime::Time at) const { return profile(at) == Profile::school_hours; }
    /// "08:00" and "16:30": when school days begin and end.
    std::pair<std::string, std::string> school_hours() const;

    /// When `length` of school hours after `from` has passed. Where the known terms do not reach that far,
    /// the rest runs on the wall: a clock comes too early rather than never.
    runtime::Time after_school_hours(runtime::Time from, std::chrono::milliseconds length) const;
    /// The end of the `days`-th school day after `from`. Beyond the known terms: of the `days`-th weekday.
    runtime::Time after_school_days(runtime::Time from, int days) const;
    /// The end of school hours on the `days`-th day from Monday to Friday after `from`, in term or not.
    runtime::Time after_working_days(runtime::Time from, int days) const;
    /// The moment of the next `hh:mm` local time after `from`.
    runtime::Time next_local(runtime::Time from, std::chrono::minutes of_day) const;
    /// The moment of a local time written as browsers write it: "2026-11-23T08:30". The error is a sentence that says
    /// what is wrong with it: also a time that the change of clocks leaves out or repeats.
    tl::expected<runtime::Time, std::string> moment_of(std::string_view local) const;
    /// "today 15:42", "yesterday 09:10", "20 November 2026 09:15".
    std::string for_people(runtime::Time at, runtime::Time now) const;
    /// "2026-11-20 09:15:00" in local time.
    std::string local(runtime::Time at) const;

    /// Whether a term that has not ended by `at` is known.
    bool knows_terms_after(runtime::Time at) const;

  private:
    Times times_;
    const date::time_zone* zone_;
};

/// Reads calendar.toml; `timezone` is the school's.
tl::expected<Calendar, Problems> load_calendar(const std::string& file, const std::string& timezone);

}  // namespace config
