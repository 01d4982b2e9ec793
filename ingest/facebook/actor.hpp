#pragma once

#include "ingest/meta/graph_actor.hpp"

namespace ingest {

/// Hides, unhides, deletes and blocks on Facebook.
class FacebookActor final : public GraphActor {
  public:
    /// References outlive the actor.
    FacebookActor(ApiClient& client, TokenSource& tokens);
};

}  // namespace ingest
