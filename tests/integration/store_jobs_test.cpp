// What actions and jobs promise: every wish is carried out at least once, in the right order, and never in silence.

#include "tests/integration/store_world.hpp"

#include <gmock/gmock.h>

namespace tests {

using namespace std::chrono_literals;
using models::ActionState;
using models::NetworkState;
using models::ReviewState;

class StoreJobsTest : public StoreWorld {
  protected:
    std::string wanted_hide(const std::string& external_id = "c1") {
        record(concern(external_id, Severity::v3));
        decide(quill, external_id, Verb::hide);
        return item(external_id).actions.back().id;
    }
    /// As if the worker that took it had been silent for so long.
    void idle(const moderation::Job& job, int deliveries = 1) {
        redis_command({"XCLAIM", "gh:{bramblecote}:jobs:" + job.stream, "workers", "dead-worker", "0", job.entry,
                       "IDLE", "61000", "RETRYCOUNT", std::to_string(deliveries), "JUSTID"});
    }
};

TEST_F(StoreJobsTest, AnActionIsBegunWithEvidenceAndFinished) {
    const auto action = wanted_hide();
    const auto begun = ok(store->begin_action(action, "{\"message\":\"what stood there\"}", now));
    EXPECT_EQ(begun.state, ActionState::acting);
    EXPECT_EQ(begun.attempts, 1);
    EXPECT_EQ(begun.verb, Verb::hide);
    EXPECT_EQ(redis_command({"HLEN", "gh:{bramblecote}:evid:" + id_of("c1")}).number, 2);

    ok(store->finish_action(action, ActionState::done, "", NetworkState::hidden, now));
    EXPECT_EQ(item("c1").network_state, NetworkState::hidden);
    EXPECT_EQ(item("c1").hidden_at, Severity::v3);
    EXPECT_EQ(refused(store->begin_action(action, "again", now)), ErrorKind::conflict);
    EXPECT_EQ(refused(store->finish_action(action, ActionState::done, "", std::nullopt, now)), ErrorKind::conflict);
}

TEST_F(StoreJobsTest, AnActionOnAChannelThatIsNotAuthorisedIsRefusedAndWritesNothing) {
    const auto action = wanted_hide();
    ok(store->suspend_channel("page", "ottilie", "training", now));
    const auto before = dump();
    EXPECT_EQ(refused(store->begin_action(action, "raw", now)), ErrorKind::rejected);
    EXPECT_EQ(dump(), before);
}

TEST_F(StoreJobsTest, AnUnknownOutcomeIsTriedAgain) {
    const auto action = wanted_hide();
    ok(store->begin_action(action, "raw", now));
    ok(store->finish_action(action, ActionState::unknown, "no answer", std::nullopt, now));
    EXPECT_EQ(item("c1").actions[0].state, ActionState::unknown);
    EXPECT_EQ(item("c1").network_state, NetworkState::visible);
    EXPECT_EQ(ok(store->begin_action(action, "raw", now)).attempts, 2);
}

TEST_F(StoreJobsTest, ARefusedActionPutsTheItemBackInFrontOfPeople) {
    const auto action = wanted_hide();
    ok(store->begin_action(action, "raw", now));
    ok(store->finish_action(action, ActionState::refused, "The network said no.", std::nullopt, now));

    EXPECT_EQ(item("c1").review, ReviewState::open);
    EXPECT_EQ(item("c1").actions[0].detail, "The network said no.");
    EXPECT_EQ(ok(store->queue_total(quill)), 1u);
}

TEST_F(StoreJobsTest, ALateHideDoesNotOvertakeTheRestoreThatFollowedIt) {
    record(concern("c1"));
    decide(quill, "c1", Verb::hide);
    const auto hide = item("c1").actions.at(0).id;
    ok(store->begin_action(hide, "raw", now));
    ok(store->finish_action(hide, ActionState::unknown, "", std::nullopt, now));
    decide(trellis, "c1", Verb::unhide);

    EXPECT_EQ(refused(store->begin_action(hide, "raw", now)), ErrorKind::conflict);
    EXPECT_EQ(item("c1").actions.at(0).state, ActionState::refused);
}

TEST_F(StoreJobsTest, UnknownActionsAreNotFound) {
    for (const auto* action : {"", "nothing", "a.hide.1", "../../etc", "gh:{x}"})
        EXPECT_EQ(refused(store->begin_action(action, "raw", now)), ErrorKind::not_found) << action;
}

TEST_F(StoreJobsTest, AJobThatIsDoneIsGone) {
    wanted_hide();
    const auto taken = jobs("actions");
    ASSERT_EQ(taken.size(), 1u);
    EXPECT_TRUE(jobs("actions").empty());
    ok(store->job_done(taken[0]));
    EXPECT_EQ(length("actions"), 0u);
    ok(store->job_done(taken[0]));
}

TEST_F(StoreJobsTest, AJobWhoseWorkerDiedIsTakenOver) {
    wanted_hide();
    const auto lost = jobs("actions").at(0);
    idle(lost);

    const auto again = ok(store->take_jobs(*redis, "actions", "worker-2", 10, 0ms));
    ASSERT_EQ(again.size(), 1u);
    EXPECT_EQ(again[0].entry, lost.entry);
    EXPECT_EQ(again[0].fields, lost.fields);
    EXPECT_EQ(again[0].deliveries, 2);
}

TEST_F(StoreJobsTest, WhoComesBackInTheNameOfADeadWorkerGoesOnWithItsJobsAtOnce) {
    wanted_hide("c1");
    wanted_hide("c2");
    const auto lost = ok(store->take_jobs(*redis, "actions", "worker-2", 1, 0ms));
    const auto others = ok(store->take_jobs(*redis, "actions", "worker-3", 1, 0ms));
    EXPECT_TRUE(ok(store->take_jobs(*redis, "actions", "worker-2", 10, 0ms)).empty());

    ok(store->resume_jobs("actions", "worker-2"));
    const auto again = ok(store->take_jobs(*redis, "actions", "worker-2", 10, 0ms));
    ASSERT_EQ(again.size(), 1u) << "what worker-3 does is its own";
    EXPECT_EQ(again[0].entry, lost.at(0).entry);
    EXPECT_EQ(again[0].deliveries, 2) << "one that kills every worker is still found out";
    EXPECT_NE(again[0].entry, others.at(0).entry);
}

TEST_F(StoreJobsTest, ThereMayBeNothingToResume) {
    ok(store->resume_jobs("actions", "nobody"));
    EXPECT_EQ(refused(store->resume_jobs("others", "worker-1")), ErrorKind::malformed);
}

TEST_F(StoreJobsTest, AJobThatKillsEveryWorkerGoesToTheDeadLettersAndItsItemToPeople) {
    const auto action = wanted_hide();
    idle(jobs("actions").at(0), moderation::Store::kJobDeliveriesMax);

    EXPECT_TRUE(jobs("actions").empty());
    const auto dead = ok(store->dead_jobs(10));
    ASSERT_EQ(dead.size(), 1u);
    EXPECT_EQ(dead[0].stream, "actions");
    EXPECT_EQ(dead[0].fields.at("action"), action);
    EXPECT_EQ(item("c1").actions[0].state, ActionState::failed);
    EXPECT_EQ(item("c1").review, ReviewState::open);
    EXPECT_EQ(count_kind("job.dead"), 1u);
    const auto told = ok(store->open_alerts(quill));
    ASSERT_EQ(told.size(), 1u);
    EXPECT_EQ(told[0].kind, "action_failed");
    EXPECT_EQ(told[0].severity, Severity::v3) << "as grave as the item";
    EXPECT_EQ(told[0].matters, models::matters_of(item("c1").assessment)) << "told to whom its rows tell";
}

TEST_F(StoreJobsTest, AnAlertThatKillsEveryWorkerIsAnEmergencyRatherThanSilence) {
    auto raised = alert("a1");
    raised.kind = "export_failed";
    raised.subject = "export:daily";
    raised.barred = {"trellis"};
    ok(store->raise_alert(raised, now));
    idle(jobs("alerts").at(0), moderation::Store::kJobDeliveriesMax);
    jobs("alerts");

    EXPECT_EQ(ok(store->dead_jobs(10)).size(), 1u);
    const auto told = ok(store->open_alerts(quill));
    ASSERT_EQ(told.size(), 2u);
    const auto& alarm = told[0].kind == "nobody_reachable" ? told[0] : told[1];
    EXPECT_EQ(alarm.kind, "nobody_reachable");
    EXPECT_EQ(alarm.subject, "alert:a1");
    EXPECT_EQ(alarm.severity, Severity::v4);
    EXPECT_TRUE(ok(store->open_alerts(trellis)).empty());
}

TEST_F(StoreJobsTest, ADelayedJobComesBackWhenItIsDueWithWhatWasChangedInIt) {
    wanted_hide();
    auto job = jobs("actions").at(0);
    job.fields["tries"] = "3";
    ok(store->job_later(job, now + 5min, now));
    EXPECT_EQ(length("actions"), 0u);
    EXPECT_EQ(refused(store->job_later(job, now + 5min, now)), ErrorKind::conflict);

    EXPECT_EQ(ok(store->move_due_jobs(now + 5min - 1ms)), 0u);
    EXPECT_EQ(ok(store->move_due_jobs(now + 5min)), 1u);
    EXPECT_EQ(ok(store->move_due_jobs(now + 5min)), 0u);
    const auto again = jobs("actions");
    ASSERT_EQ(again.size(), 1u);
    EXPECT_EQ(again[0].fields, job.fields);
}

TEST_F(StoreJobsTest, AJobIsBuriedOnce) {
    const auto action = wanted_hide();
    const auto job = jobs("actions").at(0);
    ok(store->job_dead(job, "the network did not carry it out", now));
    EXPECT_EQ(refused(store->job_dead(job, "again", now)), ErrorKind::conflict);
    EXPECT_EQ(ok(store->dead_jobs(10)).size(), 1u);
    EXPECT_EQ(ok(store->dead_jobs(10))[0].fields.at("reason"), "the network did not carry it out");
    EXPECT_EQ(length("actions"), 0u);
}

TEST_F(StoreJobsTest, ATooLongQueueOfDueJobsIsMovedBitByBit) {
    for (int i = 0; i < 250; ++i)
        redis_command(
            {"ZADD", "gh:{bramblecote}:jobs:delayed", "1", "[\"alerts\",\"alert\",\"a" + std::to_string(i) + "\"]"});
    EXPECT_EQ(ok(store->move_due_jobs(now)), 200u);
    EXPECT_EQ(ok(store->move_due_jobs(now)), 50u);
    EXPECT_EQ(length("alerts"), 250u);
}

TEST_F(StoreJobsTest, ThereAreNoOtherStreams) {
    EXPECT_EQ(refused(store->take_jobs(*redis, "others", "w", 1, 0ms)), ErrorKind::malformed);
    EXPECT_EQ(refused(store->job_done({"others", "1-1", {}, 1})), ErrorKind::malformed);
}

TEST_F(StoreJobsTest, WaitingForJobsEndsWhenOneArrives) {
    const auto blocking = redis_server->connect(runner.executor());
    std::vector<moderation::Job> got;
    const auto waiting = [](moderation::Store& from, runtime::Redis& connection,
                            std::vector<moderation::Job>& into) -> runtime::Task<void> {
        auto taken = co_await from.take_jobs(connection, "actions", "worker-9", 10, 5s);
        if (taken) into = std::move(*taken);
    };
    runner.start(waiting(*store, *blocking, got));
    wanted_hide();
    runner.run_until([&] { return !got.empty(); });
    EXPECT_EQ(got.size(), 1u);
}

}  // namespace tests
