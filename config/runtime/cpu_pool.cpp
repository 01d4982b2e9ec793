#include "config/runtime/cpu_pool.hpp"

#include <algorithm>
#include <exception>
#include <utility>

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace runtime {

namespace asio = boost::asio;

namespace {

/// Performs `work` on a pool thread, then hands the waiting coroutine back to its own executor. The
/// coroutine cannot be cancelled meanwhile: `work` may refer to its frame.
struct RunOnPool {
    asio::thread_pool* pool;

    template <class Handler>
    void operator()(Handler handler, std::function<void()> work) const {
        asio::post(*pool, [handler = std::move(handler), work = std::move(work)]() mutable {
            std::exception_ptr failure;
            try {
                work();
            } catch (...) {
                failure = std::current_exception();
            }
            // What the work captured goes before the caller resumes: it may refer to the caller's frame.
            work = nullptr;
            auto executor = asio::get_associated_executor(handler);
            asio::post(executor, [handler = std::move(handler), failure = std::move(failure)]() mutable {
                std::move(handler)(std::move(failure));
            });
        });
    }
};

}  // namespace

CpuPool::CpuPool(unsigned threads) : pool_{std::max(threads, 1u)} {}

CpuPool::~CpuPool() {
    pool_.join();
}

Task<void> CpuPool::run(std::function<void()> work) {
    RunOnPool initiation{&pool_};
    co_await asio::async_initiate<const asio::use_awaitable_t<>, void(std::exception_ptr)>(
        initiation, asio::use_awaitable, std::move(work));
}

}  // namespace runtime
