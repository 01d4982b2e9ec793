#pragma once

#include "ingest/api.hpp"

namespace ingest {

/// The error that an answer of the Graph API holds, nothing when it holds none and its status is 2xx. Decided by
/// `code` and `error_subcode`; by the HTTP status only when the body says neither. `network` as people know it.
std::optional<ApiError> parse_graph_error(unsigned status, std::string_view body, std::string_view network);

/// From `X-App-Usage` and `X-Business-Use-Case-Usage`; the highest percentage counts. Of the latter the
/// entries of `account` when it has any, all otherwise.
Usage parse_graph_usage(std::optional<std::string_view> app, std::optional<std::string_view> business,
                        std::string_view account);

}  // namespace ingest
