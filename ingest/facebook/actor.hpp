#pragma once

#include "ingest/network.hpp"
#include "ingest/ports.hpp"

#include <string>

namespace ingest {

/// Hides, unhides, deletes and blocks on Facebook.
class FacebookActor final : public Actor {
  public:
    /// References outlive the actor.
    FacebookActor(ApiClient& client, TokenSource& tokens);

    runtime::Task<runtime::Result<Observation>> observe(models::Channel channel, models::CollectedItem item) override;
    runtime::Task<runtime::Result<void>> act(models::Channel channel, models::CollectedItem item,
                                             models::Verb verb) override;

  private:
    ApiClient& client_;
    TokenSource& tokens_;
};

}  // namespace ingest
