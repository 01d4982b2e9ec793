#include "config/policy/calendar.hpp"

#include "configuration_files.hpp"

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using config::Calendar;
using config::Profile;
using std::chrono::hours;
using std::chrono::minutes;
using testing::HasSubstr;

/// Two terms of 2026/27 with one closed day; both changes of clocks fall into a term.
Calendar::Times terms(const std::string& timezone = "Europe/London") {
    Calendar::Times times;
    times.timezone = timezone;
    times.terms = {{{2026, 9, 1}, {2026, 12, 18}}, {{2027, 1, 4}, {2027, 7, 21}}};
    times.closed = {{2026, 11, 23}};
    return times;
}

const Calendar& school() {
    static const Calendar calendar{terms()};
    return calendar;
}

TEST(Calendar, KnowsWhatKindOfTimeItIs) {
    const std::vector<std::pair<const char*, Profile>> cases{
        {"2026-11-20 07:59", Profile::evening},      {"2026-11-20 08:00", Profile::school_hours},
        {"2026-11-20 16:29", Profile::school_hours}, {"2026-11-20 16:30", Profile::evening},
        {"2026-11-20 21:59", Profile::evening},      {"2026-11-20 22:00", Profile::night},
        {"2026-11-20 06:59", Profile::night},        {"2026-11-20 07:00", Profile::evening},
        {"2026-11-21 10:00", Profile::weekend},      {"2026-11-22 23:00", Profile::weekend},
        {"2026-11-23 10:00", Profile::holiday},      {"2026-12-21 10:00", Profile::holiday},
        {"2026-12-18 10:00", Profile::school_hours}, {"2026-08-31 10:00", Profile::holiday},
        {"2026-09-01 07:30", Profile::school_hours}, {"2030-03-04 10:00", Profile::holiday}};
    for (const auto& [at, profile] : cases) EXPECT_EQ(school().profile(utc(at)), profile) << at;
}

TEST(Calendar, SchoolHoursFollowTheClocksOfTheSchool) {
    // Before 25 October 2026 London is an hour ahead of UTC.
    EXPECT_TRUE(school().school_open(utc("2026-10-23 07:00")));
    EXPECT_FALSE(school().school_open(utc("2026-10-23 15:30")));
    EXPECT_FALSE(school().school_open(utc("2026-10-26 07:00")));
    EXPECT_TRUE(school().school_open(utc("2026-10-26 08:00")));
    const Calendar elsewhere{terms("America/New_York")};
    EXPECT_TRUE(elsewhere.school_open(utc("2026-11-20 20:00")));
}

TEST(Calendar, SchoolHoursPauseOutsideThem) {
    EXPECT_EQ(school().after_school_hours(utc("2026-11-20 09:00"), hours{4}), utc("2026-11-20 13:00"));
    EXPECT_EQ(school().after_school_hours(utc("2026-11-20 12:30"), hours{4}), utc("2026-11-20 16:30"));
    // Friday afternoon, a weekend and a closed Monday.
    EXPECT_EQ(school().after_school_hours(utc("2026-11-20 14:30"), hours{4}), utc("2026-11-24 10:00"));
    EXPECT_EQ(school().after_school_hours(utc("2026-11-21 12:00"), minutes{30}), utc("2026-11-24 08:30"));
    EXPECT_EQ(school().after_school_hours(utc("2026-12-18 16:00"), hours{1}), utc("2027-01-04 08:30"));
    EXPECT_EQ(school().after_school_hours(utc("2026-11-21 12:00"), minutes{0}), utc("2026-11-21 12:00"));
}

TEST(Calendar, AClockComesTooEarlyRatherThanNeverWhenTheTermsRunOut) {
    EXPECT_EQ(school().after_school_hours(utc("2027-07-21 14:30"), hours{4}), utc("2027-07-21 18:30"));
    EXPECT_EQ(school().after_school_hours(utc("2028-01-01 00:00"), hours{4}), utc("2028-01-01 04:00"));
    EXPECT_EQ(school().after_school_days(utc("2028-01-03 09:00"), 1), utc("2028-01-04 16:30"));
}

TEST(Calendar, SchoolDaysEndWhenSchoolEnds) {
    EXPECT_EQ(school().after_school_days(utc("2026-11-19 09:00"), 1), utc("2026-11-20 16:30"));
    EXPECT_EQ(school().after_school_days(utc("2026-11-20 17:00"), 1), utc("2026-11-24 16:30"));
    EXPECT_EQ(school().after_school_days(utc("2026-11-21 09:00"), 2), utc("2026-11-25 16:30"));
    EXPECT_EQ(school().after_school_days(utc("2026-10-23 09:00"), 1), utc("2026-10-26 16:30"));
    EXPECT_EQ(school().after_school_days(utc("2026-10-22 09:00"), 1), utc("2026-10-23 15:30"));
}

TEST(Calendar, WorkingDaysAreWeekdaysInTermOrNot) {
    EXPECT_EQ(school().after_working_days(utc("2026-12-18 09:00"), 1), utc("2026-12-21 16:30"));
    EXPECT_EQ(school().after_working_days(utc("2026-11-20 09:00"), 2), utc("2026-11-24 16:30"));
}

TEST(Calendar, TheNextLocalTimeIsAlwaysLater) {
    EXPECT_EQ(school().next_local(utc("2026-11-20 05:59"), hours{6}), utc("2026-11-20 06:00"));
    EXPECT_EQ(school().next_local(utc("2026-11-20 06:00"), hours{6}), utc("2026-11-21 06:00"));
    EXPECT_EQ(school().next_local(utc("2026-07-01 04:00"), hours{6}), utc("2026-07-01 05:00"));
}

TEST(Calendar, ALocalTimeThatDoesNotExistIsTheMomentOfTheChange) {
    // On 28 March 2027 the clocks go from 01:00 to 02:00.
    EXPECT_EQ(school().next_local(utc("2027-03-28 00:00"), minutes{90}), utc("2027-03-28 01:00"));
}

TEST(Calendar, ALocalTimeThatComesTwiceIsTheFirstAndComesOnceADay) {
    // On 25 October 2026 the clocks go from 02:00 back to 01:00.
    const auto first = school().next_local(utc("2026-10-24 23:30"), minutes{90});
    EXPECT_EQ(first, utc("2026-10-25 00:30"));
    EXPECT_EQ(school().next_local(first, minutes{90}), utc("2026-10-26 01:30"));
}

TEST(Calendar, TellsPeopleTheTimeAsTheyWouldSayIt) {
    const auto now = utc("2026-11-20 18:00");
    EXPECT_EQ(school().for_people(utc("2026-11-20 15:42"), now), "today 15:42");
    EXPECT_EQ(school().for_people(utc("2026-11-19 09:10"), now), "yesterday 09:10");
    EXPECT_EQ(school().for_people(utc("2026-11-18 09:15"), now), "18 November 2026 09:15");
    EXPECT_EQ(school().for_people(utc("2026-11-21 09:15"), now), "21 November 2026 09:15");
    EXPECT_EQ(school().for_people(utc("2026-06-30 23:30"), utc("2026-07-01 08:00")), "today 00:30");
    EXPECT_EQ(school().local(utc("2026-07-01 08:05") + std::chrono::milliseconds{9'999}), "2026-07-01 09:05:09");
}

TEST(Calendar, RefusesATimeZoneNobodyKnows) {
    EXPECT_THROW(Calendar{terms("Europe/Bramblecote")}, std::runtime_error);
}

/// How many milliseconds of school hours lie between two moments, counted minute by minute.
std::chrono::milliseconds counted(runtime::Time from, runtime::Time until) {
    minutes open{0};
    for (auto at = from; at < until; at += minutes{1}) open += school().school_open(at) ? minutes{1} : minutes{0};
    return open;
}

TEST(Calendar, ADeadlineInSchoolHoursIsExactlySoManySchoolHoursAway) {
    std::mt19937 random{20261120};
    // Three weeks around each change of clocks.
    for (const auto* around : {"2026-10-15 00:00", "2027-03-18 00:00"}) {
        for (int i = 0; i < 60; ++i) {
            const auto from = utc(around) + minutes{random() % (21 * 24 * 60)};
            const auto length = minutes{1 + random() % (20 * 60)};
            const auto until = school().after_school_hours(from, length);
            ASSERT_EQ(counted(from, until), length) << school().local(from) << " to " << school().local(until);
            ASSERT_TRUE(school().school_open(until - minutes{1}));
        }
    }
}

TEST(Calendar, ClocksNeverRunBackwards) {
    std::mt19937 random{7};
    for (int i = 0; i < 300; ++i) {
        const auto from = utc("2026-09-01 00:00") + minutes{random() % (320 * 24 * 60)};
        const auto later = from + minutes{random() % (48 * 60)};
        const auto length = minutes{random() % (30 * 60)};
        const auto days = static_cast<int>(random() % 10);
        EXPECT_GE(school().after_school_hours(from, length), from);
        EXPECT_LE(school().after_school_hours(from, length), school().after_school_hours(later, length));
        EXPECT_LE(school().after_school_days(from, days), school().after_school_days(later, days));
        EXPECT_LE(school().after_school_days(from, days), school().after_school_days(from, days + 1));
        const auto next = school().next_local(from, minutes{random() % (24 * 60)});
        EXPECT_GT(next, from);
        EXPECT_LE(next - from, hours{25});
    }
}

std::string problems_of(const std::string& text, const std::string& timezone = "Europe/London") {
    const ConfigurationFiles files;
    const auto loaded = config::load_calendar(files.write("calendar.toml", text), timezone);
    return loaded ? "" : printed(loaded.error());
}

constexpr const char* kTerm = "[[term]]\nname = \"Autumn\"\nfirst = 2026-09-01\nlast = 2026-12-18\n";

TEST(CalendarFile, SaysWhenSchoolIsOpen) {
    const ConfigurationFiles files;
    const auto loaded = config::load_calendar(
        files.write("calendar.toml", "opens = \"08:30\"\ncloses = 15:45:00\nnight_from = \"21:00\"\n" +
                                         std::string{kTerm} +
                                         "[[closed]]\nfirst = 2026-10-26\nlast = 2026-10-30\nwhy = \"half term\"\n"),
        "Europe/London");
    ASSERT_TRUE(loaded) << printed(loaded.error());
    EXPECT_FALSE(loaded->school_open(utc("2026-11-20 08:29")));
    EXPECT_TRUE(loaded->school_open(utc("2026-11-20 08:30")));
    EXPECT_FALSE(loaded->school_open(utc("2026-11-20 15:45")));
    EXPECT_EQ(loaded->profile(utc("2026-11-20 21:00")), Profile::night);
    for (int day = 26; day <= 30; ++day)
        EXPECT_EQ(loaded->profile(utc("2026-10-" + std::to_string(day) + " 10:00")), Profile::holiday);
    EXPECT_TRUE(loaded->school_open(utc("2026-11-02 10:00")));
}

TEST(CalendarFile, WrongEntriesAreAllReported) {
    const auto problems =
        problems_of("opens = \"17:00\"\nnight_from = \"25:00\"\nnight_untill = 1\n" + std::string{kTerm} +
                    "[[term]]\nfirst = 2026-12-01\nlast = 2027-01-20\n"
                    "[[term]]\nfirst = \"2027-02-01\"\nlast = 2027-03-20\n"
                    "[[term]]\nfirst = 2027-05-01\nlast = 2027-04-01\n"
                    "[[closed]]\nlast = 2026-10-30\n"
                    "[[closed]]\nfirst = 2026-10-30\nlast = 2027-10-30\n");
    for (const auto* part :
         {"`opens` must be before `closes`", "calendar.toml:2: the calendar: `night_from` must be a time",
          "unknown key `night_untill` - did you mean `night_until`?", "term: overlaps another term",
          "term: `first` must be a date, found a string", "term: ends before it begins",
          "closed day: `first` is missing", "closed day: must end after it begins and within 60 days"})
        EXPECT_THAT(problems, HasSubstr(part));
}

TEST(CalendarFile, NeedsATermAndATimeZone) {
    EXPECT_THAT(problems_of(""), HasSubstr("there is no term"));
    EXPECT_THAT(problems_of(kTerm, "Mars/Base"), HasSubstr("the time zone must be"));
    EXPECT_THAT(problems_of("[[term]\n"), HasSubstr("calendar.toml:1: is not TOML here"));
    EXPECT_THAT(problems_of("[[term]]\nfirst = 2026-02-30\nlast = 2026-03-01\n"), HasSubstr("calendar.toml:2"));
}

TEST(Calendar, ReadsLocalTimesAndKnowsThoseThatDoNotExistOrComeTwice) {
    EXPECT_EQ(school().moment_of("2026-11-20T09:15"), utc("2026-11-20 09:15"));
    EXPECT_EQ(school().moment_of("2027-06-20T09:15"), utc("2027-06-20 08:15"));
    EXPECT_EQ(school().moment_of("2027-03-28T00:59"), utc("2027-03-28 00:59"));
    EXPECT_THAT(school().moment_of("2027-03-28T01:30").error(), HasSubstr("does not exist"));
    EXPECT_EQ(school().moment_of("2027-03-28T02:00"), utc("2027-03-28 01:00"));
    EXPECT_EQ(school().moment_of("2026-10-25T00:59"), utc("2026-10-24 23:59"));
    EXPECT_THAT(school().moment_of("2026-10-25T01:30").error(), HasSubstr("comes twice"));
    EXPECT_EQ(school().moment_of("2026-10-25T02:00"), utc("2026-10-25 02:00"));
    for (const auto* wrong :
         {"", "tomorrow", "2026-11-20", "2026-13-20T09:15", "2026-11-20T25:15", "2026-11-20T09:15 x"})
        EXPECT_FALSE(school().moment_of(wrong)) << wrong;
}

}  // namespace
