#pragma once

#include "config/runtime/result.hpp"
#include "ingest/parsed.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ingest {

inline constexpr std::size_t kPhotoThreadsMax = 100;

/// Reads a page of posts or comments. One damaged element costs that element: when the document as a
/// whole is refused it is repaired, and failing that its complete elements are read one by one up to the
/// first one that breaks the structure.
/// Errors  malformed  it holds no list at all.
/// Threads any.
runtime::Result<ParsedPage> parse_facebook_page(std::string_view body, const ParseContext& context);

/// Reads the answer to a request for one post or comment.
/// Errors  malformed  not an object with an id.
runtime::Result<ParsedObject> parse_facebook_object(std::string_view body, const ParseContext& context);

/// `{"success":true}`, or nothing when the answer says neither yes nor no.
std::optional<bool> parse_success(std::string_view body);

/// The answer for one id in `{"<id>":true}`, or nothing.
std::optional<bool> parse_answer_for(std::string_view body, std::string_view id);

}  // namespace ingest
