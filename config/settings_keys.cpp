#include "config/settings_keys.hpp"

#include "config/settings_checks.hpp"

#include <iterator>

namespace config {

namespace {

constexpr std::int64_t kSecond = 1000;
constexpr std::int64_t kMinute = 60 * kSecond;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;

template <class Group, class Value>
std::function<Slot(Settings&)> in(Group Settings::* group, Value Group::* member) {
    return [group, member](Settings& settings) -> Slot { return &((settings.*group).*member); };
}

template <class Value>
std::function<Slot(Settings&)> in(Value Settings::* member) {
    return [member](Settings& settings) -> Slot { return &(settings.*member); };
}

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
        {.path = "school.pupil_word",
         .slot = at(&School::pupil_word),
         .check = check_line,
         .help = "What the school calls a pupil: pupil, learner, child, student."},
        {.path = "school.head_word",
         .slot = at(&School::head_word),
         .check = check_line,
         .help = "What the school calls its head: Headteacher, Head of School."},
        {.path = "data.directory",
         .slot = in(&Settings::data, &Settings::Data::directory),
         .kind = Kind::path,
         .required = true,
         .help = "Where keys, journal segments, exports and the embedded Redis are kept."},
    };
}

std::vector<Key> redis_keys() {
    using Address = runtime::RedisAddress;
    const auto at = [](auto member) { return in(&Settings::redis, member); };
    return {
        {.path = "redis.unix_socket",
         .slot = at(&Address::unix_socket),
         .kind = Kind::path,
         .help = "Socket of a Redis on this machine. Without socket and host Gatehouse starts its own Redis."},
        {.path = "redis.host", .slot = at(&Address::host), .check = check_host, .help = "Host of a Redis elsewhere."},
        {.path = "redis.port",
         .slot = at(&Address::port),
         .kind = Kind::number,
         .lowest = 1,
         .highest = 65535,
         .help = "TCP port of that Redis."},
        {.path = "redis.tls", .slot = at(&Address::tls), .kind = Kind::boolean, .help = "Speak TLS with that Redis."},
        {.path = "redis.ca_file",
         .slot = at(&Address::ca_file),
         .kind = Kind::existing_path,
         .help = "Certificate authorities of that Redis (PEM). Empty: those of the system."},
        {.path = "redis.username", .slot = at(&Address::username), .check = check_line, .help = "ACL user."},
        {.path = "redis.password_file",
         .slot = at(&Address::password),
         .kind = Kind::secret_file,
         .help = "File with the password."},
        {.path = "redis.timeout",
         .slot = at(&Address::timeout),
         .kind = Kind::duration,
         .lowest = 100,
         .highest = 5 * kMinute,
         .help = "For connecting and for each answer."},
        {.path = "redis.waiting_max",
         .slot = at(&Address::waiting_max),
         .kind = Kind::number,
         .unit = "commands",
         .lowest = 16,
         .highest = 1'000'000,
         .help = "Commands that may wait at once."},
    };
}

std::vector<Key> web_keys() {
    using Web = Settings::Web;
    const auto at = [](auto member) { return in(&Settings::web, member); };
    return {
        {.path = "web.address",
         .slot = at(&Web::address),
         .check = check_ip_address,
         .help = "IP address on which the pages are served."},
        {.path = "web.port",
         .slot = at(&Web::port),
         .kind = Kind::number,
         .lowest = 0,
         .highest = 65535,
         .help = "TCP port of the pages. 0: a free one."},
        {.path = "web.public_url",
         .slot = at(&Web::public_url),
         .check = check_public_url,
         .help = "Address of the pages as people reach it; stands in e-mails. No path, no query."},
        {.path = "web.secure_cookies",
         .slot = at(&Web::secure_cookies),
         .kind = Kind::boolean,
         .help = "Cookies only over HTTPS. Off only on a machine without TLS in front of Gatehouse."},
        {.path = "web.metrics_port",
         .slot = at(&Web::metrics_port),
         .kind = Kind::number,
         .lowest = 0,
         .highest = 65535,
         .help = "TCP port of /metrics on the same address. 0: no metrics are served."},
    };
}

std::vector<Key> network_keys() {
    using Facebook = Settings::Facebook;
    const auto at = [](auto member) { return in(&Settings::facebook, member); };
    return {
        {.path = "facebook.base_url",
         .slot = at(&Facebook::base_url),
         .check = check_base_url,
         .help = "Where the Graph API is."},
        {.path = "facebook.version",
         .slot = at(&Facebook::version),
         .check = check_api_version,
         .help = "Version of the Graph API."},
        {.path = "facebook.app_secret_file",
         .slot = at(&Facebook::app_secret),
         .kind = Kind::secret_file,
         .help = "File with the app's secret. Empty: requests carry no appsecret_proof."},
        {.path = "facebook.app_id", .slot = at(&Facebook::app_id), .check = check_digits, .help = "The app's number."},
        {.path = "facebook.ca_file",
         .slot = at(&Facebook::ca_file),
         .kind = Kind::existing_path,
         .help = "Certificate authorities of the network (PEM). Empty: those of the system."},
        {.path = "outgoing.proxy",
         .slot = in(&Settings::outgoing, &Settings::Outgoing::proxy),
         .check = check_proxy,
         .help = "HTTP proxy for what leaves the school: http://host:port. Empty: none."},
        {.path = "outgoing.ca_file",
         .slot = in(&Settings::outgoing, &Settings::Outgoing::ca_file),
         .kind = Kind::existing_path,
         .help = "Certificate authorities of a proxy that opens TLS (PEM). Empty: those of the system."},
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

std::vector<Key> mail_keys() {
    using Mail = Settings::Mail;
    const auto at = [](auto member) { return in(&Settings::mail, member); };
    return {
        {.path = "mail.host",
         .slot = at(&Mail::host),
         .check = check_host,
         .help = "Mail server for alerts. Empty: alerts stand on the pages only."},
        {.path = "mail.port",
         .slot = at(&Mail::port),
         .kind = Kind::number,
         .lowest = 1,
         .highest = 65535,
         .help = "Its TCP port."},
        {.path = "mail.from", .slot = at(&Mail::from), .check = check_email, .help = "Sender of the e-mails."},
        {.path = "mail.username", .slot = at(&Mail::username), .check = check_line, .help = "Account at the server."},
        {.path = "mail.password_file",
         .slot = at(&Mail::password),
         .kind = Kind::secret_file,
         .help = "File with the account's password."},
        {.path = "mail.ca_file",
         .slot = at(&Mail::ca_file),
         .kind = Kind::existing_path,
         .help = "Certificate authorities of the server (PEM). Empty: those of the system."},
        {.path = "mail.starttls",
         .slot = at(&Mail::starttls),
         .kind = Kind::boolean,
         .help = "Refuse to send without TLS. Off only for a mail server on this machine."},
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
         .help = "Emergencies (V4) reach people outside school hours too. The head decides and records it."},
        step("alerts.v4_step", &Alerts::v4_step,
             "An emergency nobody acknowledges goes to the next person after this."),
        step("alerts.v3_step", &Alerts::v3_step, "The same for V3, in school hours."),
        step("alerts.v2_step", &Alerts::v2_step, "The same for V2, in school hours."),
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

std::string_view to_string(Kind kind) {
    switch (kind) {
        case Kind::text: return "string";
        case Kind::number: return "integer";
        case Kind::boolean: return "true or false";
        case Kind::duration: return "duration";
        case Kind::path:
        case Kind::existing_path: return "path";
        case Kind::secret_file: return "secret file";
        case Kind::level: return "one of";
    }
    return "";
}

std::vector<std::string_view> log_level_names() {
    return {"debug", "info", "warning", "error"};
}

std::vector<Key> settings_keys() {
    std::vector<Key> keys;
    for (auto part :
         {school_keys, redis_keys, web_keys, network_keys, collect_keys, mail_keys, alert_keys, other_keys}) {
        auto more = part();
        keys.insert(keys.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    }
    return keys;
}

}  // namespace config
