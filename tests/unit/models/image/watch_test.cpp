// Whatever happens in the process that opens a picture, it ends there, and whoever asked is told how.

#include "models/image/sandbox/watch.hpp"

#include "models/image/sandbox/limits.hpp"
#include "models/image/sandbox/sanitized.hpp"
#include "tests/fuzz/memory_file.hpp"

#include <csignal>
#include <cstdlib>
#include <new>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace models::image {

namespace {

using std::chrono::milliseconds;

void say(int pipe, std::string_view what) {
    [[maybe_unused]] const auto written = ::write(pipe, what.data(), what.size());
}

class Watched : public testing::Test {
  protected:
    Watched() { file.write("a picture", 9); }

    /// `act(pipe)` behind the lock.
    Answer run(const std::function<void(int)>& act, const Patience& patience = {}) {
        return watched(file.number(), [&](int, int pipe) { act(pipe); }, patience);
    }

    tests::MemoryFile file;
};

TEST_F(Watched, SaysWhatWasFoundAndThatItEndedByItself) {
    const auto answer = run([](int pipe) { say(pipe, "found"); });
    EXPECT_EQ(answer.ending, Ending::by_itself);
    EXPECT_EQ(answer.reply, "found");
}

TEST_F(Watched, HasThePictureAndThePipeAndNothingElse) {
    const int other = ::open("/dev/null", O_RDONLY);
    const auto answer = watched(file.number(),
                                [&](int picture, int pipe) {
                                    std::array<char, 9> bytes{};
                                    const bool read =
                                        ::pread(picture, bytes.data(), bytes.size(), 0) == 9 && bytes[0] == 'a';
                                    bool more = false;
                                    for (int number = 2; number < 64; ++number)
                                        more = more || ::lseek(number, 0, SEEK_CUR) != -1;
                                    struct stat about{};
                                    more = more || ::fstat(other, &about) == 0;
                                    say(pipe, read && !more ? "two" : "more");
                                },
                                {});
    ::close(other);
    EXPECT_EQ(answer.reply, "two");
}

TEST_F(Watched, WhatWasSaidBeforeTheEndIsKept) {
    const auto answer = run([](int pipe) {
        say(pipe, "first");
        std::raise(SIGKILL);
    });
    EXPECT_EQ(answer.ending, Ending::killed);
    EXPECT_EQ(answer.reply, "first");
}

TEST_F(Watched, ThatNeverEndsIsEnded) {
    const Patience short_one{.picture = milliseconds{30}};
    const auto spinning = run(
        [](int) {
            for (volatile bool more = true; more;) {
            }
        },
        short_one);
    EXPECT_EQ(spinning.ending, Ending::out_of_time);
    const auto waiting = run(
        [](int pipe) {
            for (;;) {
                char one = 0;
                [[maybe_unused]] auto n = ::read(pipe, &one, 1);
            }
        },
        short_one);
    EXPECT_EQ(waiting.ending, Ending::out_of_time);
}

TEST_F(Watched, WhoeverSaidWhatWasDecodedHasTimeToLookOn) {
    const Patience patience{.picture = milliseconds{30}, .looking = milliseconds{30}};
    const auto answer = run(
        [](int pipe) {
            say(pipe, "decoded\n");
            for (volatile bool more = true; more;) {
            }
        },
        patience);
    EXPECT_EQ(answer.ending, Ending::out_of_time);
    EXPECT_EQ(answer.reply, "decoded\n");
}

TEST_F(Watched, ThatSaysTooMuchIsNotListenedTo) {
    const auto answer = run([](int pipe) {
        const std::string much(4096, 'x');
        for (;;) say(pipe, much);
    });
    EXPECT_EQ(answer.ending, Ending::killed);
    EXPECT_EQ(answer.reply, "");
}

TEST_F(Watched, MayNotReachOut) {
    if (kSanitized) GTEST_SKIP() << "a sanitizer needs what the lock takes away";
    const std::pair<const char*, void (*)(int)> deeds[] = {
        {"socket", [](int) { ::socket(AF_INET, SOCK_STREAM, 0); }},
        {"fork", [](int) { static_cast<void>(::fork()); }},
        {"exec", [](int) { ::execl("/bin/true", "true", nullptr); }},
        {"kill", [](int) { ::kill(::getppid(), 0); }},
        {"ptrace", [](int) { ::unlink("/tmp/none"); }},
        {"code that was written",
         [](int) { ::mmap(nullptr, 4096, PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); }},
    };
    for (const auto& [name, deed] : deeds) {
        const auto answer = run([&](int pipe) {
            deed(pipe);
            say(pipe, "done");
        });
        EXPECT_EQ(answer.ending, Ending::killed) << name;
        EXPECT_EQ(answer.reply, "") << name;
    }
}

TEST_F(Watched, MayOpenNoFile) {
    if (kSanitized) GTEST_SKIP() << "a sanitizer needs what the lock takes away";
    const auto answer = run([](int pipe) { say(pipe, ::open("/etc/passwd", O_RDONLY) < 0 ? "refused" : "opened"); });
    EXPECT_EQ(answer.reply, "refused");
}

TEST_F(Watched, HasNoMoreMemoryThanIsNeeded) {
    if (kSanitized) GTEST_SKIP() << "a sanitizer needs what the lock takes away";
    const auto answer = run([](int pipe) {
        say(pipe, ::operator new(kMostMemory + kMostMemory / 8, std::nothrow) == nullptr ? "refused" : "given");
        say(pipe, ::operator new(kMostMemory / 2, std::nothrow) == nullptr ? " refused" : " given");
    });
    EXPECT_EQ(answer.reply, "refused given");
}

}  // namespace

}  // namespace models::image
