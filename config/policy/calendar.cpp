#include "config/policy/calendar.hpp"

#include <algorithm>
#include <array>
#include <sstream>
#include <utility>

#include <date/tz.h>

namespace config {

namespace {

using std::chrono::minutes;

/// No school is closed for longer; beyond it the calendar is taken to have run out.
constexpr int kMaxDaysAhead = 400;

date::local_days day_of(const Calendar::Day& day) {
    return date::local_days{date::year{day.year} / date::month{day.month} / date::day{day.day}};
}

date::local_time<runtime::Time::duration> local_of(const date::time_zone& zone, runtime::Time at) {
    return zone.to_local(at);
}

/// The moment of a local time, also where the clocks change.
runtime::Time moment(const date::time_zone& zone, date::local_days day, minutes of_day) {
    const auto local = std::chrono::time_point_cast<runtime::Time::duration>(day + of_day);
    return zone.to_sys(local, date::choose::earliest);
}

bool weekend(date::local_days day) {
    const date::weekday weekday{day};
    return weekday == date::Saturday || weekday == date::Sunday;
}

bool in_term(const Calendar::Times& times, date::local_days day) {
    return std::any_of(times.terms.begin(), times.terms.end(),
                       [&](const auto& term) { return day_of(term.first) <= day && day <= day_of(term.second); });
}

bool closed(const Calendar::Times& times, date::local_days day) {
    return std::any_of(times.closed.begin(), times.closed.end(), [&](const auto& each) { return day_of(each) == day; });
}

bool school_day(const Calendar::Times& times, date::local_days day) {
    return in_term(times, day) && !closed(times, day) && !weekend(day);
}

std::string two_digits(unsigned number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string hour_and_minute(minutes of_day) {
    return two_digits(static_cast<unsigned>(of_day.count() / 60)) + ":" +
           two_digits(static_cast<unsigned>(of_day.count() % 60));
}

/// Whether `at` is between two times of day, of which the second may be on the next morning.
bool between(minutes at, minutes from, minutes until) {
    return from <= until ? from <= at && at < until : at >= from || at < until;
}

}  // namespace

Calendar::Calendar(Times times) : times_{std::move(times)}, zone_{date::locate_zone(times_.timezone)} {}

Profile Calendar::profile(runtime::Time at) const {
    const auto local = local_of(*zone_, at);
    const auto day = date::floor<date::days>(local);
    const auto of_day = std::chrono::floor<minutes>(local - day);
    if (!in_term(times_, day) || closed(times_, day)) return Profile::holiday;
    if (weekend(day)) return Profile::weekend;
    if (of_day >= times_.opens && of_day < times_.closes) return Profile::school_hours;
    return between(of_day, times_.night_from, times_.night_until) ? Profile::night : Profile::evening;
}

std::pair<std::string, std::string> Calendar::school_hours() const {
    const auto words = [](minutes of_day) { return date::format("%H:%M", of_day); };
    return {words(times_.opens), words(times_.closes)};
}

runtime::Time Calendar::after_school_hours(runtime::Time from, std::chrono::milliseconds length) const {
    if (length.count() <= 0) return from;
    auto left = std::chrono::duration_cast<runtime::Time::duration>(length);
    auto counted = from;
    auto day = date::floor<date::days>(local_of(*zone_, from));
    const auto give_up = day + date::days{kMaxDaysAhead};
    for (; day < give_up; day += date::days{1}) {
        if (!school_day(times_, day)) continue;
        const auto begin = std::max(from, moment(*zone_, day, times_.opens));
        const auto end = moment(*zone_, day, times_.closes);
        if (begin >= end) continue;
        if (left <= end - begin) return begin + left;
        left -= end - begin;
        counted = end;
    }
    return counted + left;
}

runtime::Time Calendar::after_school_days(runtime::Time from, int days) const {
    if (days <= 0) return from;
    auto day = date::floor<date::days>(local_of(*zone_, from));
    const auto give_up = day + date::days{kMaxDaysAhead};
    int left = days;
    while (left > 0 && day < give_up) {
        day += date::days{1};
        if (school_day(times_, day)) --left;
    }
    return left == 0 ? moment(*zone_, day, times_.closes) : after_working_days(from, days);
}

runtime::Time Calendar::after_working_days(runtime::Time from, int days) const {
    if (days <= 0) return from;
    auto day = date::floor<date::days>(local_of(*zone_, from));
    for (int left = days; left > 0;) {
        day += date::days{1};
        if (!weekend(day)) --left;
    }
    return moment(*zone_, day, times_.closes);
}

runtime::Time Calendar::next_local(runtime::Time from, std::chrono::minutes of_day) const {
    auto day = date::floor<date::days>(local_of(*zone_, from));
    auto next = moment(*zone_, day, of_day);
    while (next <= from) {
        day += date::days{1};
        next = moment(*zone_, day, of_day);
    }
    return next;
}

tl::expected<runtime::Time, std::string> Calendar::moment_of(std::string_view local) const {
    std::istringstream in{std::string{local}};
    date::local_time<minutes> at;
    in >> date::parse("%FT%H:%M", at);
    if (in.fail() || in.peek() != std::istringstream::traits_type::eof())
        return tl::unexpected<std::string>{"Write the day and the time"};
    const auto info = zone_->get_info(at);
    if (info.result == date::local_info::nonexistent)
        return tl::unexpected<std::string>{"The clocks go forward then, and this time does not exist: choose another"};
    if (info.result == date::local_info::ambiguous)
        return tl::unexpected<std::string>{"The clocks go back then, and this time comes twice: choose another"};
    return zone_->to_sys(at);
}

std::string Calendar::for_people(runtime::Time at, runtime::Time now) const {
    static constexpr std::array<const char*, 12> kMonths{"January",   "February", "March",    "April",
                                                         "May",       "June",     "July",     "August",
                                                         "September", "October",  "November", "December"};
    const auto local = local_of(*zone_, at);
    const auto day = date::floor<date::days>(local);
    const auto today = date::floor<date::days>(local_of(*zone_, now));
    const auto time = hour_and_minute(std::chrono::floor<minutes>(local - day));
    if (day == today) return "today " + time;
    if (day + date::days{1} == today) return "yesterday " + time;
    const date::year_month_day date{day};
    return std::to_string(static_cast<unsigned>(date.day())) + " " + kMonths[static_cast<unsigned>(date.month()) - 1] +
           " " + std::to_string(static_cast<int>(date.year())) + " " + time;
}

std::string Calendar::local(runtime::Time at) const {
    const auto local = date::floor<std::chrono::seconds>(local_of(*zone_, at));
    const auto day = date::floor<date::days>(local);
    const auto of_day = local - day;
    const date::year_month_day date{day};
    return std::to_string(static_cast<int>(date.year())) + "-" + two_digits(static_cast<unsigned>(date.month())) + "-" +
           two_digits(static_cast<unsigned>(date.day())) + " " + hour_and_minute(std::chrono::floor<minutes>(of_day)) +
           ":" + two_digits(static_cast<unsigned>(of_day.count() % 60));
}

bool Calendar::knows_terms_after(runtime::Time at) const {
    const auto today = date::floor<date::days>(local_of(*zone_, at));
    return std::any_of(times_.terms.begin(), times_.terms.end(),
                       [&](const auto& term) { return day_of(term.second) >= today; });
}

}  // namespace config
