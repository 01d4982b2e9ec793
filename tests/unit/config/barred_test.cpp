#include "config/policy/barred.hpp"

#include "configuration_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using config::Role;
using testing::ElementsAre;
using testing::IsEmpty;

config::People school() {
    auto quill = person("quill", {Role::headteacher});
    quill.name = "Mrs Quill";
    quill.known_as = {"Mrs Q", "Quill"};
    auto marsh = person("marsh", {Role::dsl});
    marsh.name = "Ms Marsh";
    auto okafor = person("okafor", {Role::deputy_dsl});
    okafor.name = "Mr Okafor";
    auto finch = person("finch", {Role::comms_author});
    finch.name = "Miss Fin\xC3\xA7h";
    finch.conflicts = {"Ottilie Finch", "Bertram"};
    auto rowan = person("rowan", {Role::chair_of_governors});
    rowan.name = "Dr O'Rowan";
    auto dell = person("dell", {Role::vice_chair});
    auto byte = person("byte", {Role::it_admin});
    byte.name = "Sam Byte";
    return config::People{{quill, marsh, okafor, finch, rowan, dell, byte}};
}

std::vector<std::string> barred(std::string_view text) {
    return config::barred_by(text, school(), utc("2026-11-20 09:15"));
}

struct Case {
    const char* name;
    const char* text;
    std::vector<std::string> who;
};

class Barred : public testing::TestWithParam<Case> {};

TEST_P(Barred, AreThoseWhomTheTextNames) {
    EXPECT_EQ(barred(GetParam().text), GetParam().who) << GetParam().text;
}

const std::vector<std::string> kHead{"quill"};
const std::vector<std::string> kNobody{};

INSTANTIATE_TEST_SUITE_P(
    ByName, Barred,
    testing::ValuesIn(std::vector<Case>{
        {"WithTitle", "that Mrs Quill hit a child", {"quill"}},
        {"InCapitals", "MRS QUILL IS A BULLY", {"quill"}},
        {"WithAnotherTitle", "miss quill did it", {"quill"}},
        {"WithAStop", "Mrs. Quill did it", {"quill"}},
        {"KnownAs", "ask quill about it", {"quill"}},
        {"ByInitial", "Mrs Q pushed him", {"quill"}},
        {"Possessive", "Ms Marsh's office", {"marsh"}},
        {"PossessiveWithoutApostrophe", "ms marshs office", {"marsh"}},
        {"Tagged", "shame on you @MrOkafor", {"okafor"}},
        {"WithAccents", "Miss Finch and Miss Fin\xC3\xA7h", {"finch"}},
        {"WithDecomposedAccents", "miss finc\xCC\xA7h", {"finch"}},
        {"WithInvisibleCharacters", "Mrs Qu\xE2\x80\x8Bill", {"quill"}},
        {"InFullWidthLetters", "Mrs \xEF\xBC\xB1\xEF\xBD\x95\xEF\xBD\x89\xEF\xBD\x8C\xEF\xBD\x8C", {"quill"}},
        {"WithAnApostrophe", "Dr O\xE2\x80\x99Rowan knew", {"rowan"}},
        {"TwoPeople", "Sam Byte and Mr Okafor", {"okafor", "byte"}},
        {"NotPartOfAWord", "quilling is fun, the marshes, Mr Okaforson", {}},
        {"NotTheBareSurname", "we walked through the marsh", {}},
        {"NotTheFirstNameAlone", "Sam took a bite", {}}}),
    [](const auto& test) { return std::string{test.param.name}; });

INSTANTIATE_TEST_SUITE_P(ByRole, Barred,
                         testing::ValuesIn(std::vector<Case>{
                             {"TheHead", "the head grabbed my son", kHead},
                             {"AtTheStart", "Head is a liar", kHead},
                             {"Headteacher", "your HEADTEACHER did this", kHead},
                             {"HeadTeacher", "the head-teacher, that head teacher", kHead},
                             {"Headmistress", "headmistress slapped her", kHead},
                             {"HeadOfSchool", "the head of school shouted", kHead},
                             {"HeadOfTheSchool", "head of the school", kHead},
                             {"Possessive", "went to the head's office", kHead},
                             {"ToldTheHead", "I told the head and nothing happened", kHead},
                             {"SchoolHead", "school head covers it up", kHead},
                             {"ExecutiveHead", "that executive head", kHead},
                             {"Dsl", "the DSL ignored it", {"marsh"}},
                             {"SafeguardingLead", "the safeguarding lead touched him", {"marsh"}},
                             {"DesignatedSafeguardingLead", "your designated safeguarding lead", {"marsh"}},
                             {"DeputyDsl", "deputy DSL", {"okafor"}},
                             {"DeputySafeguardingLead", "the deputy designated safeguarding lead", {"okafor"}},
                             {"Chair", "the chair of governors lies", {"rowan"}},
                             {"ChairOfTheGovernors", "chair of the governors", {"rowan"}},
                             {"ChairOfTheBoard", "Chairman of the governing body", {"rowan"}},
                             {"HeadOfGovernors", "the head of governors", {"rowan"}},
                             {"ViceChair", "vice-chair of governors", {"dell"}},
                             {"Several", "the head and the chair of governors", {"quill", "rowan"}}}),
                         [](const auto& test) { return std::string{test.param.name}; });

INSTANTIATE_TEST_SUITE_P(ByNoRole, Barred,
                         testing::ValuesIn(std::vector<Case>{
                             {"Heading", "heading to the headland ahead", kNobody},
                             {"HeadLice", "there is head lice in Y2 again, the head lice letter", kNobody},
                             {"Headphones", "my headphones and a headache", kNobody},
                             {"HisHead", "he hit his head on the slide", kNobody},
                             {"OnTheHead", "a ball on the head", kNobody},
                             {"MySonsHead", "my son's head is bleeding", kNobody},
                             {"HeadInjury", "the head injury form", kNobody},
                             {"HeadOfYear", "the head of year, the head of maths", kNobody},
                             {"HeadOfTheQueue", "at the head of the queue", kNobody},
                             {"HeadGirl", "the head girl", kNobody},
                             {"DeputyHead", "the deputy head, the assistant headteacher", kNobody},
                             {"Office", "the office never answers", kNobody},
                             {"Chair", "he fell off the chair of the class", kNobody},
                             {"Governors", "the governors met", kNobody},
                             {"Empty", "", kNobody},
                             {"Noise", "\xFF\xFE \xF0\x9F\x98\xA1 !!!", kNobody}}),
                         [](const auto& test) { return std::string{test.param.name}; });

TEST(BarredPeople, IncludeThoseWithADeclaredConflict) {
    EXPECT_THAT(barred("poor Ottilie Finch"), ElementsAre("finch"));
    EXPECT_THAT(barred("BERTRAM's mum"), ElementsAre("finch"));
    EXPECT_THAT(barred("Ottilie was there"), IsEmpty());
}

TEST(BarredPeople, AreAllHeadsWhenThereAreSeveral) {
    const config::People people{{person("quill", {Role::headteacher}), person("trellis", {Role::headteacher})}};
    EXPECT_THAT(config::barred_by("the head hit a child", people, utc("2026-11-20 09:15")),
                ElementsAre("quill", "trellis"));
}

TEST(BarredPeople, AreThoseWhoHoldTheRoleOnThatDay) {
    auto before = person("quill", {});
    before.roles.push_back({Role::headteacher, std::nullopt, utc("2026-08-31 00:00"), 0});
    auto now = person("trellis", {});
    now.roles.push_back({Role::headteacher, utc("2026-09-01 00:00"), std::nullopt, 0});
    const config::People people{{before, now}};
    EXPECT_THAT(config::barred_by("the headteacher", people, utc("2026-11-20 09:15")), ElementsAre("trellis"));
}

TEST(BarredPeople, ALongTextCostsNoMoreThanItsLength) {
    std::string text;
    for (int i = 0; i < 4000; ++i) text += "head ";
    EXPECT_THAT(barred(text + "Mrs Quill"), ElementsAre("quill"));
}

}  // namespace
