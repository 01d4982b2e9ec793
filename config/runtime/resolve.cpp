#include "config/runtime/resolve.hpp"

#include <memory>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

namespace runtime {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

/// Shared by the waiting coroutine and the look-up, whichever lives longer.
struct Lookup {
    Lookup(const asio::any_io_executor& executor, std::chrono::steady_clock::time_point deadline)
        : resolver{executor}, found{executor, deadline} {}

    tcp::resolver resolver;
    asio::steady_timer found;
    bool ended = false;
    boost::system::error_code error;
    std::vector<tcp::endpoint> endpoints;
};

}  // namespace

Task<std::vector<tcp::endpoint>> resolve(std::string host, std::string port,
                                         std::chrono::steady_clock::time_point deadline) {
    const auto executor = co_await asio::this_coro::executor;
    const auto lookup = std::make_shared<Lookup>(executor, deadline);
    const auto on_found = [lookup](boost::system::error_code error, tcp::resolver::results_type results) {
        lookup->ended = true;
        lookup->error = error;
        for (const auto& entry : results) lookup->endpoints.push_back(entry.endpoint());
        lookup->found.cancel();
    };
    const bool local = host == "localhost";
    lookup->resolver.async_resolve(local ? "127.0.0.1" : host, port, on_found);
    while (!lookup->ended) {
        const auto [error] = co_await lookup->found.async_wait(asio::as_tuple(asio::use_awaitable));
        if (!error) break;  // the deadline came first
        if (!lookup->ended) throw boost::system::system_error{error};  // the caller was cancelled
    }
    if (std::chrono::steady_clock::now() >= deadline) throw boost::system::system_error{asio::error::timed_out};
    if (lookup->error) throw boost::system::system_error{lookup->error};
    if (lookup->endpoints.empty()) throw boost::system::system_error{asio::error::host_not_found};
    if (local) lookup->endpoints.emplace_back(asio::ip::address_v6::loopback(), lookup->endpoints.front().port());
    co_return std::move(lookup->endpoints);
}

}  // namespace runtime
