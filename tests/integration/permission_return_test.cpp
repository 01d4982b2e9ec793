// A hide that the network refuses because the connection lacks a permission waits for it: nobody sends it again before,
// whoever connects channels is told, and it is carried out when the permission is back. What is refused although
// nothing is lacking goes to people at once.

#include "tests/integration/acting_school.hpp"
#include "tests/integration/simulated_school.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tests {
namespace {

using namespace std::chrono_literals;
using boost::json::array;
using models::ActionState;
using models::Network;
using testing::Contains;

class PermissionReturnTest : public SimulatedSchool<Network> {
  protected:
    void SetUp() override {
        SimulatedSchool::SetUp();
        said = account.comment(account.post(2h), 1h);
        adopt();
        acting = std::make_unique<ActingSchool>(*school, *redis, clock, runner);
        go_on(1min);
    }
    void TearDown() override {
        runner.stop();
        acting.reset();
        SimulatedSchool::TearDown();
    }

    void go_on(std::chrono::seconds time) {
        pass(time);
        school->poll();
        school->keep_connected();
        acting->work_once();
    }
    /// What hiding takes. On Instagram reading takes it, too.
    void permit(bool permitted) {
        const auto* name = GetParam() == Network::facebook ? "pages_manage_engagement" : "instagram_manage_comments";
        boost::json::object change{{"token", SimulatedAccount::kToken}};
        if (permitted) {
            change["permissions"] = granted;
        } else {
            granted = array{"pages_show_list",    "pages_read_engagement",     "pages_read_user_content",
                            "pages_manage_posts", "pages_manage_engagement",   "pages_manage_metadata",
                            "instagram_basic",    "instagram_manage_comments", "instagram_content_publish"};
            change["permissions"] = granted;
            change["without"] = array{name};
        }
        simulator->control("facebook/token", change);
    }
    std::size_t given_up() { return runner.run(school->store().dead_jobs(10)).value().size(); }

    std::unique_ptr<ActingSchool> acting;
    array granted;
    std::string said;
};

TEST_P(PermissionReturnTest, WhatWasDecidedMeanwhileIsCarriedOut) {
    permit(false);
    acting->decide(said, models::Verb::hide);
    for (int minutes = 0; minutes < 90; minutes += 5) go_on(5min);
    EXPECT_FALSE(account.truth().at(said).hidden);
    EXPECT_LE(account.writes(), 1) << "a network that said no is asked again when something is mended";
    EXPECT_EQ(given_up(), 0U);
    EXPECT_THAT(school->alarms(), Contains("permission_missing"));

    permit(true);
    for (int minutes = 0; minutes < 20; minutes += 5) go_on(5min);
    EXPECT_TRUE(account.truth().at(said).hidden);
    EXPECT_EQ(school->item(said)->actions.back().state, ActionState::done);
    EXPECT_EQ(given_up(), 0U);
}

TEST_P(PermissionReturnTest, WhatIsRefusedForItselfGoesToPeopleAtOnce) {
    acting->decide(said, models::Verb::hide);
    account.control("fault", {{"name", "no_permission"}, {"method", "POST"}, {"times", 1}});
    go_on(1min);
    EXPECT_EQ(account.writes(), 1);
    EXPECT_EQ(school->item(said)->actions.back().state, ActionState::refused);
    EXPECT_EQ(given_up(), 1U);
}

INSTANTIATE_TEST_SUITE_P(Meta, PermissionReturnTest, testing::Values(Network::facebook, Network::instagram),
                         [](const auto& test) { return std::string{to_string(test.param)}; });

}  // namespace
}  // namespace tests
