// What TLS to a Redis elsewhere promises: only the named host with a certificate we trust is spoken to.

#include "config/runtime/child_process.hpp"
#include "config/runtime/redis_connection.hpp"
#include "tests/support/certificate.hpp"
#include "tests/support/redis_fixture.hpp"
#include "tests/support/task_runner.hpp"

#include <csignal>
#include <fstream>

#include <gtest/gtest.h>
#include <boost/asio/ip/tcp.hpp>

namespace {

using namespace std::chrono_literals;
using boost::asio::ip::tcp;

std::uint16_t free_port() {
    boost::asio::io_context io;
    return tcp::acceptor{io, tcp::endpoint{boost::asio::ip::address_v4::loopback(), 0}}.local_endpoint().port();
}

class RedisTlsTest : public testing::Test {
  protected:
    void SetUp() override {
        // Redis cannot be told to choose a port itself; another program may take a free one first.
        for (int attempt = 0; attempt < 5 && pid <= 0; ++attempt) try_to_start();
        ASSERT_GT(pid, 0);
    }

    void try_to_start() {
        port = free_port();
        const auto child = runtime::start_child({"redis-server",
                                                 "--port",
                                                 "0",
                                                 "--tls-port",
                                                 std::to_string(port),
                                                 "--bind",
                                                 "127.0.0.1",
                                                 "--tls-cert-file",
                                                 certificate.certificate_file(),
                                                 "--tls-key-file",
                                                 certificate.key_file(),
                                                 "--tls-ca-cert-file",
                                                 certificate.ca_file(),
                                                 "--tls-auth-clients",
                                                 "no",
                                                 "--save",
                                                 "",
                                                 "--dir",
                                                 directory.path().string(),
                                                 "--logfile",
                                                 directory / "log"},
                                                {});
        if (!child) return;
        for (;;) {
            if (runtime::child_ended(*child)) return;
            if (connects()) break;
            runtime::pause_for(2ms);
        }
        pid = *child;
    }

    bool connects() const {
        boost::asio::io_context io;
        tcp::socket socket{io};
        boost::system::error_code error;
        socket.connect({boost::asio::ip::address_v4::loopback(), port}, error);
        return !error;
    }

    void TearDown() override {
        if (pid <= 0) return;
        ::kill(pid, SIGTERM);
        runtime::wait_for_child(pid);
    }

    runtime::RedisAddress address(std::string host) const {
        runtime::RedisAddress result;
        result.host = std::move(host);
        result.port = port;
        result.tls = true;
        result.ca_file = certificate.ca_file();
        return result;
    }

    runtime::Result<runtime::RedisReply> ask(const runtime::RedisAddress& where, runtime::RedisCommand command) {
        runtime::RedisConnection redis{runner.executor(), where, tests::quiet_log()};
        return runner.run(redis.command(std::move(command)));
    }

    tests::TemporaryDirectory directory;
    tests::Certificate certificate{"DNS:localhost"};
    tests::TaskRunner runner;
    std::uint16_t port = 0;
    pid_t pid = -1;
};

TEST_F(RedisTlsTest, SpeaksToTheNamedHost) {
    const auto reply = ask(address("localhost"), {"PING"});
    ASSERT_TRUE(reply) << reply.error().message;
    EXPECT_EQ(reply->text, "PONG");
    const std::string big(300 * 1024, 'x');
    const auto echoed = ask(address("localhost"), {"ECHO", big});
    ASSERT_TRUE(echoed);
    EXPECT_EQ(echoed->text, big);
}

TEST_F(RedisTlsTest, ServesManyCallersAtOnce) {
    runtime::RedisConnection redis{runner.executor(), address("localhost"), tests::quiet_log()};
    int right = 0;
    const auto echo = [&](std::string text) -> runtime::Task<void> {
        runtime::RedisCommand command{"ECHO", text};
        const auto reply = co_await redis.command(std::move(command));
        if (reply && reply->text == text) ++right;
    };
    for (int i = 0; i < 200; ++i) runner.start(echo(std::to_string(i)));
    runner.run_until([&] { return runner.running() == 0; });
    EXPECT_EQ(right, 200);
}

TEST_F(RedisTlsTest, RefusesACertificateForAnotherHost) {
    const auto reply = ask(address("127.0.0.1"), {"PING"});
    ASSERT_FALSE(reply);
    EXPECT_EQ(reply.error().kind, runtime::ErrorKind::unreachable);
}

TEST_F(RedisTlsTest, RefusesACertificateOfAnAuthorityItDoesNotTrust) {
    const tests::Certificate other{"DNS:localhost"};
    auto where = address("localhost");
    where.ca_file = other.ca_file();
    EXPECT_FALSE(ask(where, {"PING"}));
}

TEST_F(RedisTlsTest, FailsPlainlyWhenTheServerIsKilled) {
    runtime::RedisConnection redis{runner.executor(), address("localhost"), tests::quiet_log()};
    ASSERT_TRUE(runner.run(redis.command({"PING"})));
    ::kill(pid, SIGKILL);
    runtime::wait_for_child(std::exchange(pid, -1));
    const auto reply = runner.run(redis.command({"PING"}));
    ASSERT_FALSE(reply);
    EXPECT_EQ(reply.error().kind, runtime::ErrorKind::unreachable);
}

}  // namespace
