#include "config/runtime/run.hpp"

#include <csignal>
#include <exception>
#include <stdexcept>
#include <utility>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/system/system_error.hpp>

namespace runtime {

namespace asio = boost::asio;
using boost::system::error_code;

namespace {

void rethrow_unless_cancelled(const std::exception_ptr& failure) {
    if (!failure) return;
    try {
        std::rethrow_exception(failure);
    } catch (const boost::system::system_error& error) {
        if (error.code() != asio::error::operation_aborted) throw;
    }
}

}  // namespace

void run_until_signal(asio::io_context& io, Task<void> service, std::chrono::milliseconds grace) {
    // A peer that hangs up is an error code for whoever writes to it, never the end of the process.
    std::signal(SIGPIPE, SIG_IGN);

    asio::signal_set signals{io, SIGINT, SIGTERM};
    asio::steady_timer limit{io};
    asio::cancellation_signal stop;
    std::exception_ptr failure;
    bool ended = false;

    // Connections that outlive the service (Redis) may still wait for bytes, so the loop is stopped
    // rather than left to run dry.
    const auto on_end = [&](std::exception_ptr error) {
        failure = std::move(error);
        ended = true;
        io.stop();
    };
    const auto give_up = [&](const error_code& error) {
        if (!error) io.stop();
    };
    const auto on_second_signal = [&](const error_code& error, int) { give_up(error); };
    const auto on_signal = [&](const error_code& error, int) {
        if (error) return;
        limit.expires_after(grace);
        limit.async_wait(give_up);
        signals.async_wait(on_second_signal);
        stop.emit(asio::cancellation_type::terminal);
    };

    signals.async_wait(on_signal);
    asio::co_spawn(io, std::move(service), asio::bind_cancellation_slot(stop.slot(), on_end));
    io.run();

    if (!ended) throw std::runtime_error{"stopped before everything under way had ended"};
    rethrow_unless_cancelled(failure);
}

}  // namespace runtime
