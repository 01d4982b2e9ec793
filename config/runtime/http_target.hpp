#pragma once

#include "config/runtime/result.hpp"

#include <string>
#include <string_view>

namespace runtime {

/// The parts of an absolute http(s) URL that a client needs.
struct HttpTarget {
    bool tls{false};
    std::string host;       ///< without brackets
    std::string port;       ///< digits
    std::string authority;  ///< for the Host header: port left out when it is the usual one
    std::string path;       ///< path and query, begins with '/'
};

/// rejected when it is not http(s), has no host or carries a user name. The error does not repeat the URL.
Result<HttpTarget> parse_target(std::string_view url);

}  // namespace runtime
