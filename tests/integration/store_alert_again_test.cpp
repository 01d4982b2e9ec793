// When people are told of the same item again: an edit that adds something, and what somebody does behind our back.

#include "tests/integration/store_world.hpp"

#include <gmock/gmock.h>

namespace tests {

using namespace std::chrono_literals;
using models::Category;
using testing::ElementsAre;

class StoreAlertAgainTest : public StoreWorld {
  protected:
    /// A revision of the one item, which tells people of these matters.
    Intaken said(const std::string& alert_id, std::vector<models::Matter> matters) {
        auto intaken = concern("c1", matters.front().severity);
        intaken.item.text = "words that go with " + alert_id;
        intaken.alert = alert(alert_id, matters.front().severity);
        intaken.alert->matters = std::move(matters);
        return intaken;
    }
    std::size_t open_alerts() { return ok(store->open_alerts(ottilie)).size(); }
    models::Alert newest() { return ok(store->open_alerts(ottilie)).at(0); }
    /// Hidden by the machine for something grave, and so on the network.
    void hide_grave() {
        auto intaken = said("a1", {{Category::threat, Severity::v3}});
        intaken.auto_hide = true;
        record(intaken);
        finish_newest("c1", models::ActionState::done);
        ok(store->acknowledge_alert(ottilie, "a1", now));
        now += 5min;
        shown = intaken;
        shown.alert.reset();  // what was judged before is not judged again
    }

    Intaken shown;  ///< as the network lists it once somebody shows it again
};

TEST_F(StoreAlertAgainTest, AnEditOfTheSameSeverityAboutSomethingElseIsToldAnew) {
    record(said("a1", {{Category::spam_scam, Severity::v3}}));
    ok(store->alert_told("a1", 0, "quill", now));
    auto harm = said("a2", {{Category::self_harm, Severity::v3}});
    harm.auto_hide = harm.hide_needs_alert = true;
    record(harm);
    EXPECT_EQ(open_alerts(), 2u);
    EXPECT_EQ(length("actions"), 0u) << "the old alert said nothing of this";

    ok(store->alert_told("a1", 0, "trellis", now));
    EXPECT_EQ(length("actions"), 0u);
    ok(store->alert_told("a2", 0, "trellis", now));
    EXPECT_EQ(length("actions"), 1u);
}

TEST_F(StoreAlertAgainTest, WhatAnOpenAlertHasToldIsNotToldAgain) {
    record(said("a1", {{Category::threat, Severity::v4}, {Category::hate, Severity::v3}}));
    record(said("a2", {{Category::threat, Severity::v4}}));
    record(said("a3", {{Category::hate, Severity::v3}, {Category::threat, Severity::v3}}));
    EXPECT_EQ(open_alerts(), 1u);
    record(said("a4", {{Category::hate, Severity::v4}}));
    record(said("a5", {{Category::threat, Severity::v4}}));
    EXPECT_EQ(open_alerts(), 2u);
}

TEST_F(StoreAlertAgainTest, AnEditAfterTheLastAlertWasAnsweredIsToldAnew) {
    record(said("a1", {{Category::threat, Severity::v3}}));
    ok(store->acknowledge_alert(ottilie, "a1", now));
    decide(quill, "c1", Verb::leave);
    record(said("a2", {{Category::threat, Severity::v3}}));
    EXPECT_EQ(open_alerts(), 1u);
    EXPECT_EQ(newest().id, "a2");
}

TEST_F(StoreAlertAgainTest, AnEditAfterNobodyAnsweredIsToldAnew) {
    record(said("a1", {{Category::threat, Severity::v3}}));
    ok(store->alert_step_done("a1", 0, std::nullopt, now));
    record(said("a2", {{Category::threat, Severity::v3}}));
    EXPECT_EQ(open_alerts(), 2u);
}

TEST_F(StoreAlertAgainTest, WhomAnEditBarsIsNotToldOfTheOldAlertEither) {
    record(said("a1", {{Category::threat, Severity::v3}}));
    auto naming = said("a2", {{Category::threat, Severity::v3}});
    naming.barred = {"quill"};
    record(naming);
    EXPECT_THAT(ok(store->alert("a1")).barred, ElementsAre("quill"));
    ok(store->raise_alert(models::draw_alert("nobody_reachable", "alert:a1", Severity::v4), now));
    for (const auto& open : ok(store->open_alerts(ottilie)))
        EXPECT_THAT(ok(store->alert(open.id)).barred, ElementsAre("quill")) << open.kind;
}

TEST_F(StoreAlertAgainTest, AnEditThatDropsANameDoesNotTellThatPerson) {
    auto naming = said("a1", {{Category::threat, Severity::v3}});
    naming.barred = {"quill"};
    record(naming);
    record(said("a2", {{Category::threat, Severity::v4}}));
    EXPECT_THAT(ok(store->alert("a2")).barred, ElementsAre("quill"));
}

TEST_F(StoreAlertAgainTest, PassingOnAlertsTheSafeguardingTeamAndMakesItUrgent) {
    auto intaken = concern("c1", Severity::v1);
    intaken.barred = {"trellis"};
    record(intaken);
    decide(quill, "c1", Verb::escalate);

    EXPECT_EQ(item("c1").severity, Severity::v3);
    EXPECT_EQ(item("c1").visibility, Visibility::dsl);
    ASSERT_EQ(open_alerts(), 1u);
    EXPECT_EQ(newest().kind, "escalated");
    EXPECT_EQ(newest().subject, "item:" + id_of("c1"));
    EXPECT_EQ(newest().severity, Severity::v3);
    EXPECT_THAT(newest().barred, ElementsAre("trellis"));
    EXPECT_EQ(length("alerts"), 1u);
}

TEST_F(StoreAlertAgainTest, PassingOnThatTwoAgreeOnAlertsOnce) {
    record(concern("c1", Severity::v4));
    auto request = decision("c1", Verb::escalate, "quill");
    request.needs_second = true;
    ok(store->decide(quill, request, now));
    EXPECT_EQ(open_alerts(), 0u);
    ok(store->agree(trellis, id_of("c1"), item("c1").version, now));
    ASSERT_EQ(open_alerts(), 1u);
    EXPECT_EQ(newest().severity, Severity::v4);
    decide(ottilie, "c1", Verb::escalate);
    EXPECT_EQ(open_alerts(), 1u);
}

TEST_F(StoreAlertAgainTest, WhatIsShownAgainOnTheNetworkIsLookedAtAgainAndTold) {
    hide_grave();
    decide(ottilie, "c1", Verb::leave);
    now += 5min;
    record(shown);

    EXPECT_EQ(item("c1").review, models::ReviewState::open);
    EXPECT_EQ(ok(store->queue_total(quill)), 1u);
    ASSERT_EQ(open_alerts(), 1u);
    EXPECT_EQ(newest().kind, "shown_again");
    EXPECT_EQ(newest().severity, Severity::v3);
    EXPECT_THAT(newest().matters, ElementsAre(models::Matter{Category::threat, Severity::v3}));
    record(shown);
    EXPECT_EQ(open_alerts(), 1u);
}

TEST_F(StoreAlertAgainTest, AnItemThatWaitsStillIsToldOfToo) {
    hide_grave();
    record(shown);
    EXPECT_EQ(newest().kind, "shown_again");
    EXPECT_EQ(ok(store->queue_total(quill)), 1u);
}

TEST_F(StoreAlertAgainTest, WhatWeShowOurselvesOrWasHiddenForLessAlertsNobody) {
    hide_grave();
    decide(ottilie, "c1", Verb::unhide);
    ok(store->agree(trellis, id_of("c1"), item("c1").version, now));
    now += 5min;
    record(shown);
    EXPECT_EQ(open_alerts(), 0u);

    auto mild = concern("c2");
    mild.auto_hide = true;
    record(mild);
    finish_newest("c2", models::ActionState::done);
    now += 5min;
    record(mild);
    EXPECT_EQ(item("c2").network_state, models::NetworkState::visible);
    EXPECT_EQ(open_alerts(), 0u);
}

}  // namespace tests
