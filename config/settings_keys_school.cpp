#include "config/settings_checks.hpp"
#include "config/settings_slots.hpp"

#include <iterator>

namespace config {

namespace {

std::vector<Key> school_keys() {
    using School = Settings::School;
    const auto at = [](auto member) { return in(&Settings::school, member); };
    return {
        {.path = "school.id",
         .slot = at(&School::id),
         .required = true,
         .check = check_school_id,
         .help = "Short name of the school in keys and file names. Never change it once there is data."},
        {.path = "school.name",
         .slot = at(&School::name),
         .required = true,
         .check = check_line,
         .help = "Name of the school as people read it."},
        {.path = "school.timezone",
         .slot = at(&School::timezone),
         .check = check_timezone,
         .help = "Time zone of the school, as in the tz database."},
        {.path = "school.people_file",
         .slot = at(&School::people_file),
         .kind = Kind::path,
         .required = true,
         .help = "Who holds which role."},
        {.path = "school.calendar_file",
         .slot = at(&School::calendar_file),
         .kind = Kind::path,
         .required = true,
         .help = "Terms, closed days and school hours."},
        {.path = "school.routing_file",
         .slot = at(&School::routing_file),
         .kind = Kind::path,
         .help = "Who is told of what, and how fast. Empty: the table that Gatehouse ships."},
        {.path = "school.templates_file",
         .slot = at(&School::templates_file),
         .kind = Kind::path,
         .help = "Texts that a post is begun with. Empty: those that Gatehouse ships."},
        {.path = "school.pupil_word",
         .slot = at(&School::pupil_word),
         .check = check_line,
         .help = "What the school calls a pupil: pupil, learner, child, student."},
        {.path = "school.head_word",
         .slot = at(&School::head_word),
         .check = check_line,
         .help = "What the school calls its head: Headteacher, Head of School."},
        {.path = "school.risk_assessors",
         .slot = at(&School::risk_assessors),
         .check = check_risk_assessors,
         .help = "Who assesses the risks of a channel: dsl, headteacher, either, or both (two people sign)."},
        {.path = "school.email_domains",
         .slot = at(&School::email_domains),
         .check = check_domains,
         .help = "Domains of the school's e-mail addresses, with commas: the accounts of its channels have to be "
                 "registered to one of them, unless leadership records another with a reason. Empty: not checked."},
        {.path = "data.directory",
         .slot = in(&Settings::data, &Settings::Data::directory),
         .kind = Kind::path,
         .required = true,
         .help = "Where keys, journal segments, exports and the embedded Redis are kept."},
    };
}

std::vector<Key> collect_keys() {
    using Collect = Settings::Collect;
    const auto poll = [](std::string_view path, auto member, std::string_view help) {
        return Key{.path = path,
                   .slot = in(&Settings::collect, member),
                   .kind = Kind::duration,
                   .lowest = kSecond,
                   .highest = kDay,
                   .help = help};
    };
    return {
        poll("collect.poll_school_hours", &Collect::poll_school_hours, "How often a channel is read in school hours."),
        poll("collect.poll_evening", &Collect::poll_evening, "How often before and after school hours."),
        poll("collect.poll_night", &Collect::poll_night, "How often at night."),
        poll("collect.poll_weekend", &Collect::poll_weekend, "How often at weekends."),
        poll("collect.poll_holiday", &Collect::poll_holiday, "How often in holidays and on closed days."),
        {.path = "collect.watch_posts",
         .slot = in(&Settings::collect, &Collect::watch_posts),
         .kind = Kind::duration,
         .unit = "whole hours",
         .lowest = kHour,
         .highest = 3650 * kDay,
         .help = "How long the comments of a post are watched after it appeared."},
        {.path = "collect.silent_after_polls",
         .slot = in(&Settings::collect, &Collect::silent_after_polls),
         .kind = Kind::number,
         .unit = "polls",
         .lowest = 1,
         .highest = 100,
         .help = "After so many polls without an answer somebody is told that the channel is silent."},
    };
}

std::vector<Key> alert_keys() {
    using Alerts = Settings::Alerts;
    const auto step = [](std::string_view path, auto member, std::string_view help) {
        return Key{.path = path,
                   .slot = in(&Settings::alerts, member),
                   .kind = Kind::duration,
                   .lowest = kSecond,
                   .highest = 7 * kDay,
                   .help = help};
    };
    return {
        {.path = "alerts.out_of_hours",
         .slot = in(&Settings::alerts, &Alerts::out_of_hours),
         .kind = Kind::boolean,
         .help = "Somebody has promised to be reachable outside school hours. Emergencies (V4) are told at any hour "
                 "either way; with this they go round a second and third time at night, too, instead of waiting for "
                 "the school to open. The head decides and records it."},
        step("alerts.v4_step", &Alerts::v4_step,
             "An emergency nobody acknowledges goes to the next person after this."),
        step("alerts.v3_step", &Alerts::v3_step, "The same for V3, in school hours."),
        step("alerts.v2_step", &Alerts::v2_step, "The same for V2, in school hours."),
        {.path = "alerts.team_mailbox",
         .slot = in(&Settings::alerts, &Alerts::team_mailbox),
         .check = check_email,
         .help = "A mailbox that the safeguarding team reads together. It hears of every alert beside the people, but "
                 "not of those from which somebody is barred, nor of allegations. Empty: none."},
        {.path = "alerts.digest_time",
         .slot = in(&Settings::alerts, &Alerts::digest_time),
         .check = check_time_of_day,
         .help = "When people are told on school days that something waits on their list, in local time: HH:MM."},
    };
}

std::vector<Key> other_keys() {
    return {
        {.path = "models.directory",
         .slot = in(&Settings::models, &Settings::Models::directory),
         .kind = Kind::existing_path,
         .help = "Models and rules. Empty: those that Gatehouse ships."},
        {.path = "models.cpu_threads",
         .slot = in(&Settings::models, &Settings::Models::cpu_threads),
         .kind = Kind::number,
         .unit = "threads",
         .lowest = 1,
         .highest = 64,
         .help = "Threads that judge texts."},
        {.path = "pictures.pdq_list",
         .slot = in(&Settings::pictures, &Settings::Pictures::pdq_list),
         .kind = Kind::path,
         .help =
             "PDQ hashes of pictures that nobody may have, one on each line in hex. A picture for a post that looks "
             "like one of them is not taken, and the safeguarding lead is told. Read when Gatehouse starts. Empty: "
             "no list."},
        {.path = "pictures.md5_list",
         .slot = in(&Settings::pictures, &Settings::Pictures::md5_list),
         .kind = Kind::path,
         .help = "The same with MD5 hashes, which find exact copies of a file only."},
        {.path = "export.daily",
         .slot = in(&Settings::exports, &Settings::Export::daily),
         .kind = Kind::boolean,
         .help = "Write the audit export every day."},
        {.path = "export.time",
         .slot = in(&Settings::exports, &Settings::Export::time),
         .check = check_time_of_day,
         .help = "When, in local time of the school: HH:MM."},
        {.path = "log.level",
         .slot = in(&Settings::log_level),
         .kind = Kind::level,
         .help = "Lines below this level are not written."},
        {.path = "log.file",
         .slot = in(&Settings::log_file),
         .kind = Kind::path,
         .help = "Where the log goes. Empty: standard error."},
    };
}

}  // namespace

std::vector<Key> keys_of_the_school() {
    std::vector<Key> keys;
    for (auto part : {school_keys, collect_keys, alert_keys, other_keys}) {
        auto more = part();
        keys.insert(keys.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    }
    return keys;
}

}  // namespace config
