// Emergency access: who may record the way into an account, who may read it, and who hears of it.

#include "tests/unit/web/site_world.hpp"

#include <gmock/gmock.h>

namespace tests {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class EmergencyTest : public SiteWorld {
  protected:
    static Fields given(const std::string& version = "0") {
        return {{"version", version},
                {"account", "office@bramblecote.example"},
                {"registered_to", "The office manager"},
                {"registered_email", "office@bramblecote.example"},
                {"recovery_email", "head@bramblecote.example"},
                {"second_step", "The key on the office ring"},
                {"recovery_codes", "Brown envelope in the safe"},
                {"custodian1", "trellis"},
                {"custodian2", "sorrel"}};
    }
    static Fields with(Fields fields, const std::string& name, const std::string& value) {
        for (auto& field : fields)
            if (field.first == name) field.second = value;
        return fields;
    }
    void record() {
        auto sedge = signed_in("sedge");
        ASSERT_EQ(post(sedge, "/channels/page/emergency-details", given()).status, 303u);
    }
    runtime::ServerResponse open(Browser& browser, const std::string& reason = "The office is ill") {
        return post(browser, "/channels/page/emergency", {{"reason", reason}});
    }
};

TEST_F(EmergencyTest, LeadershipReadsForAReasonAndOnlyFourHours) {
    record();
    auto sorrel = signed_in("sorrel");
    EXPECT_THAT(get(sorrel, "/channels/page/emergency").body, Not(HasSubstr("Brown envelope")));
    EXPECT_EQ(header_of(open(sorrel), "Location"), "/channels/page/emergency?done=details-opened");
    const auto shown = get(sorrel, "/channels/page/emergency");
    EXPECT_THAT(shown.body, HasSubstr("Brown envelope in the safe"));
    EXPECT_THAT(shown.body, HasSubstr("You can read this until"));
    EXPECT_THAT(header_of(shown, "Cache-Control"), HasSubstr("no-store"));
    EXPECT_THAT(get(sorrel, "/channels/page").body, Not(HasSubstr("Brown envelope")));
    clock.advance(std::chrono::hours{4});
    sorrel = signed_in("sorrel");
    EXPECT_THAT(get(sorrel, "/channels/page/emergency").body, Not(HasSubstr("Brown envelope")));
}

TEST_F(EmergencyTest, AnAddressOutsideOfTheSchoolTakesLeadershipAndAReason) {
    const auto* path = "/channels/page/emergency-details";
    auto sedge = signed_in("sedge");
    EXPECT_THAT(post(sedge, path, with(given(), "registered_email", "nobody")).body, HasSubstr("This must be"));
    const auto elsewhere = with(given(), "recovery_email", "head@webmail.example");
    auto explained = elsewhere;
    explained.emplace_back("outside_reason", "The school's mail moves next week");
    const auto refused = post(sedge, path, explained);
    EXPECT_EQ(refused.status, 422u);
    EXPECT_THAT(refused.body, HasSubstr("only leadership can record it"));

    auto trellis = signed_in("trellis");
    EXPECT_THAT(post(trellis, path, elsewhere).body, HasSubstr("say why below"));
    EXPECT_EQ(post(trellis, path, explained).status, 303u);
    EXPECT_THAT(ok(store->journal_page({}, 0, 1)).front().data, HasSubstr("\"outside_address\":1"));
    EXPECT_EQ(post(sedge, path, given("1")).status, 303u);
    EXPECT_THAT(ok(store->journal_page({}, 0, 1)).front().data, HasSubstr("\"outside_address\":0"));
}

TEST_F(EmergencyTest, WithoutAReasonNothingIsShownAndNothingHappens) {
    record();
    auto trellis = signed_in("trellis");
    const auto answer = open(trellis, "  ");
    EXPECT_EQ(answer.status, 422u);
    EXPECT_THAT(answer.body, HasSubstr("Say in a few words why"));
    EXPECT_THAT(answer.body, Not(HasSubstr("Brown envelope")));
    EXPECT_TRUE(ok(store->open_alerts({"ottilie", {}})).empty());
}

TEST_F(EmergencyTest, WhoeverReadsIsToldOnAndDoesNotSilenceIt) {
    record();
    auto trellis = signed_in("trellis");
    open(trellis);
    const auto alerts = ok(store->open_alerts({"ottilie", {}}));
    ASSERT_EQ(alerts.size(), 1u);
    EXPECT_EQ(alerts.front().kind, "account_details_read");
    EXPECT_EQ(alerts.front().subject, "channel:page");
    EXPECT_THAT(alerts.front().barred, ElementsAre("trellis"));
    EXPECT_EQ(get(trellis, "/alerts/" + alerts.front().id).status, 404u);
    auto ottilie = signed_in("ottilie");
    EXPECT_THAT(get(ottilie, "/alerts/" + alerts.front().id).body,
                HasSubstr("Somebody in leadership read the details"));
    const auto page = get(ottilie, "/channels/page/emergency").body;
    EXPECT_THAT(page, HasSubstr("The office is ill"));
    EXPECT_THAT(page, Not(HasSubstr("Brown envelope")));
}

TEST_F(EmergencyTest, NobodyElseBreaksTheGlassOrLearnsMoreThanThatThereIsOne) {
    record();
    for (const auto* other : {"quill", "birch", "ottilie", "sedge", "heath", "marsh"}) {
        auto browser = signed_in(other);
        EXPECT_EQ(open(browser).status, 403u) << other;
        EXPECT_THAT(get(browser, "/channels/page/emergency").body, Not(HasSubstr("Brown envelope"))) << other;
    }
    for (const auto* other : {"quill", "birch", "heath", "marsh"}) {
        auto browser = signed_in(other);
        EXPECT_EQ(get(browser, "/channels/page/emergency").status, 403u) << other;
        EXPECT_THAT(get(browser, "/channels/page").body, Not(HasSubstr("/emergency"))) << other;
    }
}

TEST_F(EmergencyTest, WhoRecordsItNeedNotHaveReadItAndSeesNothingOfWhatWasThere) {
    record();
    auto sedge = signed_in("sedge");
    EXPECT_THAT(get(sedge, "/channels/page/emergency-details").body, Not(HasSubstr("Brown envelope")));
    EXPECT_EQ(post(sedge, "/channels/page/emergency-details", given("0")).status, 409u);
    EXPECT_EQ(post(sedge, "/channels/page/emergency-details", given("1")).status, 303u);
    auto ottilie = signed_in("ottilie");
    EXPECT_EQ(post(ottilie, "/channels/page/emergency-details", given("2")).status, 403u);
    auto trellis = signed_in("trellis");
    open(trellis);
    EXPECT_THAT(get(trellis, "/channels/page/emergency-details").body, HasSubstr("Brown envelope"));
}

TEST_F(EmergencyTest, AnAnswerThatIsMissingAndOnlyOneCustodianAreRefused) {
    auto sedge = signed_in("sedge");
    const auto refused = [&](const std::string& name, const std::string& value) {
        const auto answer = post(sedge, "/channels/page/emergency-details", with(given(), name, value));
        EXPECT_EQ(answer.status, 422u) << name;
        return answer.body;
    };
    EXPECT_THAT(refused("recovery_codes", ""), HasSubstr("Answer: Where are the recovery codes kept?"));
    EXPECT_THAT(refused("custodian2", "trellis"), HasSubstr("Choose somebody else"));
    EXPECT_THAT(refused("custodian2", "quill"), HasSubstr("Choose somebody in leadership"));
    EXPECT_THAT(refused("account", std::string(1001, 'x')), HasSubstr("Make this shorter"));
    EXPECT_EQ(ok(emergency->access("page")).version, 0u);
}

TEST_F(EmergencyTest, TheChannelsPageSaysWhetherTheWayInCanBeReliedOn) {
    auto trellis = signed_in("trellis");
    EXPECT_THAT(get(trellis, "/channels/page").body, HasSubstr("Nothing is recorded"));
    record();
    EXPECT_THAT(get(trellis, "/channels/page").body, HasSubstr("Never tested"));
    EXPECT_EQ(post(trellis, "/channels/page/emergency-tested", {}).status, 403u);
    open(trellis);
    EXPECT_EQ(post(trellis, "/channels/page/emergency-tested", {}).status, 303u);
    EXPECT_THAT(get(trellis, "/channels/page").body, HasSubstr("Ready"));
    clock.advance(std::chrono::hours{24 * 121});
    trellis = signed_in("trellis");
    EXPECT_THAT(get(trellis, "/channels/page").body, HasSubstr("Not tested this term"));
}

TEST_F(EmergencyTest, ACustodianWhoLeadsNoMoreDoesNotCount) {
    ok(emergency->record("page", 0, {{"account", "office"}}, {"trellis", "fennel"}, "sedge", clock.now()));
    auto trellis = signed_in("trellis");
    EXPECT_THAT(get(trellis, "/channels/page").body, HasSubstr("Fewer than two colleagues"));
}

}  // namespace tests
