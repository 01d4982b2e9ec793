#pragma once

#include "config/runtime/result.hpp"
#include "ingest/parsed.hpp"

#include <string_view>

namespace ingest {

/// Reads a page of media, or of comments with the replies nested in them, as parse_list does; `context.kind` says
/// which. A reply follows its comment, and one that makes no sense costs neither its comment nor its neighbours.
runtime::Result<ParsedPage> parse_instagram_page(std::string_view body, const ParseContext& context);

/// Reads the answer to a request for one media or comment; replies nested in it are its further objects.
/// Errors  malformed  not an object with an id.
runtime::Result<ParsedPage> parse_instagram_object(std::string_view body, const ParseContext& context);

/// Reads what mentions the account, asked for by the id that a webhook named: `mentioned_comment` as a comment,
/// `mentioned_media` as a tagged post.
/// Errors  malformed  neither of them is there with an id.
runtime::Result<ParsedObject> parse_instagram_mention(std::string_view body, const ParseContext& context);

}  // namespace ingest
