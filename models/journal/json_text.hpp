#pragma once

#include <string>
#include <string_view>

namespace models {

/// A JSON string with its quotes. One text has exactly one spelling: quotes, backslashes and control
/// characters are escaped, everything else stands as it is. Bytes that are not UTF-8 become U+FFFD.
std::string json_string(std::string_view text);

/// One JSON object on one line and nothing after it: whatever whitespace it holds stands between
/// tokens, and no line feed is among it.
bool is_json_object(std::string_view text);

}  // namespace models
