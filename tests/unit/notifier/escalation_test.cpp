// When a step is due, at every kind of hour.

#include "notifier/escalation.hpp"

#include "tests/unit/notifier/fakes.hpp"
#include "tests/unit/notifier/school.hpp"

#include <gtest/gtest.h>

using models::Category;
using models::Severity;
using namespace std::chrono_literals;

namespace tests {
namespace {

class EscalationTest : public testing::Test {
  protected:
    models::Alert alert(Severity severity, Category category = Category::hate) const {
        return an_alert(category, severity, morning);
    }

    config::Calendar calendar = school_calendar();
    notifier::AlertSettings settings;
    notifier::EscalationPlan plan{calendar, settings};
    runtime::Time morning = FakeClock{}.now();  // Friday 9:15
    runtime::Time night = morning + 14h;        // Friday 23:15
};

TEST_F(EscalationTest, EmergenciesRunOnTheWallClock) {
    EXPECT_EQ(plan.next(alert(Severity::v4), 0, 4, night), night + 10min);
}

TEST_F(EscalationTest, TheSecondRoundOfAnEmergencyWaitsForTheMorningWhereNobodyPromisedToBeReachable) {
    const auto due = plan.next(alert(Severity::v4), 3, 4, night);
    EXPECT_TRUE(calendar.school_open(due));
    EXPECT_EQ(plan.next(alert(Severity::v4), 3, 4, morning), morning + 10min);
    settings.out_of_hours = true;
    EXPECT_EQ(plan.next(alert(Severity::v4), 3, 4, night), night + 10min);
}

TEST_F(EscalationTest, OtherAlertsCountOnlySchoolHours) {
    EXPECT_EQ(plan.next(alert(Severity::v3), 0, 4, morning), morning + 30min);
    EXPECT_EQ(plan.next(alert(Severity::v2), 0, 4, morning), morning + 4h);
    const auto afternoon = morning + 7h;  // 16:15: a quarter of an hour is left
    EXPECT_EQ(plan.next(alert(Severity::v3), 0, 4, afternoon), afternoon + 15min + 63h + 30min + 15min);
}

TEST_F(EscalationTest, OnlyEmergenciesAndChildrenInDangerAreToldAtNight) {
    for (const auto category : models::all_categories()) {
        EXPECT_TRUE(plan.may_tell(alert(Severity::v4, category), night));
        EXPECT_TRUE(plan.may_tell(alert(Severity::v1, category), morning));
        EXPECT_FALSE(plan.may_tell(alert(Severity::v2, category), night));
    }
    for (const auto category : {Category::self_harm, Category::cp_disclosure, Category::grooming_contact,
                                Category::sexual_harassment, Category::threat, Category::image_extortion}) {
        EXPECT_TRUE(plan.may_tell(alert(Severity::v3, category), night));
        auto among_others = alert(Severity::v3);
        among_others.matters.push_back({category, Severity::v3});
        EXPECT_TRUE(plan.may_tell(among_others, night));
    }
    auto broken_glass = alert(Severity::v3, Category::benign);
    broken_glass.kind = "account_details_read";
    EXPECT_TRUE(plan.may_tell(broken_glass, night));
    for (const auto* kind : {"connection_broken", "connection_ends_1", "connector_silent"}) {
        auto unread = alert(Severity::v3, Category::benign);
        unread.kind = kind;
        EXPECT_TRUE(plan.may_tell(unread, night)) << "what is severe there would not be seen: " << kind;
        EXPECT_TRUE(calendar.school_open(plan.next(unread, 0, 4, night))) << "it goes on in the morning";
    }
    for (const auto* kind : {"connection_ends_7", "permission_missing"}) {
        auto waits = alert(Severity::v2, Category::benign);
        waits.kind = kind;
        EXPECT_FALSE(plan.may_tell(waits, night)) << kind;
    }
    auto failed = alert(Severity::v3, Category::self_harm);
    failed.kind = "action_failed";
    EXPECT_TRUE(plan.may_tell(failed, night)) << "what should be out of sight is not";
    EXPECT_FALSE(plan.may_tell(alert(Severity::v3, Category::hate), night));
}

TEST_F(EscalationTest, RoundsFollowSeverity) {
    EXPECT_EQ(plan.steps(alert(Severity::v4), 5), 15);
    EXPECT_EQ(plan.steps(alert(Severity::v3), 5), 10);
    EXPECT_EQ(plan.steps(alert(Severity::v2), 5), 5);
}

}  // namespace
}  // namespace tests
