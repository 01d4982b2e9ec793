#pragma once

#include "config/settings.hpp"

#include <map>
#include <string>
#include <vector>

namespace config {

/// Settings as far as they could be read, with everything that was wrong: the cross checks go on with
/// what is there, so that one run reports the problems of all files.
struct SettingsRead {
    Settings settings;
    Problems problems;
    std::map<std::string, int, std::less<>> lines;  ///< of the keys that the file sets

    int line(std::string_view key) const {
        const auto found = lines.find(key);
        return found == lines.end() ? 0 : found->second;
    }
};
SettingsRead read_settings(const std::string& file, const std::vector<std::string>& overrides);

}  // namespace config
