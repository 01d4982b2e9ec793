#include "tests/support/task_runner.hpp"

#include <exception>
#include <stdexcept>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>

namespace tests {

namespace asio = boost::asio;

namespace {

bool is_cancelled(const std::exception_ptr& failure) {
    try {
        std::rethrow_exception(failure);
    } catch (const boost::system::system_error& error) {
        return error.code() == asio::error::operation_aborted;
    } catch (...) {
        return false;
    }
}

}  // namespace

struct TaskRunner::Started {
    asio::cancellation_signal stop;
};

TaskRunner::TaskRunner() = default;

TaskRunner::~TaskRunner() {
    for (auto& task : started_) task.stop.emit(asio::cancellation_type::terminal);
    wait_for([this] { return started_.empty(); });
}

asio::any_io_executor TaskRunner::executor() {
    return io_.get_executor();
}

void TaskRunner::run_void(runtime::Task<void> task) {
    struct State {
        bool ended = false;
        std::exception_ptr failure;
        asio::cancellation_signal stop;
    } state;
    const auto on_end = [&state](std::exception_ptr error) {
        state.ended = true;
        state.failure = std::move(error);
    };
    asio::co_spawn(io_, std::move(task), asio::bind_cancellation_slot(state.stop.slot(), on_end));
    const auto ended = [&state] { return state.ended; };
    if (!wait_for(ended)) {
        state.stop.emit(asio::cancellation_type::terminal);
        if (!wait_for(ended)) std::terminate();  // it refers to this frame and cannot be stopped
        throw std::runtime_error{"the task waits for something that no fake provides"};
    }
    if (state.failure) std::rethrow_exception(state.failure);
    rethrow_failure();
}

void TaskRunner::start(runtime::Task<void> task) {
    const auto entry = started_.emplace(started_.end());
    const auto on_end = [this, entry](std::exception_ptr error) {
        if (error && !is_cancelled(error)) failure_ = std::move(error);
        started_.erase(entry);
    };
    asio::co_spawn(io_, std::move(task), asio::bind_cancellation_slot(entry->stop.slot(), on_end));
    poll();
}

void TaskRunner::poll() {
    io_.restart();
    io_.poll();
    rethrow_failure();
}

void TaskRunner::run_until(const std::function<bool()>& condition) {
    if (!wait_for(condition)) throw std::runtime_error{"what the test waits for does not happen"};
    rethrow_failure();
}

void TaskRunner::stop() {
    for (auto& task : started_) task.stop.emit(asio::cancellation_type::terminal);
    if (!wait_for([this] { return started_.empty(); })) throw std::runtime_error{"a task does not stop"};
    rethrow_failure();
}

bool TaskRunner::wait_for(const std::function<bool()>& condition) {
    const auto limit = std::chrono::steady_clock::now() + kLimit;
    while (!condition()) {
        io_.restart();
        if (io_.run_one_until(limit) == 0) return condition();
    }
    return true;
}

void TaskRunner::rethrow_failure() {
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
}

}  // namespace tests
