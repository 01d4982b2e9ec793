// What the collector promises: what was served is recorded once.

#include "tests/contract/ingest_collector_fixture.hpp"

#include <gmock/gmock.h>

namespace tests {
namespace {

using models::ChannelHealth;

class CollectorTest : public CollectorFixture {};

TEST_F(CollectorTest, RecordsPostsCommentsAndReplies) {
    add_post(kPost, 2h);
    add_comment(kPost, 1, "What time does the fair open?");
    add_comment(kPost, 2, "Eleven", "201_1");
    add_post("104000000000011_150", 100h);
    add_comment("104000000000011_150", 7);
    facebook.posts["104000000000011_150"].edge = "visitor_posts";
    add_post("999_9", 3h);
    facebook.posts["999_9"].edge = "tagged";

    const auto report = round();

    EXPECT_EQ(report.health, ChannelHealth::reading);
    EXPECT_EQ(report.fresh, 6U);
    EXPECT_EQ(recorded(), truth());
    EXPECT_EQ(inbox.items["104000000000011_201"].item.kind, models::ItemKind::own_post);
    EXPECT_EQ(inbox.items["104000000000011_150"].item.kind, models::ItemKind::visitor_post);
    EXPECT_EQ(inbox.items["999_9"].item.kind, models::ItemKind::tagged_post);
    EXPECT_EQ(inbox.items["201_1"].item.kind, models::ItemKind::comment);
    EXPECT_EQ(inbox.items["201_2"].item.kind, models::ItemKind::reply);
    EXPECT_EQ(inbox.items["201_2"].item.parent_external_id, "201_1");
    EXPECT_EQ(facebook.asked("999_9/comments"), 0U);  // other people's posts are not ours to look after
}

TEST_F(CollectorTest, ReadsUnderEveryPictureOfALargeAlbumAndSaysWhereItStops) {
    std::vector<std::string> photos;
    for (int i = 0; i < 100; ++i) photos.push_back(std::to_string(7000 + i));
    add_post(kPost, 2h, photos);
    add_comment("7013", 1, "Which one is Robin?");
    add_comment("7099", 2);
    EXPECT_EQ(round().detail, "");
    EXPECT_EQ(recorded(), truth());
    photos.push_back("7100");
    add_post("104000000000011_202", 1h, photos);
    EXPECT_THAT(round().detail, testing::HasSubstr("more than 100 pictures"));
}

TEST_F(CollectorTest, SaysNothingNewWhenNothingIs) {
    add_post(kPost, 2h);
    add_comment(kPost, 1);
    round();
    const auto report = round();
    EXPECT_EQ(report.health, ChannelHealth::nothing_new);
    EXPECT_EQ(report.fresh + report.revised + report.gone, 0U);
}

TEST_F(CollectorTest, FindsWithinAnHourWhatTheCountDoesNotShow) {
    add_post(kPost, 100h);
    add_comment(kPost, 1);
    round();
    facebook.remove(kPost, "201_1");
    add_comment(kPost, 2);
    clock.advance(30min);
    round();
    EXPECT_FALSE(inbox.items.contains("201_2"));
    clock.advance(30min);
    round();
    EXPECT_TRUE(inbox.items.contains("201_2"));
    EXPECT_FALSE(inbox.items["201_1"].gone) << "what is gone is looked for once a day";
    clock.advance(23h);
    round();
    EXPECT_TRUE(inbox.items["201_1"].gone);
}

TEST_F(CollectorTest, ReadsEveryPageAndRecordsTheCursorOnlyWithTheLast) {
    facebook.page_size_max = 3;
    add_post(kPost, 2h);
    add_comments(kPost, 0, 10);
    round();
    EXPECT_EQ(recorded(), truth());
    std::vector<std::string> cursors;
    for (const auto& page : inbox.pages)
        if (page.feed == "comments:104000000000011_201" && !page.items.empty()) cursors.push_back(page.cursor);
    ASSERT_EQ(cursors.size(), 4U);
    EXPECT_EQ(cursors[0], cursors[1]);
    EXPECT_EQ(cursors[1], cursors[2]);
    EXPECT_NE(cursors[2], cursors[3]);
}

TEST_F(CollectorTest, GoesOnAfterAnEmptyPageThatHasANextOne) {
    facebook.empty_page_before_end = true;
    add_post(kPost, 2h);
    add_comments(kPost, 0, 5);
    round();
    EXPECT_EQ(recorded(), truth());
}

TEST_F(CollectorTest, NeverSendsTheTokenInAnAddressAndNeverFollowsNext) {
    facebook.page_size_max = 2;
    add_post(kPost, 2h);
    add_comments(kPost, 0, 5);
    round();
    for (const auto& seen : facebook.requests) {
        EXPECT_EQ(seen.url.find(MemoryFacebook::kToken), std::string::npos);
        EXPECT_TRUE(seen.url.starts_with("https://graph.facebook.com/v26.0/")) << seen.url;
    }
}

TEST_F(CollectorTest, RestartsTheWalkWhenACursorHasGoneStale) {
    facebook.page_size_max = 3;
    add_post(kPost, 2h);
    add_comments(kPost, 0, 10);
    int refusals = 0;
    facebook.instead = [&](const MemoryFacebook::Seen& seen) -> std::optional<runtime::Result<runtime::HttpResponse>> {
        const auto after = seen.parameters.find("after");
        if (after == seen.parameters.end() || after->second != "at:6" || refusals++ > 0) return std::nullopt;
        return MemoryFacebook::error(100);
    };
    const auto report = round();
    EXPECT_GE(refusals, 2);
    EXPECT_EQ(report.health, ChannelHealth::reading);
    EXPECT_EQ(recorded(), truth());
}

TEST_F(CollectorTest, FindsTheCommentThatSlippedBetweenTwoPages) {
    facebook.page_size_max = 3;
    add_post(kPost, 2h);
    add_comments(kPost, 0, 10);
    bool removed = false;
    facebook.before = [&](const MemoryFacebook::Seen& seen) {
        if (removed || !seen.parameters.contains("after")) return;
        removed = true;
        facebook.remove(kPost, "201_9");  // the newest: everything behind it moves up by one
    };
    round();
    auto there = recorded();
    EXPECT_TRUE(there.contains("201_6"));
    round();
    EXPECT_EQ(recorded(), truth());
}

TEST_F(CollectorTest, ReadsAgainUntilTwoReadingsAgreeWhenTheCountIsNoHelp) {
    facebook.page_size_max = 3;
    facebook.counts_agree = false;
    add_post(kPost, 2h);
    add_comments(kPost, 0, 10);
    round();
    EXPECT_EQ(facebook.asked(std::string{kPost} + "/comments"), 8U);
    round();
    EXPECT_EQ(facebook.asked(std::string{kPost} + "/comments"), 16U);
}

TEST_F(CollectorTest, ReadsAgainABoundedNumberOfTimesWhenTheListNeverHoldsStill) {
    facebook.page_size_max = 3;
    add_post(kPost, 2h);
    add_comments(kPost, 0, 10);
    int next = 10;
    facebook.before = [&](const MemoryFacebook::Seen&) { add_comment(kPost, next++); };
    round();
    EXPECT_LE(facebook.asked(std::string{kPost} + "/comments"), 80U);
    facebook.before = nullptr;
    round();
    EXPECT_EQ(recorded(), truth());
}

TEST_F(CollectorTest, SeesEditsAndHidesInTheNextRound) {
    add_post(kPost, 2h);
    add_comments(kPost, 0, 3);
    round();
    facebook.threads[kPost]["201_1"].text = "Changed my mind";
    facebook.threads[kPost]["201_2"].hidden = true;
    const auto report = round();
    EXPECT_EQ(report.revised, 1U);
    EXPECT_EQ(recorded(), truth());
    EXPECT_EQ(inbox.items["201_1"].texts.size(), 2U);
}

TEST_F(CollectorTest, ReadsTheThreadsOfEachPictureOfAnAlbum) {
    add_post(kPost, 2h, {"191", "192"});
    add_comment(kPost, 1);
    add_comment("191", 2);
    add_comment("192", 3);
    round();
    EXPECT_EQ(recorded(), truth());
    EXPECT_EQ(inbox.items["192_3"].item.post_external_id, kPost);
    facebook.remove("192", "192_3");
    round();
    EXPECT_EQ(recorded(), truth());
}

TEST_F(CollectorTest, AsksForLessWhenThePageIsTooMuch) {
    add_post(kPost, 2h);
    add_comments(kPost, 0, 60);
    facebook.instead = [&](const MemoryFacebook::Seen& seen) -> std::optional<runtime::Result<runtime::HttpResponse>> {
        if (seen.path.ends_with("comments") && std::stoi(seen.parameters.at("limit")) > 12) {
            runtime::HttpResponse response;
            response.status = 500;
            response.body = R"({"error":{"code":1,"message":"Please reduce the amount of data you're asking for"}})";
            return response;
        }
        return std::nullopt;
    };
    round();
    EXPECT_EQ(recorded(), truth());
}

TEST_F(CollectorTest, AsksAPageOnceMoreThatArrivedCutOff) {
    add_post(kPost, 2h);
    add_comments(kPost, 0, 5);
    int cuts = 0;
    facebook.instead = [&](const MemoryFacebook::Seen& seen) -> std::optional<runtime::Result<runtime::HttpResponse>> {
        if (!seen.path.ends_with("comments") || cuts++ > 0) return std::nullopt;
        runtime::HttpResponse response;
        response.status = 200;
        response.body = R"({"data":[{"id":"201_4","message":"Lov)";
        return response;
    };
    round();
    EXPECT_EQ(recorded(), truth());
}

TEST_F(CollectorTest, KeepsWhatCameBeforeADamageThatStays) {
    add_post(kPost, 2h);
    add_comments(kPost, 0, 2);
    round();
    facebook.instead = [&](const MemoryFacebook::Seen& seen) -> std::optional<runtime::Result<runtime::HttpResponse>> {
        if (!seen.path.ends_with("comments")) return std::nullopt;
        runtime::HttpResponse response;
        response.status = 200;
        response.body = R"({"data":[{"id":"201_9","message":"New"},{"id":"201_1","mess)";
        return response;
    };
    const auto report = round();
    EXPECT_TRUE(recorded().contains("201_9"));
    EXPECT_FALSE(inbox.items["201_0"].gone);  // half a list is no evidence
    EXPECT_GE(report.malformed, 1U);
}

}  // namespace
}  // namespace tests
