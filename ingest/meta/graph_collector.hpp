#pragma once

#include "ingest/absent_but_alive.hpp"
#include "ingest/channel_session.hpp"
#include "ingest/meta/graph_dialect.hpp"
#include "ingest/meta/graph_look.hpp"

#include <chrono>
#include <map>
#include <string>

namespace ingest {

/// Reads one page or account over the Graph API, in the dialect of its network: the posts of each list, and the
/// comments of each post that is watched. Edits are not visible as such: the store notices them by content.
class GraphCollector : public Collector {
  public:
    struct Parts {
        ApiClient& client;
        Inbox& inbox;
        runtime::Clock& clock;
    };
    /// Everything in `parts` outlives the collector, and so does the dialect. `watch` is how long a post's comments
    /// are watched.
    GraphCollector(Parts parts, const GraphDialect& dialect, std::chrono::hours watch);

    runtime::Task<RoundReport> round(models::Channel channel, std::string token, Cursors cursors,
                                     LeaseKeeper& keeper) final;
    runtime::Task<RoundReport> look(models::Channel channel, std::string token, Cursors cursors, Notices notices,
                                    LeaseKeeper& keeper) final;

  private:
    const Parts parts_;
    const GraphDialect& dialect_;
    const std::chrono::hours watch_;
    std::map<std::string, AbsentButAlive> absent_;   ///< by channel
    std::map<std::string, GraphLook::Named> named_;  ///< for the round that follows a look, by channel
};

}  // namespace ingest
