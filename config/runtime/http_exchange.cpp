#include "config/runtime/http_exchange.hpp"

#include "config/runtime/header_field.hpp"
#include "config/runtime/percent.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/serializer.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

namespace runtime {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;

namespace {

constexpr auto kToken = asio::as_tuple(asio::use_awaitable);
constexpr std::chrono::seconds kLinger{2};                      // for the last answer to be read
constexpr std::size_t kLingerBytes = std::size_t{1024} * 1024;  // of a refused request that are read away
constexpr std::size_t kChunk = std::size_t{64} * 1024;          // bytes of an answer per `idle`

using Parser = http::request_parser<http::string_body>;
using Response = http::response<http::string_body>;

std::string text_of(beast::string_view text) {
    return {text.data(), text.size()};
}

/// Fills path and query. False when the target is not one we serve.
bool take_target(std::string_view target, ServerRequest& request) {
    if (target.empty() || target.front() != '/') return false;
    const auto mark = target.find('?');
    auto path = percent_decoded(target.substr(0, mark), false);
    if (!path) return false;
    request.path = std::move(*path);
    if (mark != std::string_view::npos) request.query = target.substr(mark + 1);
    return true;
}

void refuse(HttpExchange::Read& read, unsigned status, std::string reason) {
    read.refused = status;
    read.reason = std::move(reason);
}

/// What is answered to a request that could not be read.
void explain(HttpExchange::Read& read, const boost::system::error_code& error) {
    if (error == http::error::body_limit) {
        refuse(read, 413, "The request is too large.\n");
    } else if (error == http::error::header_limit) {
        refuse(read, 431, "The header of the request is too large.\n");
    } else if (error.category() == make_error_code(http::error::bad_method).category() &&
               error != http::error::end_of_stream && error != http::error::partial_message) {
        refuse(read, 400, "This is not a request that can be understood.\n");
    } else {
        read.closed = true;
    }
}

Response make_response(ServerResponse& from, bool head_only, bool keep_alive) {
    Response response{static_cast<http::status>(from.status), 11};
    for (const auto& [name, value] : from.headers) response.insert(name, value);
    response.keep_alive(keep_alive);
    const bool without_body = from.status == 204 || from.status == 304;
    if (!without_body) response.content_length(from.body.size());
    if (!without_body && !head_only) response.body() = std::move(from.body);
    return response;
}

}  // namespace

struct HttpExchange::Impl {
    Impl(tcp::socket socket, const HttpServer::Limits& limits_, std::size_t& uploads_)
        : stream{std::move(socket)}, limits{limits_}, uploads{uploads_} {
        boost::system::error_code ignored;
        stream.socket().set_option(tcp::no_delay{true}, ignored);
        const auto endpoint = stream.socket().remote_endpoint(ignored);
        if (!ignored) peer = endpoint.address().to_string();
    }

    /// Whether the body that the head announces may come; what it may not is refused.
    bool admit_body(Parser& parser, Read& read);
    void take_request(Parser& parser, Read& read);

    beast::tcp_stream stream;
    const HttpServer::Limits& limits;
    std::size_t& uploads;
    beast::flat_buffer buffer;
    std::string peer;
};

HttpExchange::HttpExchange(tcp::socket socket, const HttpServer::Limits& limits, std::size_t& uploads)
    : impl_{std::make_unique<Impl>(std::move(socket), limits, uploads)} {}

HttpExchange::~HttpExchange() = default;

bool HttpExchange::Impl::admit_body(Parser& parser, Read& read) {
    const auto announced = parser.content_length();
    if (!announced || *announced <= limits.body_bytes) {
        parser.body_limit(limits.body_bytes);
        return true;
    }
    const auto target = parser.get().target();
    const std::string_view path = std::string_view{target.data(), target.size()}.substr(0, target.find('?'));
    if (!limits.may_upload || !limits.may_upload(path)) {
        explain(read, http::error::body_limit);
        return false;
    }
    if (uploads >= limits.uploads) {
        refuse(read, 503, "Too many uploads. Try again in a moment.\n");
        return false;
    }
    ++uploads;
    read.upload = std::shared_ptr<void>{nullptr, [this_many = &uploads](void*) { --*this_many; }};
    stream.expires_after(limits.upload_time);
    return true;
}

void HttpExchange::Impl::take_request(Parser& parser, Read& read) {
    auto message = parser.release();
    read.keep_alive = message.keep_alive();
    read.head_only = message.method() == http::verb::head;
    read.request.method = read.head_only ? "GET" : text_of(message.method_string());
    for (const auto& field : message) {
        auto name = text_of(field.name_string());
        read.request.headers.emplace_back(std::move(name), text_of(field.value()));
    }
    if (!take_target(std::string_view(message.target().data(), message.target().size()), read.request))
        refuse(read, 400, "This address cannot be understood.\n");
    read.request.body = std::move(message.body());
    read.request.peer = peer;
}

Task<HttpExchange::Read> HttpExchange::read() {
    Read result;
    Parser parser;
    parser.header_limit(static_cast<std::uint32_t>(impl_->limits.header_bytes));
    parser.body_limit(std::max(impl_->limits.body_bytes, impl_->limits.upload_bytes));
    impl_->stream.expires_after(impl_->limits.idle);  // for the whole request, so it cannot be dripped in
    auto [error, size] = co_await http::async_read_header(impl_->stream, impl_->buffer, parser, kToken);
    if (!error && !impl_->admit_body(parser, result)) co_return result;
    if (!error && !parser.is_done())
        std::tie(error, size) = co_await http::async_read(impl_->stream, impl_->buffer, parser, kToken);
    impl_->stream.expires_never();
    if (error)
        explain(result, error);
    else
        impl_->take_request(parser, result);
    co_return result;
}

Task<bool> HttpExchange::write(ServerResponse response, bool head_only, bool keep_alive) {
    auto message = make_response(response, head_only, keep_alive);
    http::response_serializer<http::string_body> serializer{message};
    serializer.limit(kChunk);
    while (!serializer.is_done()) {
        impl_->stream.expires_after(impl_->limits.idle);  // anew for every piece: a large answer may take its time
        const auto [error, size] = co_await http::async_write_some(impl_->stream, serializer, kToken);
        if (error) co_return false;
    }
    impl_->stream.expires_never();
    co_return true;
}

Task<void> HttpExchange::hang_up() {
    // Closing with unread bytes makes the kernel send a reset, which can overtake the answer.
    boost::system::error_code ignored;
    impl_->stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
    std::array<char, 4096> waste{};
    std::size_t read = 0;
    impl_->stream.expires_after(kLinger);
    while (read < kLingerBytes) {
        const auto [error, size] = co_await impl_->stream.async_read_some(asio::buffer(waste), kToken);
        if (error) break;
        read += size;
    }
    impl_->stream.close();
}

void HttpExchange::close() {
    boost::system::error_code ignored;
    impl_->stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
    impl_->stream.close();
}

bool is_sendable(const ServerResponse& response) {
    const auto safe = [](const auto& header) { return is_safe_header(header.first, header.second); };
    return response.status >= 200 && response.status < 600 && std::ranges::all_of(response.headers, safe);
}

}  // namespace runtime
