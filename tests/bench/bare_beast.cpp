// The stock tool of the page benchmark: a Beast server that answers every request with the same bytes and does
// nothing else. `bench_bare_beast READY_FILE BYTES`: writes its port into the file.

#include <cstdlib>
#include <fstream>
#include <string>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;

namespace {

asio::awaitable<void> session(tcp::socket socket, std::string body) {
    boost::beast::tcp_stream stream{std::move(socket)};
    boost::beast::flat_buffer buffer;
    for (;;) {
        http::request<http::string_body> request;
        co_await http::async_read(stream, buffer, request, asio::use_awaitable);
        http::response<http::string_body> response{http::status::ok, 11};
        response.set(http::field::content_type, "text/html");
        response.keep_alive(request.keep_alive());
        response.body() = body;
        response.prepare_payload();
        co_await http::async_write(stream, response, asio::use_awaitable);
    }
}

void ended(const std::exception_ptr&) {}  // the client went away

asio::awaitable<void> listen(tcp::acceptor& acceptor, std::string body) {
    for (;;) {
        auto socket = co_await acceptor.async_accept(asio::use_awaitable);
        asio::co_spawn(acceptor.get_executor(), session(std::move(socket), body), ended);
    }
}

}  // namespace

int main(int argc, char* argv[]) {
    if (argc != 3) return EXIT_FAILURE;
    asio::io_context io{1};
    tcp::acceptor acceptor{io, tcp::endpoint{asio::ip::make_address("127.0.0.1"), 0}};
    std::ofstream{argv[1]} << acceptor.local_endpoint().port() << '\n';
    asio::co_spawn(io, listen(acceptor, std::string(std::stoul(argv[2]), 'x')), ended);
    io.run();
}
