#pragma once

#include "ingest/facebook_client.hpp"
#include "ingest/ports.hpp"
#include "models/domain/decision.hpp"

#include <string>

namespace ingest {

/// How an item stands on the network right now, and the raw answer that says so.
struct Observation {
    models::NetworkState state{models::NetworkState::visible};
    std::string raw;
};

/// Hides, unhides, deletes and blocks on Facebook.
///
/// Errors  rejected      Facebook says no, and will say no again; the message is a sentence for the page
///         rate_limited  retry_after says when, if Facebook did
///         unreachable   the outcome is unknown: observe before acting again
///         unavailable   no usable token
/// Removing what is gone already succeeds. Nothing is sent twice.
class FacebookActor {
  public:
    /// References outlive the actor.
    FacebookActor(FacebookClient& client, TokenSource& tokens);

    /// An item that is gone is observed as `gone`.
    runtime::Task<runtime::Result<Observation>> observe(models::Channel channel, models::CollectedItem item);
    runtime::Task<runtime::Result<void>> act(models::Channel channel, models::CollectedItem item, models::Verb verb);

  private:
    FacebookClient& client_;
    TokenSource& tokens_;
};

}  // namespace ingest
