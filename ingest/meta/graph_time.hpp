#pragma once

#include "config/runtime/clock.hpp"

#include <optional>
#include <string_view>

namespace ingest {

/// "2026-11-20T09:15:00+0000", also with a colon, "Z" or a fraction. Nothing when it is no date, is before
/// the network existed, or lies more than a day after `now`.
std::optional<runtime::Time> parse_graph_time(std::string_view text, runtime::Time now);

}  // namespace ingest
