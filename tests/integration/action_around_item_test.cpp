// What the action worker promises about bans and answers: nothing is sent twice, and what two colleagues agreed on is
// said word for word.

#include "tests/integration/action_worker_world.hpp"

namespace tests {
namespace {

TEST_F(ActionWorkerTest, LooksWhetherABanIsInForceBeforeAndAfter) {
    decided_by_two(Verb::ban);
    EXPECT_EQ(work(), 1u);
    EXPECT_EQ(network.acts, std::vector<Verb>{Verb::ban});
    EXPECT_EQ(state(), ActionState::done);
    EXPECT_EQ(item("comment-1").network_state, NetworkState::hidden) << "a ban is not about the item";
}

TEST_F(ActionWorkerTest, SendsNoBanThatIsInForceAlready) {
    network.banned = true;
    decided_by_two(Verb::ban);
    EXPECT_EQ(work(), 1u);
    EXPECT_TRUE(network.acts.empty());
    EXPECT_EQ(state(), ActionState::done);
}

TEST_F(ActionWorkerTest, DoesNotBanTwiceWhenTheAnswerWasLost) {
    decided_by_two(Verb::ban);
    network.answer = runtime::Error{ErrorKind::unreachable, "cut off"};
    EXPECT_EQ(work(), 1u);
    EXPECT_EQ(state(), ActionState::unknown);
    network.answer.reset();
    later(1h);
    EXPECT_EQ(work(), 1u);
    EXPECT_EQ(network.acts.size(), 1u);
    EXPECT_EQ(state(), ActionState::done);
}

TEST_F(ActionWorkerTest, TakesTheWordOfANetworkThatDoesNotTellWhoIsBanned) {
    network.banned.reset();
    decided_by_two(Verb::ban);
    EXPECT_EQ(work(), 1u);
    EXPECT_EQ(state(), ActionState::done);
    EXPECT_NE(item("comment-1").actions.back().detail.find("does not let it be read back"), std::string::npos);
}

TEST_F(ActionWorkerTest, SaysWhatTwoColleaguesAgreedOnWordForWord) {
    decided_by_two(Verb::reply, "The office will call you.");
    EXPECT_EQ(work(), 1u);
    ASSERT_EQ(network.replies.size(), 1u);
    EXPECT_EQ(network.replies[0].first, "The office will call you.");
    EXPECT_FALSE(network.replies[0].second) << "nobody tried before";
    EXPECT_EQ(state(), ActionState::done);
    EXPECT_EQ(work(), 0u);
}

TEST_F(ActionWorkerTest, SaysSinceWhenAnAnswerMayStandThereAlready) {
    decided_by_two(Verb::reply, "The office will call you.");
    const auto first = clock.now();
    network.answer = runtime::Error{ErrorKind::unreachable, "cut off"};
    EXPECT_EQ(work(), 1u);
    EXPECT_EQ(state(), ActionState::unknown);
    later(1h);
    EXPECT_EQ(work(), 1u);
    network.answer.reset();
    later(1h);
    EXPECT_EQ(work(), 1u);
    ASSERT_EQ(network.replies.size(), 3u);
    EXPECT_EQ(network.replies[1].second, first);
    EXPECT_EQ(network.replies[2].second, first) << "the first try counts, not the last";
    EXPECT_EQ(state(), ActionState::done);
}

TEST_F(ActionWorkerTest, AsksAPersonWhenNobodyElseCanTellWhetherItWasSaid) {
    decided_by_two(Verb::reply, "The office will call you.");
    network.answer = runtime::Error{ErrorKind::conflict, "Something else stands there."};
    EXPECT_EQ(work(), 1u);
    EXPECT_EQ(state(), ActionState::failed);
    EXPECT_EQ(count_kind("alert.raised"), 1u);
    EXPECT_EQ(item("comment-1").review, models::ReviewState::open);
    later(1h);
    EXPECT_EQ(work(), 0u) << "nothing is said again by itself";
}

}  // namespace
}  // namespace tests
