#pragma once

#include "moderation/web/visit.hpp"

namespace moderation::web {

/// The whole document: header, navigation as far as the person's roles go, content, footer.
Html document(const Tools& tools, const Visit& visit, std::string_view title, const Html& content);

}  // namespace moderation::web
