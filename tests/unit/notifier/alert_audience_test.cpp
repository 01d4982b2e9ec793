// Who is told of what: never those whom it is about, and of a connection or a broken glass those whom it concerns.

#include "tests/unit/notifier/alert_notifier_fixture.hpp"

#include <gmock/gmock.h>

using testing::UnorderedElementsAre;
using namespace std::chrono_literals;

namespace tests {
namespace {

class AlertAudienceTest : public AlertNotifierTest {
  protected:
    AlertAudienceTest() : rows{{route("threat", 4, {Recipient::dsl}), allegation()}} {}

    static config::Route allegation() {
        auto row = route("staff_allegation", 3, {Recipient::cm});
        row.visibility = "cm";
        return row;
    }
    /// The next step of an alert of a school whose safeguarding team has a mailbox of its own.
    void tell() {
        book.queue.clear();
        const auto done = runner.run(with_mailbox.step(notifier::AlertJob{"a1", "handle", 1}));
        ASSERT_TRUE(done) << done.error().message;
    }
    void tell(const models::Alert& alert) {
        book.add(alert);
        tell();
    }

    config::RoutingTable rows;
    notifier::AlertNotifier with_mailbox{
        book,     courier, people,
        calendar, rows,    {.public_url = "https://gate.example", .team_mailbox = "team@bramblecote.example"},
        clock,    log,     metrics};
};

TEST_F(AlertAudienceTest, TheTeamsMailboxHearsOfItBesideThePeopleOnce) {
    tell(an_alert(Category::threat, Severity::v4, clock.now()));
    EXPECT_THAT(courier.accepted_by(), UnorderedElementsAre("marsh", "team"));
    tell();
    EXPECT_THAT(courier.accepted_by(), UnorderedElementsAre("marsh", "team", "okafor"));
}

TEST_F(AlertAudienceTest, TheTeamHearsOfItWhenTheMailboxOfThePersonIsDead) {
    courier.answers["marsh@bramblecote.example"] = runtime::ErrorKind::unreachable;
    tell(an_alert(Category::threat, Severity::v4, clock.now()));
    EXPECT_THAT(courier.accepted_by(), UnorderedElementsAre("team"));
}

TEST_F(AlertAudienceTest, APersonHearsOfItWhenTheTeamsMailboxIsDead) {
    courier.answers["team@bramblecote.example"] = runtime::ErrorKind::unreachable;
    tell(an_alert(Category::threat, Severity::v4, clock.now()));
    EXPECT_THAT(courier.accepted_by(), UnorderedElementsAre("marsh"));
}

TEST_F(AlertAudienceTest, TheTeamsMailboxHearsNeitherOfAllegationsNorOfWhatSomebodyIsBarredFrom) {
    tell(an_alert(Category::staff_allegation, Severity::v3, clock.now()));
    auto barred = an_alert(Category::threat, Severity::v4, clock.now());
    barred.barred = {"okafor"};
    tell(barred);
    EXPECT_THAT(courier.accepted_by(), UnorderedElementsAre("quill", "marsh"));
}

TEST_F(AlertAudienceTest, WhoeverIsBarredIsNeverTold) {
    auto about_the_head = an_alert(Category::staff_abuse, Severity::v3, clock.now());
    about_the_head.barred = {"quill"};
    book.add(about_the_head);
    while (!book.queue.empty()) next_step();
    EXPECT_THAT(courier.accepted_by(), testing::Not(testing::Contains("quill")));
    EXPECT_THAT(courier.accepted_by(), testing::Contains("rowan"));
}

TEST_F(AlertAudienceTest, EverybodyWhomOneOfItsMattersConcernsIsToldAtOnce) {
    auto both = an_alert(Category::staff_abuse, Severity::v3, clock.now());
    both.matters.push_back({Category::threat, Severity::v3});
    book.add(both);
    next_step();
    EXPECT_THAT(courier.accepted_by(), UnorderedElementsAre("quill", "marsh"));
}

TEST_F(AlertAudienceTest, WhatAColleaguePassedOnGoesToTheSafeguardingLeadAtAnyHour) {
    auto passed_on = an_alert(Category::benign, Severity::v3, clock.now());
    passed_on.kind = "escalated";
    clock.set(school_calendar().after_school_hours(clock.now(), 24h) + 12h);
    book.add(passed_on);
    next_step();
    EXPECT_THAT(courier.accepted_by(), UnorderedElementsAre("marsh"));
    EXPECT_NE(courier.accepted[0].body.find("Kind: safeguarding"), std::string::npos);
}

TEST_F(AlertAudienceTest, AlarmsAboutGatehouseGoToTheLeaders) {
    auto silence = an_alert(Category::benign, Severity::v3, clock.now());
    silence.kind = "connector_silent";
    book.add(silence);
    next_step();
    EXPECT_FALSE(courier.accepted.empty());
    EXPECT_NE(courier.accepted[0].body.find("Kind: system"), std::string::npos);
}

TEST_F(AlertAudienceTest, ABrokenGlassGoesToTheHeadAndTheSafeguardingLeadAndAboutTheHeadToTheChair) {
    auto broken = an_alert(Category::benign, Severity::v3, clock.now());
    broken.kind = "account_details_read";
    book.add(broken);
    next_step();
    EXPECT_THAT(courier.accepted_by(), UnorderedElementsAre("quill", "marsh"));
    courier.accepted.clear();
    broken.id = "a2";
    broken.barred = {"quill"};
    book.queue.clear();
    book.add(broken);
    next_step();
    EXPECT_THAT(courier.accepted_by(), UnorderedElementsAre("rowan", "marsh"));
}

TEST_F(AlertAudienceTest, WhatBecameOfPostsGoesToCommunicationsAndWhatWentPastTheSecondColleagueToTheLeadership) {
    using config::Role;
    people = config::People{{person("finch", {Role::comms_author}), person("hale", {Role::comms_approver}),
                             person("quill", {Role::headteacher}), person("patel", {Role::slt}),
                             person("marsh", {Role::dsl})}};
    const std::vector<std::string> who_can_take_it_down{"finch", "hale", "marsh"};
    const std::vector<std::string> communications{"finch", "hale"};
    const std::vector<std::string> leadership{"quill", "patel"};
    const std::vector<std::string> who_leads{"quill", "patel", "marsh"};
    for (const auto& [kind, told] :
         {std::pair{"post_failed", communications}, std::pair{"post_alone", leadership},
          std::pair{"posted_elsewhere", leadership}, std::pair{"recall_proposed", who_leads},
          std::pair{"recall_refused", who_leads}, std::pair{"post_take_down", who_can_take_it_down}}) {
        auto about = an_alert(Category::benign, Severity::v2, clock.now());
        about.matters.clear();
        about.kind = kind;
        book.add(about);
        courier.accepted.clear();
        next_step();
        EXPECT_THAT(courier.accepted_by(), testing::UnorderedElementsAreArray(told)) << kind;
        book.queue.clear();
    }
}

TEST_F(AlertAudienceTest, WhoseWorkItIsAboutHearsOfItWhateverTheirRolesAreWhileTheyWorkHere) {
    using config::Role;
    auto gone = person("fennel", {Role::comms_author});
    gone.roles[0].until = clock.now() - 24h * 30;
    people = config::People{{person("finch", {Role::comms_author}), person("marsh", {Role::dsl}), gone}};
    auto about = an_alert(Category::benign, Severity::v2, clock.now());
    about.matters.clear();
    about.kind = "post_failed";
    about.concerned = {"marsh", "fennel", "nobody"};
    book.add(about);
    next_step();
    EXPECT_THAT(courier.accepted_by(), UnorderedElementsAre("finch", "marsh"));
    about.id = "a2";
    about.barred = {"marsh"};
    book.queue.clear();
    book.add(about);
    courier.accepted.clear();
    next_step();
    EXPECT_THAT(courier.accepted_by(), UnorderedElementsAre("finch"));
}

TEST_F(AlertAudienceTest, AConnectionThatDoesNotWorkGoesToWhoCanConnectItAndToTheHead) {
    for (const auto* kind : {"connection_broken", "permission_missing", "connection_ends_7"}) {
        auto broken = an_alert(Category::benign, Severity::v3, clock.now());
        broken.kind = kind;
        book.add(broken);
        courier.accepted.clear();
        next_step();
        EXPECT_THAT(courier.accepted_by(), UnorderedElementsAre("byte", "quill")) << kind;
        book.queue.clear();
    }
}

}  // namespace
}  // namespace tests
