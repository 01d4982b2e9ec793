// What the collector takes for deleted: only what the network itself says does not exist.

#include "tests/contract/ingest_collector_fixture.hpp"

#include <gmock/gmock.h>

namespace tests {
namespace {

using models::ChannelHealth;

class CollectorAbsenceTest : public CollectorFixture {};

TEST_F(CollectorAbsenceTest, ReportsADeletedCommentOnlyAfterAskingForIt) {
    add_post(kPost, 2h);
    add_comments(kPost, 0, 3);
    round();
    facebook.remove(kPost, "201_1");
    const auto report = round();
    EXPECT_EQ(facebook.asked("201_1"), 1U);
    EXPECT_EQ(report.gone, 1U);
    EXPECT_EQ(recorded(), truth());
    round();
    EXPECT_EQ(facebook.asked("201_1"), 1U);
}

TEST_F(CollectorAbsenceTest, CallsNothingGoneThatIsOnlyMissingFromTheList) {
    add_post(kPost, 2h);
    add_comments(kPost, 0, 3);
    round();
    const auto hidden_away = facebook.threads[kPost]["201_1"];
    facebook.remove(kPost, "201_1");
    facebook.threads["elsewhere"]["201_1"] = hidden_away;
    round();
    EXPECT_FALSE(inbox.items["201_1"].gone);
    for (int i = 0; i < 12 * 24; ++i) {
        clock.advance(5min);
        round();
    }
    EXPECT_FALSE(inbox.items["201_1"].gone);
    EXPECT_GT(facebook.asked("201_1"), 5U);
    EXPECT_LT(facebook.asked("201_1"), 15U);  // less and less often
}

TEST_F(CollectorAbsenceTest, NoticesThatWhatWasOnlyMissingIsGoneInTheEnd) {
    add_post(kPost, 2h);
    add_comments(kPost, 0, 3);
    round();
    facebook.threads["elsewhere"]["201_1"] = facebook.threads[kPost]["201_1"];
    facebook.remove(kPost, "201_1");
    round();
    facebook.threads.erase("elsewhere");
    round();
    EXPECT_EQ(recorded(), truth());
}

TEST_F(CollectorAbsenceTest, AsksForABoundedNumberOfMissingCommentsARound) {
    add_post(kPost, 2h);
    add_comments(kPost, 0, 130);
    round();
    facebook.threads[kPost].clear();
    add_comment(kPost, 500);
    EXPECT_EQ(round().gone, 50U);
    EXPECT_EQ(round().gone, 50U);
    EXPECT_EQ(round().gone, 30U);
    EXPECT_EQ(recorded(), truth());
}

TEST_F(CollectorAbsenceTest, TakesNothingForDeletedWhenEverythingVanishesAtOnce) {
    for (const auto* id : {"201", "202", "203"}) {
        add_post("104000000000011_" + std::string{id}, 2h);
        add_comment("104000000000011_" + std::string{id}, 1);
    }
    round();
    const auto before = recorded();
    const auto posts = facebook.posts;
    const auto threads = facebook.threads;
    facebook.posts.clear();
    facebook.threads.clear();
    const auto report = round();
    EXPECT_EQ(report.health, ChannelHealth::permission_trouble);
    EXPECT_THAT(report.detail, testing::HasSubstr("shows no post of this account any more"));
    EXPECT_EQ(recorded(), before);
    facebook.posts = posts;
    facebook.threads = threads;
    EXPECT_EQ(round().health, ChannelHealth::nothing_new);
}

TEST_F(CollectorAbsenceTest, ReportsADeletedPostAfterItsComments) {
    add_post(kPost, 2h);
    add_comments(kPost, 0, 3);
    add_post("104000000000011_150", 100h);
    round();
    facebook.remove_post(kPost);
    const auto report = round();
    EXPECT_EQ(report.gone, 4U);
    EXPECT_EQ(recorded(), truth());
    const auto requests = facebook.requests.size();
    round();
    EXPECT_EQ(facebook.asked(kPost), 1U);
    EXPECT_LT(facebook.requests.size() - requests, 6U);
}

TEST_F(CollectorAbsenceTest, NoticesAPostThatDisappearsBeforeItsCommentsWereEverRead) {
    add_post(kPost, 2h);
    facebook.before = [&](const MemoryFacebook::Seen& seen) {
        if (seen.path == "104000000000011/visitor_posts") facebook.remove_post(kPost);
    };
    round();
    EXPECT_TRUE(recorded().contains(kPost));
    facebook.before = nullptr;
    round();
    EXPECT_EQ(recorded(), truth());
}

}  // namespace
}  // namespace tests
