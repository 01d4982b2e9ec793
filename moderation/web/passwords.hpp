#pragma once

#include "config/runtime/cpu_pool.hpp"
#include "config/runtime/result.hpp"
#include "config/runtime/task.hpp"

#include <deque>
#include <string>

#include <boost/asio/steady_timer.hpp>

namespace moderation::web {

/// Hashes and compares passwords on the CPU pool. Each costs 64 MiB and 60 ms, so only a few run at once and only a
/// few wait: a flood of sign-ins must not become a flood of memory.
///
/// Errors   unavailable  too many are waiting.
/// Threads  the I/O thread.
class Passwords {
  public:
    static constexpr int kAtOnce = 2;
    static constexpr std::size_t kWaitingMax = 16;

    explicit Passwords(runtime::CpuPool& cpu) : cpu_{cpu} {}

    /// An empty hash stands for nobody: that takes just as long and is never right.
    runtime::Task<runtime::Result<bool>> matches(std::string hash, std::string password);
    runtime::Task<runtime::Result<std::string>> hash(std::string password);

  private:
    class Turn;
    runtime::Task<bool> enter();
    void leave();

    runtime::CpuPool& cpu_;
    int running_{0};
    std::deque<boost::asio::steady_timer*> waiting_;
};

/// What is wrong with a new password, in words; empty: nothing. Long enough, and not the person's own name.
std::string password_problem(const std::string& password, const std::string& person_id, const std::string& name);

inline constexpr std::size_t kPasswordCharactersMin = 12;
inline constexpr std::size_t kPasswordBytesMax = 1024;

}  // namespace moderation::web
