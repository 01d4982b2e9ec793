#pragma once

#include "config/runtime/log.hpp"
#include "config/runtime/private_redis.hpp"
#include "config/runtime/redis_connection.hpp"
#include "tests/support/temporary_directory.hpp"

#include <memory>
#include <string>

#include <boost/asio/any_io_executor.hpp>

namespace tests {

/// A real redis-server for a test program: unix socket in a temporary directory, `appendfsync always`.
///
/// Starting one takes some 30 ms, so one fixture per test is affordable; sharing one in SetUpTestSuite and
/// calling flush() in SetUp is faster.
class RedisFixture {
  public:
    RedisFixture();

    runtime::RedisAddress address() const;
    /// A connection of its own. It may not outlive `executor`.
    std::unique_ptr<runtime::RedisConnection> connect(boost::asio::any_io_executor executor) const;

    /// SIGKILL: what was not on the disk is lost. Connections to it break.
    void kill();
    /// Stops an orderly way (or finds it killed) and starts again on the same data and socket.
    void restart();
    /// Deletes every key, keeps functions.
    void flush() const;

    std::string directory() const { return directory_ / "redis"; }
    pid_t pid() const { return server_->pid(); }

  private:
    TemporaryDirectory directory_;
    std::unique_ptr<runtime::PrivateRedis> server_;
};

/// A log that says nothing below `error`, for objects that want one.
runtime::Log& quiet_log();

}  // namespace tests
