#pragma once

#include "moderation/web/pages/pages.hpp"

#include <string>

namespace moderation::web::pages {

/// When that was proposed which the sender of the form had read; 1970 when it does not say.
runtime::Time proposal_read(const Visit& visit);

/// After a change of the post `visit` is about: its page with what was done (a code of notices.hpp), or with why it was
/// not; what is wrong with what was sent (malformed) stands at its field.
Task<ServerResponse> after_post_change(Tools tools, Visit visit, runtime::Result<void> done, std::string code,
                                       std::string field = {});

}  // namespace moderation::web::pages
