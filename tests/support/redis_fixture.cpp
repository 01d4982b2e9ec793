#include "tests/support/redis_fixture.hpp"

#include "tests/support/task_runner.hpp"

#include <csignal>
#include <stdexcept>

namespace tests {

RedisFixture::RedisFixture() : server_{std::make_unique<runtime::PrivateRedis>(directory())} {}

runtime::RedisAddress RedisFixture::address() const {
    runtime::RedisAddress address;
    address.unix_socket = directory() + "/redis.sock";
    return address;
}

std::unique_ptr<runtime::RedisConnection> RedisFixture::connect(boost::asio::any_io_executor executor) const {
    return std::make_unique<runtime::RedisConnection>(std::move(executor), address(), quiet_log());
}

void RedisFixture::kill() {
    if (!server_) return;
    ::kill(server_->pid(), SIGKILL);
    server_.reset();
}

void RedisFixture::restart() {
    server_.reset();
    server_ = std::make_unique<runtime::PrivateRedis>(directory());
}

void RedisFixture::flush() const {
    TaskRunner runner;
    const auto redis = connect(runner.executor());
    const auto answer = runner.run(redis->command({"FLUSHALL", "SYNC"}));
    if (!answer || answer->is_error()) throw std::runtime_error{"FLUSHALL failed"};
}

runtime::Log& quiet_log() {
    static runtime::Log log{runtime::LogLevel::error, "/dev/null"};
    return log;
}

}  // namespace tests
