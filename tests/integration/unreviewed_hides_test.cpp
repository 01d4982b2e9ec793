// What the machine hid and nobody reviewed becomes an alert, once, and only while it is so.

#include "moderation/unreviewed_hides.hpp"

#include "tests/integration/store_world.hpp"
#include "tests/support/fake_clock.hpp"

namespace tests {

using namespace std::chrono_literals;
using models::ActionState;

class UnreviewedHidesTest : public StoreWorld {
  protected:
    void hide(const std::string& external_id, std::vector<std::string> barred = {}) {
        auto intaken = concern(external_id, Severity::v3);
        intaken.auto_hide = true;
        intaken.review_by = now + 24h;
        intaken.barred = std::move(barred);
        record(intaken);
        finish_newest(external_id, ActionState::done);
    }
    std::size_t look_after(std::chrono::milliseconds time) {
        clock.set(now + time);
        moderation::UnreviewedHides hides{*store, clock, log};
        return ok(hides.step());
    }
    std::vector<models::Alert> alerts() { return ok(store->open_alerts(ottilie)); }

    FakeClock clock;
    runtime::Log log{runtime::LogLevel::error, "/dev/null"};
};

TEST_F(UnreviewedHidesTest, AHideThatNobodyReviewedInTimeIsAnAlertOnce) {
    hide("c1", {"quill"});
    EXPECT_EQ(look_after(24h - 1ms), 0u);
    EXPECT_TRUE(alerts().empty());

    EXPECT_EQ(look_after(24h), 1u);
    ASSERT_EQ(alerts().size(), 1u);
    const auto raised = alerts().front();
    EXPECT_EQ(raised.kind, "unreviewed_hide");
    EXPECT_EQ(raised.subject, "item:" + id_of("c1"));
    const std::vector<models::Matter> matters{{models::Category::bullying_pupil, Severity::v3}};
    EXPECT_EQ(raised.matters, matters);
    EXPECT_EQ(raised.severity, Severity::v3);
    EXPECT_EQ(raised.barred, std::vector<std::string>{"quill"});
    EXPECT_EQ(jobs("alerts").size(), 1u);

    EXPECT_EQ(look_after(48h), 0u);
    EXPECT_EQ(alerts().size(), 1u);
}

TEST_F(UnreviewedHidesTest, OpeningAnItemOrProposingSomethingIsNotYetAReview) {
    hide("c1");
    ok(store->claim(ottilie, id_of("c1"), now));
    hide("c2");
    decide(ottilie, "c2", Verb::remove);
    EXPECT_EQ(look_after(24h), 2u);
}

TEST_F(UnreviewedHidesTest, WhatSomebodyDecidedIsNoAlertUnlessItWasUndone) {
    hide("c1");
    decide(ottilie, "c1", Verb::leave);
    hide("c2");
    const auto left = decide(ottilie, "c2", Verb::leave);
    ok(store->undo(ottilie, id_of("c2"), left.version, now));

    EXPECT_EQ(look_after(24h), 1u);
    ASSERT_EQ(alerts().size(), 1u);
    EXPECT_EQ(alerts().front().subject, "item:" + id_of("c2"));
}

TEST_F(UnreviewedHidesTest, WhatIsNotHiddenIsNoAlert) {
    hide("shown-again");
    auto shown = concern("shown-again", Severity::v3);
    now += 10min;  // long enough after our own hide to believe what a page says
    record(shown);
    hide("gone");
    auto next = page("cursor-2");
    next.gone = {"gone"};
    ok(store->record_page(next, {}, now));
    auto refused = concern("refused", Severity::v3);
    refused.auto_hide = true;
    refused.review_by = now + 24h;
    record(refused);
    finish_newest("refused", ActionState::refused);

    EXPECT_EQ(look_after(30h), 0u);
}

TEST_F(UnreviewedHidesTest, WhatAPersonHidIsReviewedAlready) {
    record(concern("c1"));
    decide(ottilie, "c1", Verb::hide);
    finish_newest("c1", ActionState::done);
    EXPECT_EQ(look_after(240h), 0u);
}

TEST_F(UnreviewedHidesTest, AnAlertCannotBeRaisedBeforeItsTime) {
    hide("c1");
    auto early = alert("a1");
    early.kind = "unreviewed_hide";
    early.subject = "item:" + id_of("c1");
    EXPECT_FALSE(ok(store->raise_unreviewed_hide(early, now + 1h)));
    EXPECT_EQ(look_after(24h), 1u);
}

}  // namespace tests
