#pragma once

#include <string>
#include <string_view>

namespace config {

/// Each says what a value of its kind must be like, or nothing when it is right. They never repeat the
/// value itself.
std::string check_school_id(std::string_view value);
std::string check_line(std::string_view value);
std::string check_timezone(std::string_view value);
std::string check_host(std::string_view value);
std::string check_ip_address(std::string_view value);
std::string check_public_url(std::string_view value);
std::string check_base_url(std::string_view value);
std::string check_proxy(std::string_view value);
std::string check_api_version(std::string_view value);
std::string check_digits(std::string_view value);
std::string check_email(std::string_view value);
std::string check_time_of_day(std::string_view value);
std::string check_risk_assessors(std::string_view value);
std::string check_domains(std::string_view value);

/// 127.0.0.0/8 or ::1.
bool is_loopback(std::string_view address);

}  // namespace config
