#pragma once

#include "models/text/rules.hpp"
#include "moderation/store/records.hpp"
#include "moderation/web/components.hpp"
#include "moderation/web/visit.hpp"

#include <optional>
#include <vector>

namespace moderation::web {

/// What somebody typed to see what would happen, and what would. Nothing of it is kept.
struct Trial {
    models::CollectedItem item;
    std::optional<Intaken> outcome;                   ///< nothing: not tried yet
    std::vector<const models::text::Rule*> yielding;  ///< rules that gave a reason and could be set aside
};

Html try_page(const Tools& tools, const Visit& visit, const Trial& trial, const FieldErrors& errors);

}  // namespace moderation::web
