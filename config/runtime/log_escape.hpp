#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace runtime {

/// Bytes of one value that a log line shows; the rest becomes "...".
inline constexpr std::size_t kLogValueMax = 1024;

/// Text that cannot end a line, move the cursor of a terminal or turn the direction of writing: control
/// characters, quotes, backslashes, line and paragraph separators, direction marks and bytes that are
/// not UTF-8 are written as escapes.
std::string escape_for_log(std::string_view text);

/// The same as a value: in quotes when it is empty or holds blanks, `=` or escapes.
std::string log_value(std::string_view text);

}  // namespace runtime
