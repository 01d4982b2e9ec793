#pragma once

#include "ingest/meta/graph_collector.hpp"

namespace ingest {

/// Reads one Facebook page: its own posts, visitors' posts, posts that tag it, and the comments of all but these.
class FacebookCollector final : public GraphCollector {
  public:
    FacebookCollector(Parts parts, std::chrono::hours watch);
};

}  // namespace ingest
