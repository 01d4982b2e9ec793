#pragma once

#include "config/runtime/http.hpp"
#include "config/runtime/log.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include <boost/asio/any_io_executor.hpp>

namespace runtime {

/// A request as a page handler sees it. HEAD arrives as GET; the server leaves the body out.
struct ServerRequest {
    std::string method;
    std::string path;   ///< decoded, begins with '/', without query
    std::string query;  ///< raw, without '?'
    HttpHeaders headers;
    std::string body;
    std::string peer;  ///< address of the other end of the connection

    std::optional<std::string_view> header(std::string_view name) const;
};

struct ServerResponse {
    unsigned status{200};
    HttpHeaders headers{};
    std::string body{};
};

using ServerHandler = std::function<Task<ServerResponse>(ServerRequest)>;

/// Serves HTTP/1.1 with keep-alive on one address. A handler that throws becomes a plain 500 page and
/// a log line without the request's content.
///
/// Answers without asking the handler: 400 (not HTTP, a broken or NUL escape in the path), 413 (body over its
/// limit), 431 (header over its limit), 503 (too many connections, or uploads under way). A client that takes longer
/// than `idle` for one request (`upload_time` for an upload), or for taking the next piece of an answer, is cut off.
class HttpServer {
  public:
    struct Limits {
        std::size_t body_bytes{256 * 1024};
        std::size_t header_bytes{16 * 1024};
        std::size_t connections{512};
        std::chrono::milliseconds idle{std::chrono::seconds{30}};
        /// Whether a request with this path (raw, without query) may be an upload: it may then announce up to
        /// `upload_bytes`. Asked before anybody has signed in, so only `uploads` of them are held at once.
        std::function<bool(std::string_view path)> may_upload{};
        std::size_t upload_bytes{0};
        std::size_t uploads{4};
        std::chrono::milliseconds upload_time{std::chrono::minutes{3}};
    };

    /// Binds at once; throws boost::system::system_error when the address is taken. Port 0 picks a free one.
    HttpServer(boost::asio::any_io_executor executor, const std::string& address, std::uint16_t port, Limits limits,
               ServerHandler handler, Log& log);
    ~HttpServer();

    std::uint16_t port() const;

    /// Serves until cancelled; then finishes the answers under way, closes every connection and throws
    /// "cancelled". Once only.
    Task<void> run();

  private:
    struct Impl;
    std::shared_ptr<Impl> impl_;
};

}  // namespace runtime
