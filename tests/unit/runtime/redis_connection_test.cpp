// What the shared connection promises while Redis is well: every caller gets its own answers, in order.

#include "config/runtime/redis_connection.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/redis_fixture.hpp"
#include "tests/support/task_runner.hpp"

#include <csignal>

#include <gtest/gtest.h>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace {

using runtime::ErrorKind;
using runtime::RedisReply;
using runtime::Result;
using runtime::Task;

class RedisConnectionTest : public testing::Test {
  protected:
    static void SetUpTestSuite() { server = new tests::RedisFixture; }
    static void TearDownTestSuite() { delete std::exchange(server, nullptr); }
    void SetUp() override {
        server->flush();
        redis = server->connect(runner.executor());
    }
    void TearDown() override { runner.stop(); }

    RedisReply ask(runtime::RedisCommand command) {
        auto reply = runner.run(redis->command(std::move(command)));
        if (!reply) throw std::runtime_error{reply.error().message};
        return std::move(*reply);
    }

    static Task<void> echo(runtime::Redis& connection, std::string text, int& right) {
        runtime::RedisCommand command{"ECHO", text};
        const auto reply = co_await connection.command(std::move(command));
        if (reply && reply->text == text) ++right;
    }

    /// Does not end before `all` have their answers, as run_together would cancel the others.
    static Task<void> echo_and_wait(runtime::Redis& connection, std::string text, int& right, int all) {
        co_await echo(connection, std::move(text), right);
        while (right < all) co_await boost::asio::post(boost::asio::use_awaitable);
    }

    static inline tests::RedisFixture* server = nullptr;
    tests::TaskRunner runner;
    std::unique_ptr<runtime::RedisConnection> redis;
};

TEST_F(RedisConnectionTest, AnswersACommand) {
    EXPECT_EQ(ask({"PING"}).text, "PONG");
    EXPECT_EQ(ask({"INCR", "n"}).number, 1);
    EXPECT_TRUE(ask({"GET", "nothing"}).is_nil());
}

TEST_F(RedisConnectionTest, GivesAnErrorOfRedisAsAValue) {
    const auto reply = ask({"NOSUCHCOMMAND"});
    EXPECT_TRUE(reply.is_error());
    EXPECT_TRUE(reply.text.starts_with("ERR"));
}

TEST_F(RedisConnectionTest, CarriesValuesOf200kBytesBothWays) {
    std::string value(200 * 1024, '\0');
    for (std::size_t i = 0; i < value.size(); ++i) value[i] = static_cast<char>(i * 31 % 256);
    EXPECT_EQ(ask({"SET", "big", value}).text, "OK");
    EXPECT_EQ(ask({"GET", "big"}).text, value);
}

TEST_F(RedisConnectionTest, AnswersAPipelineInOrder) {
    std::vector<runtime::RedisCommand> commands;
    for (int i = 0; i < 500; ++i) commands.push_back({"ECHO", std::to_string(i)});
    const auto replies = runner.run(redis->pipeline(std::move(commands)));
    ASSERT_TRUE(replies);
    ASSERT_EQ(replies->size(), 500u);
    for (int i = 0; i < 500; ++i) EXPECT_EQ((*replies)[static_cast<std::size_t>(i)].text, std::to_string(i));
}

TEST_F(RedisConnectionTest, AnswersAnEmptyPipelineWithNothing) {
    const auto replies = runner.run(redis->pipeline({}));
    ASSERT_TRUE(replies);
    EXPECT_TRUE(replies->empty());
}

TEST_F(RedisConnectionTest, GivesEachOfManyCoroutinesItsOwnAnswer) {
    int right = 0;
    for (int i = 0; i < 300; ++i) runner.start(echo(*redis, "caller " + std::to_string(i), right));
    runner.run_until([&] { return runner.running() == 0; });
    EXPECT_EQ(right, 300);
}

TEST_F(RedisConnectionTest, KeepsAnswersInStepWhenAWaitingCoroutineIsCancelled) {
    ask({"PING"});
    ::kill(server->pid(), SIGSTOP);  // so that the commands go out and no answer comes yet
    int lost = 0;
    for (int i = 0; i < 20; ++i) runner.start(echo(*redis, "goes away", lost));
    runner.stop();
    ::kill(server->pid(), SIGCONT);
    int right = 0;
    for (int i = 0; i < 20; ++i) runner.start(echo(*redis, "stays " + std::to_string(i), right));
    runner.run_until([&] { return runner.running() == 0; });
    EXPECT_EQ(right, 20);
}

TEST_F(RedisConnectionTest, SendsTheCommandsOfOneTurnInOneWrite) {
    const auto reads = [&] {
        const auto stats = ask({"INFO", "stats"}).text;
        const std::string name = "total_reads_processed:";
        return std::stoll(stats.substr(stats.find(name) + name.size()));
    };
    const auto before = reads();
    int right = 0;
    std::vector<Task<void>> callers;
    for (int i = 0; i < 64; ++i) callers.push_back(echo_and_wait(*redis, std::to_string(i), right, 64));
    runner.run(runtime::run_together(std::move(callers)));
    EXPECT_EQ(right, 64);
    EXPECT_LE(reads() - before, 3);  // the batch and the question itself
}

TEST_F(RedisConnectionTest, RefusesMoreWaitingCommandsThanItsLimit) {
    auto address = server->address();
    address.waiting_max = 10;
    runtime::RedisConnection small{runner.executor(), address, tests::quiet_log()};
    const auto too_many = runner.run(small.pipeline(std::vector<runtime::RedisCommand>(11, {"PING"})));
    ASSERT_FALSE(too_many);
    EXPECT_EQ(too_many.error().kind, ErrorKind::unavailable);
    EXPECT_TRUE(runner.run(small.pipeline(std::vector<runtime::RedisCommand>(10, {"PING"}))));
}

TEST_F(RedisConnectionTest, SignsInWithUserAndPassword) {
    ask({"ACL", "SETUSER", "gatehouse", "on", ">right-password", "~*", "+@all"});
    auto address = server->address();
    address.username = "gatehouse";
    address.password = "right-password";
    runtime::RedisConnection known{runner.executor(), address, tests::quiet_log()};
    const auto who = runner.run(known.command({"ACL", "WHOAMI"}));
    ASSERT_TRUE(who);
    EXPECT_EQ(who->text, "gatehouse");

    address.password = "wrong-password";
    runtime::RedisConnection unknown{runner.executor(), address, tests::quiet_log()};
    const auto refused = runner.run(unknown.command({"PING"}));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::unavailable);
    EXPECT_NE(refused.error().message.find("WRONGPASS"), std::string::npos);
    EXPECT_EQ(refused.error().message.find("wrong-password"), std::string::npos);
}

}  // namespace
