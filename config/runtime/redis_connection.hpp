#pragma once

#include "config/runtime/clock.hpp"
#include "config/runtime/log.hpp"
#include "config/runtime/redis.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include <boost/asio/any_io_executor.hpp>

namespace runtime {

/// Where a Redis is and how to speak to it.
struct RedisAddress {
    std::string unix_socket{};  ///< absolute path; when set, host and port are ignored
    std::string host{};
    std::uint16_t port{6379};
    bool tls{false};
    std::string ca_file{};  ///< PEM; empty: the system's authorities
    std::string username{};
    std::string password{};
    std::chrono::milliseconds timeout{
        std::chrono::seconds{10}};    ///< for connecting; for the silence of a server that owes an answer
    std::size_t waiting_max{10'000};  ///< commands waiting at once
};

/// A connection that heals itself: it connects on first use, and after a loss every waiting command
/// fails with `unreachable` and the next one connects again. Commands are never repeated by itself.
/// `LOADING` answers count as unreachable. Threads: the executor's one thread.
class RedisConnection final : public Redis {
  public:
    RedisConnection(boost::asio::any_io_executor executor, RedisAddress address, Log& log);
    ~RedisConnection() override;

    Task<Result<RedisReply>> command(RedisCommand command) override;
    Task<Result<std::vector<RedisReply>>> pipeline(std::vector<RedisCommand> commands) override;

  private:
    struct Impl;
    std::shared_ptr<Impl> impl_;
};

}  // namespace runtime
