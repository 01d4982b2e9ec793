#include "tests/support/loopback_server.hpp"

#include <algorithm>
#include <array>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace tests {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {
constexpr auto kToken = asio::as_tuple(asio::use_awaitable);
}

LoopbackServer::LoopbackServer(const asio::any_io_executor& executor)
    : acceptor_{executor, tcp::endpoint{asio::ip::address_v4::loopback(), 0}} {}

void LoopbackServer::use_tls(const std::string& certificate_file, const std::string& key_file) {
    context_.use_certificate_chain_file(certificate_file);
    context_.use_private_key_file(key_file, asio::ssl::context::pem);
    tls_ = true;
}

std::string LoopbackServer::url(const std::string& path) const {
    return (tls_ ? "https://localhost:" : "http://localhost:") + std::to_string(port()) + path;
}

runtime::Task<void> LoopbackServer::run() {
    for (;;) {
        auto socket = co_await acceptor_.async_accept(asio::use_awaitable);
        co_await serve(std::move(socket));
    }
}

runtime::Task<void> LoopbackServer::serve(tcp::socket socket) {
    if (!tls_) {
        co_await converse(socket);
        co_return;
    }
    asio::ssl::stream<tcp::socket> stream{std::move(socket), context_};
    const auto [error] = co_await stream.async_handshake(asio::ssl::stream_base::server, kToken);
    if (!error) co_await converse(stream);
}

template <class Stream>
runtime::Task<void> LoopbackServer::converse(Stream& stream) {
    std::string request;
    std::array<char, 4096> buffer{};
    for (;;) {
        const auto [error, size] = co_await stream.async_read_some(asio::buffer(buffer), kToken);
        request.append(buffer.data(), size);
        if (error) break;
        if (silent || request.find("\r\n\r\n") == std::string::npos) continue;
        heard.push_back(request);
        const auto answer = next_answer();
        co_await asio::async_write(stream, asio::buffer(answer), kToken);
        break;
    }
}

std::string LoopbackServer::next_answer() const {
    if (answers.empty()) return {};
    return answers[std::min(heard.size(), answers.size()) - 1];
}

}  // namespace tests
