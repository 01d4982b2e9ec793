#pragma once

#include "config/settings_keys.hpp"

#include <optional>
#include <string>

#include <toml++/toml.h>

namespace config {

/// What is wrong with one value, without the value of a secret.
struct WrongValue {
    std::string what;
    std::string remedy;
};

/// Puts a value into its place in `settings`, or leaves it alone and says what is wrong. Relative paths
/// start at `folder`.
std::optional<WrongValue> set_value(const Key& key, const toml::node& node, const std::string& folder,
                                    Settings& settings);

/// "an integer from 0 to 65535": what a value of the key must be.
std::string expected_of(const Key& key);

/// The value that `settings` has for the key, as it would be written. Of a secret: nothing.
std::string shown(const Key& key, Settings& settings);

}  // namespace config
