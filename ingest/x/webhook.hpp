#pragma once

#include "ingest/webhook.hpp"

namespace ingest {

/// What to answer when X checks, again and again, that the one who answers at this address knows the consumer secret:
/// a JSON object, or nothing when it asks nothing or no secret is configured.
std::optional<std::string> x_challenge(std::string_view query, std::string_view consumer_secret);

/// Where to look after an event of the activity API.
/// Errors  malformed  no event that names a post and whose it is
runtime::Result<std::vector<Heard>> heard_of_x_event(std::string_view event, runtime::Time now);

/// The same of one that came by webhook.
/// Errors  forbidden  not signed with the consumer secret
///         malformed  signed, and still no event that names a post and whose it is
runtime::Result<std::vector<Heard>> hear_x(const runtime::ServerRequest& request, std::string_view consumer_secret,
                                           runtime::Time now);

}  // namespace ingest
