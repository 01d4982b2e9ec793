#pragma once

#include "models/domain/alert.hpp"

#include <string>

namespace moderation {

/// A new alert about a channel as a whole, with its own id and reference.
models::Alert channel_alert(const std::string& channel, std::string kind, models::Severity severity);

}  // namespace moderation
