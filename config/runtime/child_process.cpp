#include "config/runtime/child_process.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fstream>
#include <iterator>

#include <fcntl.h>
#include <linux/close_range.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace runtime {

namespace {

/// What happens between fork and exec: nothing here may allocate, another thread may have held the heap.
[[noreturn]] void become(char* const* arguments, ChildOptions options, pid_t parent, int report) {
    ::setpgid(0, 0);
    ::umask(static_cast<mode_t>(options.umask));
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    std::signal(SIGPIPE, SIG_DFL);
    if (options.dies_with_parent != 0) {
        ::prctl(PR_SET_PDEATHSIG, options.dies_with_parent);
        if (::getppid() != parent) ::_exit(1);  // the parent was gone before the line above
    }
    if (options.input >= 0) ::dup2(options.input, STDIN_FILENO);
    if (options.silent) {
        const int nowhere = ::open("/dev/null", O_WRONLY);
        ::dup2(nowhere, STDOUT_FILENO);
        ::dup2(nowhere, STDERR_FILENO);
    }
    ::close_range(3, ~0u, CLOSE_RANGE_CLOEXEC);
    ::execvp(arguments[0], arguments);
    const int why = errno;
    [[maybe_unused]] const auto written = ::write(report, &why, sizeof why);
    ::_exit(127);
}

/// Nothing when the program runs; otherwise the errno of exec.
int exec_error(int from) {
    int why = 0;
    ssize_t size = 0;
    do {
        size = ::read(from, &why, sizeof why);
    } while (size < 0 && errno == EINTR);
    return size == static_cast<ssize_t>(sizeof why) ? why : 0;
}

}  // namespace

Result<pid_t> start_child(const std::vector<std::string>& command, ChildOptions options) {
    std::vector<char*> arguments;
    for (const auto& part : command) arguments.push_back(const_cast<char*>(part.c_str()));
    arguments.push_back(nullptr);

    std::array<int, 2> report{};
    if (::pipe2(report.data(), O_CLOEXEC) != 0) return fail(ErrorKind::unavailable, std::strerror(errno));
    const pid_t parent = ::getpid();
    const pid_t child = ::fork();
    if (child == 0) become(arguments.data(), options, parent, report[1]);
    const int fork_error = child < 0 ? errno : 0;
    ::close(report[1]);
    const int why = child < 0 ? fork_error : exec_error(report[0]);
    ::close(report[0]);
    if (why == 0) return child;
    if (child > 0) wait_for_child(child);
    return fail(ErrorKind::unavailable, std::strerror(why));
}

void wait_for_child(pid_t pid) {
    while (::waitpid(pid, nullptr, 0) < 0 && errno == EINTR) {
    }
}

bool child_ended(pid_t pid) {
    return ::waitpid(pid, nullptr, WNOHANG) == pid;
}

bool process_runs(pid_t pid) {
    if (::kill(pid, 0) != 0 && errno == ESRCH) return false;
    std::ifstream file{"/proc/" + std::to_string(pid) + "/stat"};
    const std::string text{std::istreambuf_iterator<char>{file}, {}};
    // "123 (name) S ...": the name may hold anything, so the state is looked for behind its last bracket.
    const auto bracket = text.rfind(')');
    if (bracket == std::string::npos || bracket + 2 >= text.size()) return ::kill(pid, 0) == 0 || errno != ESRCH;
    return text[bracket + 2] != 'Z' && text[bracket + 2] != 'X';
}

void pause_for(std::chrono::milliseconds duration) {
    ::poll(nullptr, 0, static_cast<int>(duration.count()));
}

}  // namespace runtime
