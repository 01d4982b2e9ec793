#pragma once

#include <string>
#include <string_view>

namespace runtime {

/// A JSON string with its quotes. One text has exactly one spelling: quotes, backslashes and control
/// characters are escaped, everything else stands as it is. Bytes that are not UTF-8 become U+FFFD.
std::string json_string(std::string_view text);

}  // namespace runtime
