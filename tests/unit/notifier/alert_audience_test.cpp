// Who is told of what: never those whom it is about, and of a connection or a broken glass those whom it concerns.

#include "tests/unit/notifier/alert_notifier_fixture.hpp"

#include <gmock/gmock.h>

using testing::UnorderedElementsAre;

namespace tests {
namespace {

class AlertAudienceTest : public AlertNotifierTest {};

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
