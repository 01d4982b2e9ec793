#pragma once

#include <string>

#include <sys/types.h>

namespace runtime {

/// What is found behind a unix socket without an event loop, as needed before one runs.
struct RedisProbe {
    pid_t pid{-1};      ///< the process that listens; -1: nobody does
    bool ready{false};  ///< it answers PING (and not that it is still loading)
};
RedisProbe probe_redis(const std::string& socket_path);

/// Asks the server behind the socket to write what it holds and end; returns when it has closed the
/// connection, or after 60 s.
void shut_down_redis(const std::string& socket_path);

}  // namespace runtime
