// Which e-mail addresses are the school's own.

#include "config/policy/own_address.hpp"

#include "config/settings_checks.hpp"

#include <gtest/gtest.h>

namespace config {
namespace {

TEST(OwnAddress, BelongsToADomainOrToAPartOfOne) {
    const auto own = [](std::string_view email) { return is_own_address(email, "bramblecote.example, trust.example"); };
    for (const auto* email : {"office@bramblecote.example", "office@Bramblecote.EXAMPLE", "a@staff.trust.example"})
        EXPECT_TRUE(own(email)) << email;
    for (const auto* email : {"office@webmail.example", "a@notbramblecote.example",
                              "bramblecote.example@webmail.example", "a@bramblecote.example.org", "a@example", ""})
        EXPECT_FALSE(own(email)) << email;
}

TEST(OwnAddress, WhereNoDomainIsGivenNothingIsChecked) {
    EXPECT_TRUE(is_own_address("office@webmail.example", ""));
    EXPECT_TRUE(is_own_address("office@webmail.example", " , "));
}

TEST(OwnAddress, ASettingThatIsNoListOfDomainsIsRefused) {
    for (const auto* list : {"", "school.example", "school.example, trust.example"})
        EXPECT_EQ(check_domains(list), "") << list;
    for (const auto* list : {"school", "@school.example", "school.example trust.example", "sch..example"})
        EXPECT_NE(check_domains(list), "") << list;
}

}  // namespace
}  // namespace config
