#pragma once

#include <string>

#include <boost/asio/ssl/context.hpp>

namespace runtime {

/// For clients: TLS 1.2 or newer, certificates checked against `ca_file` (PEM; empty: the system's
/// authorities). Throws boost::system::system_error when the file cannot be read.
boost::asio::ssl::context make_tls_context(const std::string& ca_file);

/// Names the host in the hello (unless it is a number) and makes the handshake fail unless the certificate
/// is for it. `ssl` is an SSL*.
void expect_tls_host(void* ssl, const std::string& host);

}  // namespace runtime
