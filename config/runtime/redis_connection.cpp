#include "config/runtime/redis_connection.hpp"

#include "config/runtime/redis_failure.hpp"
#include "config/runtime/redis_transport.hpp"
#include "config/runtime/resp.hpp"

#include <deque>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

namespace runtime {

namespace asio = boost::asio;
using SteadyTime = std::chrono::steady_clock::time_point;

namespace {

constexpr std::size_t kReadSize = std::size_t{64} * 1024;           // bytes
constexpr std::size_t kUnsentMax = std::size_t{256} * 1024 * 1024;  // bytes that wait to be written

/// One caller that waits for the answers to its commands. Shared, so that a cancelled caller can go while
/// its answers are still to come and must be counted off.
struct Waiter {
    Waiter(const asio::any_io_executor& executor, std::size_t commands)
        : done{executor, SteadyTime::max()}, expected{commands} {}

    void finish() {
        finished = true;
        done.cancel();
    }

    asio::steady_timer done;
    std::size_t expected;
    std::vector<RedisReply> replies;
    std::optional<Error> failure;
    bool finished = false;
};

}  // namespace

/// Callers put bytes into `unsent` and themselves at the end of `waiters`. A session (connect, then read,
/// write and watch side by side) runs while it can and is started again by the next caller.
struct RedisConnection::Impl : std::enable_shared_from_this<Impl> {
    using Self = std::shared_ptr<Impl>;
    using Replies = std::vector<RedisReply>;

    Impl(asio::any_io_executor executor_, RedisAddress address_, Log& log_)
        : executor{std::move(executor_)},
          address{std::move(address_)},
          log{log_},
          wake_writer{executor, SteadyTime::max()} {}

    static Task<Result<Replies>> send(Self self, std::vector<RedisCommand> commands);
    static Task<void> session(Self self);
    static Task<void> open(Self self);
    static Task<void> authenticate(Self self);
    static Task<void> give_up_after_timeout(Self self);
    static Task<void> read_loop(Self self);
    static Task<void> write_loop(Self self);
    static Task<void> watch_loop(Self self);
    static Task<void> close_after(Self self, Task<void> loop);

    Result<std::shared_ptr<Waiter>> enqueue(const std::vector<RedisCommand>& commands);
    void start_session();
    void end_session(const Error& why);
    void close();
    void deliver(RedisReply reply);
    void fail_all(const Error& why);

    asio::any_io_executor executor;
    RedisAddress address;
    Log& log;
    std::unique_ptr<RedisTransport> transport;
    std::unique_ptr<RespReader> reader;
    std::deque<std::shared_ptr<Waiter>> waiters;
    std::size_t waiting = 0;  // commands without an answer
    std::string unsent;
    asio::steady_timer wake_writer;
    SteadyTime quiet_since;  // since when Redis owes an answer without having sent a byte
    asio::cancellation_signal stop;
    bool running = false;
    bool closed = false;
    bool complained = false;  // one log line per loss, not one per attempt
};

Task<Result<RedisConnection::Impl::Replies>> RedisConnection::Impl::send(Self self,
                                                                         std::vector<RedisCommand> commands) {
    if (commands.empty()) co_return Replies{};
    auto queued = self->enqueue(commands);
    if (!queued) co_return tl::unexpected<Error>{queued.error()};
    const auto waiter = std::move(*queued);
    while (!waiter->finished) {
        const auto [error] = co_await waiter->done.async_wait(asio::as_tuple(asio::use_awaitable));
        if (!waiter->finished) throw boost::system::system_error{error};  // the caller was cancelled
    }
    if (waiter->failure) co_return tl::unexpected<Error>{*waiter->failure};
    for (const auto& reply : waiter->replies)
        if (is_loading(reply)) co_return fail(ErrorKind::unreachable, "Redis is still loading its data");
    co_return std::move(waiter->replies);
}

Result<std::shared_ptr<Waiter>> RedisConnection::Impl::enqueue(const std::vector<RedisCommand>& commands) {
    if (closed) return fail(ErrorKind::unreachable, "the connection to Redis was closed");
    if (waiting + commands.size() > address.waiting_max)
        return fail(ErrorKind::unavailable, "too many commands wait for Redis");
    if (unsent.size() > kUnsentMax) return fail(ErrorKind::unavailable, "too many bytes wait for Redis");
    for (const auto& command : commands) unsent += encode_command(command);
    if (waiters.empty()) quiet_since = std::chrono::steady_clock::now();
    auto waiter = std::make_shared<Waiter>(executor, commands.size());
    waiters.push_back(waiter);
    waiting += commands.size();
    if (running) {
        wake_writer.cancel();  // it resumes after everybody who runs in this turn, and takes all there is
    } else {
        start_session();
    }
    return waiter;
}

void RedisConnection::Impl::start_session() {
    running = true;
    const auto on_end = [self = shared_from_this()](const std::exception_ptr& failure) {
        self->running = false;
        if (!self->closed) self->end_session(describe_redis_failure(failure));
    };
    asio::co_spawn(executor, session(shared_from_this()), asio::bind_cancellation_slot(stop.slot(), on_end));
}

Task<void> RedisConnection::Impl::session(Self self) {
    self->transport = make_redis_transport(self->executor, self->address);
    self->reader = std::make_unique<RespReader>();
    std::vector<Task<void>> opening;
    opening.push_back(open(self));
    opening.push_back(give_up_after_timeout(self));
    co_await run_together(std::move(opening));

    if (self->complained) self->log.info("redis", "connected again");
    self->complained = false;
    self->quiet_since = std::chrono::steady_clock::now();
    std::vector<Task<void>> loops;
    loops.push_back(close_after(self, read_loop(self)));
    loops.push_back(close_after(self, write_loop(self)));
    loops.push_back(close_after(self, watch_loop(self)));
    co_await run_together(std::move(loops));
}

/// Whichever part fails, the socket goes at once, so that no other part waits for it.
Task<void> RedisConnection::Impl::close_after(Self self, Task<void> loop) {
    try {
        co_await std::move(loop);
    } catch (...) {
        self->transport->close();
        throw;
    }
}

Task<void> RedisConnection::Impl::open(Self self) {
    co_await self->transport->connect();
    if (!self->address.password.empty()) co_await authenticate(self);
}

Task<void> RedisConnection::Impl::authenticate(Self self) {
    RedisCommand command;
    command.push_back("AUTH");
    if (!self->address.username.empty()) command.push_back(self->address.username);
    command.push_back(self->address.password);
    const auto bytes = encode_command(command);
    co_await self->transport->write(bytes);

    std::vector<char> buffer(kReadSize);
    for (;;) {
        const auto size = co_await self->transport->read_some(buffer);
        const auto fed = self->reader->feed(std::string_view(buffer.data(), size));
        if (!fed) throw RedisFailure{fed.error()};
        const auto reply = self->reader->next();
        if (!reply) throw RedisFailure{reply.error()};
        if (!*reply) continue;
        if (!(*reply)->is_error()) co_return;
        const auto kind = is_loading(**reply) ? ErrorKind::unreachable : ErrorKind::unavailable;
        throw RedisFailure{kind, "Redis refused the user or password: " + code_of(**reply)};
    }
}

Task<void> RedisConnection::Impl::give_up_after_timeout(Self self) {
    asio::steady_timer timer{self->executor, self->address.timeout};
    co_await timer.async_wait(asio::use_awaitable);
    self->transport->close();
    throw boost::system::system_error{asio::error::timed_out};
}

Task<void> RedisConnection::Impl::read_loop(Self self) {
    std::vector<char> buffer(kReadSize);
    for (;;) {
        const auto size = co_await self->transport->read_some(buffer);
        self->quiet_since = std::chrono::steady_clock::now();
        const auto fed = self->reader->feed(std::string_view(buffer.data(), size));
        if (!fed) throw RedisFailure{ErrorKind::unreachable, fed.error().message};
        for (;;) {
            auto reply = self->reader->next();
            if (!reply) throw RedisFailure{ErrorKind::unreachable, reply.error().message};
            if (!*reply) break;
            self->deliver(std::move(**reply));
        }
    }
}

Task<void> RedisConnection::Impl::write_loop(Self self) {
    for (;;) {
        while (self->unsent.empty()) co_await self->wake_writer.async_wait(asio::as_tuple(asio::use_awaitable));
        const auto batch = std::exchange(self->unsent, std::string{});
        co_await self->transport->write(batch);
    }
}

Task<void> RedisConnection::Impl::watch_loop(Self self) {
    asio::steady_timer timer{self->executor};
    for (;;) {
        const auto now = std::chrono::steady_clock::now();
        const auto from = self->waiters.empty() ? now : self->quiet_since;
        const auto limit = from + self->address.timeout;
        if (limit <= now) throw boost::system::system_error{asio::error::timed_out};
        timer.expires_at(limit);
        co_await timer.async_wait(asio::use_awaitable);
    }
}

void RedisConnection::Impl::deliver(RedisReply reply) {
    if (waiters.empty()) throw RedisFailure{ErrorKind::unreachable, "Redis sent an answer nobody asked for"};
    auto& waiter = *waiters.front();
    waiter.replies.push_back(std::move(reply));
    --waiting;
    if (waiter.replies.size() < waiter.expected) return;
    waiter.finish();
    waiters.pop_front();
}

void RedisConnection::Impl::end_session(const Error& why) {
    transport.reset();
    if (!complained) log.warning("redis", "connection lost", {{"kind", to_string(why.kind)}, {"why", why.message}});
    complained = true;
    fail_all(why);
}

void RedisConnection::Impl::fail_all(const Error& why) {
    unsent.clear();
    waiting = 0;
    for (const auto& waiter : std::exchange(waiters, {})) {
        waiter->failure = why;
        waiter->finish();
    }
}

void RedisConnection::Impl::close() {
    closed = true;
    if (transport) transport->close();
    stop.emit(asio::cancellation_type::terminal);
    fail_all(Error{ErrorKind::unreachable, "the connection to Redis was closed"});
}

RedisConnection::RedisConnection(asio::any_io_executor executor, RedisAddress address, Log& log)
    : impl_{std::make_shared<Impl>(std::move(executor), std::move(address), log)} {}

RedisConnection::~RedisConnection() {
    impl_->close();
}

Task<Result<std::vector<RedisReply>>> RedisConnection::pipeline(std::vector<RedisCommand> commands) {
    return Impl::send(impl_, std::move(commands));
}

Task<Result<RedisReply>> RedisConnection::command(RedisCommand command) {
    // Everything of the object is taken before the first suspension, so the object may go meanwhile.
    std::vector<RedisCommand> commands;
    commands.push_back(std::move(command));
    auto replies = co_await Impl::send(impl_, std::move(commands));
    if (!replies) co_return tl::unexpected<Error>{replies.error()};
    co_return std::move(replies->front());
}

}  // namespace runtime
