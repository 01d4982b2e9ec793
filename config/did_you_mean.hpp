#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace config {

/// "did you mean `web.port`?", or nothing when no candidate is close.
std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates);

}  // namespace config
