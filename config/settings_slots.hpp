#pragma once

#include "config/settings_keys.hpp"

#include <cstdint>
#include <functional>
#include <vector>

namespace config {

inline constexpr std::int64_t kSecond = 1000;
inline constexpr std::int64_t kMinute = 60 * kSecond;
inline constexpr std::int64_t kHour = 60 * kMinute;
inline constexpr std::int64_t kDay = 24 * kHour;

/// The slot of a value in a group of Settings, or of one that stands alone.
template <class Group, class Value>
std::function<Slot(Settings&)> in(Group Settings::* group, Value Group::* member) {
    return [group, member](Settings& settings) -> Slot { return &((settings.*group).*member); };
}

template <class Value>
std::function<Slot(Settings&)> in(Value Settings::* member) {
    return [member](Settings& settings) -> Slot { return &(settings.*member); };
}

/// The keys by what they are about; settings_keys() puts them together.
std::vector<Key> keys_of_the_school();
std::vector<Key> keys_of_connections();

}  // namespace config
