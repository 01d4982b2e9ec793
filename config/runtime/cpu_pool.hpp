#pragma once

#include "config/runtime/task.hpp"

#include <functional>
#include <memory>

#include <boost/asio/thread_pool.hpp>

namespace runtime {

/// Threads for work that computes and never waits (assessing text, hashing passwords).
///
/// Declare it after the io_context of the coroutines that use it: a thread may still be busy waking the
/// loop when its caller has already gone on, and only the pool's destructor waits for that.
class CpuPool {
  public:
    explicit CpuPool(unsigned threads);
    ~CpuPool();

    /// Runs `work` on the pool and resumes the caller on its own executor. What `work` throws, the
    /// caller gets. `work` must not touch anything the I/O thread changes meanwhile.
    Task<void> run(std::function<void()> work);

  private:
    boost::asio::thread_pool pool_;
};

}  // namespace runtime
