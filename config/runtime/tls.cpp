#include "config/runtime/tls.hpp"

#include <stdexcept>

#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <boost/asio/ip/address.hpp>

namespace runtime {

namespace ssl = boost::asio::ssl;

ssl::context make_tls_context(const std::string& ca_file) {
    ssl::context context{ssl::context::tls_client};
    SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
    context.set_verify_mode(ssl::verify_peer);
    if (ca_file.empty()) {
        context.set_default_verify_paths();
    } else {
        context.load_verify_file(ca_file);
    }
    return context;
}

void expect_tls_host(void* ssl, const std::string& host) {
    auto* const connection = static_cast<SSL*>(ssl);
    boost::system::error_code not_an_address;
    boost::asio::ip::make_address(host, not_an_address);
    auto* const parameters = SSL_get0_param(connection);
    bool good = false;
    if (not_an_address) {
        X509_VERIFY_PARAM_set_hostflags(parameters, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
        // What the macro SSL_set_tlsext_host_name does; its casts do not pass our warnings.
        auto* const name = const_cast<char*>(host.c_str());
        good = SSL_ctrl(connection, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, name) == 1 &&
               SSL_set1_host(connection, host.c_str()) == 1;
    } else {
        good = X509_VERIFY_PARAM_set1_ip_asc(parameters, host.c_str()) == 1;
    }
    if (!good) throw std::runtime_error{"TLS cannot be told which host to expect"};
}

}  // namespace runtime
