#pragma once

#include "config/policy/calendar.hpp"
#include "config/problem.hpp"
#include "config/runtime/log.hpp"
#include "config/runtime/redis_connection.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include <tl/expected.hpp>

namespace config {

/// Everything that can be set, with its default. Each member is declared once more in settings_keys_*.cpp with
/// key, unit and help, from which the reference page and the checks come.
/// Relative paths are relative to the settings file.
struct Settings {
    struct School {
        std::string id;  ///< [a-z0-9-]: the hash tag of every key
        std::string name;
        std::string timezone{"Europe/London"};
        std::string people_file;     ///< people.toml
        std::string calendar_file;   ///< calendar.toml
        std::string routing_file;    ///< empty: the routing table that Gatehouse ships
        std::string templates_file;  ///< templates.toml; empty: those that Gatehouse ships
        std::string pupil_word{"pupil"};
        std::string head_word{"Headteacher"};
        std::string risk_assessors{"either"};  ///< see policy/risk_assessors.hpp
        std::string email_domains;             ///< see policy/own_address.hpp
    } school;

    struct Data {
        std::string directory;  ///< keys, journal segments, exports, the embedded Redis
    } data;

    runtime::RedisAddress redis;  ///< no unix_socket and no host: the embedded default

    struct Web {
        std::string address{"127.0.0.1"};
        std::uint16_t port{8080};
        std::string public_url;         ///< as people reach it, without a slash at the end: stands in e-mails
        bool secure_cookies{true};      ///< off only without TLS in front (demo)
        std::uint16_t metrics_port{0};  ///< 0: no metrics listener
    } web;

    struct Facebook {
        std::string base_url{"https://graph.facebook.com"};
        std::string version{"v26.0"};
        std::string app_secret;  ///< from a file; empty: no appsecret_proof
        std::string app_id;
        std::string login_url{"https://www.facebook.com"};  ///< where people grant access
        bool portfolio{false};                              ///< the Page belongs to a business portfolio
    } facebook;

    struct Youtube {
        std::string base_url{"https://www.googleapis.com"};
        std::string hub_url{"https://pubsubhubbub.appspot.com/subscribe"};
        int units_a_day{10'000};      ///< of the Google project, or this installation's share of them
        int units_for_people{1'000};  ///< of these, what reading leaves for hiding and deleting
        std::string client_id;
        std::string client_secret;  ///< from a file
        std::string login_url{"https://accounts.google.com/o/oauth2/v2/auth"};
        std::string token_url{"https://oauth2.googleapis.com/token"};
        int connection_days{0};  ///< how long a connection lasts; 0: no fixed end
    } youtube;

    struct X {
        std::string base_url{"https://api.x.com"};
        std::string consumer_secret;  ///< of the developer app, from a file: signs what X sends by itself
        std::string app_token;        ///< the app's own bearer token, from a file: registers where X sends it
        bool stream{false};           ///< what X tells comes over a connection that we keep open
        std::string client_id;
        std::string client_secret;  ///< from a file; empty: a public client
        std::string login_url{"https://x.com/i/oauth2/authorize"};
        int monthly_cap{0};    ///< in dollars; 0: none
        bool owns_app{false};  ///< the school's account owns the developer app: reading its own lists is cheaper
        // In millionths of a dollar, for each post or person read and for each write.
        int price_post_read{5'000};
        int price_user_read{10'000};
        int price_owned_read{1'000};
        int price_mute_read{1'000};
        int price_post{15'000};
        int price_link{200'000};  ///< a post with a link in it
        int price_manage{5'000};
        int price_delete{10'000};
    } x;

    struct Hooks {
        std::string public_url;    ///< no slash at the end; empty: networks are told nothing, polling is enough
        std::string verify_token;  ///< from a file
    } hooks;

    struct Collect {
        std::chrono::milliseconds poll_school_hours{std::chrono::minutes{5}};
        std::chrono::milliseconds poll_evening{std::chrono::minutes{10}};
        std::chrono::milliseconds poll_night{std::chrono::minutes{15}};
        std::chrono::milliseconds poll_weekend{std::chrono::minutes{15}};
        std::chrono::milliseconds poll_holiday{std::chrono::minutes{30}};
        std::chrono::hours watch_posts{std::chrono::hours{24 * 60}};  ///< how long a post is watched
        int silent_after_polls{3};                                    ///< "connector silent" alarm
    } collect;

    struct Outgoing {
        std::string proxy;    ///< http://host:port
        std::string ca_file;  ///< for all networks; empty: the system's authorities
    } outgoing;

    struct Mail {
        std::string host;  ///< empty: no e-mail; `check` warns
        std::uint16_t port{587};
        std::string from;
        std::string username;
        std::string password;  ///< from a file
        std::string ca_file;
        bool starttls{true};  ///< off only for a mail server on this machine
    } mail;

    struct Models {
        std::string directory;  ///< empty: the models that Gatehouse ships
        unsigned cpu_threads{2};
    } models;

    /// Lists of pictures that nobody may have; see policy/hash_lists.hpp.
    struct Pictures {
        std::string pdq_list;  ///< empty: none, as the next
        std::string md5_list;
    } pictures;

    struct Export {
        bool daily{true};
        std::string time{"06:00"};  ///< local time of the school
    } exports;

    struct Alerts {
        bool out_of_hours{false};  ///< somebody promised to be reachable at night
        std::chrono::milliseconds v4_step{std::chrono::minutes{10}};
        std::chrono::milliseconds v3_step{std::chrono::minutes{30}};
        std::chrono::milliseconds v2_step{std::chrono::hours{4}};
        std::string digest_time{"08:05"};  ///< local
        std::string team_mailbox;          ///< empty: none
    } alerts;

    runtime::LogLevel log_level{runtime::LogLevel::info};
    std::string log_file;  ///< empty: standard error
};

/// How often channels are read at such a time.
std::chrono::milliseconds poll_interval(const Settings::Collect& collect, Profile profile);

/// Reads a settings file. All problems together, each with file, line and what to do; secrets come from
/// files (`..._file` keys) which must not be readable by others.
tl::expected<Settings, Problems> load_settings(const std::string& file);

/// The same with overrides from the command line, "web.port=0" each, which win over the file. A value is
/// written as in TOML; quotes around a string may be left out. Problems of an override name the file "--set".
tl::expected<Settings, Problems> load_settings(const std::string& file, const std::vector<std::string>& overrides);

/// The reference of every key with type, unit, default and help, as Markdown.
std::string settings_reference();

}  // namespace config
