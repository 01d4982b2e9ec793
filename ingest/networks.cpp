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
      instagram_actor_{instagram_, parts.tokens},
      youtube_quota_{parts.clock, {parts.settings.youtube.units_a_day, parts.settings.youtube.units_for_people}},
      youtube_{parts.http, youtube_quota_, parts.settings.youtube.base_url},
      youtube_collector_{{youtube_, youtube_quota_, parts.inbox, parts.clock}, parts.settings.collect.watch_posts},
      youtube_actor_{youtube_, parts.tokens},
      x_{parts.http, parts.settings.x.base_url, parts.clock},
      x_collector_{{x_, parts.inbox, parts.clock}, parts.settings.collect.watch_posts},
      x_actor_{x_, parts.tokens} {}

ByNetwork<Collector> Networks::collectors() {
    ByNetwork<Collector> collectors;
    collectors.put(Network::facebook, facebook_collector_);
    collectors.put(Network::instagram, instagram_collector_);
    collectors.put(Network::x, x_collector_);
    collectors.put(Network::youtube, youtube_collector_);
    return collectors;
}

ByNetwork<Actor> Networks::actors() {
    ByNetwork<Actor> actors;
    actors.put(Network::facebook, facebook_actor_);
    actors.put(Network::instagram, instagram_actor_);
    actors.put(Network::x, x_actor_);
    actors.put(Network::youtube, youtube_actor_);
    return actors;
}

}  // namespace ingest
