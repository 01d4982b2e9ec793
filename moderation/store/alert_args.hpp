#pragma once

#include "models/domain/alert.hpp"

#include <string>
#include <vector>

namespace moderation {

/// Whether an alert may be raised as it is.
bool acceptable(const models::Alert& alert);
/// Appends ALERT_ARGS of page.lua, in its order.
void add_alert(std::vector<std::string>& args, const models::Alert& alert);

}  // namespace moderation
