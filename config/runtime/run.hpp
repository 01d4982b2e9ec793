#pragma once

#include "config/runtime/task.hpp"

#include <chrono>

#include <boost/asio/io_context.hpp>

namespace runtime {

/// Runs `service` on `io` until it ends or SIGINT or SIGTERM arrives. A signal cancels the service
/// and waits for it; a second signal, or `grace` without an end, stops the io_context at once.
/// Rethrows what the service threw, except "cancelled". Throws std::runtime_error when it had to stop at once;
/// what was under way is then dropped together with `io`, so `io` is declared before all that it uses.
/// SIGPIPE is ignored from the call on.
void run_until_signal(boost::asio::io_context& io, Task<void> service,
                      std::chrono::milliseconds grace = std::chrono::seconds{10});

}  // namespace runtime
