#pragma once

#include <string_view>
#include <vector>

namespace models::text {

/// The groups of people that a text speaks of, by words people write of them: "women", "Muslims". A text belongs to all
/// it mentions.
std::vector<std::string_view> groups_mentioned(std::string_view text);

}  // namespace models::text
