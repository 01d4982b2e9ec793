#pragma once

#include "ingest/list_parser.hpp"

#include <optional>
#include <string_view>

namespace ingest {

/// The shape of all lists of the Graph API: `data`, and around it `paging` and `summary`.
ListShape graph_list(decltype(ListShape::add) add);

/// `{"success":true}`, or nothing when the answer says neither yes nor no.
std::optional<bool> parse_success(std::string_view body);

/// The answer for one id in `{"<id>":true}`, or nothing.
std::optional<bool> parse_answer_for(std::string_view body, std::string_view id);

}  // namespace ingest
