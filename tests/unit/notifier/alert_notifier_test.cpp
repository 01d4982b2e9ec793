// What the notifier promises: an alert is told until somebody acknowledges, to the right people, in the
// right order, and an alert that reaches nobody is itself an alarm.

#include "notifier/alert_mail.hpp"
#include "tests/unit/notifier/alert_notifier_fixture.hpp"

#include <gmock/gmock.h>

using models::AlertState;
using notifier::AlertNotifier;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;
using namespace std::chrono_literals;

namespace tests {
namespace {

TEST_F(AlertNotifierTest, TellsEverybodyOfTheFirstStepAtOnce) {
    add(Category::threat, Severity::v4);
    next_step();
    EXPECT_THAT(courier.accepted_by(), UnorderedElementsAre("marsh", "quill"));
    EXPECT_THAT(alert().told, UnorderedElementsAre("marsh", "quill"));
    EXPECT_EQ(alert().step, 1);
    EXPECT_EQ(book.next_due(), clock.now() + 10min);
    EXPECT_THAT(book.done, ElementsAre("a1"));
}

TEST_F(AlertNotifierTest, EachStepTellsTheNextPersonOnceUntilTheRoundIsOver) {
    add(Category::threat, Severity::v4);
    next_step();
    next_step();
    next_step();
    EXPECT_THAT(courier.accepted_by(), ElementsAre("marsh", "quill", "okafor", "rowan"));
}

TEST_F(AlertNotifierTest, WhoIsThoughtToBeAwayIsToldTogetherWithTheNext) {
    book.away = {"marsh"};
    add(Category::threat, Severity::v3);
    next_step();
    EXPECT_EQ(courier.accepted_by(), (std::vector<std::string>{"marsh", "okafor"}));
    next_step();  // the deputy's own step: they have heard of it
    next_step();
    EXPECT_EQ(courier.accepted_by(), (std::vector<std::string>{"marsh", "okafor", "quill"}));
}

TEST_F(AlertNotifierTest, TheNextPersonHearsOfItWhenTheRowWantsAnAnswer) {
    auto row = route("self_harm", 3, {Recipient::dsl});
    row.acknowledge = config::Deadline{15, config::Deadline::Unit::minutes};
    const config::RoutingTable rows{{row}};
    notifier::AlertNotifier teller{book,  courier, people, calendar, rows, {.public_url = "https://gate.example"},
                                   clock, log,     metrics};
    add(Category::self_harm, Severity::v3);
    book.queue.clear();
    ASSERT_TRUE(runner.run(teller.step(notifier::AlertJob{"a1", "handle", 1})));
    EXPECT_EQ(book.next_due(), clock.now() + std::chrono::minutes{15}) << "and not after half an hour of school";
    book.queue.clear();
    ASSERT_TRUE(runner.run(teller.step(notifier::AlertJob{"a1", "handle", 1})));
    EXPECT_EQ(book.next_due(), clock.now() + std::chrono::minutes{30}) << "only the first answer is the row's";
}

TEST_F(AlertNotifierTest, AnAcknowledgedAlertTellsNobodyAnyMore) {
    add(Category::threat, Severity::v4);
    next_step();
    book.acknowledge("a1");
    next_step();
    EXPECT_EQ(courier.accepted.size(), 2U);
    EXPECT_THAT(book.queue, IsEmpty());
    EXPECT_EQ(book.done.size(), 2U);
}

TEST_F(AlertNotifierTest, AnAcknowledgementInTheMiddleOfAStepStopsIt) {
    add(Category::threat, Severity::v4);
    courier.before_accepting = [&] { book.acknowledge("a1"); };
    next_step();
    EXPECT_EQ(courier.tried.size(), 1U);
    EXPECT_EQ(alert().step, 0);
    EXPECT_THAT(book.queue, IsEmpty());
    EXPECT_THAT(book.done, ElementsAre("a1"));
}

TEST_F(AlertNotifierTest, AnAlertThatIsGoneLeavesNoJob) {
    book.queue.push_back({clock.now(), "unknown"});
    next_step();
    EXPECT_THAT(book.done, ElementsAre("unknown"));
}

TEST_F(AlertNotifierTest, AnUnacknowledgedEmergencyGoesThreeRoundsAndThenNobodyIsReachable) {
    add(Category::threat, Severity::v4);
    int steps = 0;
    for (; !book.queue.empty(); ++steps) next_step();
    EXPECT_EQ(steps, 3 * 3 + 1);
    EXPECT_EQ(courier.accepted.size(), 3U * 4U);
    EXPECT_EQ(alert().state, AlertState::exhausted);
    ASSERT_THAT(raised_kinds(), ElementsAre("nobody_reachable"));
    EXPECT_EQ(book.raised[0].severity, Severity::v4);
    EXPECT_EQ(book.raised[0].subject, "alert:a1");
}

TEST_F(AlertNotifierTest, TheLastPersonHasTheirTimeBeforeTheAlertIsExhausted) {
    add(Category::hate, Severity::v2);
    for (int i = 0; i < 4; ++i) next_step();  // dsl, deputy, head, chair
    EXPECT_EQ(alert().state, AlertState::open);
    EXPECT_THAT(raised_kinds(), IsEmpty());
    EXPECT_EQ(book.next_due(), calendar.after_school_hours(clock.now(), 4h));
    next_step();
    EXPECT_EQ(alert().state, AlertState::exhausted);
}

TEST_F(AlertNotifierTest, AnExhaustedAlarmRaisesNoOther) {
    auto alarm = an_alert(Category::benign, Severity::v4, clock.now());
    alarm.kind = "nobody_reachable";
    book.add(alarm);
    while (!book.queue.empty()) next_step();
    EXPECT_EQ(alert().state, AlertState::exhausted);
    EXPECT_THAT(book.raised, IsEmpty());
}

TEST_F(AlertNotifierTest, WhenNobodyMayBeToldThatIsAnEmergencyAndItIsTriedAgain) {
    auto alert_about_all = an_alert(Category::threat, Severity::v4, clock.now());
    alert_about_all.barred = {"marsh", "okafor", "quill", "rowan"};
    book.add(alert_about_all);
    next_step();
    EXPECT_THAT(courier.tried, IsEmpty());
    EXPECT_THAT(raised_kinds(), ElementsAre("nobody_reachable"));
    EXPECT_EQ(book.raised[0].barred, alert_about_all.barred);
    EXPECT_EQ(alert().state, AlertState::open);
    EXPECT_EQ(book.next_due(), clock.now() + 1h);
    next_step();
    EXPECT_EQ(book.raised.size(), 1U);
}

TEST_F(AlertNotifierTest, ARefusedAddressLetsTheNextPersonBeToldAtOnce) {
    add(Category::threat, Severity::v3);
    courier.answers["marsh@bramblecote.example"] = runtime::ErrorKind::rejected;
    next_step();
    EXPECT_THAT(raised_kinds(), ElementsAre("nobody_reachable"));
    EXPECT_EQ(book.next_due(), clock.now());
    next_step();
    EXPECT_THAT(courier.accepted_by(), ElementsAre("okafor"));
}

TEST_F(AlertNotifierTest, OneRefusedAddressAmongSeveralIsNoAlarm) {
    add(Category::threat, Severity::v4);
    courier.answers["marsh@bramblecote.example"] = runtime::ErrorKind::rejected;
    next_step();
    EXPECT_THAT(courier.accepted_by(), ElementsAre("quill"));
    EXPECT_THAT(raised_kinds(), IsEmpty());
    EXPECT_EQ(book.next_due(), clock.now() + 10min);
}

TEST_F(AlertNotifierTest, AServerThatIsAwayIsTriedAgainEverLessOften) {
    add(Category::threat, Severity::v3);
    courier.answers["marsh@bramblecote.example"] = runtime::ErrorKind::unreachable;
    for (const auto wait : {1min, 2min, 5min, 10min, 10min}) {
        next_step();
        EXPECT_EQ(book.next_due(), clock.now() + wait);
    }
    EXPECT_EQ(alert().step, 0);
    EXPECT_THAT(raised_kinds(), ElementsAre("nobody_reachable"));
    courier.answers.clear();
    next_step();
    EXPECT_THAT(courier.accepted_by(), ElementsAre("marsh"));
    EXPECT_EQ(alert().step, 1);
}

TEST_F(AlertNotifierTest, ARepeatedStepTellsOnlyThoseWhoWereNotTold) {
    add(Category::threat, Severity::v4);
    courier.answers["quill@bramblecote.example"] = runtime::ErrorKind::unreachable;
    next_step();
    courier.answers.clear();
    next_step();
    EXPECT_THAT(courier.accepted_by(), ElementsAre("marsh", "quill"));
    EXPECT_EQ(alert().step, 1);
}

TEST_F(AlertNotifierTest, NobodyIsRemindedTwiceInOneStepOfALaterRound) {
    add(Category::threat, Severity::v4);
    for (int i = 0; i < 3; ++i) next_step();
    courier.accepted.clear();
    courier.answers["quill@bramblecote.example"] = runtime::ErrorKind::unreachable;
    next_step();
    courier.answers.clear();
    next_step();
    EXPECT_THAT(courier.accepted_by(), ElementsAre("marsh", "quill"));
}

TEST_F(AlertNotifierTest, OneDeadMailboxDoesNotHoldUpTheLadder) {
    add(Category::threat, Severity::v4);
    courier.answers["quill@bramblecote.example"] = runtime::ErrorKind::unreachable;
    for (int i = 0; i < AlertNotifier::kFailuresBeforeAlarm; ++i) next_step();
    EXPECT_EQ(alert().step, 1);
    EXPECT_THAT(raised_kinds(), IsEmpty());
}

TEST_F(AlertNotifierTest, ACrashBetweenAcceptanceAndRecordRepeatsTheSameMessage) {
    add(Category::threat, Severity::v3);
    book.told_down = true;
    EXPECT_FALSE(runner.run(notifier.step({"a1", "handle", 1})));
    book.told_down = false;
    EXPECT_TRUE(runner.run(notifier.step({"a1", "handle", 2})));
    ASSERT_EQ(courier.accepted.size(), 2U);
    EXPECT_EQ(courier.accepted[0].id, courier.accepted[1].id);
}

TEST_F(AlertNotifierTest, EveryStepAndPersonHasAMessageIdOfItsOwn) {
    EXPECT_NE(notifier::message_id("a1", 0, "marsh"), notifier::message_id("a1", 1, "marsh"));
    EXPECT_NE(notifier::message_id("a1", 0, "marsh"), notifier::message_id("a1", 0, "quill"));
    EXPECT_NE(notifier::message_id("a1", 0, "marsh"), notifier::message_id("a2", 0, "marsh"));
}

TEST_F(AlertNotifierTest, OutOfHoursOrdinaryAlertsWaitForTheSchoolToOpen) {
    clock.advance(10h);  // Friday 19:15
    add(Category::hate, Severity::v2);
    next_step();
    EXPECT_THAT(courier.tried, IsEmpty());
    EXPECT_TRUE(calendar.school_open(book.next_due()));
    EXPECT_GT(book.next_due(), clock.now() + 48h);  // Monday
    next_step();
    EXPECT_THAT(courier.accepted_by(), ElementsAre("marsh"));
}

TEST_F(AlertNotifierTest, OutOfHoursAnEmergencyAndAChildInDangerAreToldAtOnce) {
    clock.advance(10h);
    add(Category::threat, Severity::v3);
    next_step();
    EXPECT_THAT(courier.accepted_by(), ElementsAre("marsh"));
    EXPECT_TRUE(calendar.school_open(book.next_due()));

    book.queue.clear();
    add(Category::threat, Severity::v4);
    next_step();
    EXPECT_EQ(book.next_due(), clock.now() + 10min);
}

TEST_F(AlertNotifierTest, RunTakesJobsAndOutlivesARedisThatIsAway) {
    book.down = true;
    add(Category::threat, Severity::v3);
    runner.start(notifier.run());
    EXPECT_THAT(courier.tried, IsEmpty());
    book.down = false;
    clock.advance(AlertNotifier::kRest);
    runner.poll();
    EXPECT_THAT(courier.accepted_by(), ElementsAre("marsh"));
}

TEST_F(AlertNotifierTest, RunGoesOnWithWhatAnotherLifeTookAndNeverFinished) {
    add(Category::threat, Severity::v3);
    book.unfinished.insert(book.queue.at(0).alert);
    book.queue.clear();
    runner.start(notifier.run());
    EXPECT_THAT(courier.accepted_by(), ElementsAre("marsh"));
}

TEST_F(AlertNotifierTest, RunGoesOnSoonWithWhatALostRedisInterrupted) {
    add(Category::threat, Severity::v3);
    book.told_down = true;
    runner.start(notifier.run());
    book.told_down = false;
    clock.advance(AlertNotifier::kRest);
    runner.poll();
    EXPECT_EQ(courier.tried.size(), 2U);  // told twice rather than never
}

}  // namespace
}  // namespace tests
