// What triage promises: the table decides, reversible actions only, criticism is never hidden, and nobody
// handles what is about themselves.

#include "moderation/triage.hpp"

#include "config/data_dir.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using config::Role;
using models::Category;
using models::Severity;

constexpr std::int64_t kFridayMorning = 1'795'168'800'000;  // 2026-11-20 10:00 UTC, a school day

config::Person person(std::string id, std::string name, Role role, std::vector<std::string> known_as,
                      std::vector<std::string> conflicts = {}) {
    config::Person one;
    one.id = std::move(id);
    one.name = std::move(name);
    one.email = one.id + "@bramblecote.example";
    one.known_as = std::move(known_as);
    one.conflicts = std::move(conflicts);
    one.roles.push_back(config::RoleHeld{role, std::nullopt, std::nullopt, 0});
    return one;
}

class TriageTest : public testing::Test {
  protected:
    TriageTest()
        : people{{person("quill", "Mrs Quill", Role::headteacher, {"Quill"}),
                  person("marsh", "Ms Marsh", Role::dsl, {}),
                  person("finch", "Miss Finch", Role::comms_author, {}, {"Ottilie"})}},
          calendar{calendar_times()},
          routing{*config::load_routing(config::data_file("routing.csv"), {})},
          triage{routing, people, calendar} {}

    static config::Calendar::Times calendar_times() {
        config::Calendar::Times times;
        times.terms.push_back({{2026, 9, 1}, {2027, 7, 20}});
        return times;
    }

    static models::CollectedItem comment(std::string text) {
        models::CollectedItem item;
        item.channel_id = "page";
        item.external_id = "1_2";
        item.author_id = "660";
        item.text = std::move(text);
        return item;
    }

    static models::Assessment assessed(std::vector<models::Finding> findings) {
        models::Assessment assessment;
        for (const auto& finding : findings) assessment.severity = std::max(assessment.severity, finding.severity);
        assessment.findings = std::move(findings);
        return assessment;
    }

    moderation::Intaken decide(std::string text, std::vector<models::Finding> findings, models::Features features = {},
                               const moderation::Circumstances& circumstances = {}) const {
        auto assessment = assessed(std::move(findings));
        assessment.features = features;
        return triage.decide(comment(std::move(text)), std::move(assessment), circumstances, "104",
                             runtime::from_ms(kFridayMorning));
    }

    config::People people;
    config::Calendar calendar;
    config::RoutingTable routing;
    moderation::Triage triage;
};

TEST_F(TriageTest, PicturesFollowTheTableAsWordsDo) {
    const auto now = runtime::from_ms(kFridayMorning);
    const auto found = [&](Category category, Severity severity, bool own = false) {
        const std::vector<models::Finding> findings{{category, severity, severity > Severity::v1}};
        return triage.decide_pictures(comment("Thank you Mrs Quill"), assessed(findings), findings, own, now);
    };
    const auto shown = found(Category::pupil_image, Severity::v1);
    EXPECT_TRUE(shown.queue);
    EXPECT_FALSE(shown.alert);
    EXPECT_FALSE(shown.act_by);
    EXPECT_TRUE(found(Category::pupil_image, Severity::v2).act_by);
    EXPECT_EQ(found(Category::pupil_image, Severity::v3).visibility, models::Visibility::dsl);
    const auto listed = found(Category::illegal_image, Severity::v4);
    EXPECT_TRUE(listed.auto_hide);
    EXPECT_FALSE(listed.hide_needs_alert);
    EXPECT_TRUE(listed.review_by);
    EXPECT_EQ(listed.preserve, "hold_no_media");
    EXPECT_EQ(listed.barred, std::vector<std::string>{"quill"});
    EXPECT_TRUE(found(Category::pupil_image, Severity::v2, true).barred.empty()) << "what the school says is no matter";
}

TEST_F(TriageTest, WhatComesToPeopleLaterByItsPicturesIsBarredFromTheStart) {
    auto item = comment("I will hurt Mrs Quill");
    item.attachments = {{"photo", "", ""}};
    const auto now = runtime::from_ms(kFridayMorning);
    const auto quiet = assessed({{Category::threat, Severity::v0, true}});
    EXPECT_EQ(triage.decide(item, quiet, {}, "104", now).barred, std::vector<std::string>{"quill"});
}

TEST_F(TriageTest, LeavesAloneWhatIsFine) {
    const auto intaken = decide("So proud of Year 2", {});
    EXPECT_FALSE(intaken.queue);
    EXPECT_FALSE(intaken.auto_hide);
    EXPECT_FALSE(intaken.alert);
}

TEST_F(TriageTest, HidesAThreatAndAlertsTheSafeguardingTeam) {
    const auto intaken = decide("...", {{Category::threat, Severity::v4, true}});
    EXPECT_TRUE(intaken.auto_hide);
    EXPECT_TRUE(intaken.queue);
    EXPECT_EQ(intaken.visibility, models::Visibility::dsl);
    EXPECT_EQ(intaken.preserve, "hold");
    ASSERT_TRUE(intaken.alert);
    EXPECT_EQ(intaken.alert->severity, Severity::v4);
    ASSERT_TRUE(intaken.act_by);
    EXPECT_EQ(runtime::to_ms(*intaken.act_by), kFridayMorning + 30 * 60'000);
}

TEST_F(TriageTest, AnAutomaticHideIsReviewedWithinOneSchoolDay) {
    const auto hidden = decide("...", {{Category::sexual_content, Severity::v2, true}});
    ASSERT_TRUE(hidden.review_by);
    EXPECT_EQ(runtime::to_iso(*hidden.review_by), "2026-11-23T16:30:00.000Z");  // over the weekend, on Monday
    EXPECT_FALSE(decide("...", {{Category::criticism, Severity::v2, true}}).review_by);
}

TEST_F(TriageTest, ShowsAPersonWhatItIsNotSureOfInsteadOfHidingIt) {
    const auto intaken = decide("...", {{Category::threat, Severity::v3, false}});
    EXPECT_FALSE(intaken.auto_hide);
    EXPECT_TRUE(intaken.queue);
    EXPECT_TRUE(intaken.alert);
}

TEST_F(TriageTest, WhatOnlyTheCircumstancesMakeWorseIsNotHiddenForIt) {
    moderation::Circumstances around;
    around.of_author = 2;
    const auto raised = decide("...", {{Category::staff_abuse, Severity::v1, true}}, {}, around);
    EXPECT_EQ(raised.assessment.severity, Severity::v2);
    EXPECT_TRUE(raised.queue);
    EXPECT_FALSE(raised.auto_hide);
    models::Features aimed;
    aimed.target = true;
    EXPECT_TRUE(decide("...", {{Category::bullying_pupil, Severity::v2, true}}, {.named = true}, {}).auto_hide);
    EXPECT_FALSE(decide("...", {{Category::bullying_pupil, Severity::v1, true}}, {.named = true}, around).auto_hide);
}

TEST_F(TriageTest, HidesOnSuspicionOnlyWhereTheTableSaysSo) {
    EXPECT_TRUE(decide("...", {{Category::illegal_image, Severity::v4, false}}).auto_hide);
    EXPECT_FALSE(decide("...", {{Category::self_harm, Severity::v4, false}}).auto_hide);
}

TEST_F(TriageTest, NeverHidesCriticismWhateverElseIsFoundBelowV3) {
    for (const auto severity : {Severity::v1, Severity::v2}) {
        const auto alone = decide("...", {{Category::criticism, severity, true}});
        EXPECT_FALSE(alone.auto_hide);
        EXPECT_TRUE(alone.queue);
    }
    models::Features features;
    features.named_and_abusive = features.named = features.target = true;
    const auto rude = decide(
        "...", {{Category::staff_abuse, Severity::v2, true}, {Category::criticism, Severity::v1, true}}, features);
    EXPECT_FALSE(rude.auto_hide);
    EXPECT_TRUE(rude.queue);
}

TEST_F(TriageTest, HidesCriticismForWhatIsGraveItselfAndNotForTheCompanyItKeeps) {
    const models::Finding complaint{Category::criticism, Severity::v1, true};
    const models::Finding scam{Category::spam_scam, Severity::v2, true};
    // A rumour at V3 hides nothing by itself, and it does not make the V2 reason graver.
    EXPECT_FALSE(decide("...", {{Category::misinformation, Severity::v3, true}, scam, complaint}).auto_hide);
    EXPECT_TRUE(decide("...", {{Category::misinformation, Severity::v3, true}, scam}).auto_hide);
    EXPECT_TRUE(decide("...", {{Category::threat, Severity::v3, true}, complaint}).auto_hide);
}

TEST_F(TriageTest, HidesAChildsDisclosureOnlyTogetherWithAnAcceptedAlert) {
    const auto intaken = decide("...", {{Category::cp_disclosure, Severity::v3, true}});
    EXPECT_TRUE(intaken.auto_hide);
    EXPECT_TRUE(intaken.hide_needs_alert);
    EXPECT_TRUE(intaken.alert);
}

TEST_F(TriageTest, DoesNotWaitForTheAlertWhenAnotherFindingHidesAtOnce) {
    const auto intaken =
        decide("...", {{Category::cp_disclosure, Severity::v3, true}, {Category::threat, Severity::v3, true}});
    EXPECT_TRUE(intaken.auto_hide);
    EXPECT_FALSE(intaken.hide_needs_alert);
}

TEST_F(TriageTest, HidesOnConditionOnlyWhenTheConditionHolds) {
    const std::vector<models::Finding> abuse{{Category::staff_abuse, Severity::v2, true}};
    EXPECT_FALSE(decide("...", abuse).auto_hide);
    models::Features features;
    features.named_and_abusive = true;
    EXPECT_TRUE(decide("...", abuse, features).auto_hide);
}

TEST_F(TriageTest, ShowsAnAllegationOnlyToTheCaseManagerAndOneAboutTheHeadOnlyToTheChair) {
    const auto about_another = decide("the caretaker ...", {{Category::staff_allegation, Severity::v3, true}});
    EXPECT_EQ(about_another.visibility, models::Visibility::cm);
    EXPECT_FALSE(about_another.head_barred);
    const auto about_head = decide("ask Quill why", {{Category::staff_allegation, Severity::v3, true}});
    EXPECT_EQ(about_head.visibility, models::Visibility::gov);
    EXPECT_TRUE(about_head.head_barred);
    EXPECT_EQ(about_head.barred, std::vector<std::string>{"quill"});
    EXPECT_EQ(about_head.alert->barred, about_head.barred);
}

TEST_F(TriageTest, BarsWhoDeclaredAConflictAlsoFromCriticismButNotTheCriticised) {
    const auto intaken = decide("Quill never answers about Ottilie", {{Category::criticism, Severity::v1, true}});
    EXPECT_EQ(intaken.barred, std::vector<std::string>{"finch"});
}

TEST_F(TriageTest, BarsWhomADisguisedNameMeans) {
    for (const auto* text : {"Mrs Qu1ll", "Q u i l l did it", "Quilllll"})
        EXPECT_EQ(decide(text, {{Category::threat, Severity::v3, true}}).barred, std::vector<std::string>{"quill"})
            << text;
}

TEST_F(TriageTest, BarsWhoeverWroteItAndWhoDeclaredAConflictWithTheAuthor) {
    for (const auto category : {Category::threat, Category::criticism}) {
        for (const auto& [author, barred] : {std::pair{"Ottilie Birch", "finch"}, std::pair{"Miss Finch", "finch"}}) {
            auto written = comment("nothing that names anybody");
            written.author_name = author;
            const auto intaken = triage.decide(written, assessed({{category, Severity::v2, true}}), {}, "104",
                                               runtime::from_ms(kFridayMorning));
            EXPECT_EQ(intaken.barred, std::vector<std::string>{barred}) << to_string(category);
        }
    }
}

TEST_F(TriageTest, DoesNotJudgeWhatTheSchoolItselfSays) {
    auto assessment = assessed({{Category::threat, Severity::v4, true}});
    auto own = comment("a school post");
    own.author_id = "104";
    const auto intaken = triage.decide(own, assessment, {}, "104", runtime::from_ms(kFridayMorning));
    EXPECT_FALSE(intaken.queue);
    EXPECT_FALSE(intaken.auto_hide);
}

TEST_F(TriageTest, DoesNotWantToHideWhatTheNetworkWillNotHide) {
    auto fixed = comment("...");
    fixed.can_hide = false;
    const auto intaken = triage.decide(fixed, assessed({{Category::threat, Severity::v4, true}}), {}, "104",
                                       runtime::from_ms(kFridayMorning));
    EXPECT_FALSE(intaken.auto_hide);
    EXPECT_TRUE(intaken.alert);
}

TEST_F(TriageTest, TakesTheMostRestrictedAudienceAndTheMostUrgentClock) {
    const auto intaken =
        decide("...", {{Category::pupil_data, Severity::v2, true}, {Category::staff_allegation, Severity::v4, true}});
    EXPECT_EQ(intaken.visibility, models::Visibility::cm);
    EXPECT_EQ(runtime::to_ms(*intaken.act_by), kFridayMorning + 30 * 60'000);
}

TEST_F(TriageTest, OneAlertTellsOfEverythingThatSomebodyIsToldOf) {
    const auto intaken = decide("...", {{Category::staff_allegation, Severity::v3, true},
                                        {Category::cp_disclosure, Severity::v3, true},
                                        {Category::spam_scam, Severity::v1, true}});
    ASSERT_TRUE(intaken.alert);
    EXPECT_EQ(intaken.alert->severity, Severity::v3);
    const std::vector<models::Matter> told{{Category::staff_allegation, Severity::v3},
                                           {Category::cp_disclosure, Severity::v3}};
    EXPECT_EQ(intaken.alert->matters, told) << "advertising waits in the queue";
}

}  // namespace
