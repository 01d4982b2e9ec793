#pragma once

#include "config/runtime/result.hpp"
#include "ingest/parsed.hpp"

#include <cstddef>
#include <string_view>

namespace ingest {

inline constexpr std::size_t kPhotoThreadsMax = 100;

/// Reads a page of posts or comments, as parse_list does.
runtime::Result<ParsedPage> parse_facebook_page(std::string_view body, const ParseContext& context);

/// Reads the answer to a request for one post or comment.
/// Errors  malformed  not an object with an id.
runtime::Result<ParsedObject> parse_facebook_object(std::string_view body, const ParseContext& context);

}  // namespace ingest
