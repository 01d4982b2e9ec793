#pragma once

#include "ingest/meta/graph_collector.hpp"

namespace ingest {

/// Reads one professional account on Instagram: its own media, media that tag it, and the comments of its own.
///
/// Mentions in captions and comments of others cannot be listed: only deliveries tell of them.
class InstagramCollector final : public GraphCollector {
  public:
    InstagramCollector(Parts parts, std::chrono::hours watch);
};

}  // namespace ingest
