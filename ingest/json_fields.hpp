#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <simdjson.h>

namespace ingest {

/// Reading members of objects that strangers wrote: a member that is missing, null or of another type is
/// nothing, and never a reason to stop. Texts come back without U+0000.

/// Nothing unless `key` is a string of at most `bytes_max` bytes.
std::optional<std::string> text_member(simdjson::dom::object object, std::string_view key, std::size_t bytes_max);
/// An id in either form, string or integer, as text; nothing when it could not be an id.
std::optional<std::string> id_member(simdjson::dom::object object, std::string_view key);
std::optional<std::int64_t> integer_member(simdjson::dom::object object, std::string_view key);
std::optional<bool> flag_member(simdjson::dom::object object, std::string_view key);
std::optional<simdjson::dom::object> object_member(simdjson::dom::object object, std::string_view key);
std::optional<simdjson::dom::array> array_member(simdjson::dom::object object, std::string_view key);

/// A percentage or count in any numeric form, also in quotes.
std::optional<double> number_member(simdjson::dom::object object, std::string_view key);

/// Without U+0000, and no longer than `bytes_max`, cut between characters. `text` is UTF-8.
std::string clean_text(std::string_view text, std::size_t bytes_max);

/// 1 to 128 printable ASCII characters without spaces, quotes, slashes and the like.
bool could_be_id(std::string_view id);

}  // namespace ingest
