#include "config/check.hpp"

#include "config/cross_checks.hpp"
#include "config/data_dir.hpp"
#include "config/duration.hpp"
#include "config/settings_reader.hpp"

#include <algorithm>
#include <optional>
#include <ostream>
#include <utility>

namespace config {

namespace {

void add(Problems& problems, Problems more) {
    problems.insert(problems.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// The value, or nothing with its problems noted.
template <class Value>
std::optional<Value> keep(tl::expected<Value, Problems> loaded, Problems& problems) {
    if (loaded) return std::move(*loaded);
    add(problems, std::move(loaded.error()));
    return std::nullopt;
}

std::string count(std::size_t number, const char* one, const char* many) {
    return std::to_string(number) + " " + (number == 1 ? one : many);
}

std::string redis_of(const Settings& settings) {
    if (!settings.redis.unix_socket.empty()) return "the one at " + settings.redis.unix_socket;
    if (settings.redis.host.empty()) return "our own, in " + settings.data.directory;
    return settings.redis.host + ":" + std::to_string(settings.redis.port) + (settings.redis.tls ? " with TLS" : "");
}

std::string mail_of(const Settings& settings) {
    if (settings.mail.host.empty()) return "none";
    return settings.mail.host + ":" + std::to_string(settings.mail.port) +
           (settings.mail.starttls ? " with STARTTLS" : " without TLS");
}

void print_summary(const Configuration& configuration, runtime::Time now, std::ostream& out) {
    const auto& settings = configuration.settings;
    const auto& calendar = configuration.calendar;
    out << settings.school.name << " (" << settings.school.id << "), " << settings.school.timezone << "; there it is "
        << calendar.local(now) << (calendar.school_open(now) ? ", school hours" : ", outside school hours") << '\n';
    out << "  pages       http://" << settings.web.address << ':' << settings.web.port;
    if (!settings.web.public_url.empty()) out << ", for people " << settings.web.public_url;
    out << '\n';
    out << "  Redis       " << redis_of(settings) << '\n';
    out << "  Meta        " << settings.facebook.base_url << ' ' << settings.facebook.version
        << " for Facebook and Instagram, read every " << to_string(settings.collect.poll_school_hours)
        << " in school hours\n";
    out << "  X           " << settings.x.base_url << '\n';
    out << "  YouTube     " << settings.youtube.base_url << '\n';
    out << "  e-mail      " << mail_of(settings) << '\n';
    out << "  people      " << configuration.people.all().size() << '\n';
    out << "  routing     " << count(configuration.routing.all().size(), "row", "rows") << '\n';
    out << "  templates   " << configuration.templates.size() << '\n';
    const auto& lists = configuration.hash_lists;
    if (!lists.empty())
        out << "  pictures    " << lists.pdq.size() << " PDQ and " << count(lists.md5.size(), "MD5 hash", "MD5 hashes")
            << " of lists\n";
    out << "  export      " << (settings.exports.daily ? "daily at " + settings.exports.time : "on demand") << '\n';
}

}  // namespace

tl::expected<Configuration, Problems> load_configuration(const std::string& file, const std::vector<Emitted>& emitted,
                                                         runtime::Time now, const std::vector<std::string>& overrides) {
    auto read = read_settings(file, overrides);
    auto problems = std::move(read.problems);
    const auto& school = read.settings.school;
    std::optional<People> people;
    std::optional<Calendar> calendar;
    // Without a settings file there is nothing else to look at; with a damaged one there may be.
    if (!school.people_file.empty()) people = keep(load_people(school.people_file), problems);
    if (!school.calendar_file.empty()) calendar = keep(load_calendar(school.calendar_file, school.timezone), problems);
    const auto routing_file = school.routing_file.empty() ? data_file("routing.csv") : school.routing_file;
    auto routing = keep(load_routing(routing_file, emitted), problems);
    const auto templates_file = school.templates_file.empty() ? data_file("templates.toml") : school.templates_file;
    auto templates = keep(load_post_templates(templates_file), problems);
    auto hash_lists = load_hash_lists(read.settings.pictures, problems);

    if (!any_error(problems)) add(problems, check_settings(read, file));
    if (people) add(problems, check_people(*people, read.settings, now));
    if (calendar) add(problems, check_calendar(*calendar, read.settings, now));
    if (people && routing) add(problems, check_routing(*routing, *people, now, routing_file));
    if (any_error(problems) || !people || !calendar || !routing || !templates)
        return tl::unexpected{std::move(problems)};
    const auto assessors = risk_assessors_from(school.risk_assessors).value_or(RiskAssessors::both);
    return Configuration{
        std::move(read.settings), std::move(*people), std::move(*calendar), std::move(*routing), std::move(*templates),
        std::move(hash_lists),    assessors,          std::move(problems)};
}

int check_command(const std::string& file, const std::vector<Emitted>& emitted, runtime::Time now, std::ostream& out,
                  const std::vector<std::string>& overrides) {
    const auto loaded = load_configuration(file, emitted, now, overrides);
    const auto& problems = loaded ? loaded->warnings : loaded.error();
    print_problems(problems, out);
    const auto warnings = static_cast<std::size_t>(
        std::count_if(problems.begin(), problems.end(), [](const Problem& problem) { return problem.warning; }));
    if (loaded) print_summary(*loaded, now, out);
    out << count(problems.size() - warnings, "error", "errors") << ", " << count(warnings, "warning", "warnings")
        << '\n';
    return loaded ? 0 : 1;
}

}  // namespace config
