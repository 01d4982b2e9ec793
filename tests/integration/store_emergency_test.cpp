// What is promised of the way into an account: nothing of it is readable in Redis, nobody reads it without a reason
// that is journalled and alarmed in the same step, and not for longer than four hours.

#include "moderation/store/emergency.hpp"

#include "tests/integration/store_world.hpp"

#include <gmock/gmock.h>

namespace tests {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class StoreEmergencyTest : public StoreWorld {
  protected:
    void SetUp() override {
        StoreWorld::SetUp();
        emergency = std::make_unique<moderation::EmergencyStore>(*redis, sealer, "bramblecote");
    }
    static models::AccountDetails details() {
        return {{"account", "office@bramblecote.example"}, {"recovery_codes", "Brown envelope: 12:3: in the safe"}};
    }
    void record(std::uint64_t version = 0) {
        ok(emergency->record("page", version, details(), {"ottilie", "trellis"}, "byte", now));
    }
    void open(const std::string& person, const std::string& alert_id) {
        ok(emergency->open("page", person, "The office is ill", about(alert_id), now));
    }
    static models::Alert about(const std::string& id) {
        auto raised = alert(id);
        raised.kind = "account_details_read";
        raised.subject = "channel:page";
        return raised;
    }
    models::EmergencyAccess access() { return ok(emergency->access("page")); }

    std::unique_ptr<moderation::EmergencyStore> emergency;
};

TEST_F(StoreEmergencyTest, WhatAnybodyMayKnowIsWhoLooksAfterItAndNotTheDetails) {
    EXPECT_EQ(access().version, 0u);
    record();
    EXPECT_EQ(access().version, 1u);
    EXPECT_THAT(access().custodians, ElementsAre("ottilie", "trellis"));
    EXPECT_EQ(access().recorded_by, "byte");
    EXPECT_EQ(access().recorded_at, now);
    EXPECT_FALSE(access().tested_at);
    EXPECT_EQ(count_kind("channel.account_details_recorded"), 1u);
}

TEST_F(StoreEmergencyTest, NeitherDetailsNorReasonsAreReadableInRedis) {
    record();
    open("ottilie", "alert-1");
    std::string everything;
    for (const auto* key : {"emergency:page", "alert:alert-1"})
        for (const auto& part : redis_command({"HGETALL", "gh:{bramblecote}:" + std::string{key}}).items)
            everything += part.text + "\n";
    for (const auto& entry : ok(store->journal_after(0, 100))) everything += entry.data + "\n";
    ASSERT_THAT(everything, HasSubstr("ottilie"));
    for (const auto* part : {"office@bramblecote", "envelope", "The office is ill"})
        EXPECT_THAT(everything, Not(HasSubstr(part)));
}

TEST_F(StoreEmergencyTest, WithoutAnOpeningNobodyReadsTheDetails) {
    record();
    EXPECT_EQ(refused(emergency->details("page", "ottilie", now)), ErrorKind::forbidden);
    open("ottilie", "alert-1");
    EXPECT_EQ(ok(emergency->details("page", "ottilie", now)), details());
    EXPECT_EQ(refused(emergency->details("page", "trellis", now)), ErrorKind::forbidden);
    EXPECT_EQ(refused(emergency->details("page", "byte", now)), ErrorKind::forbidden);
    const auto last = now + moderation::EmergencyStore::kOpenFor;
    EXPECT_EQ(ok(emergency->details("page", "ottilie", last - 1ms)), details());
    EXPECT_EQ(refused(emergency->details("page", "ottilie", last)), ErrorKind::forbidden);
}

TEST_F(StoreEmergencyTest, EachOpeningIsInTheJournalAndAlarmedAlsoWhileAnAlertIsOpen) {
    record();
    open("ottilie", "alert-1");
    open("trellis", "alert-2");
    EXPECT_EQ(count_kind("channel.account_details_opened"), 2u);
    EXPECT_EQ(count_kind("alert.raised"), 2u);
    EXPECT_EQ(jobs("alerts").size(), 2u);
    ASSERT_EQ(access().openings.size(), 2u);
    EXPECT_EQ(access().openings.at(1).person, "trellis");
    EXPECT_EQ(access().openings.at(1).reason, "The office is ill");
    EXPECT_EQ(access().openings.at(1).until, now + moderation::EmergencyStore::kOpenFor);
}

TEST_F(StoreEmergencyTest, WithoutAReasonOrWithNothingToReadNothingIsOpened) {
    const auto before = dump();
    EXPECT_EQ(refused(emergency->open("page", "ottilie", "Ill", about("alert-1"), now)), ErrorKind::rejected);
    EXPECT_EQ(refused(emergency->open("elsewhere", "ottilie", "Ill", about("alert-1"), now)), ErrorKind::not_found);
    EXPECT_EQ(refused(emergency->open("page", "ottilie", "", about("alert-1"), now)), ErrorKind::malformed);
    EXPECT_EQ(dump(), before);
}

TEST_F(StoreEmergencyTest, WhatIsRecordedNeedsTheVersionThatWasSeenAndIsNotTestedAnyMore) {
    record();
    open("ottilie", "alert-1");
    ok(emergency->tested("page", "ottilie", now));
    EXPECT_EQ(access().tested_by, "ottilie");
    EXPECT_EQ(refused(emergency->record("page", 0, details(), {}, "byte", now)), ErrorKind::conflict);
    EXPECT_EQ(refused(emergency->record("elsewhere", 0, details(), {}, "byte", now)), ErrorKind::not_found);
    EXPECT_EQ(refused(emergency->record("page", 1, {}, {}, "byte", now)), ErrorKind::malformed);
    record(1);
    EXPECT_FALSE(access().tested_at);
}

TEST_F(StoreEmergencyTest, OnlyWhoHasReadTheDetailsCanSayThatTheyWork) {
    record();
    EXPECT_EQ(refused(emergency->tested("page", "trellis", now)), ErrorKind::forbidden);
    EXPECT_EQ(count_kind("channel.account_details_tested"), 0u);
}

TEST_F(StoreEmergencyTest, DetailsOfAnotherChannelDoNotOpenThisOne) {
    authorise("other");
    record();
    open("ottilie", "alert-1");
    const auto copied = redis_command({"HGETALL", "gh:{bramblecote}:emergency:page"});
    runtime::RedisCommand set{"HSET", "gh:{bramblecote}:emergency:other"};
    for (const auto& part : copied.items) set.push_back(part.text);
    redis_command(set);
    EXPECT_EQ(refused(emergency->details("other", "ottilie", now)), ErrorKind::malformed);
}

}  // namespace tests
