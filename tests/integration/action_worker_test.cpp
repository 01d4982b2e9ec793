// What the action worker promises: evidence before the act, nothing sent twice when the outcome is unknown, the
// truth about what happened, and nothing at all on a channel that is not authorised.

#include "tests/integration/action_worker_world.hpp"

#include <gmock/gmock.h>

namespace tests {
namespace {

TEST_F(ActionWorkerTest, GoesOnAtOnceWithWhatItHadTakenWhenItWasKilled) {
    ASSERT_EQ(ok(store->take_jobs(*blocking, "actions", "worker-1", 10, 0ms)).size(), 1u);
    EXPECT_EQ(work(), 0u);
    runner.start(worker->run());
    runner.run_until([this] { return network.state == NetworkState::hidden; });
}

TEST_F(ActionWorkerTest, HidesAndReadsBack) {
    EXPECT_EQ(work(), 1u);
    EXPECT_EQ(network.acts, std::vector<Verb>{Verb::hide});
    EXPECT_EQ(state(), ActionState::done);
    EXPECT_EQ(item("comment-1").network_state, NetworkState::hidden);
    EXPECT_EQ(item("comment-1").hidden_at, Severity::v4);
    EXPECT_EQ(work(), 0u);
}

TEST_F(ActionWorkerTest, TakesTheWordOfANetworkThatCannotBeReadBack) {
    ok(store->take_jobs(*blocking, "actions", "worker-1", 10, 0ms));
    auto threat = concern("reply-1", Severity::v4);
    threat.item.network = models::Network::x;
    threat.auto_hide = true;
    auto read = page();
    read.network = models::Network::x;
    ok(store->record_page(read, {threat}, now));
    network.tells = false;
    EXPECT_EQ(work(), 1u);
    const auto reply = ok(store->item_for_system(models::item_id(models::Network::x, "page", "reply-1")));
    EXPECT_EQ(network.acts, std::vector<Verb>{Verb::hide});
    EXPECT_EQ(reply.actions.back().state, ActionState::done);
    EXPECT_EQ(reply.network_state, NetworkState::hidden);
}

TEST_F(ActionWorkerTest, DoesNotSendAgainWhatTheNetworkHadAcceptedBeforeTheLineWasCut) {
    network.answer = runtime::Error{ErrorKind::unreachable, "cut off"};
    EXPECT_EQ(work(), 1u);
    EXPECT_EQ(state(), ActionState::unknown);
    network.answer.reset();
    later(1h);
    EXPECT_EQ(work(), 1u);
    EXPECT_EQ(network.acts.size(), 1u);
    EXPECT_EQ(state(), ActionState::done);
}

TEST_F(ActionWorkerTest, SendsAgainWhatCannotBeSeenAndChangesNothingWhenItIsSaidTwice) {
    ok(store->take_jobs(*blocking, "actions", "worker-1", 10, 0ms));
    auto threat = concern("reply-1", Severity::v4);
    threat.item.network = models::Network::x;
    threat.auto_hide = true;
    auto read = page();
    read.network = models::Network::x;
    ok(store->record_page(read, {threat}, now));
    network.tells = false;
    network.answer = runtime::Error{ErrorKind::unreachable, "cut off"};
    EXPECT_EQ(work(), 1u);
    const auto hidden = [this] {
        return ok(store->item_for_system(models::item_id(models::Network::x, "page", "reply-1")));
    };
    EXPECT_NE(hidden().actions.back().detail.find("may have carried it out"), std::string::npos);
    network.answer.reset();
    later(1h);
    EXPECT_EQ(work(), 1u);
    const auto reply = hidden();
    EXPECT_EQ(network.acts, (std::vector<Verb>{Verb::hide, Verb::hide}));
    EXPECT_EQ(reply.actions.back().state, ActionState::done);
    EXPECT_EQ(reply.network_state, NetworkState::hidden);
    EXPECT_EQ(count_kind("alert.raised"), 0u);
}

TEST_F(ActionWorkerTest, OnlyLooksAgainWhenWhatWasAcceptedDoesNotShowYet) {
    network.late = true;
    EXPECT_EQ(work(), 1u);
    EXPECT_EQ(state(), ActionState::unknown);
    later(1h);
    EXPECT_EQ(work(), 1u);
    network.state = NetworkState::hidden;
    later(1h);
    EXPECT_EQ(work(), 1u);
    EXPECT_EQ(network.acts.size(), 1u);
    EXPECT_EQ(state(), ActionState::done);
}

TEST_F(ActionWorkerTest, TriesAgainWhenTheNetworkWasDownAndActsOnce) {
    network.down = true;
    EXPECT_EQ(work(), 1u);
    EXPECT_TRUE(network.acts.empty());
    network.down = false;
    later(1h);
    EXPECT_EQ(work(), 1u);
    EXPECT_EQ(network.acts.size(), 1u);
    EXPECT_EQ(state(), ActionState::done);
}

TEST_F(ActionWorkerTest, WaitsAsLongAsAThrottlingNetworkSays) {
    network.answer = runtime::Error{ErrorKind::rate_limited, "too many calls", 17min};
    EXPECT_EQ(work(), 1u);
    const auto asked = network.observed;
    later(16min);
    EXPECT_EQ(work(), 0u);
    EXPECT_EQ(network.observed, asked);
    network.answer.reset();
    later(2min);
    EXPECT_EQ(work(), 1u);
    EXPECT_EQ(state(), ActionState::done);
}

TEST_F(ActionWorkerTest, CarriesOutWhatWasDecidedOnceTheChannelIsConnectedAgain) {
    network.lost = true;
    for (int i = 0; i < 3 * moderation::ActionWorker::kAttemptsMax; ++i) {
        EXPECT_EQ(work(), 1u);
        later(1h);
    }
    EXPECT_TRUE(network.acts.empty());
    EXPECT_EQ(ok(store->dead_jobs(10)).size(), 0u);
    network.lost = false;
    EXPECT_EQ(work(), 1u);
    EXPECT_EQ(network.acts.size(), 1u);
    EXPECT_EQ(state(), ActionState::done);
}

TEST_F(ActionWorkerTest, WaitsForAPermissionWithoutAskingTheNetworkAgainUntilSomethingIsMended) {
    models::Credentials given;
    given.access = "access-token-0001";
    auto connection = ok(connections->connect("page", 0, given, "byte", clock.now()));
    connection.missing = {"pages_manage_engagement"};
    ok(connections->examined(connection, clock.now()));
    network.answer = runtime::Error{ErrorKind::unavailable, "A permission is missing."};
    for (int i = 0; i < 3 * moderation::ActionWorker::kAttemptsMax; ++i) {
        EXPECT_EQ(work(), 1u);
        later(1h);
    }
    EXPECT_EQ(network.acts.size(), 1u);
    EXPECT_EQ(network.observed, 1);
    EXPECT_EQ(count_kind("action.begun"), 1u);
    EXPECT_EQ(item("comment-1").actions.back().detail, "A permission is missing.");
    EXPECT_EQ(ok(store->dead_jobs(10)).size(), 0u);

    connection.missing.clear();
    ok(connections->examined(connection, clock.now()));
    network.answer.reset();
    later(moderation::ActionWorker::kConnectionWait);
    EXPECT_EQ(work(), 1u);
    EXPECT_EQ(network.acts, (std::vector<Verb>{Verb::hide, Verb::hide}));
    EXPECT_EQ(state(), ActionState::done);
}

TEST_F(ActionWorkerTest, NeverGivesUpWhatOnlyAConnectionHoldsUp) {
    network.answer = runtime::Error{ErrorKind::unavailable, "The connection was just refused."};
    for (int i = 0; i < 3 * moderation::ActionWorker::kAttemptsMax; ++i) {
        EXPECT_EQ(work(), 1u);
        later(moderation::ActionWorker::kConnectionWait);
    }
    network.answer = runtime::Error{ErrorKind::rate_limited, "too many calls"};
    EXPECT_EQ(work(), 1u);
    EXPECT_EQ(state(), ActionState::unknown) << "what was waited for counted as tries";
    later(5s);
    network.answer.reset();
    EXPECT_EQ(work(), 1u);
    EXPECT_EQ(state(), ActionState::done);
    EXPECT_EQ(count_kind("alert.raised"), 0u);
}

TEST_F(ActionWorkerTest, TellsPeopleWhenTheNetworkRefuses) {
    network.answer = runtime::Error{ErrorKind::rejected, "Facebook does not let this be hidden."};
    EXPECT_EQ(work(), 1u);
    EXPECT_EQ(state(), ActionState::refused);
    EXPECT_EQ(item("comment-1").actions.back().detail, "Facebook does not let this be hidden.");
    const auto told = ok(store->open_alerts(ottilie));
    ASSERT_EQ(told.size(), 1u);
    EXPECT_EQ(told[0].kind, "action_failed");
    EXPECT_EQ(told[0].severity, Severity::v4) << "an emergency that could not be hidden is one at any hour";
    EXPECT_EQ(told[0].matters, models::matters_of(item("comment-1").assessment));
    EXPECT_EQ(ok(store->dead_jobs(10)).size(), 1u);
}

TEST_F(ActionWorkerTest, GivesUpAfterManyTriesAndSaysSo) {
    network.down = true;
    for (int i = 0; i <= moderation::ActionWorker::kAttemptsMax; ++i) {
        work();
        later(1h);
    }
    EXPECT_TRUE(network.acts.empty());
    EXPECT_EQ(count_kind("alert.raised"), 1u);
    EXPECT_EQ(ok(store->dead_jobs(10)).size(), 1u);
    EXPECT_EQ(work(), 0u);
}

TEST_F(ActionWorkerTest, NeverTouchesAChannelThatIsNotAuthorised) {
    ok(store->suspend_channel("page", "quill", "looked at again", now));
    EXPECT_EQ(work(), 1u);
    EXPECT_EQ(network.observed, 0);
    EXPECT_TRUE(network.acts.empty());
    EXPECT_EQ(count_kind("alert.raised"), 1u);
}

TEST_F(ActionWorkerTest, TakesAnItemThatIsGoneForRemoved) {
    network.state = NetworkState::gone;
    EXPECT_EQ(work(), 1u);
    EXPECT_TRUE(network.acts.empty());
    EXPECT_EQ(state(), ActionState::done);
}

TEST_F(ActionWorkerTest, DeletesOnlyAfterASecondColleagueAgreed) {
    work();
    decide(ottilie, "comment-1", Verb::remove);
    EXPECT_EQ(work(), 0u);
    const auto proposed = item("comment-1");
    const Viewer second{"trellis", ottilie.sees};
    ok(store->agree(second, proposed.id, proposed.version, now));
    EXPECT_EQ(work(), 1u);
    EXPECT_EQ(network.acts.back(), Verb::remove);
    EXPECT_EQ(item("comment-1").network_state, NetworkState::removed_by_us);
}

TEST_F(ActionWorkerTest, SendsTogetherWhatOneCallOfTheNetworkTakesAndEachHasItsOwnOutcome) {
    work();
    network.acts.clear();
    network.reached.clear();
    network.observed = 0;
    network.state = NetworkState::visible;
    auto read = page();
    read.network = models::Network::youtube;
    std::vector<moderation::Intaken> raid;
    for (int i = 0; i < 60; ++i) {
        raid.push_back(concern("raid-" + std::to_string(i), Severity::v4));
        raid.back().item.network = models::Network::youtube;
        raid.back().auto_hide = true;
    }
    ok(store->record_page(read, raid, now));
    network.refused = "raid-7";
    network.answer = runtime::Error{ErrorKind::rejected, "The network does not let this be hidden."};
    EXPECT_EQ(work(), 50u);
    EXPECT_EQ(network.acts, std::vector<Verb>{Verb::hide});
    EXPECT_EQ(network.reached, std::vector<std::size_t>{50});
    EXPECT_EQ(network.observed, 2);
    for (int i = 0; i < 50; ++i) {
        const auto id = models::item_id(models::Network::youtube, "page", "raid-" + std::to_string(i));
        const auto outcome = ok(store->item_for_system(id)).actions.back().state;
        EXPECT_EQ(outcome, i == 7 ? ActionState::refused : ActionState::done);
    }
    EXPECT_EQ(work(), 10u);
}

TEST_F(ActionWorkerTest, ActsOneByOneWhereACallTakesOne) {
    record({concern("comment-2", Severity::v4), concern("comment-3", Severity::v4)});
    decide(ottilie, "comment-2", Verb::hide);
    decide(ottilie, "comment-3", Verb::hide);
    later(1h);
    while (work() > 0) network.state = NetworkState::visible;
    EXPECT_THAT(network.reached, testing::Each(1u));
}

TEST(ActionBackoff, DoublesUpToAQuarterOfAnHour) {
    EXPECT_EQ(moderation::action_backoff(1), 5s);
    EXPECT_EQ(moderation::action_backoff(2), 10s);
    EXPECT_EQ(moderation::action_backoff(50), 15min);
}

}  // namespace
}  // namespace tests
