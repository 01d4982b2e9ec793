// What the collector promises of politeness: it asks no more than it needs to miss nothing.

#include "tests/contract/ingest_collector_fixture.hpp"

namespace tests {
namespace {

class CollectorEconomyTest : public CollectorFixture {};

TEST_F(CollectorEconomyTest, LeavesAQuietOlderPostAloneUntilItsCountChanges) {
    add_post(kPost, 100h);
    add_comment(kPost, 1);
    round();
    round();
    EXPECT_EQ(facebook.asked(std::string{kPost} + "/comments"), 1U);
    add_comment(kPost, 2);
    round();
    EXPECT_EQ(facebook.asked(std::string{kPost} + "/comments"), 2U);
    EXPECT_EQ(recorded(), truth());
    clock.advance(24h);
    round();
    EXPECT_EQ(facebook.asked(std::string{kPost} + "/comments"), 3U);
}

TEST_F(CollectorEconomyTest, NotesTheCountOfAnAncientPostAndReadsItOnlyWhenThatChanges) {
    add_post(kPost, 5'000h);
    add_comment(kPost, 1);
    round();
    EXPECT_EQ(facebook.asked(std::string{kPost} + "/comments"), 0U);
    clock.advance(7 * 24h);
    add_comment(kPost, 2);
    round();
    EXPECT_EQ(facebook.asked(std::string{kPost} + "/comments"), 1U);
    EXPECT_EQ(recorded(), truth());
}

TEST_F(CollectorEconomyTest, ReadsOnlyTheNewestOfALargeThreadBetweenFullReadings) {
    add_post(kPost, 2h);
    add_comments(kPost, 0, 650);
    round();
    EXPECT_EQ(facebook.asked(std::string{kPost} + "/comments"), 7U);
    add_comments(kPost, 650, 655);
    clock.advance(5min);
    round();
    EXPECT_EQ(facebook.asked(std::string{kPost} + "/comments"), 9U);
    EXPECT_EQ(recorded(), truth());
}

TEST_F(CollectorEconomyTest, WalksTheWholeListOfPostsOnlyOnceAWeek) {
    facebook.page_size_max = 10;
    for (int i = 0; i < 50; ++i) add_post("104000000000011_" + std::to_string(300 + i), std::chrono::hours{200 * i});
    round();
    EXPECT_EQ(facebook.asked("104000000000011/published_posts"), 5U);
    round();
    EXPECT_EQ(facebook.asked("104000000000011/published_posts"), 7U);
    clock.advance(7 * 24h);
    round();
    EXPECT_EQ(facebook.asked("104000000000011/published_posts"), 12U);
}

}  // namespace
}  // namespace tests
