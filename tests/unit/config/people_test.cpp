#include "config/policy/people.hpp"

#include "configuration_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using config::Role;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kLeaders = R"(
[[person]]
id = "quill"
name = "Mrs Quill"
roles = ["headteacher"]
[[person]]
id = "marsh"
name = "Ms Marsh"
roles = ["dsl"]
)";

std::string problems_of(const std::string& text) {
    const ConfigurationFiles files;
    const auto loaded = config::load_people(files.write("people.toml", text));
    return loaded ? "" : printed(loaded.error());
}

std::vector<std::string> ids(const std::vector<const config::Person*>& people) {
    std::vector<std::string> found;
    for (const auto* person : people) found.push_back(person->id);
    return found;
}

TEST(People, AreReadWithEverythingThatIsSaidOfThem) {
    const ConfigurationFiles files;
    const auto loaded = config::load_people(files.write("people.toml", std::string{kLeaders} + R"(
[[person]]
id = "okafor"
name = "Mr Okafor"
email = "okafor@bramblecote.example"
known_as = ["Okafor", "Mr O"]
roles = ["governor", {role = "deputy_dsl", from = 2026-09-01, until = 2027-07-21, order = 2}]
conflicts = ["Ottilie"]
managed_by = ["quill"]
absent = [{from = 2026-11-16, until = 2026-11-20}]
)"));
    ASSERT_TRUE(loaded) << printed(loaded.error());
    const auto* okafor = loaded->find("okafor");
    ASSERT_NE(okafor, nullptr);
    EXPECT_EQ(okafor->name, "Mr Okafor");
    EXPECT_EQ(okafor->email, "okafor@bramblecote.example");
    EXPECT_THAT(okafor->known_as, ElementsAre("Okafor", "Mr O"));
    EXPECT_THAT(okafor->conflicts, ElementsAre("Ottilie"));
    EXPECT_THAT(okafor->managed_by, ElementsAre("quill"));
    ASSERT_EQ(okafor->roles.size(), 2U);
    EXPECT_EQ(okafor->roles[1].order, 2);
    EXPECT_THAT(loaded->roles_of("okafor", utc("2027-07-21 20:00")), ElementsAre(Role::governor, Role::deputy_dsl));
    EXPECT_THAT(loaded->roles_of("okafor", utc("2027-07-22 00:00")), ElementsAre(Role::governor));
    EXPECT_THAT(loaded->roles_of("okafor", utc("2026-08-31 23:59")), ElementsAre(Role::governor));
    EXPECT_THAT(ids(loaded->holders(Role::deputy_dsl, utc("2026-11-20 23:00"))), ElementsAre("okafor"));
    EXPECT_THAT(ids(loaded->holders(Role::deputy_dsl, utc("2026-11-20 23:00"), true)), ElementsAre());
    EXPECT_THAT(ids(loaded->holders(Role::deputy_dsl, utc("2026-11-21 00:00"), true)), ElementsAre("okafor"));
}

TEST(People, HoldersStandInTheirOrderAndOtherwiseAsInTheFile) {
    auto third = person("trellis", {});
    third.roles.push_back({Role::deputy_dsl, std::nullopt, std::nullopt, 1});
    const config::People people{{third, person("okafor", {Role::deputy_dsl}), person("alder", {Role::deputy_dsl})}};
    EXPECT_THAT(ids(people.holders(Role::deputy_dsl, utc("2026-11-20 09:00"))),
                ElementsAre("okafor", "alder", "trellis"));
}

TEST(People, RoleNamesLeadThereAndBack) {
    for (int i = 0; i <= static_cast<int>(Role::trust_contact); ++i) {
        const auto role = static_cast<Role>(i);
        EXPECT_EQ(config::role_from(to_string(role)), role);
    }
    EXPECT_FALSE(config::role_from("caretaker"));
}

TEST(People, WrongEntriesAreAllReported) {
    const auto problems = problems_of(std::string{kLeaders} + R"(
[[person]]
id = "Quill!"
name = "Mr Trellis"
emial = "x"
[[person]]
id = "quill"
name = "Another"
email = "not an address"
roles = ["dls", 5, {role = "slt", from = 2027-01-01, until = 2026-01-01}]
managed_by = ["nobody"]
absent = [{from = 2026-01-02}]
known_as = ["", "x"]
)");
    EXPECT_THAT(problems, HasSubstr("people.toml:12: person `Quill!`: `id` must be 1 to 40 of a-z"));
    EXPECT_THAT(problems, HasSubstr("person `Quill!`: unknown key `emial` - did you mean `email`?"));
    EXPECT_THAT(problems, HasSubstr("person `quill` stands there twice"));
    EXPECT_THAT(problems, HasSubstr("`email` must be an e-mail address"));
    EXPECT_THAT(problems, HasSubstr("there is no role `dls` - did you mean `dsl`?"));
    EXPECT_THAT(problems, HasSubstr("a role must be a string or a table"));
    EXPECT_THAT(problems, HasSubstr("role: ends before it begins"));
    EXPECT_THAT(problems, HasSubstr("`managed_by` must name somebody else in this file"));
    EXPECT_THAT(problems, HasSubstr("absence: `until` is missing"));
    EXPECT_THAT(problems, HasSubstr("`known_as` must hold at most 50 words, none of them empty"));
}

TEST(People, ASchoolHasAHeadAndADsl) {
    EXPECT_EQ(problems_of(kLeaders), "");
    const auto problems = problems_of("[[person]]\nid = \"hale\"\nname = \"Mrs Hale\"\n");
    EXPECT_THAT(problems, HasSubstr("nobody holds the role `headteacher`"));
    EXPECT_THAT(problems, HasSubstr("nobody holds the role `dsl`"));
    EXPECT_THAT(problems_of(""), HasSubstr("names nobody"));
}

TEST(People, OnePersonIsNeverItAdministratorAndReaderOfContentAtOnce) {
    const auto with = [](const std::string& roles) {
        return problems_of(std::string{kLeaders} + "[[person]]\nid = \"byte\"\nname = \"Sam Byte\"\nroles = [" + roles +
                           "]\n");
    };
    const std::string problem = "person `byte` is IT administrator and slt at the same time";
    EXPECT_THAT(with("\"it_admin\", \"slt\""), HasSubstr(problem));
    EXPECT_THAT(with("{role = \"it_admin\", until = 2026-11-20}, {role = \"slt\", from = 2026-11-20}"),
                HasSubstr(problem));
    EXPECT_EQ(with("{role = \"it_admin\", until = 2026-11-20}, {role = \"slt\", from = 2026-11-21}"), "");
    EXPECT_EQ(with("\"it_admin\""), "");
}

}  // namespace
