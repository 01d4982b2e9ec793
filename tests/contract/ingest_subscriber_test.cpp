// What subscribing promises: each authorised channel once a day, with what the network wants, and again soon when it
// failed.

#include "ingest/subscriber.hpp"
#include "ingest/x/client.hpp"
#include "tests/contract/ingest_poller_fixture.hpp"

#include <algorithm>

namespace tests {
namespace {

/// Answers by the end of the address, and keeps what was asked.
class Hosts final : public runtime::HttpClient {
  public:
    runtime::Task<runtime::Result<runtime::HttpResponse>> send(runtime::HttpRequest request) override {
        runtime::HttpResponse response;
        response.status = status;
        response.body = "{}";
        for (const auto& [end, body] : bodies)
            if (request.method == end.first && request.url.ends_with(end.second)) response.body = body;
        asked.push_back(std::move(request));
        co_return response;
    }
    std::size_t count(const std::string& method, const std::string& end) const {
        const auto same = [&](const auto& request) { return request.method == method && request.url.ends_with(end); };
        return static_cast<std::size_t>(std::count_if(asked.begin(), asked.end(), same));
    }

    std::map<std::pair<std::string, std::string>, std::string> bodies;  ///< by method and end of the address
    std::vector<runtime::HttpRequest> asked;
    unsigned status{200};
};

class SubscriberTest : public testing::Test {
  protected:
    SubscriberTest() {
        settings.hooks.public_url = "https://gatehouse.example.sch.uk";
        settings.hooks.verify_token = "a word";
        settings.facebook.app_id = "700";
        settings.facebook.app_secret = "secret";
        settings.x.app_token = "app-token";
        settings.x.consumer_secret = "consumer";
    }
    void add(models::Network network, const std::string& account,
             models::ChannelState state = models::ChannelState::authorised) {
        auto& channel = inbox.channels[account];
        channel.id = account;
        channel.network = network;
        channel.external_id = account;
        channel.state = state;
    }
    ingest::ByNetwork<ingest::ApiClient> clients() {
        ingest::ByNetwork<ingest::ApiClient> all;
        all.put(models::Network::facebook, meta);
        all.put(models::Network::instagram, meta);
        all.put(models::Network::x, x);
        return all;
    }
    void subscribe() { runner.run(subscriber.subscribe_due()); }

    FakeClock clock;
    MemoryInbox inbox{clock};
    Tokens tokens;
    Hosts hosts;
    config::Settings settings;
    runtime::Log log{runtime::LogLevel::error};
    ingest::GraphClient meta{hosts, {}, "Meta"};
    ingest::XClient x{hosts, "https://api.x.com", clock};
    ingest::Subscriber subscriber{{clients(), hosts, settings, inbox, tokens, inbox, clock, log}};
    TaskRunner runner;
};

TEST_F(SubscriberTest, AsksMetaOnceADayForThePageAndItsApplication) {
    add(models::Network::facebook, "104");
    add(models::Network::facebook, "105", models::ChannelState::suspended);
    subscribe();
    subscribe();
    EXPECT_EQ(hosts.count("POST", "/700/subscriptions"), 1U);
    EXPECT_EQ(hosts.count("POST", "/104/subscribed_apps"), 1U);
    EXPECT_EQ(hosts.asked.size(), 2U);
    EXPECT_NE(hosts.asked[0].body.find("hooks%2Fmeta"), std::string::npos);
    clock.advance(24h);
    subscribe();
    EXPECT_EQ(hosts.asked.size(), 4U);
}

TEST_F(SubscriberTest, TriesAgainAnHourAfterAFailure) {
    add(models::Network::facebook, "104");
    hosts.status = 500;
    subscribe();
    const auto asked = hosts.asked.size();
    hosts.status = 200;
    clock.advance(59min);
    subscribe();
    EXPECT_EQ(hosts.asked.size(), asked);
    clock.advance(1min);
    subscribe();
    EXPECT_TRUE(inbox.subscriptions.contains("104"));
}

TEST_F(SubscriberTest, MakesOurAddressKnownToXOnceAndAsksForWhatIsMissing) {
    add(models::Network::x, "1500");
    hosts.bodies[{"POST", "/2/webhooks"}] =
        R"({"data":{"id":"77","url":"https://gatehouse.example.sch.uk/hooks/x","valid":true}})";
    hosts.bodies[{"GET", "/activity/subscriptions"}] =
        R"({"data":[{"event_type":"post.delete","webhook_id":"77"},{"event_type":"post.reply.create"}]})";
    subscribe();
    EXPECT_EQ(hosts.count("POST", "/2/webhooks"), 1U);
    EXPECT_EQ(hosts.count("POST", "/2/activity/subscriptions"), 3U);

    hosts.asked.clear();
    hosts.bodies[{"GET", "/2/webhooks"}] = R"({"data":[{"id":"77","url":"https://gatehouse.example.sch.uk/hooks/x"}]})";
    clock.advance(24h);
    subscribe();
    EXPECT_EQ(hosts.count("POST", "/2/webhooks"), 0U);
    EXPECT_EQ(hosts.count("PUT", "/2/webhooks/77"), 1U);
}

TEST_F(SubscriberTest, AsksXToTellOnTheStreamWithoutAnyAddress) {
    add(models::Network::x, "1500");
    add(models::Network::facebook, "104");
    settings.hooks.public_url.clear();
    settings.x.stream = true;
    hosts.bodies[{"GET", "/activity/subscriptions"}] =
        R"({"data":[{"event_type":"post.delete"},{"event_type":"post.reply.create","webhook_id":"77"}]})";
    subscribe();
    EXPECT_EQ(hosts.count("POST", "/2/activity/subscriptions"), 3U);
    EXPECT_EQ(hosts.asked.size(), 4U) << "no webhook, and nothing of the other networks";
    EXPECT_EQ(hosts.asked.back().body.find("webhook_id"), std::string::npos);
}

TEST_F(SubscriberTest, RenewsTheLeaseOfTheHub) {
    add(models::Network::youtube, "UCa");
    subscribe();
    ASSERT_EQ(hosts.asked.size(), 1U);
    EXPECT_EQ(hosts.asked[0].url, settings.youtube.hub_url);
    for (const auto* part :
         {"hub.mode=subscribe", "channel_id%3DUCa", "hooks%2Fyoutube%2FUCa", "hub.lease_seconds=432000", "hub.secret="})
        EXPECT_NE(hosts.asked[0].body.find(part), std::string::npos) << part;
    clock.advance(24h);
    subscribe();
    EXPECT_EQ(hosts.asked.size(), 2U);
}

}  // namespace
}  // namespace tests
