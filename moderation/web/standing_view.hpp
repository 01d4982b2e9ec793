#pragma once

#include "moderation/web/components.hpp"
#include "moderation/web/visit.hpp"

#include <vector>

namespace moderation::web {

/// On the channel's own page: who is kept away and where comments are off, who wanted and agreed to it, since when, and
/// a button that proposes to lift it for those who may. Empty for whom nothing is listed.
Html standing_section(const Tools& tools, const Visit& visit, const std::vector<Standing>& standing);

}  // namespace moderation::web
