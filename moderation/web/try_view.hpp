#pragma once

#include "moderation/store/records.hpp"
#include "moderation/web/components.hpp"
#include "moderation/web/visit.hpp"

#include <optional>

namespace moderation::web {

/// What somebody typed to see what would happen, and what would. Nothing of it is kept.
struct Trial {
    models::CollectedItem item;
    std::optional<Intaken> outcome;  ///< nothing: not tried yet
};

Html try_page(const Tools& tools, const Visit& visit, const Trial& trial, const FieldErrors& errors);

}  // namespace moderation::web
