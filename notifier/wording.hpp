#pragma once

#include <string>
#include <string_view>

namespace notifier {

/// The address under which people reach Gatehouse, for a path to follow it.
std::string without_trailing_slash(std::string_view url);

}  // namespace notifier
