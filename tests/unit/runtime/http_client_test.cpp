// What the HTTP client promises of plain connections: every answer is a response, every failure one of two
// kinds, nothing lasts longer than the timeout, and only a failed GET is repeated.

#include "config/runtime/http_client.hpp"

#include "tests/support/loopback_server.hpp"
#include "tests/support/redis_fixture.hpp"
#include "tests/support/task_runner.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace std::chrono_literals;
using runtime::ErrorKind;
using runtime::HttpRequest;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

const std::string kOk = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-App-Usage: {}\r\n\r\nok";

class HttpClientTest : public testing::Test {
  protected:
    void SetUp() override { runner.start(server.run()); }
    void TearDown() override { runner.stop(); }

    runtime::Result<runtime::HttpResponse> send(HttpRequest request) {
        return runner.run(client->send(std::move(request)));
    }

    HttpRequest get(const std::string& path = "/") const {
        HttpRequest request;
        request.url = server.url(path);
        return request;
    }

    tests::TaskRunner runner;
    tests::LoopbackServer server{runner.executor()};
    std::unique_ptr<runtime::HttpClient> client =
        runtime::make_http_client(runner.executor(), runtime::HttpClientSettings{}, tests::quiet_log());
};

TEST_F(HttpClientTest, WhatIsMeantForTheInternetNeverReachesThisMachine) {
    server.answers = {kOk};
    auto request = get();
    request.public_only = true;
    const auto response = send(std::move(request));
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().kind, ErrorKind::rejected);
    EXPECT_TRUE(server.heard.empty());
}

TEST_F(HttpClientTest, SendsARequestAndReadsTheAnswer) {
    server.answers = {kOk};
    auto request = get("/v26.0/me?fields=id");
    request.method = "POST";
    request.headers = {{"Authorization", "Bearer abc"}};
    request.body = "is_hidden=true";
    const auto response = send(std::move(request));
    ASSERT_TRUE(response) << response.error().message;
    EXPECT_EQ(response->status, 200u);
    EXPECT_EQ(response->body, "ok");
    EXPECT_EQ(response->header("x-app-usage"), "{}");
    ASSERT_EQ(server.heard.size(), 1u);
    EXPECT_THAT(server.heard[0], StartsWith("POST /v26.0/me?fields=id HTTP/1.1\r\n"));
    EXPECT_THAT(server.heard[0], HasSubstr("Authorization: Bearer abc\r\n"));
    EXPECT_THAT(server.heard[0], HasSubstr("Host: localhost:" + std::to_string(server.port()) + "\r\n"));
    EXPECT_THAT(server.heard[0], HasSubstr("Content-Length: 14\r\n"));
}

TEST_F(HttpClientTest, TakesEveryStatusForAResponse) {
    for (const unsigned status : {204u, 301u, 400u, 429u, 500u, 503u, 599u}) {
        server.heard.clear();
        server.answers = {"HTTP/1.1 " + std::to_string(status) +
                          " x\r\nLocation: http://elsewhere/\r\nContent-Length: 0\r\n\r\n"};
        const auto response = send(get());
        ASSERT_TRUE(response) << status;
        EXPECT_EQ(response->status, status);
        EXPECT_EQ(server.heard.size(), 1u) << "redirects are not followed";
    }
}

TEST_F(HttpClientTest, ReadsChunkedAnswersAndThoseThatEndWithTheConnection) {
    server.answers = {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"};
    EXPECT_EQ(send(get())->body, "abcde");
    server.heard.clear();
    server.answers = {"HTTP/1.1 200 OK\r\n\r\nto the end"};
    EXPECT_EQ(send(get())->body, "to the end");
}

TEST_F(HttpClientTest, HandsOnAnAnswerThatGoesOnPieceByPiece) {
    std::string taken;
    auto request = get();
    request.body_limit = 3;
    request.on_piece = [&](std::string piece) -> runtime::Task<void> {
        taken += piece;
        co_return;
    };
    server.answers = {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"};
    const auto response = send(request);
    ASSERT_TRUE(response) << response.error().message;
    EXPECT_EQ(response->body, "");
    EXPECT_EQ(taken, "abcde");
    server.answers = {"HTTP/1.1 429 Slow\r\nRetry-After: 7\r\nContent-Length: 2\r\n\r\nno"};
    const auto refused = send(request);
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->body, "no");
    EXPECT_EQ(refused->header("Retry-After"), "7");
    EXPECT_EQ(taken, "abcde");
}

TEST_F(HttpClientTest, PassesOverInterimAnswers) {
    server.answers = {"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + kOk};
    EXPECT_EQ(send(get())->body, "ok");
}

TEST_F(HttpClientTest, IsMalformedWhenTheAnswerIsNotHttp) {
    for (const std::string& answer :
         {std::string{"hello\r\n\r\n"}, std::string{"HTTP/1.1 OK\r\n\r\n"}, std::string(100, '\0'),
          "HTTP/1.1 200 OK\r\nX: " + std::string(100'000, 'x') + "\r\n\r\n"}) {
        server.heard.clear();
        server.answers = {answer};
        const auto response = send(get());
        ASSERT_FALSE(response);
        EXPECT_EQ(response.error().kind, ErrorKind::malformed) << response.error().message;
    }
}

TEST_F(HttpClientTest, IsMalformedWhenTheBodyExceedsItsLimit) {
    for (const std::string& answer : {"HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n" + std::string(1001, 'x'),
                                      "HTTP/1.1 200 OK\r\n\r\n" + std::string(1001, 'x')}) {
        server.heard.clear();
        server.answers = {answer};
        auto request = get();
        request.body_limit = 1000;
        const auto response = send(std::move(request));
        ASSERT_FALSE(response);
        EXPECT_EQ(response.error().kind, ErrorKind::malformed);
    }
}

TEST_F(HttpClientTest, IsUnreachableWhenTheAnswerIsCutOff) {
    server.answers = {"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort"};
    const auto response = send(get());
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().kind, ErrorKind::unreachable);
}

TEST_F(HttpClientTest, GivesUpAfterItsTimeout) {
    server.silent = true;
    auto request = get();
    request.timeout = 30ms;
    const auto response = send(std::move(request));
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().kind, ErrorKind::unreachable);
}

TEST_F(HttpClientTest, EndsWhenItsCallerIsCancelled) {
    server.silent = true;
    bool came_back = false;
    const auto caller = [&]() -> runtime::Task<void> {
        auto request = get();
        co_await client->send(std::move(request));
        came_back = true;
    };
    runner.start(caller());
    runner.stop();
    EXPECT_FALSE(came_back);
}

TEST_F(HttpClientTest, RepeatsAFailedGetOnce) {
    server.answers = {"", kOk};
    const auto response = send(get());
    ASSERT_TRUE(response) << response.error().message;
    EXPECT_EQ(server.heard.size(), 2u);

    server.heard.clear();
    server.answers = {"", "", kOk};
    EXPECT_FALSE(send(get()));
    EXPECT_EQ(server.heard.size(), 2u);
}

TEST_F(HttpClientTest, NeverRepeatsAPost) {
    server.answers = {"", kOk};
    auto request = get();
    request.method = "POST";
    const auto response = send(std::move(request));
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().kind, ErrorKind::unreachable);
    EXPECT_EQ(server.heard.size(), 1u);
}

TEST_F(HttpClientTest, StopsRepeatingWhenTheBudgetIsSpent) {
    server.answers = {""};
    for (int i = 0; i < 50; ++i) EXPECT_FALSE(send(get()));
    EXPECT_GE(server.heard.size(), 60u);
    EXPECT_LE(server.heard.size(), 66u);
}

TEST_F(HttpClientTest, IsUnreachableWithTheReasonAndWithoutTheQuery) {
    auto request = get("/me?access_token=secret");
    {
        const tests::LoopbackServer gone{runner.executor()};
        request.url = gone.url("/me?access_token=secret");
    }
    const auto response = send(std::move(request));
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().kind, ErrorKind::unreachable);
    EXPECT_THAT(response.error().message, HasSubstr("localhost"));
    EXPECT_THAT(response.error().message, Not(HasSubstr("secret")));
}

TEST_F(HttpClientTest, SendsNothingUnsafe) {
    auto request = get();
    request.headers = {{"X", "a\r\nY: b"}};
    EXPECT_EQ(send(std::move(request)).error().kind, ErrorKind::rejected);
    request = get();
    request.method = "GET /x HTTP/1.1\r\nA: b\r\n\r\nGET";
    EXPECT_EQ(send(std::move(request)).error().kind, ErrorKind::rejected);
    request = get();
    request.url = "ftp://localhost/";
    EXPECT_EQ(send(std::move(request)).error().kind, ErrorKind::rejected);
    EXPECT_TRUE(server.heard.empty());
}

TEST_F(HttpClientTest, AsksAProxyForPlainAddressesInAbsoluteForm) {
    runtime::HttpClientSettings settings;
    settings.proxy = server.url();
    client = runtime::make_http_client(runner.executor(), settings, tests::quiet_log());
    server.answers = {kOk};
    HttpRequest request;
    request.url = "http://school.example/a?b=c";
    ASSERT_TRUE(send(std::move(request)));
    EXPECT_THAT(server.heard.at(0), StartsWith("GET http://school.example/a?b=c HTTP/1.1\r\n"));
    EXPECT_THAT(server.heard.at(0), HasSubstr("Host: school.example\r\n"));
}

TEST_F(HttpClientTest, SaysThatTheProxyRefusedTheWay) {
    runtime::HttpClientSettings settings;
    settings.proxy = server.url();
    client = runtime::make_http_client(runner.executor(), settings, tests::quiet_log());
    server.answers = {"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n"};
    HttpRequest request;
    request.url = "https://school.example/a?b=c";
    const auto response = send(std::move(request));
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().kind, ErrorKind::unreachable);
    EXPECT_THAT(response.error().message, HasSubstr("407"));
    EXPECT_THAT(server.heard.at(0), StartsWith("CONNECT school.example:443 HTTP/1.1\r\n"));
    EXPECT_THAT(server.heard.at(0), Not(HasSubstr("b=c")));
}

TEST_F(HttpClientTest, RefusesAProxyThatIsNotAnAddress) {
    runtime::HttpClientSettings settings;
    settings.proxy = "proxy.example:3128";
    EXPECT_THROW(runtime::make_http_client(runner.executor(), settings, tests::quiet_log()), std::runtime_error);
}

}  // namespace
