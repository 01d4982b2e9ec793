#pragma once

#include "ingest/webhook.hpp"

namespace ingest {

/// What to answer when Meta asks whether this address is meant: its challenge, or nothing when it does not know our
/// verify token. An empty token verifies nothing.
std::optional<std::string> meta_challenge(std::string_view query, std::string_view verify_token);

/// Where to look after a delivery for pages or Instagram accounts.
/// Errors  forbidden  not signed with the app's secret
///         malformed  signed, and still no delivery
runtime::Result<std::vector<Heard>> hear_meta(const runtime::ServerRequest& request, std::string_view app_secret,
                                              runtime::Time now);

}  // namespace ingest
