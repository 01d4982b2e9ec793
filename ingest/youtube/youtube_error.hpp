#pragma once

#include "ingest/api.hpp"

namespace ingest {

/// What YouTube calls a video whose comments are switched off: a `bad_request` that is no trouble.
inline constexpr std::string_view kCommentsDisabled = "commentsDisabled";

/// Whether the refusal is about the units of the day, not about asking too fast.
bool is_quota_refusal(const ApiError& error);

/// The error that an answer holds, nothing when its status is 2xx. Decided by `error.errors[0].reason`, then by
/// `error.status`, and by the number only when the body says neither. The network's own message, which is HTML and
/// may quote people, is kept as evidence only.
std::optional<ApiError> parse_youtube_error(unsigned status, std::string_view body);

}  // namespace ingest
