#pragma once

#include "config/runtime/task.hpp"

#include <cstdint>
#include <string>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/ip/tcp.hpp>

namespace tests {

/// A client on the loopback that sends exactly the bytes it is given.
class RawClient {
  public:
    explicit RawClient(const boost::asio::any_io_executor& executor) : socket_{executor} {}

    runtime::Task<void> connect(std::uint16_t port);
    runtime::Task<void> write(std::string bytes);
    /// Until the other end hangs up.
    runtime::Task<std::string> read_all();
    void close();

  private:
    boost::asio::ip::tcp::socket socket_;
};

/// Connects, sends, and returns all that comes until the other end hangs up.
runtime::Task<std::string> tell(std::uint16_t port, std::string bytes);

}  // namespace tests
