#include "models/image/sandbox/watch.hpp"

#include "models/image/kind.hpp"
#include "models/image/sandbox/limits.hpp"
#include "models/image/sandbox/lock.hpp"

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <utility>

#include <fcntl.h>
#include <linux/close_range.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace models::image {

namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kGlance{20};  ///< how often the time is looked at

milliseconds patience_with(int file, const Patience& patience) {
    std::array<char, 16> first{};
    const auto size = ::pread(file, first.data(), first.size(), 0);
    const auto kind = kind_of({first.data(), static_cast<std::size_t>(size < 0 ? 0 : size)});
    if (kind == Kind::jpeg) return patience.jpeg;
    if (kind == Kind::heif) return patience.heif;
    if (kind == Kind::video) return patience.video;
    return patience.picture;
}

/// The two files are all that the new process has: 0 is the picture, 1 the pipe. What decoders print goes nowhere.
[[noreturn]] void live(int file, int pipe, const std::function<void(int, int)>& open) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::dup2(file, 0) != 0 || ::dup2(pipe, 1) != 1) std::_Exit(EXIT_FAILURE);
    ::close_range(2, ~0U, 0);
    lock_up(kMostMemory);
    open(0, 1);
    std::_Exit(EXIT_SUCCESS);
}

milliseconds processor_time(pid_t process) {
    clockid_t clock{};
    timespec used{};
    if (::clock_getcpuclockid(process, &clock) != 0 || ::clock_gettime(clock, &used) != 0) return milliseconds{0};
    return std::chrono::duration_cast<milliseconds>(std::chrono::seconds{used.tv_sec} +
                                                    std::chrono::nanoseconds{used.tv_nsec});
}

/// Reads until the process closes its end. True when it did so in time and within bounds.
bool collect(int pipe, pid_t process, milliseconds patience, const Patience& limits, std::string& reply) {
    constexpr int kWaitingFactor = 10;
    const auto begun = steady_clock::now();
    auto more = limits.looking;
    for (;;) {
        pollfd waiting{pipe, POLLIN, 0};
        ::poll(&waiting, 1, static_cast<int>(kGlance.count()));
        if (waiting.revents != 0) {
            std::array<char, 16 * 1024> part{};
            const auto size = ::read(pipe, part.data(), part.size());
            if (size <= 0) return true;
            reply.append(part.data(), static_cast<std::size_t>(size));
            if (reply.size() > limits.reply) return false;
            const bool decoded = more.count() > 0 && reply.find('\n') != std::string::npos;
            if (decoded) patience += std::exchange(more, milliseconds{0});
        }
        if (processor_time(process) > patience || steady_clock::now() - begun > patience * kWaitingFactor) return false;
    }
}

}  // namespace

Answer watched(int file, const std::function<void(int file, int pipe)>& open, const Patience& patience) {
    std::array<int, 2> pipe{};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0) return {};
    const auto process = ::fork();
    if (process == 0) live(file, pipe[1], open);
    ::close(pipe[1]);
    Answer answer;
    const bool in_time =
        process > 0 && collect(pipe[0], process, patience_with(file, patience), patience, answer.reply);
    ::close(pipe[0]);
    if (process < 0) return answer;
    if (!in_time) ::kill(process, SIGKILL);
    int status = 0;
    ::waitpid(process, &status, 0);
    const bool finished = in_time && WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS;
    answer.ending = finished ? Ending::by_itself : in_time ? Ending::killed : Ending::out_of_time;
    if (answer.reply.size() > patience.reply) answer = {Ending::killed, {}};
    return answer;
}

}  // namespace models::image
