#pragma once

#include "config/runtime/http_server.hpp"

#include <memory>
#include <string>

#include <boost/asio/ip/tcp.hpp>

namespace runtime {

/// One connection of the HTTP server: reads a request, writes an answer, within the limits.
class HttpExchange {
  public:
    struct Read {
        ServerRequest request;
        bool closed{false};   ///< the other end is gone, too slow, or we are stopping
        unsigned refused{0};  ///< status to answer instead of asking the handler; 0: none
        std::string reason;   ///< for the body of that answer
        bool keep_alive{false};
        bool head_only{false};
        std::shared_ptr<void> upload;  ///< its place among the uploads: given back when this goes
    };

    /// `uploads` counts those under way on all connections. Both outlive the exchange.
    HttpExchange(boost::asio::ip::tcp::socket socket, const HttpServer::Limits& limits, std::size_t& uploads);
    ~HttpExchange();

    Task<Read> read();
    /// False when the other end did not take it.
    Task<bool> write(ServerResponse response, bool head_only, bool keep_alive);
    /// Ends the connection after a request that was refused half-read: reads on for a moment, so that the
    /// other end can still read the answer.
    Task<void> hang_up();
    /// Ends the connection after an answer to a whole request.
    void close();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Whether status and headers can be written without harm.
bool is_sendable(const ServerResponse& response);

}  // namespace runtime
