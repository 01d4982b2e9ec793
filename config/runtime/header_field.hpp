#pragma once

#include "config/runtime/http.hpp"

#include <optional>
#include <string_view>

namespace runtime {

/// The first header of that name, case-insensitively.
std::optional<std::string_view> find_header(const HttpHeaders& headers, std::string_view name);

/// Whether the name is a token and the value free of line breaks and other control characters, so that
/// neither can smuggle in another header.
bool is_safe_header(std::string_view name, std::string_view value);

}  // namespace runtime
