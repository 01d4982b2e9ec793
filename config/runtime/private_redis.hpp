#pragma once

#include <memory>
#include <string>

#include <sys/types.h>

namespace runtime {

/// The embedded default: a `redis-server` of our own on a unix socket (no TCP port), with its own data
/// directory of mode 0700, `appendonly yes`, `appendfsync always`, `noeviction` and
/// `hash-max-listpack-value 4096`. It is stopped with this object, and dies with this process even
/// when that is killed. A server left over by a killed process is stopped first.
class PrivateRedis {
  public:
    /// Starts and waits until it answers. Throws std::runtime_error that says what to do when
    /// redis-server is missing, the directory is not writable, or it does not start within 60 s.
    explicit PrivateRedis(const std::string& directory);
    ~PrivateRedis();
    PrivateRedis(const PrivateRedis&) = delete;
    PrivateRedis& operator=(const PrivateRedis&) = delete;

    const std::string& socket() const { return socket_; }
    pid_t pid() const { return pid_; }

  private:
    std::string socket_;
    pid_t pid_{-1};
};

}  // namespace runtime
