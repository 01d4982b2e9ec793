// What the connection promises when Redis goes: nobody waits for ever, nobody gets a wrong answer, and the next
// caller after its return is served.

#include "config/runtime/redis_connection.hpp"
#include "tests/support/redis_fixture.hpp"
#include "tests/support/task_runner.hpp"

#include <csignal>

#include <gtest/gtest.h>
#include <boost/asio/buffer.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace {

using namespace std::chrono_literals;
using runtime::ErrorKind;
using runtime::Task;
using Local = boost::asio::local::stream_protocol;

struct Tally {
    int right = 0;
    int wrong = 0;
    int unreachable = 0;
    int other = 0;
};

Task<void> echo(runtime::Redis& redis, std::string text, Tally& tally) {
    runtime::RedisCommand command{"ECHO", text};
    const auto reply = co_await redis.command(std::move(command));
    if (reply) {
        ++(reply->text == text ? tally.right : tally.wrong);
    } else {
        ++(reply.error().kind == ErrorKind::unreachable ? tally.unreachable : tally.other);
    }
}

/// Counts up a key until the connection fails; what it was told is then certainly on the disk.
Task<void> count_until_lost(runtime::Redis& redis, std::int64_t& told, int& lost) {
    for (;;) {
        runtime::RedisCommand command{"INCR", "n"};
        const auto reply = co_await redis.command(std::move(command));
        if (!reply) {
            ++lost;
            co_return;
        }
        told = std::max(told, reply->number);
    }
}

class RedisLossTest : public testing::Test {
  protected:
    tests::RedisFixture server;
    tests::TaskRunner runner;
    std::unique_ptr<runtime::RedisConnection> redis = server.connect(runner.executor());
};

TEST_F(RedisLossTest, FailsEveryWaitingCommandWhenTheServerIsKilledUnderLoad) {
    std::int64_t told = 0;
    int lost = 0;
    for (int i = 0; i < 50; ++i) runner.start(count_until_lost(*redis, told, lost));
    runner.run_until([&] { return told > 200; });
    server.kill();
    runner.run_until([&] { return runner.running() == 0; });
    EXPECT_EQ(lost, 50);

    server.restart();
    const auto kept = runner.run(redis->command({"GET", "n"}));
    ASSERT_TRUE(kept) << kept.error().message;
    EXPECT_GE(std::stoll(kept->text), told) << "what was answered is on the disk";
}

TEST_F(RedisLossTest, NeverMixesUpAnswersOverManyLosses) {
    Tally tally;
    for (int round = 0; round < 5; ++round) {
        for (int i = 0; i < 100; ++i) {
            runner.start(echo(*redis, std::to_string(round) + "/" + std::to_string(i), tally));
            if (i == 30) ::kill(server.pid(), SIGSTOP);
            if (i == 60) ::kill(server.pid(), SIGKILL);
        }
        runner.run_until([&] { return runner.running() == 0; });
        server.restart();
    }
    EXPECT_EQ(tally.wrong, 0);
    EXPECT_EQ(tally.other, 0);
    EXPECT_EQ(tally.right + tally.unreachable, 500);
    EXPECT_TRUE(runner.run(redis->command({"PING"})));
}

TEST_F(RedisLossTest, IsUnreachableWhileThereIsNoServer) {
    server.kill();
    const auto reply = runner.run(redis->command({"PING"}));
    ASSERT_FALSE(reply);
    EXPECT_EQ(reply.error().kind, ErrorKind::unreachable);
    server.restart();
    EXPECT_TRUE(runner.run(redis->command({"PING"})));
}

TEST_F(RedisLossTest, LetsWaitingCommandsFailWhenTheConnectionIsDestroyed) {
    ASSERT_TRUE(runner.run(redis->command({"PING"})));
    ::kill(server.pid(), SIGSTOP);  // so that no answer comes
    Tally tally;
    for (int i = 0; i < 20; ++i) runner.start(echo(*redis, "x", tally));
    EXPECT_EQ(runner.running(), 20u);
    redis.reset();
    runner.run_until([&] { return runner.running() == 0; });
    EXPECT_EQ(tally.unreachable, 20);
    ::kill(server.pid(), SIGCONT);
}

TEST_F(RedisLossTest, MayBeDestroyedWhileItConnects) {
    Tally tally;
    runner.start(echo(*redis, "x", tally));
    redis.reset();
    runner.run_until([&] { return runner.running() == 0; });
    EXPECT_EQ(tally.unreachable + tally.right, 1);
}

/// Something that listens like Redis and says what the test wants.
class ImpostorTest : public testing::Test {
  protected:
    Task<void> answer_once(std::string bytes) {
        auto socket = co_await acceptor.async_accept(boost::asio::use_awaitable);
        std::vector<char> heard(1000);
        co_await socket.async_read_some(boost::asio::buffer(heard), boost::asio::use_awaitable);
        if (!bytes.empty()) {
            co_await boost::asio::async_write(socket, boost::asio::buffer(bytes), boost::asio::use_awaitable);
        }
        // Stays connected until the other end goes.
        while (socket.is_open())
            co_await socket.async_read_some(boost::asio::buffer(heard), boost::asio::use_awaitable);
    }

    Task<void> answer(std::string bytes) {
        try {
            co_await answer_once(std::move(bytes));
        } catch (const boost::system::system_error&) {
            ++hung_up;
        }
    }

    runtime::Result<runtime::RedisReply> ping() {
        runtime::RedisAddress address;
        address.unix_socket = directory / "s";
        address.timeout = 50ms;
        runtime::RedisConnection redis{runner.executor(), address, tests::quiet_log()};
        return runner.run(redis.command({"PING"}));
    }

    tests::TemporaryDirectory directory;
    int hung_up = 0;
    tests::TaskRunner runner;
    Local::acceptor acceptor{runner.context(), Local::endpoint{directory / "s"}};
};

TEST_F(ImpostorTest, GivesUpOnAServerThatDoesNotAnswer) {
    runner.start(answer(""));
    const auto reply = ping();
    ASSERT_FALSE(reply);
    EXPECT_EQ(reply.error().kind, ErrorKind::unreachable);
    runner.run_until([&] { return hung_up == 1; });
}

TEST_F(ImpostorTest, TakesLoadingForUnreachable) {
    runner.start(answer("-LOADING Redis is loading the dataset in memory\r\n"));
    const auto reply = ping();
    ASSERT_FALSE(reply);
    EXPECT_EQ(reply.error().kind, ErrorKind::unreachable);
    runner.run_until([&] { return hung_up == 1; });
}

TEST_F(ImpostorTest, HangsUpOnBytesThatAreNotRedis) {
    runner.start(answer("HTTP/1.1 400 Bad Request\r\n\r\n"));
    const auto reply = ping();
    ASSERT_FALSE(reply);
    EXPECT_EQ(reply.error().kind, ErrorKind::unreachable);
    runner.run_until([&] { return hung_up == 1; });
}

}  // namespace
