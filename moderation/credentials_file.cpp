#include "moderation/credentials_file.hpp"

#include "config/secret_file.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <toml++/toml.h>

namespace moderation {

namespace {

tl::unexpected<runtime::Error> refuse(std::string what) {
    return runtime::fail(runtime::ErrorKind::unavailable, std::move(what));
}

bool could_be_token(std::string_view token) {
    return !token.empty() && std::all_of(token.begin(), token.end(), [](char c) { return c > ' ' && c < '\x7F'; });
}

runtime::Time time_of(const toml::date_time& given) {
    using namespace std::chrono;
    const year_month_day day{year{given.date.year}, month{given.date.month}, std::chrono::day{given.date.day}};
    const auto passed = hours{given.time.hour} + minutes{given.time.minute} + seconds{given.time.second};
    const auto offset = minutes{given.offset ? given.offset->minutes : 0};
    return sys_days{day} + passed - offset;
}

runtime::Result<models::Credentials> credentials_from(const toml::table& table) {
    models::Credentials given;
    const std::array texts{std::pair{"access_token", &given.access}, std::pair{"refresh_token", &given.refresh},
                           std::pair{"spare", &given.spare}};
    const std::array times{std::pair{"access_until", &given.access_until},
                           std::pair{"refresh_until", &given.refresh_until}};
    for (const auto& [key, node] : table) {
        const std::string_view name{key.str()};
        const auto is_named = [&](const auto& pair) { return pair.first == name; };
        const auto* const text = std::find_if(texts.begin(), texts.end(), is_named);
        const auto* const time = std::find_if(times.begin(), times.end(), is_named);
        if (text != texts.end() && node.is_string() && could_be_token(node.as_string()->get()))
            *text->second = node.as_string()->get();
        else if (time != times.end() && node.is_date_time())
            *time->second = time_of(node.as_date_time()->get());
        else
            return refuse("`" + std::string{name} + "` is not a value that the file of a connection has. It has " +
                          "access_token, refresh_token and spare in quotes, and access_until and refresh_until as " +
                          "2027-01-31T12:00:00Z.");
    }
    if (given.access.empty()) return refuse("The file holds no `access_token`.");
    return given;
}

}  // namespace

runtime::Result<models::Credentials> read_credentials(const std::string& file) {
    if (file.ends_with(".toml")) {
        const auto text = config::read_secret_text(file);
        if (!text) return refuse("The token cannot be read: " + text.error() + ".");
        try {
            return credentials_from(toml::parse(std::string_view{*text}, std::string_view{}));
        } catch (const toml::parse_error& problem) {
            return refuse("Line " + std::to_string(problem.source().begin.line) + " of the file is not TOML.");
        }
    }
    auto line = config::read_secret(file);
    if (!line) return refuse("The token cannot be read: " + line.error() + ".");
    if (!could_be_token(*line)) return refuse("The file does not hold a token: one line without spaces.");
    models::Credentials given;
    given.access = std::move(*line);
    return given;
}

}  // namespace moderation
