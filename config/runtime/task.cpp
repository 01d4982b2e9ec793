#include "config/runtime/task.hpp"

#include <exception>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace runtime {

namespace asio = boost::asio;

Task<void> run_together(std::vector<Task<void>> services) {
    if (services.empty()) co_return;
    auto executor = co_await asio::this_coro::executor;

    using Spawned = decltype(asio::co_spawn(executor, std::move(services.front()), asio::deferred));
    std::vector<Spawned> running;
    running.reserve(services.size());
    for (auto& service : services) running.push_back(asio::co_spawn(executor, std::move(service), asio::deferred));

    auto group = asio::experimental::make_parallel_group(std::move(running));
    auto [order, errors] = co_await group.async_wait(asio::experimental::wait_for_one(), asio::use_awaitable);

    if (errors[order.front()]) std::rethrow_exception(errors[order.front()]);
}

}  // namespace runtime
