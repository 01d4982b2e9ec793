#include "models/image/sandbox/lock.hpp"

#include "models/image/sandbox/sanitized.hpp"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fstream>

#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace models::image {

namespace {

/// The processor time after which the kernel ends the process, should whoever watches it be gone.
constexpr rlim_t kMostSeconds = 120;
constexpr rlim_t kMostOpenFiles = 16;

void demand(bool done) {
    if (!done) std::_Exit(EXIT_FAILURE);
}

void limit(__rlimit_resource what, rlim_t most) {
    const rlimit both{most, most};
    demand(::setrlimit(what, &both) == 0);
}

std::uint64_t address_space() {
    std::ifstream file{"/proc/self/statm"};
    std::uint64_t pages = 0;
    file >> pages;
    return pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

constexpr int kAllowed[] = {
    // what is open already
    SCMP_SYS(read), SCMP_SYS(pread64), SCMP_SYS(write), SCMP_SYS(close), SCMP_SYS(lseek), SCMP_SYS(fstat),
    // memory
    SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(brk),
    // threads, which some decoders start even when told not to, and their end
    SCMP_SYS(futex), SCMP_SYS(set_robust_list), SCMP_SYS(rseq), SCMP_SYS(sched_yield), SCMP_SYS(sched_getaffinity),
    SCMP_SYS(exit), SCMP_SYS(exit_group), SCMP_SYS(gettid), SCMP_SYS(getpid), SCMP_SYS(tgkill), SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(sigaltstack),
    // time, chance and how large the machine is
    SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday), SCMP_SYS(clock_nanosleep), SCMP_SYS(getrandom), SCMP_SYS(sysinfo),
    SCMP_SYS(getrusage)};

/// Asked for in passing by libraries that go on without: refused, instead of ending the process.
constexpr int kRefused[] = {SCMP_SYS(openat), SCMP_SYS(open),     SCMP_SYS(newfstatat), SCMP_SYS(stat),
                            SCMP_SYS(access), SCMP_SYS(readlink), SCMP_SYS(prlimit64),  SCMP_SYS(prctl)};

class Filter {
  public:
    explicit Filter(std::uint32_t otherwise) : filter_{seccomp_init(otherwise)} { demand(filter_ != nullptr); }
    ~Filter() { seccomp_release(filter_); }
    Filter(const Filter&) = delete;
    Filter& operator=(const Filter&) = delete;

    void answer(std::uint32_t action, int call) { demand(seccomp_rule_add(filter_, action, call, 0) == 0); }
    /// Allowed where the bits `mask` of that argument are `value`.
    void allow_if(int call, unsigned argument, scmp_datum_t mask, scmp_datum_t value) {
        const scmp_arg_cmp condition{argument, SCMP_CMP_MASKED_EQ, mask, value};
        demand(seccomp_rule_add_array(filter_, SCMP_ACT_ALLOW, call, 1, &condition) == 0);
    }
    void load() { demand(seccomp_load(filter_) == 0); }

  private:
    scmp_filter_ctx filter_;
};

void filter_calls() {
    Filter filter{SCMP_ACT_KILL_PROCESS};
    for (const int call : kAllowed) filter.answer(SCMP_ACT_ALLOW, call);
    for (const int call : kRefused) filter.answer(SCMP_ACT_ERRNO(EACCES), call);
    // Memory that can be written is never run; a new thread is no new process.
    filter.allow_if(SCMP_SYS(mmap), 2, PROT_EXEC, 0);
    filter.allow_if(SCMP_SYS(mprotect), 2, PROT_EXEC, 0);
    filter.allow_if(SCMP_SYS(clone), 0, CLONE_THREAD, CLONE_THREAD);
    // Its flags lie where a filter cannot see them; the C library then takes clone.
    filter.answer(SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3));
    filter.load();
}

}  // namespace

void lock_up(std::uint64_t memory) {
    if (!kSanitized) limit(RLIMIT_AS, address_space() + memory);
    limit(RLIMIT_CPU, kMostSeconds);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_NOFILE, kMostOpenFiles);
    demand(::prctl(PR_SET_DUMPABLE, 0) == 0);
    demand(::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0);
    if (!kSanitized) filter_calls();
}

}  // namespace models::image
