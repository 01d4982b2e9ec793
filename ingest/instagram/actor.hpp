#pragma once

#include "ingest/meta/graph_actor.hpp"

namespace ingest {

/// Hides, unhides and deletes on Instagram. Nobody can be kept away from outside its app.
class InstagramActor final : public GraphActor {
  public:
    /// References outlive the actor.
    InstagramActor(ApiClient& client, TokenSource& tokens);
};

}  // namespace ingest
