#pragma once

#include "config/runtime/result.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace ingest {

/// What a refusal of the Graph API means for us. Decided by `code` and `error_subcode`; by the HTTP status
/// only when the body says neither.
enum class GraphErrorKind {
    transient,    ///< their side, for a moment: a write may or may not have been carried out
    throttled,    ///< asked too often: silence until `retry_after`
    too_much,     ///< ask for fewer objects at once
    permission,   ///< a permission or page task is missing
    token,        ///< the access token is no good any more: somebody must reconnect
    gone,         ///< the object does not exist or is not visible: possibly deleted
    bad_request,  ///< a parameter, a stale cursor, or a defect of ours: do not repeat
    blocked,      ///< blocked for misuse or policy for a while
    duplicate,    ///< identical to what was just published
    malformed,    ///< the answer makes no sense
    unreachable,  ///< no answer: a write may or may not have been carried out
};
const char* to_string(GraphErrorKind kind);

/// How much of the hourly or daily budget is used.
struct Usage {
    int percent{0};                                     ///< 100: throttled
    std::optional<std::chrono::milliseconds> regain{};  ///< when throttled: until there is budget again
};

struct GraphError {
    GraphErrorKind kind{GraphErrorKind::malformed};
    int code{0};
    int subcode{0};
    std::optional<std::chrono::milliseconds> retry_after{};
    std::string sentence{};  ///< for the channels page: what happened and what to do; none of their text
    Usage usage{};
    std::string answer{};  ///< as received, at most 64 KiB: evidence, never for a log
};

/// The error an answer holds, nothing when it holds none and its status is 2xx.
std::optional<GraphError> parse_error(unsigned status, std::string_view body);

/// The error of a request that got no answer, or one that was no HTTP or too large.
GraphError error_of(const runtime::Error& error);

/// For callers that know only runtime's kinds: permission, token, gone, bad_request, blocked -> rejected;
/// throttled -> rate_limited; malformed and transient -> unreachable, as the outcome is unknown.
runtime::Error to_runtime(const GraphError& error);

/// From `X-App-Usage` and `X-Business-Use-Case-Usage`; the highest percentage counts. Of the latter the
/// entries of `page_id` when it has any, all otherwise.
Usage parse_usage(std::optional<std::string_view> app, std::optional<std::string_view> business,
                  std::string_view page_id);

}  // namespace ingest
