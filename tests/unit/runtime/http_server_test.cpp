// What the HTTP server promises: well-formed requests reach the handler, everything else is answered or cut off
// without harm, and stopping finishes what was begun.

#include "config/runtime/http_server.hpp"

#include "tests/support/fake_clock.hpp"
#include "tests/support/raw_http.hpp"
#include "tests/support/redis_fixture.hpp"
#include "tests/support/task_runner.hpp"

#include <functional>
#include <stdexcept>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>

namespace {

using namespace std::chrono_literals;
using runtime::ServerRequest;
using runtime::ServerResponse;
using runtime::Task;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

class HttpServerTest : public testing::Test {
  protected:
    void SetUp() override { start({}); }

    void start(runtime::HttpServer::Limits limits) {
        runner.stop();
        server.emplace(
            runner.executor(), "127.0.0.1", std::uint16_t{0}, limits,
            [this](ServerRequest request) { return handle(std::move(request)); }, tests::quiet_log());
        runner.start(server->run());
    }

    Task<ServerResponse> handle(ServerRequest request) {
        seen.push_back(request);
        if (request.path == "/throws") throw std::runtime_error{"with the text of somebody"};
        if (request.path == "/slow") co_await clock.sleep_for(1s);
        ServerResponse response;
        response.headers.emplace_back("Content-Type", "text/plain");
        if (request.path == "/split") response.headers.emplace_back("X", "a\r\nSet-Cookie: b=c");
        if (request.path == "/none") response.status = 304;
        response.body = request.path == "/big" ? std::string(3'000'000, 'x') : request.method + " " + request.path;
        ++answered;
        co_return response;
    }

    /// Sends the bytes and returns all that comes until the server hangs up.
    std::string tell(std::string bytes) { return runner.run(tests::tell(server->port(), std::move(bytes))); }

    std::vector<ServerRequest> seen;
    int answered = 0;
    tests::FakeClock clock;
    tests::TaskRunner runner;
    std::optional<runtime::HttpServer> server;

    void TearDown() override { runner.stop(); }
};

const std::string kClose = "Host: a\r\nConnection: close\r\n\r\n";

TEST_F(HttpServerTest, HandsTheRequestToTheHandlerAndItsAnswerBack) {
    const auto answer = tell("POST /a%20b/%C3%A9?x=%41&y HTTP/1.1\r\nX-One: 1\r\nContent-Length: 4\r\n" +
                             std::string{"Host: a\r\nConnection: close\r\n\r\nbody"});
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 OK\r\n"));
    EXPECT_THAT(answer, HasSubstr("Content-Type: text/plain\r\n"));
    EXPECT_THAT(answer, HasSubstr("Connection: close\r\n"));
    EXPECT_THAT(answer, EndsWith("\r\n\r\nPOST /a b/\xc3\xa9"));
    ASSERT_EQ(seen.size(), 1u);
    EXPECT_EQ(seen[0].query, "x=%41&y");
    EXPECT_EQ(seen[0].header("x-one"), "1");
    EXPECT_EQ(seen[0].header("x-two"), std::nullopt);
    EXPECT_EQ(seen[0].body, "body");
    EXPECT_EQ(seen[0].peer, "127.0.0.1");
}

TEST_F(HttpServerTest, ServesSeveralRequestsOnOneConnection) {
    const auto answer =
        tell("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\nGET /3 HTTP/1.1\r\n" + kClose);
    EXPECT_EQ(seen.size(), 3u);
    EXPECT_THAT(answer, HasSubstr("GET /1HTTP/1.1 200"));
    EXPECT_THAT(answer, EndsWith("GET /3"));
}

TEST_F(HttpServerTest, AnswersHeadWithTheLengthAndWithoutTheBody) {
    const auto answer = tell("HEAD /page HTTP/1.1\r\n" + kClose);
    EXPECT_THAT(answer, HasSubstr("Content-Length: 9\r\n"));
    EXPECT_THAT(answer, EndsWith("\r\n\r\n"));
    EXPECT_EQ(seen.at(0).method, "GET");
}

TEST_F(HttpServerTest, WritesNoLengthWhereThereIsNoBody) {
    const auto answer = tell("GET /none HTTP/1.1\r\n" + kClose);
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 304"));
    EXPECT_EQ(answer.find("Content-Length"), std::string::npos);
    EXPECT_THAT(answer, EndsWith("\r\n\r\n"));
}

TEST_F(HttpServerTest, WritesLargeAnswersWhole) {
    const auto answer = tell("GET /big HTTP/1.1\r\n" + kClose);
    EXPECT_EQ(answer.size() - answer.find("\r\n\r\n") - 4, 3'000'000u);
}

TEST_F(HttpServerTest, MakesAPlainPageOfAHandlerThatThrows) {
    const auto answer = tell("GET /throws HTTP/1.1\r\n" + kClose);
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 500"));
    EXPECT_EQ(answer.find("somebody"), std::string::npos);
}

TEST_F(HttpServerTest, LetsNoHandlerSplitTheHeader) {
    const auto answer = tell("GET /split HTTP/1.1\r\n" + kClose);
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 500"));
    EXPECT_EQ(answer.find("Set-Cookie"), std::string::npos);
}

struct Refusal {
    std::string name;
    std::string request;
    std::string status;
};

class HttpServerRefusalTest : public HttpServerTest, public testing::WithParamInterface<Refusal> {};

TEST_P(HttpServerRefusalTest, IsAnsweredWithoutAskingTheHandler) {
    const auto answer = tell(GetParam().request);
    EXPECT_THAT(answer, StartsWith("HTTP/1.1 " + GetParam().status));
    EXPECT_THAT(answer, HasSubstr("Connection: close"));
    EXPECT_TRUE(seen.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Requests, HttpServerRefusalTest,
    testing::Values(
        Refusal{"Garbage", "hello there\r\n\r\n", "400"}, Refusal{"Binary", std::string(50, '\x01'), "400"},
        Refusal{"NulInPath", "GET /a%00b HTTP/1.1\r\n" + kClose, "400"},
        Refusal{"BrokenEscape", "GET /a%2 HTTP/1.1\r\n" + kClose, "400"},
        Refusal{"NoSlash", "GET http://a/ HTTP/1.1\r\n" + kClose, "400"},
        Refusal{"Asterisk", "OPTIONS * HTTP/1.1\r\n" + kClose, "400"},
        Refusal{"TwoLengths", "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n" + kClose + "xx", "400"},
        Refusal{"LengthAndChunks",
                "POST / HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n" + kClose + "0\r\n\r\n", "400"},
        Refusal{"LargeBody", "POST / HTTP/1.1\r\nContent-Length: 300000\r\n" + kClose, "413"},
        Refusal{"LargeChunk",
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + kClose + "50000\r\n" + std::string(0x50000, 'x') +
                    "\r\n0\r\n\r\n",
                "413"},
        Refusal{"LargeHeader", "GET / HTTP/1.1\r\nX: " + std::string(20'000, 'x') + "\r\n" + kClose, "431"},
        Refusal{"LongPath", "GET /" + std::string(20'000, 'x') + " HTTP/1.1\r\n" + kClose, "431"}),
    [](const auto& test) { return test.param.name; });

TEST_F(HttpServerTest, CutsOffAClientThatIsTooSlow) {
    runtime::HttpServer::Limits limits;
    limits.idle = 20ms;
    start(limits);
    EXPECT_EQ(tell("GET / HTTP/1.1\r\nHost:"), "");
    EXPECT_TRUE(seen.empty());
}

/// Up to 500000 bytes may be brought to /up, one at a time.
runtime::HttpServer::Limits with_uploads() {
    runtime::HttpServer::Limits limits;
    limits.may_upload = [](std::string_view path) { return path == "/up"; };
    limits.upload_bytes = 500'000;
    limits.uploads = 1;
    return limits;
}

std::string request_to(const std::string& target, std::size_t announced) {
    return "POST " + target + " HTTP/1.1\r\nContent-Length: " + std::to_string(announced) + "\r\n" + kClose;
}

TEST_F(HttpServerTest, OnlyAnUploadMayBeLarge) {
    start(with_uploads());
    const std::string large(300'000, 'x');
    EXPECT_THAT(tell(request_to("/up?a", large.size()) + large), StartsWith("HTTP/1.1 200"));
    ASSERT_EQ(seen.size(), 1u);
    EXPECT_EQ(seen[0].body, large);
    EXPECT_THAT(tell(request_to("/other", large.size()) + large), StartsWith("HTTP/1.1 413"));
    EXPECT_THAT(tell(request_to("/up", 500'001)), StartsWith("HTTP/1.1 413"));
    const std::string unannounced =
        "POST /up HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + kClose + "493e0\r\n" + large;
    EXPECT_THAT(tell(unannounced + "\r\n0\r\n\r\n"), StartsWith("HTTP/1.1 413"));
    EXPECT_EQ(seen.size(), 1u);
}

TEST_F(HttpServerTest, HoldsOnlySomeUploadsAtOnce) {
    start(with_uploads());
    const std::string large(300'000, 'x');
    tests::RawClient first{runner.executor()};
    runner.run(first.connect(server->port()));
    runner.run(first.write(request_to("/up", large.size()) + "x"));
    EXPECT_THAT(tell(request_to("/up", large.size())), StartsWith("HTTP/1.1 503"));
    EXPECT_THAT(tell(request_to("/up", 4) + "body"), StartsWith("HTTP/1.1 200")) << "a small one needs no place";
    first.close();
    runner.poll();
    EXPECT_THAT(tell(request_to("/up", large.size()) + large), StartsWith("HTTP/1.1 200"));
}

TEST_F(HttpServerTest, AnUploadMayTakeLongerAndNotForEver) {
    auto limits = with_uploads();
    limits.upload_time = 20ms;
    start(limits);
    EXPECT_EQ(tell(request_to("/up", 300'000) + "x"), "");
    EXPECT_TRUE(seen.empty());
}

TEST_F(HttpServerTest, TellsOneConnectionTooManyToComeBackLater) {
    runtime::HttpServer::Limits limits;
    limits.connections = 2;
    start(limits);
    tests::RawClient first{runner.executor()};
    tests::RawClient second{runner.executor()};
    runner.run(first.connect(server->port()));
    runner.run(second.connect(server->port()));
    EXPECT_THAT(tell(""), StartsWith("HTTP/1.1 503"));
    first.close();
    runner.poll();
    EXPECT_THAT(tell("GET / HTTP/1.1\r\n" + kClose), StartsWith("HTTP/1.1 200"));
}

TEST_F(HttpServerTest, FinishesTheAnswerUnderWayWhenItIsStopped) {
    tests::RawClient busy{runner.executor()};
    tests::RawClient idle{runner.executor()};
    runner.run(busy.connect(server->port()));
    runner.run(idle.connect(server->port()));
    runner.run(busy.write("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n"));
    runner.run_until([&] { return clock.sleepers() == 1; });

    boost::asio::post(runner.executor(), [this] { clock.advance(1s); });  // runs once stopping has begun
    runner.stop();
    EXPECT_EQ(answered, 1);
    EXPECT_THAT(runner.run(busy.read_all()), EndsWith("GET /slow"));
    EXPECT_EQ(runner.run(idle.read_all()), "");
}

TEST_F(HttpServerTest, WaitsForAHandlerAtWorkAndTakesNobodyElseWhenItIsStopped) {
    tests::RawClient busy{runner.executor()};
    runner.run(busy.connect(server->port()));
    runner.run(busy.write("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n"));
    runner.run_until([&] { return clock.sleepers() == 1; });

    std::size_t at_work = 0;
    const std::function<void()> knock = [&] {
        boost::asio::ip::tcp::socket late{runner.context()};
        boost::system::error_code refusal;
        late.connect({boost::asio::ip::address_v4::loopback(), server->port()}, refusal);
        if (!refusal) return boost::asio::post(runner.executor(), knock);
        at_work = clock.sleepers();
        clock.advance(1s);
    };
    boost::asio::post(runner.executor(), knock);
    runner.stop();
    EXPECT_EQ(at_work, 1u);
    EXPECT_THAT(runner.run(busy.read_all()), HasSubstr("Connection: close\r\n"));
}

TEST_F(HttpServerTest, RefusesAnAddressThatIsTaken) {
    const auto take_again = [&] {
        const runtime::HttpServer again{runner.executor(),
                                        "127.0.0.1",
                                        server->port(),
                                        {},
                                        [this](ServerRequest request) { return handle(std::move(request)); },
                                        tests::quiet_log()};
    };
    EXPECT_THROW(take_again(), boost::system::system_error);
}

}  // namespace
