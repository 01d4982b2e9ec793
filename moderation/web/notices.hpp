#pragma once

#include "moderation/web/visit.hpp"

namespace moderation::web {

/// What was just done, as the redirect after it says with `?done=code`; nothing for an unknown code.
Html notice(const Visit& visit);

}  // namespace moderation::web
