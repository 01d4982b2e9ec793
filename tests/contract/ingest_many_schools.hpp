#pragma once

#include "config/runtime/clock.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/task_runner.hpp"

#include <chrono>
#include <cstddef>
#include <memory>
#include <random>
#include <vector>

namespace tests {

/// Many schools with a channel on each of the four networks, everything in memory: each school has its own poller, as
/// each has its own Gatehouse. Comments are written at random, and it is measured when they are read.
class ManySchools {
  public:
    struct Seen {
        std::size_t written{0};
        std::size_t read{0};
        std::size_t late{0};  ///< read later than the schedule promises, or not at all although it was time
        std::chrono::milliseconds longest{0};  ///< from writing to reading
        std::size_t rounds{0};
        std::size_t requests{0};
    };
    static constexpr std::chrono::seconds kStep{10};  ///< how often a poller looks

    ManySchools(std::size_t count, FakeClock& clock, TaskRunner& runner);
    ~ManySchools();

    /// Lets time pass; at every step each school's visitors write with the chance `writing`.
    Seen live(std::chrono::milliseconds length, double writing);
    /// A round may be this late: its interval with jitter, and the look at the register.
    static std::chrono::milliseconds promised();

  private:
    struct School;
    struct Written;

    void write(std::size_t school);
    void check(Seen& seen);

    FakeClock& clock_;
    TaskRunner& runner_;
    std::mt19937_64 dice_{600};
    std::vector<std::unique_ptr<School>> schools_;
    std::vector<Written> waiting_;
    int number_{0};
};

}  // namespace tests
