// What alerts promise: they go on until somebody says "I have it", and reach nobody who must not know.

#include "tests/integration/store_world.hpp"

#include <algorithm>

#include <gmock/gmock.h>

namespace tests {

using namespace std::chrono_literals;
using models::AlertState;
using testing::ElementsAre;

class StoreAlertsTest : public StoreWorld {
  protected:
    models::Alert silent(const std::string& id) {
        auto raised = alert(id);
        raised.kind = "connector_silent";
        raised.subject = "channel:page";
        return raised;
    }
};

TEST_F(StoreAlertsTest, AnAlertIsRaisedOnceWhileOneOfItsKindIsOpen) {
    EXPECT_TRUE(ok(store->raise_alert(silent("a1"), now)));
    EXPECT_FALSE(ok(store->raise_alert(silent("a2"), now)));
    EXPECT_FALSE(ok(store->raise_alert(silent("a1"), now)));
    EXPECT_EQ(length("alerts"), 1u);

    ok(store->acknowledge_alert(ottilie, "a1", now));
    EXPECT_TRUE(ok(store->raise_alert(silent("a3"), now)));
}

TEST_F(StoreAlertsTest, AnAlertComesBackAsItWasRaised) {
    auto raised = silent("a1");
    raised.barred = {"quill"};
    raised.matters.push_back({models::Category::hate, Severity::v2});
    ok(store->raise_alert(raised, now));
    const auto stored = ok(store->alert("a1"));

    EXPECT_EQ(stored.reference, "SM-7F3K2");
    EXPECT_EQ(stored.kind, "connector_silent");
    EXPECT_EQ(stored.subject, "channel:page");
    EXPECT_EQ(stored.matters, raised.matters);
    EXPECT_EQ(stored.severity, Severity::v3);
    EXPECT_THAT(stored.barred, ElementsAre("quill"));
    EXPECT_EQ(stored.raised_at, now);
    EXPECT_EQ(stored.state, AlertState::open);
    EXPECT_EQ(stored.step, 0);
}

TEST_F(StoreAlertsTest, TheJournalTellsTheReferenceThatPeopleWereMailed) {
    ok(store->raise_alert(silent("a1"), now));
    const auto entries = ok(store->journal_after(0, 1000));
    ASSERT_EQ(entries.back().kind, "alert.raised");
    EXPECT_NE(entries.back().data.find(R"("reference":"SM-7F3K2")"), std::string::npos);
}

TEST_F(StoreAlertsTest, EscalatesStepByStepUntilNobodyIsLeft) {
    ok(store->raise_alert(silent("a1"), now));
    auto job = jobs("alerts").at(0);
    EXPECT_EQ(job.fields.at("alert"), "a1");
    ok(store->alert_told("a1", 0, "trellis", now));
    ok(store->alert_told("a1", 0, "trellis", now));
    EXPECT_THAT(ok(store->alert("a1")).told_this_step, ElementsAre("trellis"));
    EXPECT_EQ(count_kind("alert.told"), 1u);
    ok(store->alert_step_done("a1", 0, now + 10min, now));
    ok(store->job_done(job));
    EXPECT_EQ(refused(store->alert_step_done("a1", 0, now + 10min, now)), ErrorKind::conflict);
    EXPECT_EQ(ok(store->alert("a1")).step, 1);
    EXPECT_TRUE(ok(store->alert("a1")).told_this_step.empty());

    EXPECT_TRUE(jobs("alerts").empty());
    EXPECT_EQ(ok(store->move_due_jobs(now + 10min)), 1u);
    job = jobs("alerts").at(0);
    EXPECT_EQ(job.fields.at("step"), "1");
    ok(store->alert_step_done("a1", 1, std::nullopt, now + 10min));
    EXPECT_EQ(ok(store->alert("a1")).state, AlertState::exhausted);
    EXPECT_EQ(ok(store->open_alerts(ottilie)).size(), 1u) << "nobody has it, so everybody still sees it";
    EXPECT_EQ(ok(store->acknowledge_alert(ottilie, "a1", now)).state, AlertState::acknowledged);
}

TEST_F(StoreAlertsTest, AJobOfAStepThatIsOverDoesNotBringTheNextStepEarly) {
    ok(store->raise_alert(silent("a1"), now));
    const auto job = jobs("alerts").at(0);
    ok(store->alert_step_done("a1", 0, now + 10min, now));
    redis_command(
        {"XCLAIM", "gh:{bramblecote}:jobs:alerts", "workers", "dead", "0", job.entry, "IDLE", "61000", "JUSTID"});

    EXPECT_TRUE(jobs("alerts").empty());
    EXPECT_EQ(length("alerts"), 0u);
}

TEST_F(StoreAlertsTest, AnAcknowledgementStopsTheEscalation) {
    ok(store->raise_alert(silent("a1"), now));
    ok(store->job_done(jobs("alerts").at(0)));
    ok(store->alert_step_done("a1", 0, now + 10min, now));
    const auto acknowledged = ok(store->acknowledge_alert(ottilie, "a1", now + 1min));

    EXPECT_EQ(acknowledged.state, AlertState::acknowledged);
    EXPECT_EQ(acknowledged.acknowledged_by, "ottilie");
    EXPECT_EQ(acknowledged.acknowledged_at, now + 1min);
    EXPECT_EQ(ok(store->move_due_jobs(now + 1h)), 0u);
    EXPECT_EQ(refused(store->acknowledge_alert(trellis, "a1", now)), ErrorKind::conflict);
    EXPECT_EQ(refused(store->alert_step_done("a1", 1, now + 1h, now)), ErrorKind::conflict);
    EXPECT_TRUE(ok(store->open_alerts(ottilie)).empty());
}

TEST_F(StoreAlertsTest, PeopleSeeAlertsOfItemsTheyMaySeeOrWereToldOf) {
    auto intaken = concern("c1", Severity::v4);
    intaken.visibility = Visibility::cm;
    intaken.alert = alert("a1", Severity::v4);
    record(intaken);

    EXPECT_EQ(ok(store->open_alerts(ottilie)).size(), 1u);
    EXPECT_TRUE(ok(store->open_alerts(quill)).empty());
    EXPECT_EQ(refused(store->acknowledge_alert(quill, "a1", now)), ErrorKind::not_found);
    ok(store->alert_told("a1", 0, "quill", now));
    EXPECT_EQ(ok(store->open_alerts(quill)).size(), 1u);
}

TEST_F(StoreAlertsTest, ABarredPersonCannotAcknowledgeEvenWhenTold) {
    auto intaken = concern("c1");
    intaken.alert = alert("a1");
    intaken.barred = {"quill"};
    record(intaken);
    ok(store->alert_told("a1", 0, "quill", now));
    EXPECT_EQ(refused(store->acknowledge_alert(quill, "a1", now)), ErrorKind::not_found);
    EXPECT_TRUE(ok(store->open_alerts(quill)).empty());
}

TEST_F(StoreAlertsTest, WhoMissesTwoAlertsInARowIsTakenForAbsentAndSomebodyIsTold) {
    const auto miss = [&](const std::string& id) {
        auto missed = silent(id);
        missed.subject = "channel:" + id;
        ok(store->raise_alert(missed, now));
        ok(store->alert_told(id, 0, "trellis", now));
        for (int step = 0; step < 4; ++step) ok(store->alert_step_done(id, step, now + 10min, now));
    };
    miss("a1");
    EXPECT_TRUE(ok(store->presumed_absent()).empty()) << "one alert counts once, however often it was repeated";
    miss("a2");
    EXPECT_THAT(ok(store->presumed_absent()), ElementsAre("trellis"));
    const auto open = ok(store->open_alerts(ottilie));
    ASSERT_EQ(open.size(), 3u);
    const auto told = std::find_if(open.begin(), open.end(),
                                   [](const auto& one) { return one.kind == "presumed_absent"; });
    ASSERT_NE(told, open.end());
    EXPECT_EQ(told->subject, "person:trellis");

    ok(store->open_session("token-1", {"trellis", "csrf", now, now}, now));
    EXPECT_TRUE(ok(store->presumed_absent()).empty()) << "whoever signs in is there";
    miss("a3");
    ok(store->acknowledge_alert(trellis, "a3", now));
    miss("a4");
    EXPECT_TRUE(ok(store->presumed_absent()).empty()) << "and so is whoever acknowledges";
}

TEST_F(StoreAlertsTest, NonsenseIsRefused) {
    EXPECT_EQ(refused(store->alert("no such alert")), ErrorKind::not_found);
    EXPECT_EQ(refused(store->alert_told("nothing", 0, "quill", now)), ErrorKind::not_found);
    EXPECT_EQ(refused(store->alert_step_done("nothing", 0, now, now)), ErrorKind::not_found);
    EXPECT_EQ(refused(store->acknowledge_alert(quill, "nothing", now)), ErrorKind::not_found);
    auto odd = silent("a1");
    odd.barred = {"a|b"};
    EXPECT_EQ(refused(store->raise_alert(odd, now)), ErrorKind::malformed);
}

}  // namespace tests
