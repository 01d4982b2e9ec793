// What the HTTP client promises of TLS: only the named host with a certificate we trust hears a word.

#include "config/runtime/http_client.hpp"
#include "tests/support/certificate.hpp"
#include "tests/support/loopback_server.hpp"
#include "tests/support/redis_fixture.hpp"
#include "tests/support/task_runner.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/ssl.h>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using runtime::ErrorKind;
using runtime::HttpRequest;
using runtime::Task;
using testing::HasSubstr;

const std::string kOk = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

class HttpClientTlsTest : public testing::Test {
  protected:
    static void SetUpTestSuite() { certificate = new tests::Certificate{"DNS:localhost"}; }
    static void TearDownTestSuite() { delete std::exchange(certificate, nullptr); }

    void SetUp() override {
        server.use_tls(certificate->certificate_file(), certificate->key_file());
        server.answers = {kOk};
        runner.start(server.run());
    }
    void TearDown() override { runner.stop(); }

    runtime::Result<runtime::HttpResponse> get(const std::string& url, const std::string& ca_file,
                                               const std::string& proxy = {}) {
        runtime::HttpClientSettings settings;
        settings.ca_file = ca_file;
        settings.proxy = proxy;
        const auto client = runtime::make_http_client(runner.executor(), settings, tests::quiet_log());
        HttpRequest request;
        request.url = url;
        return runner.run(client->send(std::move(request)));
    }

    static inline tests::Certificate* certificate = nullptr;
    tests::TaskRunner runner;
    tests::LoopbackServer server{runner.executor()};
};

TEST_F(HttpClientTlsTest, SpeaksToTheNamedHost) {
    const auto response = get(server.url(), certificate->ca_file());
    ASSERT_TRUE(response) << response.error().message;
    EXPECT_EQ(response->body, "ok");
}

TEST_F(HttpClientTlsTest, RefusesACertificateForAnotherHost) {
    const auto response = get("https://127.0.0.1:" + std::to_string(server.port()) + "/", certificate->ca_file());
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().kind, ErrorKind::unreachable);
    EXPECT_THAT(response.error().message, HasSubstr("TLS"));
    EXPECT_TRUE(server.heard.empty());
}

TEST_F(HttpClientTlsTest, RefusesACertificateForAnotherDnsName) {
    const tests::Certificate other{"DNS:other.example,DNS:localhost.other.example"};
    server.use_tls(other.certificate_file(), other.key_file());
    const auto response = get(server.url(), other.ca_file());
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().kind, ErrorKind::unreachable);
    EXPECT_THAT(response.error().message, HasSubstr("TLS"));
    EXPECT_TRUE(server.heard.empty());
}

TEST_F(HttpClientTlsTest, RefusesAnAuthorityItDoesNotTrust) {
    const tests::Certificate other{"DNS:localhost"};
    EXPECT_FALSE(get(server.url(), other.ca_file()));
    EXPECT_FALSE(get(server.url(), ""));
    EXPECT_TRUE(server.heard.empty());
}

TEST_F(HttpClientTlsTest, IsUnreachableWhenAnAnswerOfUnknownLengthIsCutOff) {
    // Without the closing word of TLS nobody can tell an end from an attack.
    server.answers = {"HTTP/1.1 200 OK\r\n\r\nhalf of it"};
    const auto response = get(server.url(), certificate->ca_file());
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().kind, ErrorKind::unreachable);
}

TEST_F(HttpClientTlsTest, RefusesAnAuthoritiesFileThatIsNotThere) {
    EXPECT_THROW(get(server.url(), "/no/such/file.pem"), boost::system::system_error);
}

/// A proxy that lets one CONNECT through.
class Proxy {
  public:
    explicit Proxy(const asio::any_io_executor& executor)
        : acceptor{executor, tcp::endpoint{asio::ip::address_v4::loopback(), 0}}, out{executor}, in{executor} {}

    Task<void> run(std::uint16_t to) {
        in = co_await acceptor.async_accept(asio::use_awaitable);
        std::string buffer(4096, '\0');
        const auto size = co_await in.async_read_some(asio::buffer(buffer), asio::use_awaitable);
        asked = buffer.substr(0, size);
        const tcp::endpoint endpoint{asio::ip::address_v4::loopback(), to};
        co_await out.async_connect(endpoint, asio::use_awaitable);
        const std::string yes = "HTTP/1.1 200 Connection established\r\n\r\n";
        co_await asio::async_write(in, asio::buffer(yes), asio::use_awaitable);
        std::vector<Task<void>> both;
        both.push_back(pump(in, out));
        both.push_back(pump(out, in));
        co_await runtime::run_together(std::move(both));
    }

    std::string url() const { return "http://127.0.0.1:" + std::to_string(acceptor.local_endpoint().port()); }

    std::string asked;

  private:
    static Task<void> pump(tcp::socket& from, tcp::socket& to) {
        std::string buffer(4096, '\0');
        for (;;) {
            const auto [error, size] =
                co_await from.async_read_some(asio::buffer(buffer), asio::as_tuple(asio::use_awaitable));
            if (error) break;
            co_await asio::async_write(to, asio::buffer(buffer.data(), size), asio::use_awaitable);
        }
        boost::system::error_code ignored;
        to.close(ignored);
    }

    tcp::acceptor acceptor;
    tcp::socket out;
    tcp::socket in;
};

TEST_F(HttpClientTlsTest, GoesThroughAProxyAndVerifiesTheHostBehindIt) {
    Proxy proxy{runner.executor()};
    runner.start(proxy.run(server.port()));
    const auto response = get("https://localhost:4443/x?token=secret", certificate->ca_file(), proxy.url());
    ASSERT_TRUE(response) << response.error().message;
    EXPECT_EQ(response->body, "ok");
    EXPECT_THAT(proxy.asked, testing::StartsWith("CONNECT localhost:4443 HTTP/1.1\r\n"));
    EXPECT_THAT(server.heard.at(0), testing::StartsWith("GET /x?token=secret HTTP/1.1\r\n"));

    Proxy astray{runner.executor()};
    runner.start(astray.run(server.port()));
    EXPECT_FALSE(get("https://other.example/", certificate->ca_file(), astray.url()));
    runner.stop();
}

}  // namespace
