#pragma once

#include "config/runtime/result.hpp"
#include "config/runtime/task.hpp"

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace runtime {

using HttpHeaders = std::vector<std::pair<std::string, std::string>>;

/// What we ask of somebody else's server.
struct HttpRequest {
    std::string method{"GET"};
    std::string url;  ///< absolute, http:// or https://
    HttpHeaders headers{};
    std::string body{};
    std::chrono::milliseconds timeout{std::chrono::seconds{20}};  ///< for the whole exchange
    std::size_t body_limit{8 * 1024 * 1024};                      ///< bytes of the answer's body
    /// Only to addresses of the internet at large, whatever name the host has: for addresses that strangers may choose.
    /// Behind a proxy it is the proxy that looks names up, and decides.
    bool public_only{false};
    /// For an answer that goes on and on: takes the body of a 200 as it comes, and HttpResponse::body stays empty. The
    /// timeout is for each piece then, and there is no limit.
    std::function<Task<void>(std::string)> on_piece{};
};

struct HttpResponse {
    unsigned status{0};
    HttpHeaders headers{};
    std::string body{};

    /// The first header of that name, case-insensitively.
    std::optional<std::string_view> header(std::string_view name) const;
};

/// Sends one request and reads the whole answer.
///
/// Errors  unreachable  no connection, TLS refused, cut off, or timed out: the request may or may
///                      not have been carried out.
///         malformed    the answer is not HTTP or exceeds body_limit.
///         rejected     nothing was sent: with public_only, the host has no address on the internet.
///         Any HTTP status, also 4xx and 5xx, is a response and not an error.
/// Redirects are not followed. Certificates and host names are verified, TLS 1.2 or newer.
class HttpClient {
  public:
    virtual ~HttpClient() = default;
    virtual Task<Result<HttpResponse>> send(HttpRequest request) = 0;
};

}  // namespace runtime
