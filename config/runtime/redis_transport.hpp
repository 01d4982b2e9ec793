#pragma once

#include "config/runtime/redis_connection.hpp"

#include <memory>
#include <span>
#include <string_view>

#include <boost/asio/any_io_executor.hpp>
#include <boost/system/error_code.hpp>

namespace runtime {

/// The bytes under a Redis connection: a unix socket, TCP, or TLS with a verified certificate. One read and
/// one write may be under way at a time. What fails throws boost::system::system_error.
class RedisTransport {
  public:
    virtual ~RedisTransport() = default;
    virtual Task<void> connect() = 0;
    virtual Task<std::size_t> read_some(std::span<char> buffer) = 0;
    /// Writes all. `bytes` must live until this ends.
    virtual Task<void> write(std::string_view bytes) = 0;
    /// Ends what is under way with an error. May be called at any time, and more than once.
    virtual void close() = 0;
};

/// Throws when the authorities' file cannot be read.
std::unique_ptr<RedisTransport> make_redis_transport(boost::asio::any_io_executor executor,
                                                     const RedisAddress& address);

}  // namespace runtime
