// What silence promises: whom the network wants to be left alone by is silent in every process, and nobody else is.

#include "ingest/doctor.hpp"
#include "ingest/silence.hpp"
#include "tests/contract/ingest_memory_inbox.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/task_runner.hpp"

#include <gtest/gtest.h>

namespace tests {
namespace {

using namespace std::chrono_literals;

/// Answers as it is told to, and counts.
class Api final : public ingest::ApiClient, public runtime::HttpClient {
  public:
    runtime::Task<ingest::ApiResult<ingest::ApiReply>> send(ingest::ApiCall, std::string, std::string) override {
        ++asked;
        ingest::Usage usage;
        usage.pause = std::exchange(pause, std::nullopt);
        ingest::ApiReply reply;
        reply.usage = usage;
        co_return reply;
    }
    runtime::Task<runtime::Result<runtime::HttpResponse>> send(runtime::HttpRequest) override {
        ++asked;
        runtime::HttpResponse response;
        response.status = status;
        if (status == 429) response.headers.emplace_back("Retry-After", "60");
        co_return response;
    }

    int asked{0};
    unsigned status{200};
    std::optional<ingest::Pause> pause;
};

class SilenceTest : public testing::Test {
  protected:
    /// One process of several on the same book.
    struct Process {
        Process(Api& api, MemoryInbox& book, FakeClock& clock, std::string name = "graph")
            : silence{book, clock, std::move(name)}, client{api, silence}, http{api, silence} {}
        ingest::Silence silence;
        ingest::QuietClient client;
        ingest::QuietHttp http;
    };
    ingest::ApiResult<ingest::ApiReply> ask(Process& process, const std::string& account) {
        return runner.run(process.client.send({}, "token", account));
    }

    FakeClock clock;
    MemoryInbox book{clock};
    Api api;
    TaskRunner runner;
    Process here{api, book, clock};
    Process there{api, book, clock};
};

TEST_F(SilenceTest, LastsForTheAccountInAllProcessesToTheNamedMoment) {
    api.pause = ingest::Pause{10min, false};
    ASSERT_TRUE(ask(here, "104"));
    clock.advance(10min - 1ms);
    const auto refused = ask(there, "104");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ingest::ApiErrorKind::throttled);
    EXPECT_EQ(refused.error().retry_after, 1ms);
    EXPECT_FALSE(refused.error().sentence.empty());
    EXPECT_FALSE(ask(here, "104"));
    EXPECT_EQ(api.asked, 1);
    EXPECT_TRUE(ask(there, "105")) << "another account's trouble is its own";
    clock.advance(1ms);
    EXPECT_TRUE(ask(here, "104"));
    EXPECT_TRUE(ask(there, "104"));
}

TEST_F(SilenceTest, OfEverybodyHoldsForEachAccountOfThatNetworkOnly) {
    api.pause = ingest::Pause{10min, true};
    ASSERT_TRUE(ask(here, "104"));
    EXPECT_FALSE(ask(there, "105"));
    Process elsewhere{api, book, clock, "x"};
    EXPECT_TRUE(ask(elsewhere, "105"));
}

TEST_F(SilenceTest, WhatIsSentBesideTheApiWaitsForAnyAccount) {
    api.pause = ingest::Pause{10min, false};
    ASSERT_TRUE(ask(here, "104"));
    const auto refused = runner.run(there.http.send({}));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, runtime::ErrorKind::rate_limited);
    EXPECT_EQ(refused.error().retry_after, 10min);
    clock.advance(10min);
    api.status = 429;
    ASSERT_TRUE(runner.run(here.http.send({})));
    EXPECT_FALSE(ask(there, "104"));
    clock.advance(1min);
    EXPECT_TRUE(ask(there, "104"));
}

TEST_F(SilenceTest, WhoeverWasToldKeepsItAlsoWithoutTheBook) {
    book.down = true;
    api.pause = ingest::Pause{10min, false};
    ASSERT_TRUE(ask(here, "104"));
    EXPECT_FALSE(ask(here, "104"));
    api.pause = ingest::Pause{1min, false};
    EXPECT_FALSE(ask(here, "104"));
    clock.advance(5min);
    EXPECT_FALSE(ask(here, "104"));
    EXPECT_EQ(api.asked, 1);
}

TEST_F(SilenceTest, HoldsForTheDoctor) {
    models::ConnectedChannel connected;
    auto& channel = connected.channel;
    channel.id = "page";
    channel.external_id = "104";
    channel.state = models::ChannelState::authorised;
    channel.health = models::ChannelHealth::rate_limited;
    channel.health_until = clock.now() + 1min;
    connected.connection.credentials.access = "token";
    (void)runner.run(ingest::examine_channel(api, connected, clock.now()));
    EXPECT_EQ(api.asked, 0);
    (void)runner.run(ingest::examine_channel(api, connected, clock.now() + 1min));
    EXPECT_EQ(api.asked, 1);
}

}  // namespace
}  // namespace tests
