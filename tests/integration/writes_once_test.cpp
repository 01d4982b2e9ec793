// No write is ever sent twice when the network had accepted the first: for each deed of each network, the network
// accepts it and cuts the line, or accepts it and shows it late. What cannot be looked up is given to people, except
// what can be said twice because it says how things shall be: that is said once more.

#include "models/domain/capability.hpp"
#include "tests/integration/acting_school.hpp"
#include "tests/integration/simulated_school.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tests {
namespace {

using namespace std::chrono_literals;
using models::ActionState;
using models::Network;
using models::Verb;
using models::Visibility;

struct Deed {
    Network network;
    Verb verb;
};

std::vector<Deed> deeds() {
    std::vector<Deed> offered;
    for (const auto network : {Network::facebook, Network::instagram, Network::x, Network::youtube})
        for (const auto verb : {Verb::hide, Verb::unhide, Verb::remove, Verb::ban, Verb::mute, Verb::comments_off})
            if (models::deed(network, verb).offered) offered.push_back({network, verb});
    return offered;
}

std::string name_of(const testing::TestParamInfo<Deed>& deed) {
    return std::string{to_string(deed.param.network)} + "_" + std::string{to_string(deed.param.verb)};
}

class WritesOnce : public SimulatedSchool<Deed> {
  protected:
    void SetUp() override {
        SimulatedSchool::SetUp();
        said = account.comment(account.post(2h), 1h);
        adopt();
        school->poll();
        acting = std::make_unique<ActingSchool>(*school, *redis, clock, runner);
        if (GetParam().verb != Verb::unhide) return;
        acting->decide(said, Verb::hide, 2);
        work();
        writes_before = account.writes();
    }
    void TearDown() override {
        runner.stop();
        acting.reset();
        SimulatedSchool::TearDown();
    }

    /// Everything that is due, for some hours.
    void work() {
        for (int tries = 0; tries < 15; ++tries) {
            acting->work_once();
            pass(20min);
        }
    }

    std::unique_ptr<ActingSchool> acting;
    std::string said;
    int writes_before{0};
};

TEST_P(WritesOnce, WhenTheLineIsCutAfterItWasAccepted) {
    for (const char* method : {"POST", "PUT", "DELETE"})
        account.control("fault", {{"name", "applied_then_cut"}, {"method", method}});
    acting->decide(said, GetParam().verb, 2);
    work();
    const auto& deed = models::deed(GetParam().network, GetParam().verb);
    ASSERT_EQ(account.writes(), writes_before + (deed.repeatable ? 2 : 1));
    const auto& action = school->item(said)->actions.back();
    const bool settled = deed.read_back || deed.repeatable;
    EXPECT_EQ(action.state, settled ? ActionState::done : ActionState::failed) << action.detail;
    const auto dead = runner.run(school->store().dead_jobs(10));
    EXPECT_EQ(dead->size(), settled ? 0U : 1U) << "people are told of what nobody can look up";
}

TEST_P(WritesOnce, WhenItShowsLate) {
    if (GetParam().network == Network::youtube) account.control("switches", {{"moderated_after", 3'000}});
    acting->decide(said, GetParam().verb, 2);
    work();
    ASSERT_EQ(account.writes(), writes_before + 1);
    EXPECT_EQ(school->item(said)->actions.back().state, ActionState::done);
}

/// YouTube lists no rejected comment; whether it gives one out by its id is not known.
class StillGivenOut : public WritesOnce {};

TEST_P(StillGivenOut, IsDoneAndPeopleAreToldThatNobodyCanTell) {
    account.control("switches", {{"rejected_by_id", true}});
    acting->decide(said, GetParam().verb, 2);
    work();
    ASSERT_EQ(account.writes(), 1);
    const auto item = school->item(said);
    EXPECT_EQ(item->actions.back().state, ActionState::done);
    EXPECT_THAT(item->actions.back().detail, testing::HasSubstr("does not say whether others see it"));
    EXPECT_EQ(item->network_state, models::NetworkState::removed_by_us);
    EXPECT_TRUE(runner.run(school->store().dead_jobs(10))->empty());
}

INSTANTIATE_TEST_SUITE_P(Rejected, StillGivenOut, testing::Values(Deed{Network::youtube, Verb::remove}), name_of);
INSTANTIATE_TEST_SUITE_P(Each, WritesOnce, testing::ValuesIn(deeds()), name_of);

}  // namespace
}  // namespace tests
