#pragma once

#include "moderation/store/records.hpp"

#include <string>
#include <vector>

namespace moderation {

/// What of an item says for whom it exists.
struct Circle {
    models::Visibility visibility{models::Visibility::cm};
    std::vector<std::string> barred;
    std::vector<std::string> added;
};

/// Whether the item exists for this person: exists_for() of common.lua for what is only read.
bool may_see(const Viewer& viewer, const Circle& circle);

/// What the store's functions are told of a viewer: ",open,dsl,told,close,".
std::string seen_by(const Viewer& viewer);

}  // namespace moderation
