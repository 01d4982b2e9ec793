#include "tests/support/raw_http.hpp"

#include <array>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace tests {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {
constexpr auto kToken = asio::as_tuple(asio::use_awaitable);
}

runtime::Task<void> RawClient::connect(std::uint16_t port) {
    const tcp::endpoint endpoint{asio::ip::address_v4::loopback(), port};
    co_await socket_.async_connect(endpoint, asio::use_awaitable);
}

runtime::Task<void> RawClient::write(std::string bytes) {
    // A server that has heard enough may hang up meanwhile; what it answered can still be read.
    co_await asio::async_write(socket_, asio::buffer(bytes), kToken);
}

runtime::Task<std::string> RawClient::read_all() {
    std::string all;
    std::array<char, 16384> buffer{};
    for (;;) {
        const auto [error, size] = co_await socket_.async_read_some(asio::buffer(buffer), kToken);
        all.append(buffer.data(), size);
        if (error) co_return all;
    }
}

void RawClient::close() {
    boost::system::error_code ignored;
    socket_.close(ignored);
}

runtime::Task<std::string> tell(std::uint16_t port, std::string bytes) {
    const auto executor = co_await asio::this_coro::executor;
    RawClient client{executor};
    co_await client.connect(port);
    co_await client.write(std::move(bytes));
    auto answer = co_await client.read_all();
    co_return answer;
}

}  // namespace tests
