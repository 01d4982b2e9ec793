// What a place among processes promises: one name for one living process, and the same name after its end.

#include "config/runtime/process_slot.hpp"
#include "tests/support/temporary_directory.hpp"

#include <array>
#include <csignal>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tests {
namespace {

using runtime::ProcessSlot;

std::string refusal(const std::string& directory, const std::string& kind) {
    try {
        const ProcessSlot slot{directory, kind};
    } catch (const std::runtime_error& error) {
        return error.what();
    }
    return "taken";
}

/// A process that takes a place, says its name and then waits to be killed.
class OtherProcess {
  public:
    explicit OtherProcess(const std::string& directory) {
        std::array<int, 2> ends{};
        if (::pipe(ends.data()) != 0) throw std::runtime_error{"no pipe"};
        pid_ = ::fork();
        if (pid_ == 0) hold(directory, ends[1]);
        ::close(ends[1]);
        std::array<char, 400> said{};
        const auto size = ::read(ends[0], said.data(), said.size());
        ::close(ends[0]);
        name_.assign(said.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
    }
    ~OtherProcess() { kill(); }
    OtherProcess(const OtherProcess&) = delete;
    OtherProcess& operator=(const OtherProcess&) = delete;

    void kill() {
        if (pid_ > 0) ::kill(pid_, SIGKILL);
        if (pid_ > 0) ::waitpid(pid_, nullptr, 0);
        pid_ = -1;
    }
    const std::string& name() const { return name_; }

  private:
    [[noreturn]] static void hold(const std::string& directory, int says) {
        const ProcessSlot slot{directory, "collect"};
        if (::write(says, slot.name().data(), slot.name().size()) < 0) ::_exit(1);
        for (;;) ::pause();
    }

    pid_t pid_{-1};
    std::string name_;
};

TEST(ProcessSlot, WhoStartsAfterAKillGetsTheNameOfTheDead) {
    const TemporaryDirectory directory;
    OtherProcess other{directory / "processes"};
    ASSERT_FALSE(other.name().empty());
    other.kill();
    const ProcessSlot slot{directory / "processes", "collect"};
    EXPECT_EQ(slot.name(), other.name());
}

TEST(ProcessSlot, WhileAnotherLivesItsNameIsItsOwn) {
    const TemporaryDirectory directory;
    const OtherProcess other{directory / "processes"};
    ASSERT_FALSE(other.name().empty());
    const ProcessSlot slot{directory / "processes", "collect"};
    EXPECT_NE(slot.name(), other.name());
    const ProcessSlot third{directory / "processes", "collect"};
    EXPECT_NE(third.name(), slot.name());
}

TEST(ProcessSlot, KindsHaveTheirOwnNames) {
    const TemporaryDirectory directory;
    std::string collect;
    {
        const ProcessSlot slot{directory / "processes", "collect"};
        collect = slot.name();
    }
    const ProcessSlot web{directory / "processes", "web"};
    EXPECT_NE(web.name(), collect);
    const ProcessSlot again{directory / "processes", "collect"};
    EXPECT_EQ(again.name(), collect);
}

TEST(ProcessSlot, ANameThatACrashLeftHalfWrittenIsDrawnAnew) {
    const TemporaryDirectory directory;
    std::ofstream{directory / "collect.1"} << "12ab";
    std::string name;
    {
        const ProcessSlot slot{directory.path().string(), "collect"};
        name = slot.name();
    }
    EXPECT_EQ(name.size() - name.rfind('/') - 1, 12U);
    const ProcessSlot again{directory.path().string(), "collect"};
    EXPECT_EQ(again.name(), name);
}

TEST(ProcessSlot, SaysWhatToDoWhenTheDirectoryCannotBeUsed) {
    const TemporaryDirectory directory;
    std::ofstream{directory / "processes"} << "a file";
    EXPECT_NE(refusal(directory / "processes", "collect").find("Give the data directory"), std::string::npos);
}

TEST(ProcessSlot, RefusesWhenEveryPlaceIsTaken) {
    const TemporaryDirectory directory;
    std::vector<std::unique_ptr<ProcessSlot>> all;
    for (int i = 0; i < ProcessSlot::kPlacesMax; ++i)
        all.push_back(std::make_unique<ProcessSlot>(directory.path().string(), "web"));
    EXPECT_NE(refusal(directory.path().string(), "web").find("stop some"), std::string::npos);
}

}  // namespace
}  // namespace tests
