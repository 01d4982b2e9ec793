#pragma once

#include "config/runtime/clock.hpp"
#include "config/runtime/http.hpp"
#include "config/runtime/log.hpp"
#include "config/settings.hpp"
#include "ingest/facebook/actor.hpp"
#include "ingest/facebook/collector.hpp"
#include "ingest/facebook/publisher.hpp"
#include "ingest/instagram/actor.hpp"
#include "ingest/instagram/collector.hpp"
#include "ingest/instagram/publisher.hpp"
#include "ingest/meta/graph_access.hpp"
#include "ingest/meta/graph_client.hpp"
#include "ingest/meta/graph_meter.hpp"
#include "ingest/network.hpp"
#include "ingest/picture_fetcher.hpp"
#include "ingest/ports.hpp"
#include "ingest/silence.hpp"
#include "ingest/token_keeper.hpp"
#include "ingest/x/access.hpp"
#include "ingest/x/actor.hpp"
#include "ingest/x/client.hpp"
#include "ingest/x/collector.hpp"
#include "ingest/x/meter.hpp"
#include "ingest/x/publisher.hpp"
#include "ingest/youtube/access.hpp"
#include "ingest/youtube/actor.hpp"
#include "ingest/youtube/collector.hpp"
#include "ingest/youtube/meter.hpp"
#include "ingest/youtube/publisher.hpp"
#include "ingest/youtube/youtube_client.hpp"

namespace ingest {

/// All networks with their abilities, made from the settings: the one place of this folder that knows them all.
class Networks {
  public:
    struct Parts {
        runtime::HttpClient& http;
        const config::Settings& settings;
        Inbox& inbox;
        ChannelRegister& channels;
        Connections& connections;
        SpendingBook& spending;
        SilenceBook& silences;
        runtime::Clock& clock;
        runtime::Log& log;
        std::string owner;  ///< tells this process from others
    };
    /// Everything in `parts` outlives the networks.
    explicit Networks(Parts parts);

    ByNetwork<Collector> collectors();
    ByNetwork<Actor> actors();
    ByNetwork<Publisher> publishers();
    ByNetwork<Connector> connectors();
    TokenKeeper& tokens() { return tokens_; }
    PictureFetcher& pictures() { return pictures_; }
    /// For what nobody acts on: calls whose tokens are not renewed.
    ByNetwork<ApiClient> clients();
    /// For what is sent to X and YouTube beside their APIs.
    runtime::HttpClient& x_http() { return x_http_; }
    runtime::HttpClient& youtube_http() { return youtube_http_; }

  private:
    ByNetwork<Renewer> renewers();
    ByNetwork<Silence> silences();

    Silence graph_silence_;
    QuietHttp graph_http_;
    GraphClient facebook_client_;
    QuietClient quiet_facebook_;
    GraphMeter facebook_;
    GraphAccess facebook_access_;
    GraphClient instagram_client_;
    QuietClient quiet_instagram_;
    GraphMeter instagram_;
    GraphAccess instagram_access_;
    Silence youtube_silence_;
    QuietHttp youtube_http_;
    YoutubeQuota youtube_quota_;
    YoutubeClient youtube_client_;
    QuietClient quiet_youtube_;
    YoutubeMeter youtube_;
    YoutubeAccess youtube_access_;
    Silence x_silence_;
    QuietHttp x_http_;
    XClient x_client_;
    QuietClient quiet_x_;
    XMeter x_;
    XAccess x_access_;
    PictureFetcher pictures_;

    TokenKeeper tokens_;
    RenewedClient renewed_facebook_;
    RenewedClient renewed_instagram_;
    RenewedClient renewed_youtube_;
    RenewedClient renewed_x_;
    XReading x_reading_;

    FacebookCollector facebook_collector_;
    FacebookActor facebook_actor_;
    FacebookPublisher facebook_publisher_;
    InstagramCollector instagram_collector_;
    InstagramActor instagram_actor_;
    InstagramPublisher instagram_publisher_;
    YoutubeCollector youtube_collector_;
    YoutubeActor youtube_actor_;
    YoutubeUpload youtube_upload_;
    YoutubePublisher youtube_publisher_;
    XCollector x_collector_;
    XActor x_actor_;
    XPublisher x_publisher_;
};

/// How the Graph API is reached, for Facebook and for Instagram: one host, one app, the same tokens.
GraphClient::Access graph_access(const config::Settings& settings);

}  // namespace ingest
