#pragma once

#include "config/runtime/task.hpp"

#include <chrono>
#include <functional>
#include <list>
#include <optional>
#include <type_traits>
#include <utility>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/io_context.hpp>

namespace tests {

/// Runs coroutines on the test's own thread.
///
/// Declare it after everything that started tasks use: its destructor cancels them and waits for their
/// end. Where something needs executor() and so must be declared after it, call stop() in TearDown.
class TaskRunner {
  public:
    /// Real time that run() and run_until() wait for real input and output (Redis, loopback servers).
    static constexpr std::chrono::seconds kLimit{30};

    TaskRunner();
    ~TaskRunner();

    /// Runs the task to its end and returns its value or throws what it threw. Throws "the task waits
    /// for something that no fake provides" instead of hanging.
    template <class T>
    T run(runtime::Task<T> task) {
        if constexpr (std::is_void_v<T>) {
            run_void(std::move(task));
        } else {
            std::optional<T> value;
            run_void(keep(std::move(task), value));
            return std::move(*value);
        }
    }

    /// Starts an endless task and runs it up to where it waits. What it throws, unless it was cancelled,
    /// comes out of the next poll(), run() or stop().
    void start(runtime::Task<void> task);

    /// Runs everything that can run now, without waiting.
    void poll();

    /// Runs until the condition holds; throws when it does not within kLimit.
    void run_until(const std::function<bool()>& condition);

    /// Cancels what was started and waits for its end.
    void stop();

    std::size_t running() const { return started_.size(); }
    boost::asio::any_io_executor executor();
    boost::asio::io_context& context() { return io_; }

  private:
    struct Started;

    template <class T>
    static runtime::Task<void> keep(runtime::Task<T> task, std::optional<T>& value) {
        value.emplace(co_await std::move(task));
    }
    void run_void(runtime::Task<void> task);
    bool wait_for(const std::function<bool()>& condition);
    void rethrow_failure();

    boost::asio::io_context io_{1};
    std::list<Started> started_;
    std::exception_ptr failure_;
};

}  // namespace tests
