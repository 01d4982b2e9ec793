#pragma once

#include "config/runtime/result.hpp"

#include <string>
#include <string_view>

namespace runtime {

/// Everything but letters, digits, '-', '.', '_' and '~' as %XX: fit for a query value or one path segment.
std::string percent_encoded(std::string_view text);

/// Undoes percent escapes. malformed for broken escapes and for NUL, escaped or not.
Result<std::string> percent_decoded(std::string_view text, bool plus_is_blank);

}  // namespace runtime
