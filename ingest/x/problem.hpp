#pragma once

#include "config/runtime/clock.hpp"
#include "ingest/api.hpp"

#include <optional>
#include <string>
#include <string_view>

#include <simdjson.h>

namespace ingest {

/// The refusal that an answer of X is; nothing for a 2xx, whose `errors` beside its `data` are no refusal.
/// Decided by the last part of `type`, by `title` and by the status, in this order. Of a bad request, `reason`
/// is the parameter that X names. `retry_after` is set where X's own counting goes in days.
std::optional<ApiError> parse_x_error(unsigned status, std::string_view body);

/// The id of a post that was asked for and does not exist, when that is what an element of `errors` says.
std::optional<std::string> missing_post_of(simdjson::dom::element error);
/// The same of a post that is there and not shown to the school's account: its author has protected it.
std::optional<std::string> protected_post_of(simdjson::dom::element error);

/// What is left of the window of a call, from `x-rate-limit-limit`, `-remaining` and `-reset` (seconds since 1970);
/// nothing used when the headers make no sense.
struct XWindow {
    std::optional<std::string_view> limit;
    std::optional<std::string_view> remaining;
    std::optional<std::string_view> reset;
};
Usage parse_x_usage(const XWindow& window, runtime::Time now);

}  // namespace ingest
