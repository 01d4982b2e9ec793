// What the embedded Redis promises: it is private, durable, alone in its directory, and never outlives us.

#include "config/runtime/private_redis.hpp"

#include "config/runtime/child_process.hpp"
#include "config/runtime/redis_probe.hpp"
#include "tests/support/redis_fixture.hpp"
#include "tests/support/task_runner.hpp"

#include <csignal>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using namespace std::chrono_literals;

class PrivateRedisTest : public testing::Test {
  protected:
    std::string ask(const runtime::PrivateRedis& server, runtime::RedisCommand command) {
        runtime::RedisAddress address;
        address.unix_socket = server.socket();
        runtime::RedisConnection redis{runner.executor(), address, tests::quiet_log()};
        const auto reply = runner.run(redis.command(std::move(command)));
        if (!reply) return reply.error().message;
        return reply->items.size() == 2 ? reply->items[1].text : reply->text;
    }

    static std::string refusal(const std::string& directory) {
        try {
            const runtime::PrivateRedis server{directory};
        } catch (const std::runtime_error& error) {
            return error.what();
        }
        return "started";
    }

    tests::TemporaryDirectory directory;
    tests::TaskRunner runner;
};

TEST_F(PrivateRedisTest, RunsWithTheSettingsThatDurabilityNeeds) {
    const runtime::PrivateRedis server{directory / "redis"};
    EXPECT_EQ(ask(server, {"CONFIG", "GET", "appendonly"}), "yes");
    EXPECT_EQ(ask(server, {"CONFIG", "GET", "appendfsync"}), "always");
    EXPECT_EQ(ask(server, {"CONFIG", "GET", "maxmemory-policy"}), "noeviction");
    EXPECT_EQ(ask(server, {"CONFIG", "GET", "hash-max-listpack-value"}), "4096");
    EXPECT_EQ(ask(server, {"CONFIG", "GET", "port"}), "0");
}

TEST_F(PrivateRedisTest, LetsNobodyElseIn) {
    const runtime::PrivateRedis server{directory / "redis"};
    ask(server, {"SET", "k", "v"});
    for (const auto& entry : std::filesystem::recursive_directory_iterator{directory / "redis"}) {
        struct stat status{};
        ASSERT_EQ(::lstat(entry.path().c_str(), &status), 0);
        EXPECT_EQ(status.st_mode & 077u, 0u) << entry.path();
    }
    struct stat status{};
    ASSERT_EQ(::stat((directory / "redis").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777u, 0700u);
}

TEST_F(PrivateRedisTest, KeepsItsDataAndEndsWithTheObject) {
    pid_t pid = 0;
    {
        const runtime::PrivateRedis server{directory / "redis"};
        pid = server.pid();
        EXPECT_EQ(ask(server, {"SET", "k", "kept"}), "OK");
    }
    EXPECT_FALSE(runtime::process_runs(pid));
    const runtime::PrivateRedis again{directory / "redis"};
    EXPECT_EQ(ask(again, {"GET", "k"}), "kept");
}

TEST_F(PrivateRedisTest, StopsTheServerThatAKilledProcessLeftBehind) {
    const auto path = directory / "redis";
    std::filesystem::create_directory(path);
    std::ofstream{path + "/left.conf"} << "port 0\nunixsocket " << path << "/redis.sock\ndir " << path << "\nlogfile "
                                       << path << "/left.log\nappendonly yes\n";
    const auto left = runtime::start_child({"redis-server", path + "/left.conf"}, {});
    ASSERT_TRUE(left) << left.error().message;
    while (!runtime::probe_redis(path + "/redis.sock").ready) runtime::pause_for(1ms);
    EXPECT_EQ(runtime::probe_redis(path + "/redis.sock").pid, *left);

    const runtime::PrivateRedis server{path};
    EXPECT_FALSE(runtime::process_runs(*left));
    EXPECT_NE(server.pid(), *left);
    EXPECT_EQ(ask(server, {"PING"}), "PONG");
    runtime::wait_for_child(*left);
}

TEST_F(PrivateRedisTest, LeavesTheServerOfARunningGatehouseAlone) {
    const runtime::PrivateRedis first{directory / "redis"};
    EXPECT_NE(refusal(directory / "redis").find("another Gatehouse"), std::string::npos);
    EXPECT_EQ(ask(first, {"PING"}), "PONG");
}

TEST_F(PrivateRedisTest, DiesWithAProcessThatIsKilled) {
    std::array<int, 2> pipe{};
    ASSERT_EQ(::pipe(pipe.data()), 0);
    const pid_t parent = ::fork();
    if (parent == 0) {
        const runtime::PrivateRedis server{directory / "redis"};
        const pid_t pid = server.pid();
        if (::write(pipe[1], &pid, sizeof pid) != static_cast<ssize_t>(sizeof pid)) ::_exit(1);
        ::pause();
        ::_exit(0);
    }
    pid_t server = 0;
    ASSERT_EQ(::read(pipe[0], &server, sizeof server), static_cast<ssize_t>(sizeof server));
    EXPECT_TRUE(runtime::process_runs(server));
    ::kill(parent, SIGKILL);
    ::waitpid(parent, nullptr, 0);
    const auto limit = std::chrono::steady_clock::now() + 20s;
    while (runtime::process_runs(server) && std::chrono::steady_clock::now() < limit) runtime::pause_for(1ms);
    EXPECT_FALSE(runtime::process_runs(server));
    ::close(pipe[0]);
    ::close(pipe[1]);
}

TEST_F(PrivateRedisTest, SaysThatThePathIsTooLongForASocket) {
    EXPECT_NE(refusal(directory / std::string(120, 'x')).find("shorter data directory"), std::string::npos);
}

TEST_F(PrivateRedisTest, SaysWhereToLookWhenTheServerEndsAtOnce) {
    std::filesystem::create_directories(directory / "redis/appendonlydir");
    std::ofstream{directory / "redis/appendonlydir/appendonly.aof.manifest"} << "damaged\n";
    EXPECT_NE(refusal(directory / "redis").find("redis.log"), std::string::npos);
}

TEST_F(PrivateRedisTest, WorksInADirectoryWithBlanksAndQuotesInItsName) {
    const runtime::PrivateRedis server{directory / "the \"school\" data"};
    EXPECT_EQ(ask(server, {"PING"}), "PONG");
}

TEST_F(PrivateRedisTest, SaysWhichProgramIsMissing) {
    const auto child = runtime::start_child({"gatehouse-no-such-program"}, {});
    ASSERT_FALSE(child);
    EXPECT_NE(child.error().message.find("No such file"), std::string::npos);
}

}  // namespace
