#pragma once

#include "ingest/facebook/parser.hpp"
#include "ingest/list_parser.hpp"

#include <string_view>

#include <simdjson.h>

namespace ingest {

/// One post or comment. `raw` is the bytes it came in; `cut` is set when its text was too long to keep whole.
tl::expected<ParsedObject, Refusal> read_element(simdjson::dom::element element, std::string_view raw,
                                                 const ParseContext& context, bool& cut);

}  // namespace ingest
