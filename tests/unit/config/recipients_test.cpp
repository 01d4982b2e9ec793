#include "config/policy/recipients.hpp"
#include "config/data_dir.hpp"
#include "config/policy/routing_file.hpp"

#include "configuration_files.hpp"

#include <algorithm>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using config::People;
using config::Person;
using config::Recipient;
using config::Role;
using testing::Contains;
using testing::UnorderedElementsAre;
using Steps = std::vector<std::vector<std::string>>;

bool holds(const std::vector<Recipient>& list, Recipient one) {
    return std::find(list.begin(), list.end(), one) != list.end();
}

runtime::Time a_day() {
    return utc("2026-11-20 09:15");
}

config::Route row(std::vector<Recipient> recipients, std::string visibility = "dsl") {
    config::Route route;
    route.category = "threat";
    route.severity = 3;
    route.recipients = std::move(recipients);
    route.visibility = std::move(visibility);
    return route;
}

Steps steps_of(const config::Recipients& found) {
    Steps steps;
    for (const auto& group : found.steps) {
        auto& step = steps.emplace_back();
        for (const auto* each : group) step.push_back(each->id);
    }
    return steps;
}

Steps told(const config::Route& route, const std::vector<std::string>& barred, const People& people) {
    return steps_of(config::recipients(route, {barred}, people, a_day()));
}

/// One head, a DSL with two deputies, SLT, chair and trust.
std::vector<Person> usual() {
    return {person("quill", {Role::headteacher}),
            person("marsh", {Role::dsl}, {"quill"}),
            person("okafor", {Role::deputy_dsl}, {"marsh"}),
            person("alder", {Role::deputy_dsl}),
            person("finch", {Role::comms_author}),
            person("hale", {Role::comms_approver}),
            person("patel", {Role::slt}),
            person("rowan", {Role::chair_of_governors}),
            person("byte", {Role::it_admin}),
            person("sage", {Role::auditor}),
            person("lindqvist", {Role::trust_contact})};
}

/// The DSL is the head.
People school_s0() {
    return People{{person("quill", {Role::headteacher, Role::dsl}), person("okafor", {Role::deputy_dsl}),
                   person("rowan", {Role::chair_of_governors})}};
}

/// Two co-heads, both deputies too; the DSL is somebody else.
People school_s2() {
    return People{{person("marsh", {Role::dsl}), person("quill", {Role::headteacher, Role::deputy_dsl}),
                   person("trellis", {Role::headteacher, Role::deputy_dsl}), person("alder", {Role::deputy_dsl}),
                   person("rowan", {Role::chair_of_governors})}};
}

/// The head of school is the DSL; the executive head and two others are deputies.
People school_s3() {
    return People{{person("quill", {Role::headteacher, Role::dsl}),
                   person("trellis", {Role::headteacher, Role::deputy_dsl}), person("alder", {Role::deputy_dsl}),
                   person("marsh", {Role::deputy_dsl}), person("rowan", {Role::chair_of_governors}),
                   person("lindqvist", {Role::trust_contact})}};
}

TEST(Recipients, AreThoseOfTheRowAndThenTheLadder) {
    EXPECT_EQ(told(row({Recipient::dsl, Recipient::ht}), {}, People{usual()}),
              (Steps{{"marsh", "quill"}, {"okafor"}, {"alder"}, {"patel"}, {"rowan"}, {"lindqvist"}}));
    EXPECT_EQ(
        told(row({Recipient::comms}, "open"), {}, People{usual()}),
        (Steps{{"finch", "hale"}, {"marsh"}, {"okafor"}, {"alder"}, {"quill"}, {"patel"}, {"rowan"}, {"lindqvist"}}));
    EXPECT_EQ(told(row({Recipient::it, Recipient::dpo, Recipient::slt, Recipient::chair}), {}, People{usual()})[0],
              (std::vector<std::string>{"byte", "sage", "patel", "rowan"}));
}

TEST(Recipients, OfARowForNobodyAreNobodyAndThatIsNoEmergency) {
    const auto found = config::recipients(row({}), {}, People{usual()}, a_day());
    EXPECT_TRUE(found.steps.empty());
    EXPECT_FALSE(found.nobody);
}

TEST(Recipients, Rule1WhoeverIsBarredIsTakenOutOfEveryStep) {
    const People people{usual()};
    for (const auto& each : people.all()) {
        for (const auto& step : told(row({Recipient::dsl, Recipient::ht, Recipient::comms}), {each.id}, people))
            EXPECT_EQ(std::count(step.begin(), step.end(), each.id), 0) << each.id;
    }
}

TEST(Recipients, Rule1SomebodyManagedByTheBarredPersonIsNeverAlone) {
    // Mr Okafor is managed by Ms Marsh: the next independent person is told with him.
    auto people = usual();
    std::erase_if(people, [](const Person& each) { return each.id == "quill" || each.id == "alder"; });
    EXPECT_EQ(told(row({Recipient::dsl}), {"marsh"}, People{people}),
              (Steps{{"okafor", "patel"}, {"rowan"}, {"lindqvist"}}));
}

TEST(Recipients, Rule1WithoutAnybodyIndependentNobodyIsTold) {
    const People people{{person("marsh", {Role::dsl}), person("okafor", {Role::deputy_dsl}, {"marsh"})}};
    const auto found = config::recipients(row({Recipient::dsl}), {{"marsh"}}, people, a_day());
    EXPECT_TRUE(found.nobody);
    EXPECT_TRUE(found.steps.empty());
}

TEST(Recipients, Rule2AnAllegationAgainstStaffGoesToTheHeadAndStaysInAClosedCircle) {
    EXPECT_EQ(told(row({Recipient::cm}, "cm"), {"finch"}, People{usual()}),
              (Steps{{"quill"}, {"rowan"}, {"lindqvist"}}));
}

TEST(Recipients, Rule2ACaseAboutTheHeadGoesToTheChair) {
    EXPECT_EQ(told(row({Recipient::cm}, "cm"), {"quill"}, People{usual()})[0], std::vector<std::string>{"rowan"});
    EXPECT_EQ(told(row({Recipient::dsl, Recipient::ht}), {"quill"}, People{usual()})[0],
              (std::vector<std::string>{"marsh", "rowan"}));
}

TEST(Recipients, Rule2ACoHeadIsNoSubstitute) {
    for (const auto& people : {school_s2(), school_s3()}) {
        for (const auto& head : {std::string{"quill"}, std::string{"trellis"}}) {
            const auto steps = told(row({Recipient::cm}, "cm"), {head}, people);
            ASSERT_FALSE(steps.empty());
            EXPECT_NE(std::count(steps[0].begin(), steps[0].end(), "rowan"), 0);
            for (const auto& step : steps)
                for (const auto& id : step) EXPECT_TRUE(id != "quill" && id != "trellis") << id;
        }
    }
}

TEST(Recipients, Rule2WithoutAChairTheViceChairAndThenTheTrustStepIn) {
    auto people = usual();
    std::erase_if(people, [](const Person& each) { return each.id == "rowan"; });
    EXPECT_EQ(told(row({Recipient::cm}, "cm"), {"quill"}, People{people}), (Steps{{"lindqvist"}}));
    people.push_back(person("dell", {Role::vice_chair}));
    EXPECT_EQ(told(row({Recipient::cm}, "cm"), {"quill"}, People{people}), (Steps{{"dell"}, {"lindqvist"}}));
}

TEST(Recipients, Rule3ACaseAboutTheDslGoesToTheHead) {
    EXPECT_EQ(told(row({Recipient::dsl}), {"marsh"}, People{usual()}),
              (Steps{{"quill"}, {"okafor"}, {"alder"}, {"patel"}, {"rowan"}, {"lindqvist"}}));
}

TEST(Recipients, Rule3WhenTheDslIsTheHeadTheChairAndADeputyWhoIsNoHeadAreTold) {
    EXPECT_EQ(told(row({Recipient::dsl}), {"quill"}, school_s0()), (Steps{{"rowan", "okafor"}}));
    EXPECT_EQ(told(row({Recipient::dsl, Recipient::ht}), {"quill"}, school_s3()),
              (Steps{{"rowan", "alder"}, {"marsh"}, {"lindqvist"}}));
}

TEST(Recipients, Rule4ACaseAboutTheChairGoesToTheViceChairElseTheTrust) {
    auto people = usual();
    EXPECT_EQ(told(row({Recipient::chair}, "gov"), {"rowan"}, People{people})[0],
              std::vector<std::string>{"lindqvist"});
    people.push_back(person("dell", {Role::vice_chair}));
    EXPECT_EQ(told(row({Recipient::chair}, "gov"), {"rowan"}, People{people})[0], std::vector<std::string>{"dell"});
}

TEST(Recipients, Rule4ACaseAboutTheSafeguardingGovernorReachesTheChair) {
    auto people = usual();
    people.push_back(person("dell", {Role::safeguarding_governor}));
    EXPECT_EQ(told(row({Recipient::dsl}), {"dell"}, People{people})[0], (std::vector<std::string>{"marsh", "rowan"}));
}

TEST(Recipients, Rule5ASoleRecipientWhoIsConflictedLeavesNobody) {
    const People people{{person("quill", {Role::headteacher, Role::dsl})}};
    EXPECT_TRUE(config::recipients(row({Recipient::cm}, "cm"), {{"quill"}}, people, a_day()).nobody);
}

TEST(Recipients, Rule6NobodyLeftIsAnEmergencyOfItsOwn) {
    const People nobody{{}};
    EXPECT_TRUE(config::recipients(row({Recipient::dsl}), {}, nobody, a_day()).nobody);
    EXPECT_TRUE(config::leaders({}, nobody, a_day()).nobody);
    std::vector<std::string> all;
    for (const auto& each : usual()) all.push_back(each.id);
    EXPECT_TRUE(config::recipients(row({Recipient::dsl, Recipient::comms}), {all}, People{usual()}, a_day()).nobody);
}

TEST(Recipients, Rule6AnOperationalAlarmClimbsTheSameLadder) {
    EXPECT_EQ(steps_of(config::leaders({}, People{usual()}, a_day())),
              (Steps{{"marsh"}, {"okafor"}, {"alder"}, {"quill"}, {"patel"}, {"rowan"}, {"lindqvist"}}));
    EXPECT_EQ(steps_of(config::leaders({{"quill"}}, People{usual()}, a_day())),
              (Steps{{"rowan"}, {"marsh"}, {"okafor"}, {"alder"}, {"patel"}, {"lindqvist"}}));
}

TEST(Recipients, Rule7TheStepsSayNothingOfABarredPerson) {
    // The same school without the barred person gives the same steps: no gap gives them away.
    auto without = usual();
    std::erase_if(without, [](const Person& each) { return each.id == "hale"; });
    EXPECT_EQ(told(row({Recipient::comms}, "open"), {"hale"}, People{usual()}),
              told(row({Recipient::comms}, "open"), {}, People{without}));
}

TEST(Recipients, Rule8OnePersonWithTwoHatsIsToldOnce) {
    EXPECT_EQ(told(row({Recipient::dsl, Recipient::ht}), {}, school_s0()), (Steps{{"quill"}, {"okafor"}, {"rowan"}}));
}

TEST(Recipients, Rule9WhoIsAbsentIsPassedOverAndTheNextDeputyStandsIn) {
    auto people = usual();
    people[1].absent.emplace_back(utc("2026-11-16 00:00"), utc("2026-11-20 00:00"));
    EXPECT_EQ(told(row({Recipient::dsl}), {}, People{people}),
              (Steps{{"okafor"}, {"alder"}, {"quill"}, {"patel"}, {"rowan"}, {"lindqvist"}}));
    people[2].roles[0].until = utc("2026-11-19 00:00");
    EXPECT_EQ(told(row({Recipient::dsl}), {}, People{people})[0], std::vector<std::string>{"alder"});
}

TEST(Recipients, Rule9WhenEverybodyIsAbsentTheyAreToldRatherThanNobody) {
    auto people = usual();
    for (auto& each : people) each.absent.emplace_back(utc("2026-11-16 00:00"), utc("2026-11-27 00:00"));
    const People school{people};
    const auto found = config::recipients(row({Recipient::dsl}), {}, school, a_day());
    EXPECT_FALSE(found.nobody);
    EXPECT_EQ(steps_of(found)[0], std::vector<std::string>{"marsh"});
    EXPECT_EQ(told(row({Recipient::slt}), {}, school)[0], std::vector<std::string>{"patel"})
        << "those of the row first, as when they are there";
}

TEST(Recipients, NobodyStandsInTwoSteps) {
    for (const auto& people : {People{usual()}, school_s0(), school_s2(), school_s3()}) {
        for (const auto& barred : people.all()) {
            std::vector<std::string> all;
            for (const auto& step : told(row({Recipient::dsl, Recipient::ht, Recipient::slt}), {barred.id}, people)) {
                EXPECT_FALSE(step.empty());
                all.insert(all.end(), step.begin(), step.end());
            }
            std::sort(all.begin(), all.end());
            EXPECT_EQ(std::adjacent_find(all.begin(), all.end()), all.end()) << barred.id;
        }
    }
}

// Whatever comes together, nobody who protects somebody is forgotten, and nobody is told what they must not see.
TEST(UnitedRoute, TellsWhomEachOfItsRowsWouldTell) {
    const auto table = *config::load_routing(config::data_file("routing.csv"), {});
    const std::set<Recipient> protects{Recipient::dsl, Recipient::ht, Recipient::slt, Recipient::cm, Recipient::chair};
    for (const auto& one : table.all()) {
        for (const auto& other : table.all()) {
            const auto both = table.united({{one.category, one.severity}, {other.category, other.severity}});
            const auto what = one.category + " " + other.category;
            for (const auto recipient : one.recipients)
                if (protects.contains(recipient)) {
                    EXPECT_THAT(both.recipients, Contains(recipient)) << what;
                }
            for (const auto recipient : both.recipients)
                EXPECT_TRUE(holds(one.recipients, recipient) || holds(other.recipients, recipient)) << what;
            EXPECT_TRUE(both.visibility == one.visibility || both.visibility == other.visibility);
        }
    }
}

TEST(UnitedRoute, TellsTheSafeguardingLeadOfAChildThatAnAllegationIsAboutAndCommsOfNothing) {
    const auto table = *config::load_routing(config::data_file("routing.csv"), {});
    const auto both = table.united({{"staff_allegation", 3}, {"cp_disclosure", 3}, {"staff_abuse", 2}});
    EXPECT_THAT(both.recipients, UnorderedElementsAre(Recipient::cm, Recipient::dsl, Recipient::ht));
    EXPECT_EQ(both.visibility, "cm");
    EXPECT_EQ(told(both, {}, People{usual()}).front(), (std::vector<std::string>{"quill", "marsh"}));
    EXPECT_TRUE(table.united({}).recipients.empty());
}

}  // namespace
