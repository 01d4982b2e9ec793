#include "ingest/networks.hpp"

#include "ingest/meta/graph_needs.hpp"

#include <utility>

namespace ingest {

using models::Network;

GraphClient::Access graph_access(const config::Settings& settings) {
    return {settings.facebook.base_url, settings.facebook.version, settings.facebook.app_secret};
}

namespace {

GraphAccess::App graph_app(const config::Settings& settings, Network network) {
    const auto& facebook = settings.facebook;
    return {facebook.base_url, facebook.version, facebook.app_id, facebook.app_secret, facebook.login_url, network};
}

YoutubeAccess::App youtube_app(const config::Settings& settings) {
    const auto& youtube = settings.youtube;
    return {youtube.token_url, youtube.client_id, youtube.client_secret, youtube.login_url, youtube.connection_days};
}

XAccess::App x_app(const config::Settings& settings) {
    return {settings.x.base_url, settings.x.client_id, settings.x.client_secret, settings.x.login_url};
}

}  // namespace

Networks::Networks(Parts parts)
    : graph_silence_{parts.silences, parts.clock, "graph"},
      graph_http_{parts.http, graph_silence_},
      facebook_client_{parts.http, graph_access(parts.settings), "Facebook"},
      quiet_facebook_{facebook_client_, graph_silence_},
      facebook_{quiet_facebook_, parts.spending, parts.clock},
      facebook_access_{graph_http_, facebook_, graph_app(parts.settings, Network::facebook),
                       facebook_permissions(parts.settings.facebook.portfolio), parts.clock},
      instagram_client_{parts.http, graph_access(parts.settings), "Instagram"},
      quiet_instagram_{instagram_client_, graph_silence_},
      instagram_{quiet_instagram_, parts.spending, parts.clock},
      instagram_access_{graph_http_, instagram_, graph_app(parts.settings, Network::instagram),
                        instagram_permissions(parts.settings.facebook.portfolio), parts.clock},
      youtube_silence_{parts.silences, parts.clock, "youtube"},
      youtube_http_{parts.http, youtube_silence_},
      youtube_quota_{parts.clock, {parts.settings.youtube.units_a_day, parts.settings.youtube.units_for_people}},
      youtube_client_{parts.http, youtube_quota_, parts.settings.youtube.base_url},
      quiet_youtube_{youtube_client_, youtube_silence_},
      youtube_{quiet_youtube_, youtube_quota_, parts.spending},
      youtube_access_{youtube_http_, youtube_, youtube_app(parts.settings), parts.clock},
      x_silence_{parts.silences, parts.clock, "x"},
      x_http_{parts.http, x_silence_},
      x_client_{parts.http, parts.settings.x.base_url, parts.clock},
      quiet_x_{x_client_, x_silence_},
      x_{quiet_x_, parts.spending, parts.clock, parts.settings.x},
      x_access_{x_http_, x_, x_app(parts.settings), parts.clock},
      pictures_{parts.http, parts.settings, silences()},
      tokens_{{parts.channels, parts.connections, renewers(), parts.clock, parts.log}, std::move(parts.owner)},
      renewed_facebook_{facebook_, tokens_, Network::facebook},
      renewed_instagram_{instagram_, tokens_, Network::instagram},
      renewed_youtube_{youtube_, tokens_, Network::youtube},
      renewed_x_{x_, tokens_, Network::x},
      x_reading_{renewed_x_, x_},
      facebook_collector_{{renewed_facebook_, parts.inbox, parts.clock}, parts.settings.collect.watch_posts},
      facebook_actor_{renewed_facebook_, tokens_},
      facebook_publisher_{{renewed_facebook_, tokens_, facebook_actor_, parts.clock}},
      instagram_collector_{{renewed_instagram_, parts.inbox, parts.clock}, parts.settings.collect.watch_posts},
      instagram_actor_{renewed_instagram_, tokens_},
      instagram_publisher_{{renewed_instagram_, tokens_, instagram_actor_, parts.clock}},
      youtube_collector_{{renewed_youtube_, parts.inbox, parts.clock}, parts.settings.collect.watch_posts},
      youtube_actor_{renewed_youtube_, tokens_},
      youtube_upload_{youtube_http_, parts.settings.youtube.base_url},
      youtube_publisher_{{renewed_youtube_, tokens_, youtube_actor_, parts.clock}, youtube_upload_},
      x_collector_{{x_reading_, parts.inbox, parts.clock}, parts.settings.collect.watch_posts},
      x_actor_{renewed_x_, tokens_},
      x_publisher_{{renewed_x_, tokens_, x_actor_, parts.clock}} {}

ByNetwork<ApiClient> Networks::clients() {
    ByNetwork<ApiClient> clients;
    clients.put(Network::facebook, quiet_facebook_);
    clients.put(Network::instagram, quiet_instagram_);
    clients.put(Network::x, quiet_x_);
    clients.put(Network::youtube, quiet_youtube_);
    return clients;
}

ByNetwork<Renewer> Networks::renewers() {
    ByNetwork<Renewer> renewers;
    renewers.put(Network::facebook, facebook_access_);
    renewers.put(Network::instagram, instagram_access_);
    renewers.put(Network::x, x_access_);
    renewers.put(Network::youtube, youtube_access_);
    return renewers;
}

ByNetwork<Silence> Networks::silences() {
    ByNetwork<Silence> silences;
    silences.put(Network::facebook, graph_silence_);
    silences.put(Network::instagram, graph_silence_);
    silences.put(Network::x, x_silence_);
    silences.put(Network::youtube, youtube_silence_);
    return silences;
}

ByNetwork<Connector> Networks::connectors() {
    ByNetwork<Connector> connectors;
    connectors.put(Network::facebook, facebook_access_);
    connectors.put(Network::instagram, instagram_access_);
    connectors.put(Network::x, x_access_);
    connectors.put(Network::youtube, youtube_access_);
    return connectors;
}

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
