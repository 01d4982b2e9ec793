#include "config/cross_checks.hpp"

#include "config/policy/own_address.hpp"
#include "config/settings_checks.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

namespace config {

namespace {

/// A local host name or address: what is sent there does not leave the machine.
bool on_this_machine(const std::string& host) {
    return host == "localhost" || is_loopback(host);
}

void check_mail(const SettingsRead& read, const std::string& file, Problems& problems) {
    const auto& mail = read.settings.mail;
    if (mail.host.empty()) {
        problems.push_back({file, read.line("mail.host"), "no mail server is set: alerts reach nobody by e-mail",
                            "set mail.host and mail.from", true});
        return;
    }
    if (mail.from.empty())
        problems.push_back({file, read.line("mail.host"), "`mail.host` is set and `mail.from` is not",
                            "set mail.from to the sender of the e-mails"});
    if (!mail.starttls && !on_this_machine(mail.host))
        problems.push_back({file, read.line("mail.starttls"), "`mail.starttls` is off for a server elsewhere",
                            "switch it on: alerts would cross the network in the clear"});
    if (mail.username.empty() != mail.password.empty())
        problems.push_back({file, read.line("mail.username"), "`mail.username` and `mail.password_file` go together",
                            "set both or neither"});
    if (read.settings.web.public_url.empty())
        problems.push_back({file, 0, "`web.public_url` is not set: e-mails carry no link",
                            "set it to the address of the pages as people reach them", true});
}

void check_web(const SettingsRead& read, const std::string& file, Problems& problems) {
    const auto& web = read.settings.web;
    const bool local = is_loopback(web.address);
    if (!web.secure_cookies && !local)
        problems.push_back({file, read.line("web.secure_cookies"),
                            "`web.secure_cookies` is off and the pages can be reached from elsewhere",
                            "put TLS in front and switch it on", true});
    if (web.secure_cookies && web.public_url.substr(0, 7) == "http://")
        problems.push_back({file, read.line("web.public_url"),
                            "`web.public_url` is http:// and cookies are sent over https:// only: nobody can sign in",
                            "put TLS in front, or switch web.secure_cookies off on a machine for trying out", true});
    if (web.metrics_port != 0 && web.metrics_port == web.port)
        problems.push_back({file, read.line("web.metrics_port"), "`web.metrics_port` and `web.port` are the same",
                            "choose another one"});
}

void check_redis(const SettingsRead& read, const std::string& file, Problems& problems) {
    const auto& redis = read.settings.redis;
    if (!redis.unix_socket.empty() && !redis.host.empty())
        problems.push_back({file, read.line("redis.host"), "`redis.unix_socket` and `redis.host` are both set",
                            "set one of them, or neither for the embedded Redis"});
    if (!redis.host.empty() && !redis.tls && !on_this_machine(redis.host))
        problems.push_back({file, read.line("redis.host"), "the Redis elsewhere is spoken to without TLS",
                            "switch redis.tls on unless the network between is yours alone", true});
}

void check_networks(const SettingsRead& read, const std::string& file, Problems& problems) {
    const std::pair<const char*, const std::string*> addresses[]{
        {"facebook.base_url", &read.settings.facebook.base_url},
        {"x.base_url", &read.settings.x.base_url},
        {"youtube.base_url", &read.settings.youtube.base_url}};
    for (const auto& [key, address] : addresses) {
        if (address->substr(0, 7) != "http://") continue;
        problems.push_back({file, read.line(key),
                            "`" + std::string{key} + "` is http://: tokens cross the network in the clear",
                            "right only for a simulator on this machine", true});
    }
    const auto& hooks = read.settings.hooks;
    if (!hooks.public_url.empty() && hooks.verify_token.empty())
        problems.push_back({file, read.line("hooks.public_url"), "nothing proves who calls `hooks.public_url`",
                            "give a long random word in hooks.verify_token_file"});
    const auto& youtube = read.settings.youtube;
    if (youtube.units_for_people >= youtube.units_a_day)
        problems.push_back({file, read.line("youtube.units_for_people"),
                            "`youtube.units_for_people` leaves nothing to read with",
                            "give less than youtube.units_a_day"});
}

}  // namespace

Problems check_settings(const SettingsRead& read, const std::string& file) {
    Problems problems;
    check_web(read, file, problems);
    check_redis(read, file, problems);
    check_mail(read, file, problems);
    check_networks(read, file, problems);
    std::error_code error;
    const std::filesystem::path data{read.settings.data.directory};
    if (!data.empty() && std::filesystem::exists(data, error) && !std::filesystem::is_directory(data, error))
        problems.push_back(
            {file, read.line("data.directory"), "`data.directory` is not a directory", "give a directory"});
    return problems;
}

Problems check_people(const People& people, const Settings& settings, runtime::Time at) {
    Problems problems;
    const auto& file = settings.school.people_file;
    const auto need_today = [&](Role role, bool warning, const char* remedy) {
        if (!people.holders(role, at).empty()) return;
        problems.push_back(
            {file, 0, "nobody holds the role `" + std::string{to_string(role)} + "` today", remedy, warning});
    };
    need_today(Role::headteacher, false, "look at the dates of the role");
    need_today(Role::dsl, false, "look at the dates of the role");
    need_today(Role::deputy_dsl, true, "when the DSL is away, alerts go straight to the head");
    need_today(Role::chair_of_governors, true, "a case about the head has nobody to go to but the trust contact");
    for (const auto& person : people.all())
        if (!person.email.empty() && !is_own_address(person.email, settings.school.email_domains))
            problems.push_back({file, 0, "person `" + person.id + "` has an `email` outside of school.email_domains",
                                "give the address at the school", true});
    if (settings.mail.host.empty()) return problems;
    for (const auto& person : people.all()) {
        if (!person.email.empty() || people.roles_of(person.id, at).empty()) continue;
        problems.push_back({file, 0, "person `" + person.id + "` has no `email`: no alert reaches that person",
                            "add the address", true});
    }
    const auto leads = people.holders(Role::dsl, at);
    if (!leads.empty() && std::all_of(leads.begin(), leads.end(), [](const auto* lead) { return lead->email.empty(); }))
        problems.push_back({file, 0, "no DSL has an `email`", "add the address"});
    return problems;
}

Problems check_calendar(const Calendar& calendar, const Settings& settings, runtime::Time at) {
    if (calendar.knows_terms_after(at)) return {};
    return {{settings.school.calendar_file, 0, "the last term has ended: every day counts as holiday",
             "add the terms of the new school year", true}};
}

}  // namespace config
