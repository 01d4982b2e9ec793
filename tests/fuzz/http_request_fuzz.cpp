// Whatever bytes come to the HTTP server on one connection: each request is served, refused or cut off, within its
// limits.

#include "config/runtime/http_exchange.hpp"
#include "tests/fuzz/demand.hpp"

#include <cstdint>

#include <sys/socket.h>
#include <unistd.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

using tests::demand;

namespace {

constexpr std::size_t kBytesMax = 64 * 1024;  // what the other end of the pair takes without being read

runtime::Task<void> serve(boost::asio::ip::tcp::socket socket, runtime::HttpServer::Limits limits) {
    std::size_t uploads = 0;
    runtime::HttpExchange exchange{std::move(socket), limits, uploads};
    for (;;) {
        const auto read = co_await exchange.read();
        if (read.closed) co_return;
        demand(read.request.body.size() <= (read.upload ? limits.upload_bytes : limits.body_bytes));
        if (read.refused != 0) {
            demand(read.refused >= 400 && read.refused < 500 && !read.reason.empty());
            co_return;
        }
        demand(read.request.path.starts_with('/') && read.request.path.find('\0') == std::string::npos);
        const auto host = read.request.header("host");
        runtime::ServerResponse response;
        if (host) response.headers.emplace_back("X-Host", std::string{*host});
        if (!is_sendable(response)) co_return;
        const bool written = co_await exchange.write(std::move(response), read.head_only, read.keep_alive);
        if (!written || !read.keep_alive) co_return;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size > kBytesMax) return 0;
    int ends[2];
    demand(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0);
    demand(write(ends[1], bytes, size) == static_cast<ssize_t>(size));
    demand(shutdown(ends[1], SHUT_WR) == 0);
    {
        boost::asio::io_context io{1};
        boost::asio::ip::tcp::socket socket{io, boost::asio::ip::tcp::v4(), ends[0]};
        const runtime::HttpServer::Limits limits{
            .body_bytes = 512,
            .header_bytes = 1024,
            .may_upload = [](std::string_view path) { return path.starts_with("/u"); },
            .upload_bytes = 2048};
        boost::asio::co_spawn(io, serve(std::move(socket), limits),
                              [](const std::exception_ptr& failure) { demand(failure == nullptr); });
        io.run();
    }
    close(ends[1]);
    return 0;
}
