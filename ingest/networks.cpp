#include "ingest/networks.hpp"

namespace ingest {

using models::Network;

GraphClient::Access graph_access(const config::Settings& settings) {
    return {settings.facebook.base_url, settings.facebook.version, settings.facebook.app_secret};
}

Networks::Networks(Parts parts)
    : facebook_{parts.http, graph_access(parts.settings), "Facebook"},
      facebook_collector_{{facebook_, parts.inbox, parts.clock}, parts.settings.collect.watch_posts},
      facebook_actor_{facebook_, parts.tokens},
      instagram_{parts.http, graph_access(parts.settings), "Instagram"},
      instagram_collector_{{instagram_, parts.inbox, parts.clock}, parts.settings.collect.watch_posts},
      instagram_actor_{instagram_, parts.tokens} {}

ByNetwork<Collector> Networks::collectors() {
    ByNetwork<Collector> collectors;
    collectors.put(Network::facebook, facebook_collector_);
    collectors.put(Network::instagram, instagram_collector_);
    return collectors;
}

ByNetwork<Actor> Networks::actors() {
    ByNetwork<Actor> actors;
    actors.put(Network::facebook, facebook_actor_);
    actors.put(Network::instagram, instagram_actor_);
    return actors;
}

}  // namespace ingest
