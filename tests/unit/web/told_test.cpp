// Who is told can read what they are told of; who cannot, or may not close it, does not end the alert for others.

#include "tests/unit/web/site_world.hpp"

#include <gmock/gmock.h>

namespace tests {

using models::Severity;
using models::Visibility;
using testing::HasSubstr;
using testing::Not;

class ToldTest : public SiteWorld {
  protected:
    std::string alerted(Visibility visibility, Severity severity, std::vector<std::string> barred = {}) {
        auto intaken = concern(severity, models::Category::threat);
        intaken.visibility = visibility;
        intaken.barred = barred;
        models::Alert alert;
        alert.id = "a1";
        alert.reference = "SM-7F3K2";
        alert.kind = "item";
        alert.matters = {{models::Category::threat, severity}};
        alert.severity = severity;
        alert.barred = std::move(barred);
        intaken.alert = alert;
        return comment("c1", "I know where you live", intaken);
    }
    void hide(const std::string& id) {
        const auto decided = ok(store->decide({"trellis", {item(id).visibility}, false, true},
                                              {id, item(id).version, models::Verb::hide, "trellis", "unkind"},
                                              clock.now()));
        finish(decided);
    }
    void finish(const moderation::Item& decided) {
        const auto action = decided.actions.back().id;
        ok(store->begin_action(action, "", clock.now()));
        ok(store->finish_action(action, models::ActionState::done, "", std::nullopt, clock.now()));
    }
    unsigned acknowledge(const std::string& person) {
        auto browser = signed_in(person);
        return post(browser, "/alerts/a1/acknowledge", {}).status;
    }
    runtime::ServerResponse decide(Browser& browser, const std::string& id, const std::string& verb) {
        return post(browser, "/items/" + id + "/decide", {{"verb", verb}, {"version", version_of(id)}, {"reason", ""}});
    }
};

TEST_F(ToldTest, LeadershipThatWasToldOpensFindsAndAcknowledgesIt) {
    const auto id = alerted(Visibility::dsl, Severity::v4);
    auto sorrel = signed_in("sorrel");
    EXPECT_EQ(get(sorrel, "/items/" + id).status, 404u);
    ok(store->alert_told("a1", 0, "sorrel", clock.now()));

    EXPECT_THAT(get(sorrel, "/alerts/a1").body, HasSubstr("/items/" + id));
    EXPECT_THAT(get(sorrel, "/items/" + id).body, HasSubstr("I know where you live"));
    EXPECT_THAT(get(sorrel, "/review").body, HasSubstr("/items/" + id));
    EXPECT_EQ(acknowledge("sorrel"), 303u);
}

TEST_F(ToldTest, SupportThatWasToldReadsNothingAndDoesNotStopTheLadder) {
    const auto id = alerted(Visibility::open, Severity::v3);
    for (const auto* person : {"sedge", "heath"}) {
        ok(store->alert_told("a1", 0, person, clock.now()));
        auto browser = signed_in(person);
        const auto page = get(browser, "/alerts/a1");
        EXPECT_EQ(page.status, 200u) << person;
        if (std::string_view{person} == "heath") continue;  // an auditor reads what is open
        EXPECT_THAT(page.body, Not(HasSubstr("Acknowledge</button>"))) << person;
        EXPECT_EQ(acknowledge(person), 403u) << person;
    }
    EXPECT_EQ(ok(store->alert("a1")).state, models::AlertState::open);
}

TEST_F(ToldTest, OnlyWhoWasToldOrMayCloseItAcknowledges) {
    alerted(Visibility::open, Severity::v3);
    auto quill = signed_in("quill");
    EXPECT_THAT(get(quill, "/alerts/a1").body, Not(HasSubstr("Acknowledge</button>")));
    EXPECT_EQ(acknowledge("quill"), 403u);
    EXPECT_EQ(ok(store->alert("a1")).state, models::AlertState::open);
    EXPECT_EQ(acknowledge("ottilie"), 303u) << "the safeguarding lead closes such things";
}

TEST_F(ToldTest, WhatAnyColleagueMayCloseAnyColleagueAcknowledges) {
    alerted(Visibility::open, Severity::v2);
    EXPECT_EQ(acknowledge("quill"), 303u);
}

TEST_F(ToldTest, ACommunicationsAuthorHidesSomethingSevereAndDoesNotCloseIt) {
    const auto id = alerted(Visibility::open, Severity::v3);
    auto quill = signed_in("quill");
    EXPECT_EQ(decide(quill, id, "leave").status, 403u);
    EXPECT_EQ(header_of(decide(quill, id, "hide"), "Location"), "/items/" + id + "?done=stays-open");
    EXPECT_THAT(get(quill, "/review").body, HasSubstr("/items/" + id));
    auto ottilie = signed_in("ottilie");
    EXPECT_EQ(header_of(decide(ottilie, id, "leave"), "Location"), "/items/" + id + "?done=leave");
    EXPECT_THAT(get(ottilie, "/review").body, Not(HasSubstr("/items/" + id)));
}

TEST_F(ToldTest, EveryLeaderReadsOnEveryPageThatNobodyCouldBeReached) {
    models::Alert alarm;
    alarm.id = "n1";
    alarm.reference = "SM-8G4L3";
    alarm.kind = "nobody_reachable";
    alarm.subject = "alert:a1";
    alarm.severity = Severity::v4;
    alarm.barred = {"trellis"};
    ok(store->raise_alert(alarm, clock.now()));
    for (const auto* person : {"ottilie", "sorrel", "heron"}) {
        auto browser = signed_in(person);
        for (const auto* path : {"/review", "/account"})
            EXPECT_THAT(get(browser, path).body, HasSubstr("href=\"/alerts/n1\"")) << person << path;
    }
    for (const auto* person : {"quill", "trellis"}) {
        auto browser = signed_in(person);
        EXPECT_THAT(get(browser, "/account").body, Not(HasSubstr("/alerts/n1"))) << person;
    }
    auto ottilie = signed_in("ottilie");
    EXPECT_EQ(post(ottilie, "/alerts/n1/acknowledge", {}).status, 303u);
    EXPECT_THAT(get(ottilie, "/account").body, Not(HasSubstr("Nobody could be reached")));
}

TEST_F(ToldTest, WhatWasGivenUpIsListedWithItsReasonForThoseItIsNotAbout) {
    const auto id = alerted(Visibility::open, Severity::v2, {"sorrel"});
    auto quill = signed_in("quill");
    decide(quill, id, "hide");
    auto jobs = ok(store->take_jobs(*redis, "actions", "worker-1", 10, std::chrono::milliseconds{0}));
    ok(store->job_dead(jobs.at(0), "the network did not carry it out", clock.now()));
    auto ottilie = signed_in("ottilie");
    const auto page = get(ottilie, "/given-up").body;
    EXPECT_THAT(page, HasSubstr("the network did not carry it out"));
    EXPECT_THAT(page, HasSubstr("/items/" + id));
    auto sorrel = signed_in("sorrel");
    EXPECT_THAT(get(sorrel, "/given-up").body, HasSubstr("Nothing was given up."));
    auto sedge = signed_in("sedge");
    EXPECT_THAT(get(sedge, "/given-up").body, Not(HasSubstr("/items/"))) << "support learns what, and opens nothing";
    EXPECT_EQ(get(quill, "/given-up").status, 403u);
}

TEST_F(ToldTest, TheCaseManagerAddsTheSecondColleagueWithoutWhomAHideCouldNotBeUndone) {
    const auto id = alerted(Visibility::cm, Severity::v3);
    hide(id);
    auto trellis = signed_in("trellis");
    const auto page = get(trellis, "/items/" + id).body;
    EXPECT_THAT(page, HasSubstr("Ottilie Thatch"));
    EXPECT_THAT(page, Not(HasSubstr("Ms Sedge"))) << "support reads no content";
    EXPECT_EQ(decide(trellis, id, "unhide").status, 303u);
    auto ottilie = signed_in("ottilie");
    EXPECT_EQ(get(ottilie, "/items/" + id).status, 404u);
    EXPECT_EQ(post(trellis, "/items/" + id + "/colleague", {{"colleague", "sedge"}}).status, 403u);
    EXPECT_EQ(post(trellis, "/items/" + id + "/colleague", {{"colleague", "ottilie"}}).status, 303u);
    EXPECT_THAT(get(ottilie, "/items/" + id).body, HasSubstr("Mr Trellis proposed"));
    EXPECT_THAT(get(ottilie, "/items/" + id).body, Not(HasSubstr("Let a colleague read it")));
    EXPECT_EQ(post(ottilie, "/items/" + id + "/agree", {{"version", version_of(id)}}).status, 303u);
}

TEST_F(ToldTest, AComplaintAboutTheHeadThatWasHiddenCanBeShownAgain) {
    const auto id = alerted(Visibility::gov, Severity::v3, {"trellis"});
    auto heron = signed_in("heron");
    EXPECT_EQ(decide(heron, id, "hide").status, 303u);
    finish(item(id));
    const auto page = get(heron, "/items/" + id).body;
    EXPECT_THAT(page, HasSubstr("Ottilie Thatch"));
    EXPECT_THAT(page, Not(HasSubstr(">Mr Trellis<"))) << "the subject is nobody to add";
    EXPECT_EQ(decide(heron, id, "unhide").status, 303u);
    EXPECT_EQ(post(heron, "/items/" + id + "/colleague", {{"colleague", "trellis"}}).status, 403u);
    EXPECT_EQ(post(heron, "/items/" + id + "/colleague", {{"colleague", "ottilie"}}).status, 303u);
    auto ottilie = signed_in("ottilie");
    EXPECT_EQ(post(ottilie, "/items/" + id + "/agree", {{"version", version_of(id)}}).status, 303u);
    EXPECT_EQ(item(id).actions.back().verb, models::Verb::unhide);
}

}  // namespace tests
