#include "config/policy/calendar.hpp"
#include "config/settings_checks.hpp"
#include "config/toml_file.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include <date/date.h>

namespace config {

namespace {

constexpr std::size_t kMaxTerms = 200;
constexpr std::size_t kMaxClosedDays = 2000;
constexpr int kMaxClosedRun = 60;

date::sys_days as_days(const toml::date& day) {
    return date::year{day.year} / date::month{day.month} / date::day{day.day};
}

Calendar::Day as_day(date::sys_days days) {
    const date::year_month_day day{days};
    return {static_cast<int>(day.year()), static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day())};
}

void read_terms(TableReader& top, const std::string& file, Calendar::Times& times, Problems& problems) {
    std::vector<std::pair<date::sys_days, date::sys_days>> terms;
    for (const auto* table : top.tables("term")) {
        TableReader reader{*table, file, "term", problems};
        reader.text("name");
        const auto first = reader.day("first", true);
        const auto last = reader.day("last", true);
        reader.finish();
        if (!first || !last) continue;
        const std::pair term{as_days(*first), as_days(*last)};
        if (term.second < term.first) reader.problem(table, "ends before it begins");
        const auto overlaps = [&](const auto& other) {
            return term.first <= other.second && other.first <= term.second;
        };
        if (std::any_of(terms.begin(), terms.end(), overlaps)) reader.problem(table, "overlaps another term");
        terms.push_back(term);
        times.terms.emplace_back(as_day(term.first), as_day(term.second));
    }
    if (terms.empty()) top.problem(nullptr, "there is no term", "add a [[term]] with `first` and `last`");
    if (terms.size() > kMaxTerms) top.problem(nullptr, "has more than 200 terms", "leave out the past");
}

void read_closed(TableReader& top, const std::string& file, Calendar::Times& times, Problems& problems) {
    for (const auto* table : top.tables("closed")) {
        TableReader reader{*table, file, "closed day", problems};
        reader.text("why");
        const auto first = reader.day("first", true);
        const auto last = reader.day("last");
        reader.finish();
        if (!first) continue;
        const auto from = as_days(*first);
        const auto until = last ? as_days(*last) : from;
        if (until < from || until - from > date::days{kMaxClosedRun}) {
            reader.problem(table, "must end after it begins and within 60 days", "end the term instead");
            continue;
        }
        for (auto day = from; day <= until; day += date::days{1}) times.closed.push_back(as_day(day));
    }
    if (times.closed.size() > kMaxClosedDays)
        top.problem(nullptr, "has more than 2000 closed days", "leave out the past");
}

void read_hours(TableReader& top, Calendar::Times& times) {
    const auto take = [&](std::string_view key, std::chrono::minutes& place) {
        if (const auto minutes = top.time_of_day(key)) place = std::chrono::minutes{*minutes};
    };
    take("opens", times.opens);
    take("closes", times.closes);
    take("night_from", times.night_from);
    take("night_until", times.night_until);
    if (times.opens >= times.closes) top.problem(nullptr, "`opens` must be before `closes`");
}

}  // namespace

tl::expected<Calendar, Problems> load_calendar(const std::string& file, const std::string& timezone) {
    Problems problems;
    Calendar::Times times;
    times.timezone = timezone;
    if (const auto table = read_toml(file, problems)) {
        TableReader top{*table, file, "the calendar", problems};
        read_terms(top, file, times, problems);
        read_closed(top, file, times, problems);
        read_hours(top, times);
        top.finish();
    }
    if (const auto complaint = check_timezone(timezone); !complaint.empty())
        problems.push_back({file, 0, "the time zone " + complaint, "set school.timezone"});
    if (any_error(problems)) return tl::unexpected{std::move(problems)};
    return Calendar{std::move(times)};
}

}  // namespace config
