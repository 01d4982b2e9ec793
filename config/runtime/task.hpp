#pragma once

#include <vector>

#include <boost/asio/awaitable.hpp>

namespace runtime {

/// The one alias for coroutines. Every Task has an owner that awaits it: nothing is detached.
template <class T>
using Task = boost::asio::awaitable<T>;

/// Runs services side by side until the first ends (normally or by exception), cancels and awaits
/// the rest, then rethrows the first one's exception if there was one.
Task<void> run_together(std::vector<Task<void>> services);

}  // namespace runtime
