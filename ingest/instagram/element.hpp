#pragma once

#include "ingest/list_parser.hpp"

#include <string_view>

#include <simdjson.h>

namespace ingest {

/// Adds a media, or a comment and the replies nested in it, to `page`, or counts what made no sense. `raw` is the
/// bytes it came in.
void add_instagram_element(ParsedPage& page, simdjson::dom::element element, std::string_view raw,
                           const ParseContext& context);

}  // namespace ingest
