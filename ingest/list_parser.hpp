#pragma once

#include "config/runtime/result.hpp"
#include "ingest/parsed.hpp"

#include <string_view>
#include <vector>

#include <simdjson.h>

namespace ingest {

/// Why an element was not taken.
enum class Refusal {
    malformed,   ///< no object, or its id or text are of a wrong type
    without_id,  ///< the network withheld the id
};

/// How the answers of a network hold their lists.
struct ListShape {
    std::string_view elements;             ///< the member that holds the array
    std::vector<std::string_view> around;  ///< members that say something of the page as a whole
    /// Adds to `page` what one element holds, or counts why it could not. `raw` is the bytes it came in.
    void (*add)(ParsedPage& page, simdjson::dom::element element, std::string_view raw, const ParseContext& context);
    /// Reads what stands `around`; the whole answer, or only those members when it was damaged.
    void (*read_around)(simdjson::dom::object answer, ParsedPage& page);
};

/// Reads a list out of an answer. One damaged element costs that element: when the document as a whole is refused
/// it is repaired, and failing that its complete elements are read one by one up to the first one that breaks the
/// structure.
/// Errors  malformed  it holds no list at all.
/// Threads any.
runtime::Result<ParsedPage> parse_list(std::string_view body, const ListShape& shape, const ParseContext& context);

/// Counts an element that was not taken.
void count_refusal(ParsedPage& page, Refusal refusal);

}  // namespace ingest
