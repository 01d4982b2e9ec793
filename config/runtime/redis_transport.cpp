#include "config/runtime/redis_transport.hpp"

#include "config/runtime/resolve.hpp"
#include "config/runtime/tls.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace runtime {

namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

constexpr auto kToken = asio::use_awaitable;

template <class Stream>
class StreamTransport : public RedisTransport {
  public:
    template <class... Arguments>
    explicit StreamTransport(Arguments&&... arguments) : stream_{std::forward<Arguments>(arguments)...} {}

    Task<std::size_t> read_some(std::span<char> buffer) override {
        const auto size = co_await stream_.async_read_some(asio::buffer(buffer.data(), buffer.size()), kToken);
        co_return size;
    }

    Task<void> write(std::string_view bytes) override {
        co_await asio::async_write(stream_, asio::buffer(bytes.data(), bytes.size()), kToken);
    }

    void close() override {
        boost::system::error_code ignored;
        stream_.lowest_layer().close(ignored);
    }

  protected:
    Stream stream_;
};

class UnixTransport final : public StreamTransport<asio::local::stream_protocol::socket> {
  public:
    UnixTransport(const asio::any_io_executor& executor, std::string path)
        : StreamTransport{executor}, path_{std::move(path)} {}

    Task<void> connect() override {
        const asio::local::stream_protocol::endpoint endpoint{path_};
        co_await stream_.async_connect(endpoint, kToken);
    }

  private:
    std::string path_;
};

class TcpTransport final : public StreamTransport<tcp::socket> {
  public:
    TcpTransport(const asio::any_io_executor& executor, std::string host, std::uint16_t port)
        : StreamTransport{executor}, host_{std::move(host)}, port_{std::to_string(port)} {}

    Task<void> connect() override {
        const auto endpoints = co_await resolve(host_, port_);
        co_await asio::async_connect(stream_, endpoints, kToken);
        stream_.set_option(tcp::no_delay{true});
    }

  private:
    std::string host_;
    std::string port_;
};

/// Holds the context before the stream that refers to it.
struct TlsContext {
    asio::ssl::context context;
};

class TlsTransport final : private TlsContext, public StreamTransport<asio::ssl::stream<tcp::socket>> {
  public:
    TlsTransport(const asio::any_io_executor& executor, const RedisAddress& address)
        : TlsContext{make_tls_context(address.ca_file)},
          StreamTransport{executor, context},
          host_{address.host},
          port_{std::to_string(address.port)} {}

    Task<void> connect() override {
        const auto endpoints = co_await resolve(host_, port_);
        co_await asio::async_connect(stream_.next_layer(), endpoints, kToken);
        stream_.next_layer().set_option(tcp::no_delay{true});
        expect_tls_host(stream_.native_handle(), host_);
        co_await stream_.async_handshake(asio::ssl::stream_base::client, kToken);
    }

  private:
    std::string host_;
    std::string port_;
};

}  // namespace

std::unique_ptr<RedisTransport> make_redis_transport(asio::any_io_executor executor, const RedisAddress& address) {
    if (!address.unix_socket.empty()) return std::make_unique<UnixTransport>(executor, address.unix_socket);
    if (address.tls) return std::make_unique<TlsTransport>(executor, address);
    return std::make_unique<TcpTransport>(executor, address.host, address.port);
}

}  // namespace runtime
