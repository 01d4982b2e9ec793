#pragma once

#include "models/domain/alert.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace moderation {

/// Whether an alert may be raised as it is.
bool acceptable(const models::Alert& alert);
/// "threat:4": one word of the list that `matters` is stored as.
std::string matter_word(const models::Matter& matter);
std::vector<models::Matter> matters_from(std::string_view list);

/// Appends ALERT_ARGS of page.lua, in its order. An alert without an id stands for none.
void add_alert(std::vector<std::string>& args, const models::Alert& alert);

}  // namespace moderation
