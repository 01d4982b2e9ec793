#include "config/runtime/http_server.hpp"

#include "config/runtime/header_field.hpp"
#include "config/runtime/http_exchange.hpp"

#include <exception>
#include <list>
#include <typeinfo>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace runtime {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

constexpr auto kToken = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t kRefusedMax = 64;                   // connections told "503" at once; more are just closed
constexpr std::chrono::milliseconds kAfterNoSocket{100};  // pause when the process has no file descriptor left

ServerResponse plain(unsigned status, std::string text) {
    ServerResponse response;
    response.status = status;
    response.headers.emplace_back("Content-Type", "text/plain; charset=utf-8");
    response.headers.emplace_back("Cache-Control", "no-store");
    response.body = std::move(text);
    return response;
}

}  // namespace

std::optional<std::string_view> ServerRequest::header(std::string_view name) const {
    return find_header(headers, name);
}

/// Shared with its sessions, so that a session that is destroyed late finds what it refers to.
struct HttpServer::Impl : std::enable_shared_from_this<Impl> {
    using Self = std::shared_ptr<Impl>;

    struct Session {
        asio::cancellation_signal stop;
        bool answering = false;  ///< a handler works or its answer is written: not to be cut off
        bool refused = false;    ///< one too many: is only told so
    };
    using Place = std::list<Session>::iterator;

    Impl(asio::any_io_executor executor_, Limits limits_, ServerHandler handler_, Log& log_)
        : executor{std::move(executor_)},
          limits{std::move(limits_)},
          handler{std::move(handler_)},
          log{log_},
          acceptor{executor},
          drained{executor, asio::steady_timer::time_point::max()} {}

    void listen(const std::string& address, std::uint16_t number);
    static Task<void> run(Self self);
    static Task<void> accept_all(Self self);
    static Task<void> serve(Self self, Place session, tcp::socket socket);
    static Task<void> serve_requests(Self self, Place session, HttpExchange& exchange);
    static Task<ServerResponse> answer(Self self, ServerRequest request);
    void admit(tcp::socket socket);
    void end_sessions();

    asio::any_io_executor executor;
    Limits limits;
    ServerHandler handler;
    Log& log;
    tcp::acceptor acceptor;
    std::uint16_t port = 0;
    std::list<Session> sessions;
    std::size_t refused = 0;
    std::size_t uploads = 0;  ///< under way
    asio::steady_timer drained;
    bool stopping = false;
};

void HttpServer::Impl::listen(const std::string& address, std::uint16_t number) {
    const tcp::endpoint endpoint{asio::ip::make_address(address), number};
    acceptor.open(endpoint.protocol());
    acceptor.set_option(tcp::acceptor::reuse_address{true});
    acceptor.bind(endpoint);
    acceptor.listen();
    port = acceptor.local_endpoint().port();
}

Task<void> HttpServer::Impl::run(Self self) {
    std::exception_ptr failure;
    try {
        co_await accept_all(self);
    } catch (...) {
        failure = std::current_exception();
    }
    // From here on a second cancellation changes nothing: what is under way is brought to its end.
    co_await asio::this_coro::reset_cancellation_state(asio::disable_cancellation());
    self->end_sessions();
    while (!self->sessions.empty()) co_await self->drained.async_wait(kToken);
    std::rethrow_exception(failure);
}

Task<void> HttpServer::Impl::accept_all(Self self) {
    for (;;) {
        auto [error, socket] = co_await self->acceptor.async_accept(kToken);
        if (!error) {
            self->admit(std::move(socket));
        } else if (error == asio::error::operation_aborted) {
            throw boost::system::system_error{error};
        } else {
            self->log.warning("http", "cannot accept a connection", {{"why", error.message()}});
            asio::steady_timer pause{self->executor, kAfterNoSocket};
            co_await pause.async_wait(asio::use_awaitable);
        }
    }
}

void HttpServer::Impl::admit(tcp::socket socket) {
    const bool full = sessions.size() - refused >= limits.connections;
    if (full && refused >= kRefusedMax) return;
    const auto session = sessions.emplace(sessions.end());
    session->refused = full;
    if (full) ++refused;
    const auto on_end = [self = shared_from_this(), session](const std::exception_ptr&) {
        if (session->refused) --self->refused;
        self->sessions.erase(session);
        if (self->sessions.empty()) self->drained.cancel();
    };
    asio::co_spawn(executor, serve(shared_from_this(), session, std::move(socket)),
                   asio::bind_cancellation_slot(session->stop.slot(), on_end));
}

void HttpServer::Impl::end_sessions() {
    stopping = true;
    boost::system::error_code ignored;
    acceptor.close(ignored);
    for (auto& session : sessions)
        if (!session.answering) session.stop.emit(asio::cancellation_type::terminal);
}

Task<void> HttpServer::Impl::serve(Self self, Place session, tcp::socket socket) {
    HttpExchange exchange{std::move(socket), self->limits, self->uploads};
    if (session->refused) {
        co_await exchange.write(plain(503, "Too many connections. Try again in a moment.\n"), false, false);
        co_await exchange.hang_up();
        co_return;
    }
    co_await serve_requests(self, session, exchange);
}

Task<void> HttpServer::Impl::serve_requests(Self self, Place session, HttpExchange& exchange) {
    for (;;) {
        auto read = co_await exchange.read();
        if (read.closed) co_return;
        session->answering = true;
        if (read.refused != 0) {
            co_await exchange.write(plain(read.refused, std::move(read.reason)), false, false);
            session->answering = false;
            co_await exchange.hang_up();
            co_return;
        }
        auto response = co_await answer(self, std::move(read.request));
        const bool keep_alive = read.keep_alive && !self->stopping;
        const bool written = co_await exchange.write(std::move(response), read.head_only, keep_alive);
        if (!written) co_return;
        if (!keep_alive || self->stopping) {
            exchange.close();
            co_return;
        }
        session->answering = false;
    }
}

/// What the handler makes of it. Of a failure only the type is logged: its text may quote the request.
Task<ServerResponse> HttpServer::Impl::answer(Self self, ServerRequest request) {
    std::string failure;
    const std::string method = request.method;
    try {
        auto response = co_await self->handler(std::move(request));
        if (is_sendable(response)) co_return response;
        failure = "unsafe response header";
    } catch (const std::exception& error) {
        failure = typeid(error).name();
    } catch (...) {
        failure = "unknown";
    }
    self->log.error("http", "a page failed", {{"method", method}, {"failure", failure}});
    co_return plain(500, "Something went wrong. It has been written to the log.\n");
}

HttpServer::HttpServer(asio::any_io_executor executor, const std::string& address, std::uint16_t port, Limits limits,
                       ServerHandler handler, Log& log)
    : impl_{std::make_shared<Impl>(std::move(executor), std::move(limits), std::move(handler), log)} {
    impl_->listen(address, port);
}

HttpServer::~HttpServer() {
    boost::system::error_code ignored;
    impl_->acceptor.close(ignored);
}

std::uint16_t HttpServer::port() const {
    return impl_->port;
}

Task<void> HttpServer::run() {
    return Impl::run(impl_);
}

}  // namespace runtime
