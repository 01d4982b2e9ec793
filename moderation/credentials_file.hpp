#pragma once

#include "config/runtime/result.hpp"
#include "models/domain/connection.hpp"

#include <string>

namespace moderation {

/// What opens a channel, out of a file that nobody else can read: one line with an access token, or, when its name
/// ends in `.toml`, `access_token` and, where there are such, `refresh_token`, `spare` (the four values of OAuth 1.0a)
/// and the times `access_until` and `refresh_until`. unavailable with what to do; never with what is in the file.
runtime::Result<models::Credentials> read_credentials(const std::string& file);

}  // namespace moderation
