// Who assesses the risks of a channel is the school's rule; with `both` it takes two people, whatever hats they wear.

#include "config/policy/risk_assessors.hpp"

#include "configuration_files.hpp"

#include <gtest/gtest.h>

namespace {

using config::RiskAssessors;
using config::Role;

class RiskAssessorsTest : public testing::Test {
  protected:
    runtime::Time day = utc("2026-11-20 09:15");
    // As in some small schools, the head is the DSL.
    config::People people{{person("quill", {Role::headteacher, Role::dsl}), person("okafor", {Role::deputy_dsl}),
                           person("finch", {Role::comms_author})}};

    bool may(const char* who, RiskAssessors rule) { return config::may_assess(people, who, rule, day); }
    bool enough(std::vector<std::string> signed_by, RiskAssessors rule) {
        return config::assessed_enough(people, signed_by, rule, day);
    }
};

TEST_F(RiskAssessorsTest, TheRuleSaysWhoseSignatureCounts) {
    EXPECT_TRUE(may("okafor", RiskAssessors::dsl));
    EXPECT_FALSE(may("okafor", RiskAssessors::headteacher));
    EXPECT_TRUE(may("quill", RiskAssessors::headteacher));
    for (const auto rule : {RiskAssessors::dsl, RiskAssessors::headteacher, RiskAssessors::either, RiskAssessors::both})
        EXPECT_FALSE(may("finch", rule));
}

TEST_F(RiskAssessorsTest, OneSignatureIsEnoughUnlessBothHaveToSign) {
    EXPECT_TRUE(enough({"okafor"}, RiskAssessors::dsl));
    EXPECT_FALSE(enough({"okafor"}, RiskAssessors::headteacher));
    EXPECT_TRUE(enough({"okafor"}, RiskAssessors::either));
    EXPECT_FALSE(enough({}, RiskAssessors::either));
}

TEST_F(RiskAssessorsTest, BothAreTwoPeopleAlsoWhereTheHeadIsTheDsl) {
    EXPECT_FALSE(enough({"quill"}, RiskAssessors::both));
    EXPECT_FALSE(enough({"okafor"}, RiskAssessors::both));
    EXPECT_TRUE(enough({"quill", "okafor"}, RiskAssessors::both));
    EXPECT_TRUE(enough({"okafor", "quill"}, RiskAssessors::both));
    EXPECT_FALSE(enough({"quill", "finch"}, RiskAssessors::both));
}

TEST_F(RiskAssessorsTest, AnythingElseIsNoRule) {
    EXPECT_EQ(config::risk_assessors_from("both"), RiskAssessors::both);
    EXPECT_FALSE(config::risk_assessors_from("nobody"));
}

}  // namespace
