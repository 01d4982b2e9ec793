#pragma once

#include "moderation/web/components.hpp"
#include "moderation/web/visit.hpp"

namespace moderation::web::pages {

/// The item as it stands now, with what was wrong with an action on it.
runtime::Task<runtime::ServerResponse> show_item(Tools tools, Visit visit, FieldErrors errors, unsigned status);

}  // namespace moderation::web::pages
