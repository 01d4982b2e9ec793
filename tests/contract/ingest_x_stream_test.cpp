// What listening to X promises: whatever way the lines come, each event is a notice; what is cut is none; and nobody is
// asked too often.

#include "ingest/x/stream.hpp"
#include "tests/contract/ingest_memory_inbox.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/task_runner.hpp"

#include <gtest/gtest.h>

namespace tests {
namespace {

using namespace std::chrono_literals;

/// Says what it was told to say, in pieces of any length, and ends.
class Line final : public runtime::HttpClient {
  public:
    runtime::Task<runtime::Result<runtime::HttpResponse>> send(runtime::HttpRequest request) override {
        asked = request.url;
        const bool stands = error == std::nullopt;
        for (std::size_t at = 0; stands && at < said.size(); at += piece)
            co_await request.on_piece(said.substr(at, piece));
        if (!stands) co_return tl::unexpected(*error);
        runtime::HttpResponse response;
        response.status = 200;
        co_return response;
    }

    std::string said;
    std::size_t piece{1};
    std::optional<runtime::Error> error;
    std::string asked;
};

class XStreamTest : public testing::Test {
  protected:
    XStreamTest() {
        auto& channel = inbox.channels["channel1"];
        channel.id = "channel1";
        channel.network = models::Network::x;
        channel.external_id = "1500";
        channel.state = models::ChannelState::authorised;
    }
    static std::string event(const std::string& post, const std::string& account = "1500") {
        return R"({"data":{"event_type":"post.reply.create","filter":{"user_id":")" + account +
               R"("},"payload":{"id":")" + post + R"(","text":"never recorded","author_id":"16"}}})" + "\r\n";
    }
    std::chrono::milliseconds listen() { return runner.run(stream.listen_once()); }
    std::vector<std::string> noticed() {
        std::vector<std::string> what;
        for (const auto& [each, number] : inbox.noticed["channel1"]) what.push_back(each);
        return what;
    }

    FakeClock clock;
    MemoryInbox inbox{clock};
    Line line;
    runtime::Log log{runtime::LogLevel::error};
    runtime::Metrics metrics;
    ingest::XStream stream{{line, inbox, inbox, clock, log, metrics}, "https://api.x.com", "app-token"};
    TaskRunner runner;
};

TEST_F(XStreamTest, MakesANoticeOfEachEventHoweverTheLinesAreCut) {
    for (const std::size_t piece : {1U, 7U, 100U, 100'000U}) {
        inbox.noticed.clear();
        line.piece = piece;
        line.said =
            "\r\n" + event("201") + "\r\n\r\n" + event("202") + event("203", "9999") + "no event\r\n" + event("204");
        line.said += event("205").substr(0, 60);  // the connection was cut
        listen();
        EXPECT_EQ(noticed(), (std::vector<std::string>{"object:201", "object:202", "object:204"})) << piece;
    }
    EXPECT_EQ(line.asked, "https://api.x.com/2/activity/stream");
}

TEST_F(XStreamTest, WhatWasCutDoesNotSpoilTheNextConnection) {
    line.said = event("201").substr(0, 60);
    listen();
    line.said = event("202");
    listen();
    EXPECT_EQ(noticed(), std::vector<std::string>{"object:202"});
}

TEST_F(XStreamTest, AsksLessAndLessOftenUntilItHearsSomething) {
    line.error = runtime::Error{runtime::ErrorKind::unreachable, "down"};
    EXPECT_EQ(listen(), 1s);
    EXPECT_EQ(listen(), 2s);
    for (int i = 0; i < 20; ++i) listen();
    EXPECT_EQ(listen(), 5min);
    line.error.reset();
    line.said = "\r\n";
    EXPECT_EQ(listen(), 1s);
    line.error = runtime::Error{runtime::ErrorKind::rate_limited, "a pause", 17min};
    EXPECT_EQ(listen(), 17min);
}

TEST_F(XStreamTest, GoesOnWhileTheStoreIsAway) {
    inbox.down = true;
    line.said = event("201");
    listen();
    inbox.down = false;
    line.said = event("202");
    listen();
    EXPECT_EQ(noticed(), std::vector<std::string>{"object:202"});
}

}  // namespace
}  // namespace tests
