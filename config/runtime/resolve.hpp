#pragma once

#include "config/runtime/task.hpp"

#include <chrono>
#include <string>
#include <vector>

#include <boost/asio/ip/tcp.hpp>

namespace runtime {

/// The addresses of a host. Unlike Asio's own, it can be cancelled while the system's resolver hangs: the
/// look-up is then left to end by itself. `localhost` is this machine, whatever a hosts file or a name server says
/// (RFC 6761). Throws boost::system::system_error, timed_out at the deadline.
Task<std::vector<boost::asio::ip::tcp::endpoint>> resolve(
    std::string host, std::string port,
    std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max());

}  // namespace runtime
