// The collector and the actor over real sockets: what holds against a Facebook in memory holds through the
// program's own HTTP client, too.

#include "config/runtime/http_client.hpp"
#include "config/runtime/http_server.hpp"
#include "ingest/facebook/actor.hpp"
#include "ingest/meta/graph_client.hpp"
#include "tests/contract/ingest_collector_fixture.hpp"
#include "tests/support/one_token.hpp"

namespace tests {
namespace {

class LoopbackTest : public CollectorFixture {
  protected:
    LoopbackTest() { runner.start(server.run()); }
    void TearDown() override { runner.stop(); }

    runtime::Task<runtime::ServerResponse> serve(runtime::ServerRequest asked) {
        runtime::HttpRequest request;
        request.method = asked.method;
        request.url = "https://graph.facebook.com" + asked.path + (asked.query.empty() ? "" : "?" + asked.query);
        for (const auto* name : {"Authorization", "Content-Type"})
            if (const auto value = asked.header(name)) request.headers.emplace_back(name, std::string{*value});
        request.body = std::move(asked.body);
        auto answer = co_await facebook.send(std::move(request));
        runtime::ServerResponse response;
        response.status = answer->status;
        response.headers = std::move(answer->headers);
        response.body = std::move(answer->body);
        co_return response;
    }

    ingest::GraphClient::Access access() const {
        ingest::GraphClient::Access made;
        made.base_url = "http://127.0.0.1:" + std::to_string(server.port());
        return made;
    }

    runtime::Log log{runtime::LogLevel::error};
    runtime::HttpServer server{runner.executor(),
                               "127.0.0.1",
                               0,
                               {},
                               [this](runtime::ServerRequest asked) { return serve(std::move(asked)); },
                               log};
    std::unique_ptr<runtime::HttpClient> http = runtime::make_http_client(runner.executor(), {}, log);
    ingest::GraphClient real{*http, access(), "Facebook"};
};

TEST_F(LoopbackTest, ReadsAPageOverARealConnection) {
    facebook.page_size_max = 7;
    add_post(kPost, 2h, {"191", "192"});
    add_comments(kPost, 0, 20);
    add_comments("192", 30, 33);
    ingest::FacebookCollector over_the_wire{{real, inbox, clock}, 60 * 24h};
    const auto lease = runner.run(inbox.take_lease(channel.id, "here", 2min));
    ASSERT_TRUE(lease);
    ingest::LeaseKeeper keeper{inbox, clock, *lease, 2min};
    const auto report = runner.run(over_the_wire.round(channel, MemoryFacebook::kToken, {}, keeper));
    EXPECT_EQ(report.health, models::ChannelHealth::reading);
    EXPECT_EQ(recorded(), truth());
}

TEST_F(LoopbackTest, HidesAndObservesOverARealConnection) {
    add_post(kPost, 2h);
    add_comment(kPost, 1);
    OneToken tokens{MemoryFacebook::kToken};
    ingest::FacebookActor actor{real, tokens};
    models::CollectedItem item;
    item.external_id = "201_1";
    EXPECT_TRUE(runner.run(actor.act(channel, item, models::Verb::hide)));
    EXPECT_EQ(runner.run(actor.observe(channel, item))->state, models::NetworkState::hidden);
    EXPECT_TRUE(runner.run(actor.act(channel, item, models::Verb::remove)));
    EXPECT_EQ(runner.run(actor.observe(channel, item))->state, models::NetworkState::gone);
}

}  // namespace
}  // namespace tests
