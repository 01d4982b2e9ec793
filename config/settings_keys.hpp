#pragma once

#include "config/settings.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace config {

/// Where the value of a key is kept in a Settings.
using Slot = std::variant<std::string*, bool*, int*, unsigned*, std::uint16_t*, std::size_t*,
                          std::chrono::milliseconds*, std::chrono::hours*, runtime::LogLevel*>;

enum class Kind {
    text,
    number,
    boolean,
    duration,       ///< "30s", "5m", "1h30m"
    path,           ///< relative to the settings file
    existing_path,  ///< the same, and it must be there
    secret_file,    ///< a file with one line that only its owner can read; its content is the value
    level,          ///< one of the log levels
};
std::string_view to_string(Kind kind);

/// Says what is wrong with a value, or nothing.
using Check = std::string (*)(std::string_view value);

/// Everything there is to know of one key. Reading, checking and the reference all come from this.
struct Key {
    std::string_view path;  ///< "web.port"
    std::function<Slot(Settings&)> slot;
    Kind kind{Kind::text};
    bool required{false};
    std::string_view unit;
    std::int64_t lowest{0};  ///< of numbers; of durations in milliseconds
    std::int64_t highest{0};
    Check check{nullptr};
    std::string_view help;
};

/// The declaration of every key, in the order of the reference.
std::vector<Key> settings_keys();

/// The names of the log levels, in their order.
std::vector<std::string_view> log_level_names();

}  // namespace config
