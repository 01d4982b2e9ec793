#pragma once

#include "config/runtime/private_redis.hpp"

#include <optional>
#include <string>

namespace runtime {

/// The embedded Redis of one data directory, shared by the processes that use that directory.
///
/// The first process to come owns the server and stops it with itself; the others (`gatehouse user
/// add` beside a running `gatehouse serve`) are its guests.
class EmbeddedRedis {
  public:
    /// Throws std::runtime_error that says what to do.
    explicit EmbeddedRedis(const std::string& data_directory);
    const std::string& socket() const { return socket_; }
    /// False when this process owns the server and it has ended.
    bool runs() const;

  private:
    std::string socket_;
    std::optional<PrivateRedis> server_;
};

}  // namespace runtime
