// What reading many schools promises: every fresh comment is read within its schedule. tests/bench/run measures it with
// six hundred schools.

#include "tests/contract/ingest_many_schools.hpp"

#include <gtest/gtest.h>

namespace tests {
namespace {

using namespace std::chrono_literals;

TEST(ManySchoolsTest, ReadEveryFreshCommentWithinItsSchedule) {
    FakeClock clock;
    TaskRunner runner;
    ManySchools schools{120, clock, runner};
    schools.live(6min, 0);
    const auto seen = schools.live(40min, 0.01);
    EXPECT_GT(seen.written, 200U);
    EXPECT_EQ(seen.late, 0U);
    const auto rest = schools.live(7min, 0);
    EXPECT_EQ(seen.read + rest.read, seen.written);
}

}  // namespace
}  // namespace tests
