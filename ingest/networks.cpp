#include "ingest/networks.hpp"

namespace ingest {

using models::Network;

GraphClient::Access facebook_access(const config::Settings& settings) {
    return {settings.facebook.base_url, settings.facebook.version, settings.facebook.app_secret};
}

Networks::Networks(Parts parts)
    : facebook_{parts.http, facebook_access(parts.settings), "Facebook"},
      facebook_collector_{{facebook_, parts.inbox, parts.clock}, parts.settings.collect.watch_posts},
      facebook_actor_{facebook_, parts.tokens} {}

ByNetwork<Collector> Networks::collectors() {
    ByNetwork<Collector> collectors;
    collectors.put(Network::facebook, facebook_collector_);
    return collectors;
}

ByNetwork<Actor> Networks::actors() {
    ByNetwork<Actor> actors;
    actors.put(Network::facebook, facebook_actor_);
    return actors;
}

}  // namespace ingest
