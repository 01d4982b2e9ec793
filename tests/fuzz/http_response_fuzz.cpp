// Whatever bytes a server answers: our client ends with an answer within its limits or with an error.

#include "config/runtime/http_client.hpp"
#include "tests/fuzz/demand.hpp"

#include <cstdint>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

using boost::asio::ip::tcp;
using tests::demand;

namespace {

constexpr std::size_t kBodyMax = 512;
constexpr auto kToken = boost::asio::as_tuple(boost::asio::use_awaitable);

/// One loop, one listening socket and one client for all inputs.
struct World {
    boost::asio::io_context io{1};
    tcp::acceptor acceptor{io, tcp::endpoint{boost::asio::ip::address_v4::loopback(), 0}};
    runtime::Log log{runtime::LogLevel::error};
    std::unique_ptr<runtime::HttpClient> client = runtime::make_http_client(io.get_executor(), {}, log);

    runtime::Task<void> answer(std::string_view bytes) {
        auto [error, socket] = co_await acceptor.async_accept(kToken);
        demand(!error);
        std::string request;
        co_await boost::asio::async_read_until(socket, boost::asio::dynamic_buffer(request), "\r\n\r\n", kToken);
        co_await boost::asio::async_write(socket, boost::asio::buffer(bytes), kToken);
    }

    runtime::Task<void> ask() {
        runtime::HttpRequest request;
        request.method = "POST";  // is not repeated
        request.url = "http://127.0.0.1:" + std::to_string(acceptor.local_endpoint().port()) + "/";
        request.body_limit = kBodyMax;
        const auto response = co_await client->send(std::move(request));
        if (response)
            demand(response->body.size() <= kBodyMax && response->status >= 200);
        else
            demand(!response.error().message.empty());
    }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static World world;
    const auto fine = [](const std::exception_ptr& failure) { demand(failure == nullptr); };
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    boost::asio::co_spawn(world.io, world.answer(bytes), fine);
    boost::asio::co_spawn(world.io, world.ask(), fine);
    world.io.restart();
    world.io.run();
    return 0;
}
