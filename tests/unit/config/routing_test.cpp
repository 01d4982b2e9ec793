#include "config/policy/routing_file.hpp"

#include "config/data_dir.hpp"
#include "config/policy/routing_cells.hpp"
#include "configuration_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using config::Automatic;
using config::Deadline;
using config::Notify;
using config::Recipient;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kHeader = "category,sev,recipients,notify,ack,act,auto,pres,vis,external_card\n";

tl::expected<config::RoutingTable, config::Problems> table(const std::string& rows,
                                                           const std::vector<config::Emitted>& can_emit = {}) {
    const ConfigurationFiles files;
    return config::load_routing(files.write("routing.csv", kHeader + rows), can_emit);
}

std::string problems_of(const std::string& rows, const std::vector<config::Emitted>& can_emit = {}) {
    const auto loaded = table(rows, can_emit);
    return loaded ? "" : printed(loaded.error());
}

config::RoutingTable shipped() {
    const auto loaded = config::load_routing(config::data_file("routing.csv"), emitted());
    if (!loaded) throw std::runtime_error{printed(loaded.error())};
    return *loaded;
}

TEST(RoutingTable, TheShippedOneIsInOrder) {
    const auto routing = shipped();
    EXPECT_EQ(routing.all().size(), 75U);
    const auto* threat = routing.find("threat", 4);
    ASSERT_NE(threat, nullptr);
    EXPECT_THAT(threat->recipients, ElementsAre(Recipient::dsl, Recipient::ht, Recipient::slt));
    EXPECT_THAT(threat->notify, ElementsAre(Notify::push, Notify::sms));
    ASSERT_TRUE(threat->acknowledge && threat->act);
    EXPECT_EQ(threat->acknowledge->amount, 10);
    EXPECT_EQ(threat->acknowledge->unit, Deadline::Unit::minutes);
    EXPECT_EQ(threat->automatic, Automatic::hide);
    EXPECT_EQ(threat->preserve, "hold");
    EXPECT_EQ(threat->visibility, "dsl");
    EXPECT_THAT(threat->cards, ElementsAre("police999"));
    const auto* nothing = routing.find("benign", 0);
    ASSERT_NE(nothing, nullptr);
    EXPECT_THAT(nothing->recipients, IsEmpty());
    EXPECT_FALSE(nothing->acknowledge);
}

TEST(RoutingTable, AMissingRowIsTheOneOfTheNextHigherSeverity) {
    const auto routing = shipped();
    EXPECT_EQ(routing.find("staff_allegation", 1)->severity, 2);
    EXPECT_EQ(routing.find("illegal_image", 0)->severity, 4);
    EXPECT_EQ(routing.find("criticism", 3), nullptr);
    EXPECT_EQ(routing.find("gossip", 0), nullptr);
}

TEST(RoutingTable, CompositeActionsMapToWhatTheMachineMayDo) {
    const auto routing = shipped();
    EXPECT_EQ(routing.find("pupil_data", 2)->automatic, Automatic::hide_if_two_identifiers);
    EXPECT_EQ(routing.find("pupil_data", 4)->automatic, Automatic::hide_on_suspicion);
    EXPECT_EQ(routing.find("pupil_image", 3)->automatic, Automatic::prompt);
    EXPECT_EQ(routing.find("pupil_image", 4)->automatic, Automatic::hide);
    EXPECT_EQ(routing.find("self_harm", 4)->automatic, Automatic::hide_with_alert);
}

TEST(RoutingTable, LacksNothingThatTheClassifierCanSay) {
    const std::string row = "threat,3,dsl,email,1h,4h,hide,hold,dsl,\n";
    EXPECT_EQ(problems_of(row, {{"threat", {1, 2, 3}}}), "");
    EXPECT_EQ(problems_of(row, {{"threat", {1, 4}}, {"hate", {2}}}),
              "routing.csv: there is no row for `threat` 4 or above, which the classifier can say - add one\n"
              "routing.csv: there is no row for `hate` 2 or above, which the classifier can say - add one\n");
}

TEST(RoutingTable, NeverCombinesCriticismWithAnAutomaticAction) {
    for (const auto* action : {"hide", "hide_susp", "hide_if_target", "hide_if_named_and_abusive", "hide_with_alert",
                               "confirm", "prompt_unpublish"})
        EXPECT_THAT(problems_of("criticism,2,ht,email,4sh,2sd," + std::string{action} + ",snap,open,\n"),
                    HasSubstr("routing.csv:2: `criticism` must not be combined with an automatic action"))
            << action;
    EXPECT_EQ(problems_of("criticism,2,ht,email,4sh,2sd,none,snap,open,\n"), "");
}

TEST(RoutingTable, NeverSendsAnAllegationToComms) {
    EXPECT_THAT(problems_of("staff_allegation,2,cm+comms,email,4sh,1sd,confirm,hold,cm,\n"),
                HasSubstr("`staff_allegation` 2 must not go to comms"));
    EXPECT_THAT(problems_of("staff_allegation,2,comms,email,4sh,1sd,confirm,hold,open,\n"),
                HasSubstr("must not go to comms"));
    EXPECT_THAT(problems_of("staff_abuse,3,ht+comms,email,4sh,1sd,hide,hold,cm,\n"), HasSubstr("must not go to comms"));
    EXPECT_THAT(problems_of("threat,3,comms,email,4sh,1sd,hide,hold,gov,\n"), HasSubstr("must not go to comms"));
}

TEST(RoutingTable, KnowsNoActionThatCannotBeTakenBack) {
    for (const auto* action : {"delete", "remove", "ban", "reply", "hide+delete", ""})
        EXPECT_THAT(problems_of("threat,3,dsl,email,1h,4h," + std::string{action} + ",hold,dsl,\n"),
                    HasSubstr("the machine never deletes"))
            << action;
}

TEST(RoutingTable, WrongCellsAreAllReportedWithTheirLines) {
    const auto problems = problems_of(
        "Threat,1,comms,queue,1sd,2sd,none,std,open,\n"
        "threat,5,nobody,pigeon,1y,0m,none,,secret,a b\n"
        "threat,1,comms\n"
        "hate,1,comms,queue,1sd,2sd,none,std,open,\n"
        "hate,1,comms+comms,queue,1sd,2sd,none,std,open,\n"
        "hate,1,dsl,queue,1sd,2sd,none,std,open,\n");
    for (const auto* part : {"routing.csv:2: `category` must be a name", "routing.csv:3: `sev` must be 0 to 4",
                             "routing.csv:3: `recipients`", "routing.csv:3: `notify`", "routing.csv:3: `ack`",
                             "routing.csv:3: `act`", "routing.csv:3: `pres`", "routing.csv:3: `vis`",
                             "routing.csv:3: `external_card`", "routing.csv:4: the row has 3 cells instead of 10",
                             "routing.csv:6: `recipients`", "routing.csv:7: a second row for `hate` 1"})
        EXPECT_THAT(problems, HasSubstr(part));
}

TEST(RoutingTable, AMistypedCategoryIsNotSilentlyIgnored) {
    EXPECT_THAT(problems_of("threat,4,dsl,email,1h,4h,hide,hold,dsl,\nthraet,3,dsl,email,1h,4h,hide,hold,dsl,\n",
                            {{"threat", {3, 4}}}),
                HasSubstr("routing.csv:3: there is no category `thraet` - did you mean `threat`?"));
}

TEST(RoutingTable, AFileThatIsNoTableIsRefused) {
    const ConfigurationFiles files;
    const auto load = [&](std::string_view text) {
        const auto loaded = config::load_routing(files.write("routing.csv", text), {});
        return loaded ? "" : printed(loaded.error());
    };
    EXPECT_THAT(load(""), HasSubstr("the first line must name the columns"));
    EXPECT_THAT(load("category,sev\n"), HasSubstr("the first line must name the columns"));
    EXPECT_THAT(load("category\n\"open"), HasSubstr("routing.csv:2: is not CSV here: a quote is never closed"));
    EXPECT_FALSE(config::load_routing(files.path("nowhere.csv"), {}));
}

TEST(RoutingCells, DeadlinesHaveAnAmountAndAUnit) {
    EXPECT_EQ(config::deadline_from("4sh")->unit, Deadline::Unit::school_hours);
    EXPECT_EQ(config::deadline_from("1wd")->unit, Deadline::Unit::working_days);
    EXPECT_EQ(config::deadline_from("5cd")->amount, 5);
    for (const auto* bad : {"", "sh", "4", "-1h", "+1h", "0h", "1.5h", "4 sh", "99999999999h", "1001m"})
        EXPECT_FALSE(config::deadline_from(bad)) << bad;
}

TEST(CheckRouting, NamesRowsThatReachNobodyAndRolesThatNobodyHolds) {
    const auto routing = *table("threat,3,dsl+it,email,1h,4h,hide,hold,dsl,\nbenign,0,none,none,,,none,std,open,\n");
    const auto at = utc("2026-11-20 09:00");
    const config::People nobody{{person("finch", {config::Role::comms_author})}};
    EXPECT_EQ(
        printed(check_routing(routing, nobody, at, "routing.csv")),
        "routing.csv:2: `threat` 3 reaches nobody - give somebody the roles that it names\n"
        "routing.csv: warning: rows name `dsl` and nobody holds that role today - others are told instead; give the "
        "role to somebody in the people file\n"
        "routing.csv: warning: rows name `it` and nobody holds that role today - others are told instead; give the "
        "role to somebody in the people file\n");
    const config::People everybody{{person("marsh", {config::Role::dsl}), person("byte", {config::Role::it_admin})}};
    EXPECT_THAT(check_routing(routing, everybody, at, "routing.csv"), IsEmpty());
}

}  // namespace
