#pragma once

#include "config/runtime/task.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>

namespace tests {

/// A server on a free port of the loopback that says exactly the bytes it is told, one connection at a time,
/// and notes what it heard: for answers that no well-behaved server gives.
class LoopbackServer {
  public:
    explicit LoopbackServer(const boost::asio::any_io_executor& executor);

    /// Speaks TLS with this certificate from the next connection on.
    void use_tls(const std::string& certificate_file, const std::string& key_file);

    std::uint16_t port() const { return acceptor_.local_endpoint().port(); }
    std::string url(const std::string& path = "/") const;

    /// What each connection is answered after its request's header; the last one goes on. "" hangs up.
    std::vector<std::string> answers;
    /// Keeps connections open without a word instead.
    bool silent{false};
    /// The requests, header and what came of the body with it.
    std::vector<std::string> heard;

    runtime::Task<void> run();

  private:
    runtime::Task<void> serve(boost::asio::ip::tcp::socket socket);
    template <class Stream>
    runtime::Task<void> converse(Stream& stream);
    std::string next_answer() const;

    boost::asio::ip::tcp::acceptor acceptor_;
    boost::asio::ssl::context context_{boost::asio::ssl::context::tls_server};
    bool tls_{false};
};

}  // namespace tests
