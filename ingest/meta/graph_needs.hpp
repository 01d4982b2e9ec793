#pragma once

#include "ingest/access.hpp"

#include <span>
#include <string_view>

namespace ingest {

/// What Gatehouse needs of a Facebook Page, and of an Instagram account. `portfolio`: the Page belongs to a business
/// portfolio, which takes more. Live as long as the program.
std::span<const PermissionNeed> facebook_permissions(bool portfolio);
std::span<const PermissionNeed> instagram_permissions(bool portfolio);

/// What a person has to know and do when they connect one of them.
std::span<const std::string_view> graph_steps();

}  // namespace ingest
