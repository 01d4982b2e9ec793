#pragma once

#include "ingest/list_parser.hpp"

#include <optional>
#include <string>
#include <string_view>

#include <simdjson.h>

namespace ingest {

/// Where people see a video.
std::string youtube_address(const std::string& video);

/// Each adds one element of a list to a page, or counts why it could not. `raw` is the bytes it came in.

void add_youtube_thread(ParsedPage& page, simdjson::dom::element element, std::string_view raw,
                        const ParseContext& context);
void add_youtube_comment(ParsedPage& page, simdjson::dom::element element, std::string_view raw,
                         const ParseContext& context);
void add_youtube_video(ParsedPage& page, simdjson::dom::element element, std::string_view raw,
                       const ParseContext& context);
void add_youtube_upload(ParsedPage& page, simdjson::dom::element element, std::string_view raw,
                        const ParseContext& context);

}  // namespace ingest
