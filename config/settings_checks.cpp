#include "config/settings_checks.hpp"

#include "config/policy/own_address.hpp"
#include "config/policy/risk_assessors.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <stdexcept>

#include <date/tz.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

namespace config {

namespace {

constexpr std::size_t kMaxLineBytes = 200;
constexpr std::size_t kMaxEmailBytes = 254;
constexpr std::size_t kMaxHostBytes = 253;

bool lower_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}
bool digit(char c) {
    return c >= '0' && c <= '9';
}
bool letter_or_digit(char c) {
    return lower_or_digit(c) || (c >= 'A' && c <= 'Z');
}
bool all(std::string_view text, bool (*each)(char)) {
    return std::all_of(text.begin(), text.end(), each);
}
bool host_char(char c) {
    return letter_or_digit(c) || c == '.' || c == '-';
}
bool local_part_char(char c) {
    return letter_or_digit(c) || std::string_view{".!#$%&'*+-/=?^_`{|}~"}.find(c) != std::string_view::npos;
}

template <class Address>
std::optional<Address> parse(int family, std::string_view text) {
    Address address{};
    if (text.find('\0') != std::string_view::npos) return std::nullopt;
    if (::inet_pton(family, std::string{text}.c_str(), &address) != 1) return std::nullopt;
    return address;
}

bool is_address(std::string_view text) {
    return parse<in_addr>(AF_INET, text) || parse<in6_addr>(AF_INET6, text);
}

/// http(s), a host, nothing of a user, a query or a fragment.
bool plain_url(std::string_view value, bool path_allowed) {
    const auto parsed = boost::urls::parse_uri(value);
    if (!parsed) return false;
    const bool http = parsed->scheme() == "http" || parsed->scheme() == "https";
    const auto path = parsed->encoded_path();
    const bool bare = path.empty() || path == "/";
    return http && !parsed->host().empty() && !parsed->has_userinfo() && !parsed->has_query() &&
           !parsed->has_fragment() && (bare || path_allowed);
}

}  // namespace

std::string check_school_id(std::string_view value) {
    const bool good =
        !value.empty() && value.size() <= 40 && all(value, [](char c) { return lower_or_digit(c) || c == '-'; });
    return good ? "" : "must be 1 to 40 of a-z, 0-9 and -";
}

std::string check_line(std::string_view value) {
    const bool good = value.size() <= kMaxLineBytes &&
                      all(value, [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f; });
    return good ? "" : "must be one line of at most 200 bytes";
}

std::string check_timezone(std::string_view value) {
    try {
        date::locate_zone(std::string{value});
        return "";
    } catch (const std::runtime_error&) {
        return "must be a time zone that this machine knows, such as Europe/London";
    }
}

std::string check_host(std::string_view value) {
    if (value.empty()) return "";
    const bool name = value.size() <= kMaxHostBytes && all(value, host_char) && value.front() != '-';
    return is_address(value) || name ? "" : "must be a host name or an IP address, without scheme and port";
}

std::string check_ip_address(std::string_view value) {
    return is_address(value) ? "" : "must be an IP address such as 127.0.0.1 or ::";
}

std::string check_public_url(std::string_view value) {
    return value.empty() || plain_url(value, false) ? ""
                                                    : "must be http:// or https:// and a host, without path or query";
}

std::string check_base_url(std::string_view value) {
    return plain_url(value, true) ? "" : "must be an http:// or https:// address without query";
}

std::string check_proxy(std::string_view value) {
    const bool good = value.empty() || (plain_url(value, false) && value.substr(0, 7) == "http://");
    return good ? "" : "must be http://host:port";
}

std::string check_api_version(std::string_view value) {
    const auto dot = value.find('.');
    const bool good = value.size() >= 4 && value.size() <= 8 && value.front() == 'v' && dot != std::string_view::npos &&
                      dot > 1 && dot + 1 < value.size() && all(value.substr(1, dot - 1), digit) &&
                      all(value.substr(dot + 1), digit);
    return good ? "" : "must be a version such as v26.0";
}

std::string check_digits(std::string_view value) {
    return value.size() <= 32 && all(value, digit) ? "" : "must be a number in quotes";
}

std::string check_email(std::string_view value) {
    if (value.empty()) return "";
    const auto at = value.find('@');
    const bool good = value.size() <= kMaxEmailBytes && at != std::string_view::npos && at > 0 &&
                      at + 1 < value.size() && all(value.substr(0, at), local_part_char) &&
                      all(value.substr(at + 1), host_char) && value[at + 1] != '.' && value.back() != '.' &&
                      value.find("..") == std::string_view::npos;
    return good ? "" : "must be an e-mail address such as office@school.example";
}

std::string check_risk_assessors(std::string_view value) {
    return risk_assessors_from(value) ? "" : "must be dsl, headteacher, either or both";
}

std::string check_domains(std::string_view value) {
    for (const auto domain : domains_in(value))
        if (!check_email("a@" + std::string{domain}).empty() || domain.find('.') == std::string_view::npos)
            return "must be domains such as school.example, with commas between them";
    return "";
}

std::string check_time_of_day(std::string_view value) {
    const bool shape = value.size() == 5 && value[2] == ':' && digit(value[0]) && digit(value[1]) && digit(value[3]) &&
                       digit(value[4]);
    const bool good = shape && value.substr(0, 2) <= "23" && value.substr(3) <= "59";
    return good ? "" : "must be a time of day such as 06:00";
}

bool is_loopback(std::string_view address) {
    if (const auto four = parse<in_addr>(AF_INET, address)) return (ntohl(four->s_addr) >> 24) == 127;
    const auto six = parse<in6_addr>(AF_INET6, address);
    return six && IN6_IS_ADDR_LOOPBACK(&*six);
}

}  // namespace config
