#pragma once

#include "config/runtime/clock.hpp"

#include <optional>
#include <string_view>

namespace ingest {

/// A date as the networks write it: "2026-11-20T09:15:00+0000", also with a colon, "Z" or a fraction. Nothing
/// when it is no date, is before there were such networks, or lies more than a day after `now`.
std::optional<runtime::Time> parse_network_time(std::string_view text, runtime::Time now);

/// The date of an HTTP answer: "Sun, 06 Nov 1994 08:49:37 GMT".
std::optional<runtime::Time> parse_http_date(std::string_view text);

}  // namespace ingest
