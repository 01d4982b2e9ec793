#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace config {

/// "1500ms", "30s", "5m", "1h30m", "60d": whole numbers with units, largest first. Nothing when it is
/// something else or longer than a hundred years.
std::optional<std::chrono::milliseconds> duration_from(std::string_view text);
/// The shortest such spelling.
std::string to_string(std::chrono::milliseconds duration);

}  // namespace config
