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
      facebook_publisher_{facebook_, parts.tokens, facebook_actor_, parts.clock},
      instagram_{parts.http, graph_access(parts.settings), "Instagram"},
      instagram_collector_{{instagram_, parts.inbox, parts.clock}, parts.settings.collect.watch_posts},
      instagram_actor_{instagram_, parts.tokens},
      instagram_publisher_{instagram_, parts.tokens, instagram_actor_, parts.clock},
      youtube_quota_{parts.clock, {parts.settings.youtube.units_a_day, parts.settings.youtube.units_for_people}},
      youtube_{parts.http, youtube_quota_, parts.settings.youtube.base_url},
      youtube_collector_{{youtube_, youtube_quota_, parts.inbox, parts.clock}, parts.settings.collect.watch_posts},
      youtube_actor_{youtube_, parts.tokens},
      youtube_publisher_{youtube_, parts.tokens, youtube_actor_, parts.clock},
      x_{parts.http, parts.settings.x.base_url, parts.clock},
      x_collector_{{x_, parts.inbox, parts.clock}, parts.settings.collect.watch_posts},
      x_actor_{x_, parts.tokens},
      x_publisher_{x_, parts.tokens, x_actor_, parts.clock} {}

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

ByNetwork<Publisher> Networks::publishers() {
    ByNetwork<Publisher> publishers;
    publishers.put(Network::facebook, facebook_publisher_);
    publishers.put(Network::instagram, instagram_publisher_);
    publishers.put(Network::x, x_publisher_);
    publishers.put(Network::youtube, youtube_publisher_);
    return publishers;
}

}  // namespace ingest
