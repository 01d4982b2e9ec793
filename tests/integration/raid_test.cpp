// What a raid costs: when dozens of comments have to be held at the same time, the day's units are not used up by it.

#include "tests/integration/acting_school.hpp"

#include <gtest/gtest.h>

namespace tests {
namespace {

using namespace std::chrono_literals;

class RaidTest : public testing::Test {
  protected:
    RaidTest() {
        account.begin(std::chrono::floor<std::chrono::seconds>(clock.now()));
        const auto video = account.post(2h);
        for (int i = 0; i < kHides; ++i) raid.push_back(account.comment(video, 30min));
        school.adopt(account);
        school.poll();
    }

    std::int64_t units_left() const { return account.control("quota", {}).at("units").as_int64(); }

    static constexpr int kHides = 60;

    SimulatorProcess simulator;
    RedisFixture redis;
    FakeClock clock;
    TaskRunner runner;
    SimulatedAccount account{simulator, models::Network::youtube};
    ReadingSchool school{redis, simulator.base_url(), clock, runner};
    std::vector<std::string> raid;
};

TEST_F(RaidTest, IsHeldWithFewCallsAndEachCommentHasItsOwnOutcome) {
    ActingSchool acting{school, redis, clock, runner};
    for (const auto& said : raid) acting.decide(said, models::Verb::hide);
    account.remove(raid[7]);  // by its author, meanwhile
    const auto before = units_left();
    while (acting.work_once() > 0) continue;
    const auto spent = before - units_left();
    EXPECT_LE(spent, 2 * 50 + 12) << "two calls that hold, and a few that look";
    const auto truth = account.truth();
    for (const auto& said : raid) {
        const auto item = school.item(said);
        const bool gone = said == raid[7];
        EXPECT_EQ(item->actions.back().state, models::ActionState::done);
        EXPECT_EQ(item->network_state, gone ? models::NetworkState::gone : models::NetworkState::hidden);
        EXPECT_TRUE(gone || truth.at(said).hidden);
    }
    runner.stop();
}

}  // namespace
}  // namespace tests
