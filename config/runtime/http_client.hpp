#pragma once

#include "config/runtime/http.hpp"
#include "config/runtime/log.hpp"
#include "config/runtime/retry_budget.hpp"

#include <memory>
#include <string>

#include <boost/asio/any_io_executor.hpp>

namespace runtime {

struct HttpClientSettings {
    std::string proxy{};         ///< http://host:port; empty: none. https:// goes through it by CONNECT
    std::string ca_file{};       ///< PEM; empty: the system's authorities
    RetryBudget retry_budget{};  ///< for GET and HEAD whose connection failed: repeated once at most
};

/// The one HTTP client of the program: Beast, TLS 1.2 or newer with verified certificate and host name, one
/// connection per request. Redirects are not followed. Queries and headers (tokens stand there) are never
/// logged nor part of an error.
///
/// Throws std::runtime_error or boost::system::system_error when the proxy is not a URL or the authorities'
/// file cannot be read. `log` must outlive the client.
///
/// Errors beside those of HttpClient: rejected when the URL is not http(s), carries a user name, or a header
/// is unsafe; nothing was sent then.
std::unique_ptr<HttpClient> make_http_client(boost::asio::any_io_executor executor, HttpClientSettings settings,
                                             Log& log);

}  // namespace runtime
