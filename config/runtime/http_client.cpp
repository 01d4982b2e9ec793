#include "config/runtime/http_client.hpp"

#include "config/runtime/header_field.hpp"
#include "config/runtime/http_target.hpp"
#include "config/runtime/public_address.hpp"
#include "config/runtime/resolve.hpp"
#include "config/runtime/tls.hpp"

#include <exception>
#include <stdexcept>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <boost/system/system_error.hpp>

namespace runtime {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using boost::system::system_error;
using SteadyTime = std::chrono::steady_clock::time_point;

namespace {

constexpr auto kToken = asio::use_awaitable;
constexpr std::uint32_t kHeaderMax = 64 * 1024;  // bytes of the answer's header
constexpr std::size_t kPieceMax = 16 * 1024;     // bytes that are handed on at once
constexpr int kInterimMax = 5;                   // "100 Continue" and the like before the answer

using Message = http::request<http::string_body>;

/// The proxy answered, but not with a way through.
struct ProxyRefusal : std::runtime_error {
    explicit ProxyRefusal(unsigned status) : std::runtime_error{"the proxy answered " + std::to_string(status)} {}
};

/// The host is no machine of the internet, and only such were meant.
struct NotPublic : std::runtime_error {
    NotPublic() : std::runtime_error{"no address on the internet"} {}
};

struct Failure {
    Error error;
    bool retry;  ///< the connection failed, and trying again may help
};

Failure describe_code(const boost::system::error_code& code, const std::string& host) {
    const bool cut_off = code == http::error::end_of_stream || code == http::error::partial_message;
    if (code.category() == make_error_code(http::error::bad_method).category() && !cut_off)
        return {Error{ErrorKind::malformed, host + ": not a valid HTTP answer: " + code.message()}, false};
    const bool late = code == beast::error::timeout || code == asio::error::timed_out;
    const bool refused = code.category() == asio::error::get_ssl_category();
    return {Error{ErrorKind::unreachable, host + ": " + (refused ? "TLS: " : "") + code.message()}, !late && !refused};
}

Failure describe(const std::exception_ptr& failure, const std::string& host) {
    try {
        std::rethrow_exception(failure);
    } catch (const system_error& error) {
        return describe_code(error.code(), host);
    } catch (const NotPublic& error) {
        return {Error{ErrorKind::rejected, host + ": " + error.what()}, false};
    } catch (const std::exception& error) {
        return {Error{ErrorKind::unreachable, host + ": " + error.what()}, false};
    }
}

std::optional<std::string> unsafe_part(const HttpRequest& request) {
    if (!is_safe_header(request.method, "")) return "the method";
    for (const auto& [name, value] : request.headers)
        if (!is_safe_header(name, value)) return "a header";
    return std::nullopt;
}

Message make_message(HttpRequest& request, const HttpTarget& target, bool absolute_form) {
    const auto path = absolute_form ? "http://" + target.authority + target.path : target.path;
    Message message;
    message.version(11);
    message.method_string(request.method);
    message.target(path);
    message.set(http::field::user_agent, "Gatehouse");
    for (const auto& [name, value] : request.headers) message.set(name, value);
    message.set(http::field::host, target.authority);
    message.keep_alive(false);
    message.body() = std::move(request.body);
    message.prepare_payload();
    return message;
}

HttpResponse take_response(http::response<http::string_body> message) {
    HttpResponse response;
    response.status = message.result_int();
    for (const auto& field : message)
        response.headers.emplace_back(std::string(field.name_string()), std::string(field.value()));
    response.body = std::move(message.body());
    return response;
}

/// Gives the pieces of the body on as they come.
template <class Stream>
Task<HttpResponse> hand_on(Stream& stream, beast::flat_buffer& buffer, http::response_parser<http::empty_body>& head,
                           const HttpRequest& request) {
    http::response_parser<http::buffer_body> parser{std::move(head)};
    parser.body_limit(boost::none);
    std::string space(kPieceMax, '\0');
    while (!parser.is_done()) {
        parser.get().body().data = space.data();
        parser.get().body().size = space.size();
        beast::get_lowest_layer(stream).expires_after(request.timeout);
        const auto [error, read] = co_await http::async_read_some(stream, buffer, parser, asio::as_tuple(kToken));
        if (error && error != http::error::need_buffer) throw system_error{error};
        auto piece = space.substr(0, space.size() - parser.get().body().size);
        if (!piece.empty()) co_await request.on_piece(std::move(piece));
    }
    HttpResponse response;
    response.status = parser.get().result_int();
    co_return response;
}

/// Sends and reads the answer. Both arguments live until this ends.
template <class Stream>
Task<HttpResponse> talk(Stream& stream, Message& message, const HttpRequest& request) {
    co_await http::async_write(stream, message, kToken);
    beast::flat_buffer buffer;
    for (int i = 0; i < kInterimMax; ++i) {
        http::response_parser<http::empty_body> head;
        head.header_limit(kHeaderMax);
        head.body_limit(request.body_limit);
        head.skip(message.method() == http::verb::head);
        co_await http::async_read_header(stream, buffer, head, kToken);
        if (head.get().result_int() < 200) continue;
        if (request.on_piece && head.get().result() == http::status::ok)
            co_return co_await hand_on(stream, buffer, head, request);
        http::response_parser<http::string_body> parser{std::move(head)};
        co_await http::async_read(stream, buffer, parser, kToken);
        co_return take_response(parser.release());
    }
    throw system_error{http::make_error_code(http::error::bad_status)};
}

/// Asks the proxy for a way to the target.
Task<void> open_tunnel(beast::tcp_stream& stream, HttpTarget target) {
    const bool numeric_v6 = target.host.find(':') != std::string::npos;
    const std::string host = numeric_v6 ? "[" + target.host + "]" : target.host;
    http::request<http::empty_body> message{http::verb::connect, host + ":" + target.port, 11};
    message.set(http::field::host, host + ":" + target.port);
    co_await http::async_write(stream, message, kToken);
    beast::flat_buffer buffer;
    http::response_parser<http::empty_body> parser;
    parser.header_limit(kHeaderMax);
    parser.skip(true);
    co_await http::async_read_header(stream, buffer, parser, kToken);
    const auto status = parser.get().result_int();
    if (status < 200 || status > 299 || buffer.size() != 0) throw ProxyRefusal{status};
}

class BeastClient final : public HttpClient {
  public:
    BeastClient(asio::any_io_executor executor, HttpClientSettings settings, Log& log)
        : executor_{std::move(executor)},
          context_{make_tls_context(settings.ca_file)},
          budget_{settings.retry_budget},
          log_{log} {
        if (settings.proxy.empty()) return;
        auto proxy = parse_target(settings.proxy);
        if (!proxy || proxy->tls) throw std::runtime_error{"the proxy must be given as http://host:port"};
        proxy_ = std::move(*proxy);
    }

    Task<Result<HttpResponse>> send(HttpRequest request) override;

  private:
    using Attempt = tl::expected<HttpResponse, Failure>;

    Task<Attempt> attempt(HttpRequest request, HttpTarget target, SteadyTime deadline);
    Task<HttpResponse> exchange(HttpRequest request, HttpTarget target, SteadyTime deadline);

    asio::any_io_executor executor_;
    asio::ssl::context context_;
    std::optional<HttpTarget> proxy_;
    RetryBudget budget_;
    Log& log_;
};

Task<Result<HttpResponse>> BeastClient::send(HttpRequest request) {
    const auto target = parse_target(request.url);
    if (!target) co_return tl::unexpected<Error>{target.error()};
    if (const auto part = unsafe_part(request)) co_return fail(ErrorKind::rejected, *part + " of a request is unsafe");
    const auto deadline = std::chrono::steady_clock::now() + request.timeout;
    const bool reads = request.method == "GET" || request.method == "HEAD";
    const bool repeatable = reads && !request.on_piece;  // whoever takes pieces would take some twice
    budget_.note_request();
    auto first = co_await attempt(request, *target, deadline);
    if (first) co_return std::move(*first);
    if (!repeatable || !first.error().retry || !budget_.take()) co_return tl::unexpected<Error>{first.error().error};
    log_.debug("http", "request repeated", {{"host", target->host}, {"why", first.error().error.message}});
    auto second = co_await attempt(std::move(request), *target, deadline);
    if (second) co_return std::move(*second);
    co_return tl::unexpected<Error>{second.error().error};
}

Task<BeastClient::Attempt> BeastClient::attempt(HttpRequest request, HttpTarget target, SteadyTime deadline) {
    std::exception_ptr failure;
    const std::string host = target.host;
    try {
        auto response = co_await exchange(std::move(request), std::move(target), deadline);
        co_return response;
    } catch (...) {
        failure = std::current_exception();
    }
    // "Cancelled" is for whoever cancelled the caller, not a failure of the network.
    const auto state = co_await asio::this_coro::cancellation_state;
    if (state.cancelled() != asio::cancellation_type::none) std::rethrow_exception(failure);
    co_return tl::unexpected<Failure>{describe(failure, host)};
}

Task<HttpResponse> BeastClient::exchange(HttpRequest request, HttpTarget target, SteadyTime deadline) {
    const HttpTarget& next = proxy_ ? *proxy_ : target;
    auto endpoints = co_await resolve(next.host, next.port, deadline);
    if (request.public_only && !proxy_) {
        std::erase_if(endpoints, [](const auto& endpoint) { return !is_public_address(endpoint.address()); });
        if (endpoints.empty()) throw NotPublic{};
    }
    beast::tcp_stream stream{executor_};
    stream.expires_at(deadline);
    co_await stream.async_connect(endpoints, kToken);
    auto message = make_message(request, target, proxy_.has_value() && !target.tls);
    if (!target.tls) {
        auto response = co_await talk(stream, message, request);
        co_return response;
    }
    if (proxy_) co_await open_tunnel(stream, target);
    beast::ssl_stream<beast::tcp_stream> secure{std::move(stream), context_};
    expect_tls_host(secure.native_handle(), target.host);
    co_await secure.async_handshake(asio::ssl::stream_base::client, kToken);
    auto response = co_await talk(secure, message, request);
    co_return response;
}

}  // namespace

std::unique_ptr<HttpClient> make_http_client(asio::any_io_executor executor, HttpClientSettings settings, Log& log) {
    return std::make_unique<BeastClient>(std::move(executor), std::move(settings), log);
}

}  // namespace runtime
