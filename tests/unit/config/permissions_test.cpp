#include "config/policy/permissions.hpp"

#include "configuration_files.hpp"

#include <map>
#include <ostream>

#include <gtest/gtest.h>

namespace config {

void PrintTo(Allowed allowed, std::ostream* out) {
    *out << (allowed == Allowed::yes ? "yes" : allowed == Allowed::no ? "no" : "with a second person");
}

}  // namespace config

namespace {

using config::Allowed;
using config::Permission;
using config::Role;

constexpr auto no = Allowed::no;
constexpr auto yes = Allowed::yes;
constexpr auto two = Allowed::with_second;

runtime::Time a_day() {
    return utc("2026-11-20 09:15");
}

struct Expected {
    const char* name;
    Permission permission;
    std::map<Role, Allowed> roles;  // a role that is not named may not
};

// clang-format off
const std::vector<Expected> kMatrix{
    {"SeeOrdinaryQueue", Permission::see_queue,
     {{Role::comms_author, yes}, {Role::comms_approver, yes}, {Role::dsl, yes}, {Role::deputy_dsl, yes},
      {Role::headteacher, yes}, {Role::slt, yes}, {Role::auditor, yes}}},
    {"SeeDslItems", Permission::see_dsl_items,
     {{Role::dsl, yes}, {Role::deputy_dsl, yes}, {Role::headteacher, yes}}},
    {"SeeAllegations", Permission::see_cm_items, {{Role::headteacher, yes}}},
    {"SeeWhatConflictRulesSent", Permission::see_gov_items,
     {{Role::chair_of_governors, yes}, {Role::vice_chair, yes}}},
    {"ReadWhatTheyWereToldOf", Permission::read_when_told,
     {{Role::dsl, yes}, {Role::deputy_dsl, yes}, {Role::headteacher, yes}, {Role::slt, yes},
      {Role::chair_of_governors, yes}, {Role::vice_chair, yes}, {Role::trust_contact, yes}}},
    {"AddAColleague", Permission::add_colleague,
     {{Role::headteacher, yes}, {Role::chair_of_governors, yes}, {Role::vice_chair, yes}}},
    {"HideAndRestoreItems", Permission::decide,
     {{Role::comms_author, yes}, {Role::comms_approver, yes}, {Role::dsl, yes}, {Role::deputy_dsl, yes},
      {Role::headteacher, yes}, {Role::slt, yes}, {Role::chair_of_governors, yes}, {Role::vice_chair, yes}}},
    {"RestoreWhatWasHiddenAtV3", Permission::restore_v3,
     {{Role::dsl, yes}, {Role::deputy_dsl, yes}, {Role::headteacher, yes}, {Role::chair_of_governors, yes},
      {Role::vice_chair, yes}}},
    {"ProposeDeleting", Permission::propose_delete,
     {{Role::comms_approver, two}, {Role::dsl, two}, {Role::deputy_dsl, two}, {Role::headteacher, two}}},
    {"AgreeToDeleting", Permission::agree_delete,
     {{Role::comms_approver, yes}, {Role::dsl, yes}, {Role::deputy_dsl, yes}, {Role::headteacher, yes}}},
    {"ProposeABan", Permission::propose_ban,
     {{Role::dsl, two}, {Role::deputy_dsl, two}, {Role::headteacher, two}}},
    {"AgreeToABan", Permission::agree_ban, {{Role::headteacher, yes}}},
    {"ProposeSwitchingCommentsOff", Permission::propose_comments,
     {{Role::comms_approver, two}, {Role::dsl, two}, {Role::deputy_dsl, two}, {Role::headteacher, two},
      {Role::slt, two}}},
    {"AgreeToSwitchingCommentsOff", Permission::agree_comments,
     {{Role::comms_approver, yes}, {Role::dsl, yes}, {Role::deputy_dsl, yes}, {Role::headteacher, yes},
      {Role::slt, yes}}},
    {"ProposeAnAnswer", Permission::propose_reply,
     {{Role::comms_author, two}, {Role::comms_approver, two}, {Role::dsl, two}, {Role::deputy_dsl, two},
      {Role::headteacher, two}, {Role::slt, two}}},
    {"AgreeToAnAnswer", Permission::agree_reply,
     {{Role::comms_approver, yes}, {Role::dsl, yes}, {Role::deputy_dsl, yes}, {Role::headteacher, yes},
      {Role::slt, yes}}},
    {"CloseSafeguarding", Permission::close_safeguarding,
     {{Role::dsl, yes}, {Role::deputy_dsl, yes}, {Role::headteacher, yes}, {Role::chair_of_governors, yes},
      {Role::vice_chair, yes}}},
    {"ProposeAChannel", Permission::propose_channel,
     {{Role::comms_author, yes}, {Role::comms_approver, yes}, {Role::dsl, yes}, {Role::deputy_dsl, yes},
      {Role::headteacher, yes}, {Role::slt, yes}}},
    {"AssessAChannel", Permission::assess_channel,
     {{Role::dsl, yes}, {Role::deputy_dsl, yes}, {Role::headteacher, yes}}},
    {"AuthoriseAChannel", Permission::authorise_channel, {{Role::headteacher, yes}}},
    {"SuspendAChannel", Permission::suspend_channel,
     {{Role::dsl, yes}, {Role::deputy_dsl, yes}, {Role::headteacher, yes}, {Role::slt, yes}}},
    {"SeeChannels", Permission::see_channels,
     {{Role::comms_author, yes}, {Role::comms_approver, yes}, {Role::dsl, yes}, {Role::deputy_dsl, yes},
      {Role::headteacher, yes}, {Role::slt, yes}, {Role::it_admin, yes}, {Role::auditor, yes}}},
    {"ConnectAChannel", Permission::connect_channel, {{Role::headteacher, two}, {Role::it_admin, yes}}},
    {"KeepAccountDetails", Permission::keep_account_details,
     {{Role::headteacher, yes}, {Role::slt, yes}, {Role::it_admin, yes}}},
    {"BreakTheGlass", Permission::break_glass, {{Role::headteacher, yes}, {Role::slt, yes}}},
    {"SeeTheJournal", Permission::see_journal,
     {{Role::dsl, yes}, {Role::deputy_dsl, yes}, {Role::headteacher, yes}, {Role::slt, yes},
      {Role::it_admin, yes}, {Role::auditor, yes}}},
    {"SeeOnesOwnJournal", Permission::see_own_journal,
     {{Role::comms_author, yes}, {Role::comms_approver, yes}, {Role::dsl, yes}, {Role::deputy_dsl, yes},
      {Role::headteacher, yes}, {Role::slt, yes}, {Role::it_admin, yes}, {Role::auditor, yes}}},
    {"SeeHowTextsAreJudged", Permission::see_judging,
     {{Role::comms_author, yes}, {Role::comms_approver, yes}, {Role::dsl, yes}, {Role::deputy_dsl, yes},
      {Role::headteacher, yes}, {Role::auditor, yes}}},
    {"ProposeHowTextsAreJudged", Permission::propose_judging,
     {{Role::comms_author, two}, {Role::comms_approver, two}, {Role::dsl, two}, {Role::deputy_dsl, two},
      {Role::headteacher, two}}},
    {"AgreeToHowTextsAreJudged", Permission::agree_judging,
     {{Role::dsl, yes}, {Role::deputy_dsl, yes}, {Role::headteacher, yes}}},
    {"SeePosts", Permission::see_posts,
     {{Role::comms_author, yes}, {Role::comms_approver, yes}, {Role::dsl, yes}, {Role::deputy_dsl, yes},
      {Role::headteacher, yes}, {Role::slt, yes}, {Role::auditor, yes}}},
    {"WritePosts", Permission::write_post,
     {{Role::comms_author, yes}, {Role::comms_approver, yes}, {Role::dsl, yes}, {Role::deputy_dsl, yes},
      {Role::headteacher, yes}, {Role::slt, yes}}},
    {"AgreeToPosts", Permission::agree_post,
     {{Role::comms_approver, yes}, {Role::dsl, yes}, {Role::deputy_dsl, yes}, {Role::headteacher, yes},
      {Role::slt, yes}}},
    {"AgreeToPromises", Permission::agree_promise, {{Role::headteacher, yes}, {Role::slt, yes}}},
    {"AgreeToFaces", Permission::agree_faces, {{Role::headteacher, yes}}},
    {"PublishAlone", Permission::publish_alone, {{Role::headteacher, yes}, {Role::slt, yes}}},
    {"PausePosts", Permission::pause_posts,
     {{Role::comms_author, yes}, {Role::comms_approver, yes}, {Role::dsl, yes}, {Role::deputy_dsl, yes},
      {Role::headteacher, yes}, {Role::slt, yes}}},
    {"TakeDownPosts", Permission::take_down_post,
     {{Role::comms_author, yes}, {Role::comms_approver, yes}, {Role::dsl, yes}, {Role::deputy_dsl, yes},
      {Role::headteacher, yes}, {Role::slt, yes}}},
    {"TakeDownAllPicturesOfPupils", Permission::take_down_all,
     {{Role::dsl, two}, {Role::deputy_dsl, two}, {Role::headteacher, two}}},
    {"SweepOldPictures", Permission::sweep_pictures,
     {{Role::dsl, two}, {Role::deputy_dsl, two}, {Role::headteacher, two}}},
    {"AgreeToWhatASweepProposes", Permission::agree_sweep,
     {{Role::comms_approver, yes}, {Role::dsl, yes}, {Role::deputy_dsl, yes}, {Role::headteacher, yes},
      {Role::slt, yes}}},
    {"SeeAlerts", Permission::see_alerts,
     {{Role::comms_author, yes}, {Role::comms_approver, yes}, {Role::dsl, yes}, {Role::deputy_dsl, yes},
      {Role::headteacher, yes}, {Role::slt, yes}, {Role::chair_of_governors, yes}, {Role::vice_chair, yes},
      {Role::it_admin, yes}, {Role::auditor, yes}, {Role::trust_contact, yes}}},
    {"ProposePupils", Permission::propose_pupils,
     {{Role::dsl, two}, {Role::deputy_dsl, two}, {Role::headteacher, two}, {Role::slt, two}}},
    {"AgreeToPupils", Permission::agree_pupils,
     {{Role::dsl, yes}, {Role::deputy_dsl, yes}, {Role::headteacher, yes}, {Role::slt, yes}}},
    {"EditConsent", Permission::edit_consent,
     {{Role::dsl, yes}, {Role::deputy_dsl, yes}, {Role::headteacher, yes}}},
    {"RestrictAPupil", Permission::restrict_pupil,
     {{Role::dsl, yes}, {Role::deputy_dsl, yes}, {Role::headteacher, yes}}},
    {"ListTheUnpictured", Permission::list_unpictured, {{Role::dsl, yes}, {Role::deputy_dsl, yes}}},
};
// clang-format on

class EveryRole : public testing::TestWithParam<Expected> {};

TEST_P(EveryRole, MayWhatTheTableOfTheSchoolSaysAndNothingElse) {
    const auto& row = GetParam();
    for (int i = 0; i <= static_cast<int>(Role::trust_contact); ++i) {
        const auto role = static_cast<Role>(i);
        const config::People people{{person("trellis", {role})}};
        const auto found = row.roles.find(role);
        EXPECT_EQ(config::allowed(people, "trellis", row.permission, a_day()),
                  found == row.roles.end() ? no : found->second)
            << to_string(role);
    }
}

INSTANTIATE_TEST_SUITE_P(Permissions, EveryRole, testing::ValuesIn(kMatrix),
                         [](const auto& test) { return std::string{test.param.name}; });

TEST(Permissions, EveryOneHasARowInTheMatrix) {
    EXPECT_EQ(kMatrix.size(), static_cast<std::size_t>(Permission::list_unpictured) + 1);
}

TEST(Permissions, ItStaffSeeNoContentAtAll) {
    const config::People people{{person("byte", {Role::it_admin})}};
    for (const auto each : {Permission::see_queue, Permission::see_dsl_items, Permission::see_cm_items,
                            Permission::see_gov_items, Permission::decide, Permission::read_when_told})
        EXPECT_EQ(config::allowed(people, "byte", each, a_day()), no);
}

TEST(Permissions, TheBestOfSeveralRolesCounts) {
    const config::People people{{person("quill", {Role::slt, Role::dsl}), person("hale", {Role::dsl, Role::it_admin})}};
    EXPECT_EQ(config::allowed(people, "quill", Permission::see_dsl_items, a_day()), yes);
    EXPECT_EQ(config::allowed(people, "quill", Permission::propose_delete, a_day()), two);
    EXPECT_EQ(config::allowed(people, "hale", Permission::connect_channel, a_day()), yes);

    // Whichever comes first.
    const config::People turned{{person("quill", {Role::dsl, Role::slt}), person("patel", {Role::slt, Role::auditor}),
                                 person("hale", {Role::it_admin, Role::headteacher})}};
    EXPECT_EQ(config::allowed(turned, "quill", Permission::see_dsl_items, a_day()), yes);
    EXPECT_EQ(config::allowed(turned, "quill", Permission::propose_delete, a_day()), two);
    EXPECT_EQ(config::allowed(turned, "patel", Permission::see_judging, a_day()), yes);
    EXPECT_EQ(config::allowed(turned, "hale", Permission::connect_channel, a_day()), yes);
}

TEST(Permissions, EndWithTheRoleAndNeverBelongToStrangers) {
    auto marsh = person("marsh", {});
    marsh.roles.push_back({Role::dsl, utc("2026-11-01 00:00"), utc("2026-11-20 00:00"), 0});
    const config::People people{{marsh}};
    EXPECT_EQ(config::allowed(people, "marsh", Permission::see_dsl_items, utc("2026-10-31 23:59")), no);
    EXPECT_EQ(config::allowed(people, "marsh", Permission::see_dsl_items, utc("2026-11-20 23:59")), yes);
    EXPECT_EQ(config::allowed(people, "marsh", Permission::see_dsl_items, utc("2026-11-21 00:00")), no);
    EXPECT_EQ(config::allowed(people, "nobody", Permission::see_queue, a_day()), no);
}

}  // namespace
