// What the YouTube collector promises: everything that the network lists is recorded, held ones as hidden; nothing is
// called gone that was not asked for; and reading leaves units for people.

#include "ingest/silence.hpp"
#include "ingest/youtube/meter.hpp"
#include "tests/contract/ingest_youtube_fixture.hpp"

#include <gmock/gmock.h>

namespace tests {
namespace {

using models::ChannelHealth;
using testing::HasSubstr;

class YoutubeCollectorTest : public YoutubeFixture {};

TEST_F(YoutubeCollectorTest, RecordsVideosCommentsAndAllReplies) {
    add_video("vid1", 3h);
    add_comment("Ug1", "vid1");
    add_replies("Ug1", 0, 9);  // five come along, four are asked for
    const auto report = round();
    EXPECT_EQ(recorded(), truth());
    EXPECT_EQ(report.health, ChannelHealth::reading);
    const auto& reply = inbox.items.at("Ug1.8").item;
    EXPECT_EQ(reply.kind, models::ItemKind::reply);
    EXPECT_EQ(reply.parent_external_id, "Ug1");
    EXPECT_EQ(reply.post_external_id, "vid1");
    EXPECT_EQ(inbox.items.at("vid1").item.kind, models::ItemKind::own_post);
}

TEST_F(YoutubeCollectorTest, RecordsHeldAndSuspectedOnesAsHidden) {
    add_video("vid1", 3h);
    add_comment("Ug1", "vid1").status = "heldForReview";
    add_comment("Ug2", "vid1").status = "likelySpam";
    add_comment("Ug3", "vid1");
    add_comment("Ug3.1", "vid1").status = "heldForReview";
    add_comment("Ug4", "vid1").status = "rejected";
    round();
    EXPECT_EQ(recorded(), truth());
    EXPECT_TRUE(inbox.items.at("Ug1").item.hidden);
    EXPECT_TRUE(inbox.items.at("Ug3.1").item.hidden);
    EXPECT_FALSE(inbox.items.at("Ug3").item.hidden);
}

TEST_F(YoutubeCollectorTest, FindsANewCommentUnderAnOldVideoAndAReplyUnderAnOldComment) {
    add_video("old", 100 * 24h);
    add_video("vid1", 10 * 24h);
    add_comment("Ug1", "vid1", 5 * 24h);
    round();
    add_comment("Ug2", "old", 1min);
    add_replies("Ug2", 0, 7);
    add_replies("Ug1", 0, 1);
    clock.advance(5min);
    round();
    EXPECT_TRUE(inbox.items.contains("Ug2.6"));
    EXPECT_TRUE(inbox.items.contains("Ug1.0"));
}

TEST_F(YoutubeCollectorTest, SweepsAnOldVideoDailyWhileItsThreadsAreYoung) {
    add_video("old", 100 * 24h);
    add_comment("Ug1", "old", 80 * 24h);
    add_comment("Ug2", "old", 1min);
    add_replies("Ug2", 0, 1);
    round();
    clock.advance(5min);
    round();
    // One goes and another comes, so that the count stays as it was.
    youtube.remove("Ug2.0");
    add_replies("Ug2", 1, 2);
    clock.advance(24h);
    round();
    EXPECT_TRUE(inbox.items.contains("Ug2.1"));
    EXPECT_TRUE(inbox.items["Ug2.0"].gone);
}

TEST_F(YoutubeCollectorTest, ReadsOnThroughPagesThatRepeatAndShrink) {
    add_video("vid1", 3h);
    for (int i = 10; i < 40; ++i) add_comment("Ug" + std::to_string(i), "vid1", std::chrono::minutes{i});
    youtube.page_size_max = 3;
    youtube.repeats_across_pages = true;
    round();
    EXPECT_EQ(recorded(), truth());
    for (const auto& page : inbox.pages) EXPECT_LE(page.items.size(), 100U);
}

TEST_F(YoutubeCollectorTest, ReportsGoneOnlyWhatTheNetworkNoLongerKnows) {
    add_video("vid1", 3h);
    add_comment("Ug1", "vid1");
    add_comment("Ug2", "vid1");
    add_comment("Ug3", "vid1");
    round();
    youtube.remove("Ug1");
    // Ug2 stays: it is only left out of every listing.
    youtube.comments["Ug2"].video = "elsewhere";
    add_video("elsewhere", 200 * 24h);
    youtube.videos["elsewhere"].comments = false;
    youtube.instead = [](const MemoryYoutube::Seen& seen) -> std::optional<runtime::Result<runtime::HttpResponse>> {
        if (!seen.parameters.contains("id") || seen.path != "comments") return std::nullopt;
        EXPECT_EQ(seen.parameters.at("id"), "Ug1,Ug2");  // one call for all
        return std::nullopt;
    };
    clock.advance(5min);
    const auto report = round();
    EXPECT_EQ(report.gone, 1U);
    EXPECT_TRUE(inbox.items["Ug1"].gone);
    EXPECT_FALSE(inbox.items["Ug2"].gone);
}

TEST_F(YoutubeCollectorTest, TakesAVideoWithItsComments) {
    add_video("vid1", 3h);
    add_video("vid2", 4h);
    add_comment("Ug1", "vid1");
    round();
    youtube.remove_video("vid1");
    clock.advance(5min);
    round();
    EXPECT_EQ(recorded(), truth());
    youtube.requests.clear();
    round();
    EXPECT_EQ(youtube.asked("videos"), 1U);  // nobody asks for it again
}

TEST_F(YoutubeCollectorTest, SwitchedOffCommentsAreHealthyAndNotGone) {
    add_video("vid1", 3h);
    add_comment("Ug1", "vid1");
    round();
    youtube.videos["vid1"].comments = false;
    clock.advance(5min);
    const auto report = round();
    EXPECT_EQ(report.health, ChannelHealth::nothing_new);
    EXPECT_EQ(report.detail, "Comments are switched off on 1 video.");
    EXPECT_EQ(report.gone, 0U);
    youtube.videos["vid1"].comments = true;
    youtube.comments["Ug1"].text = "Edited";
    clock.advance(5min);
    round();
    EXPECT_EQ(recorded(), truth());
}

TEST_F(YoutubeCollectorTest, ACountWithoutCommentsIsAWrongIdentity) {
    add_video("vid1", 3h);
    add_comment("Ug1", "vid1");
    youtube.instead = [](const MemoryYoutube::Seen& seen) -> std::optional<runtime::Result<runtime::HttpResponse>> {
        if (seen.path != "commentThreads") return std::nullopt;
        runtime::HttpResponse empty;
        empty.status = 200;
        empty.body = R"({"items":[]})";
        return empty;
    };
    const auto report = round();
    EXPECT_EQ(report.health, ChannelHealth::permission_trouble);
    EXPECT_THAT(report.detail, HasSubstr("YouTube counts comments but lists none"));
}

TEST_F(YoutubeCollectorTest, ATokenOfAnotherChannelReadsNothing) {
    add_video("vid1", 3h);
    youtube.token_channel = "UCperson";
    const auto report = round();
    EXPECT_EQ(report.health, ChannelHealth::permission_trouble);
    EXPECT_THAT(report.detail, HasSubstr("another YouTube channel"));
    EXPECT_EQ(youtube.requests.size(), 1U);
}

TEST_F(YoutubeCollectorTest, ReadsCommunityPostsAndTheChannelItself) {
    add_comment("Ug1", "");
    auto& under_post = add_comment("Ug2", "");
    under_post.post = "post9";
    round();
    EXPECT_EQ(inbox.items.at("Ug1").item.post_external_id, MemoryYoutube::kChannel);
    EXPECT_EQ(inbox.items.at("Ug2").item.post_external_id, "post9");
    youtube.remove("Ug1");
    youtube.comments["Ug2"].text = "Edited";
    clock.advance(25h);
    round();
    EXPECT_EQ(recorded(), truth());
}

TEST_F(YoutubeCollectorTest, AQuietRoundIsCheap) {
    for (int i = 0; i < 20; ++i) add_video("vid" + std::to_string(i), std::chrono::hours{24 * (i + 2)});
    add_comment("Ug1", "vid3", 40h);
    round();
    clock.advance(5min);
    youtube.requests.clear();
    const auto report = round();
    EXPECT_EQ(report.health, ChannelHealth::nothing_new);
    // The channel, its uploads, their numbers, and new comments in three states.
    EXPECT_EQ(youtube.requests.size(), 6U);
}

TEST_F(YoutubeCollectorTest, LeavesUnitsForPeopleAndGoesOnAtMidnightInCalifornia) {
    add_video("vid1", 3h);
    quota.spend(8'999);
    const auto report = round();
    EXPECT_EQ(report.health, ChannelHealth::rate_limited);
    EXPECT_EQ(report.asked_silence, 20h);  // 12:00 in London is 04:00 there
    EXPECT_LE(youtube.requests.size(), 2U);
    clock.advance(20h);
    EXPECT_EQ(round().health, ChannelHealth::reading);
}

TEST_F(YoutubeCollectorTest, UnitsAreCountedForAllProcessesAndAcrossRestarts) {
    add_video("vid1", 3h);
    ingest::YoutubeMeter meter{client, quota, inbox};
    ingest::YoutubeCollector first{{meter, inbox, clock}, 60 * 24h};
    const auto report = round(first);
    EXPECT_EQ(report.cost, quota.spent());
    EXPECT_EQ(inbox.spent["youtube"].begin()->second, quota.spent());

    ingest::YoutubeQuota anew{clock, {}};
    ingest::YoutubeClient anew_client{youtube, anew, "https://www.googleapis.com"};
    ingest::YoutubeMeter anew_meter{anew_client, anew, inbox};
    ingest::YoutubeCollector restarted{{anew_meter, inbox, clock}, 60 * 24h};
    clock.advance(1min);
    round(restarted);
    EXPECT_GT(anew.spent(), quota.spent());
    EXPECT_EQ(inbox.spent["youtube"].begin()->second, anew.spent());  // both together
}

TEST_F(YoutubeCollectorTest, WhatCouldNotBeBookedIsBookedLater) {
    ingest::YoutubeMeter meter{client, quota, inbox};
    inbox.down = true;
    ingest::ApiCall call;
    call.path = "channels";
    (void)runner.run(meter.send(call, "token", "UCa"));
    EXPECT_TRUE(inbox.spent.empty());
    inbox.down = false;
    (void)runner.run(meter.send(call, "token", "UCa"));
    EXPECT_EQ(inbox.spent["youtube"].begin()->second, 2);
}

TEST_F(YoutubeCollectorTest, AnUsedUpDayIsSilentUntilItsEnd) {
    add_video("vid1", 3h);
    youtube.instead = [](const MemoryYoutube::Seen&) { return MemoryYoutube::error(403, "quotaExceeded"); };
    const auto report = round();
    EXPECT_EQ(report.health, ChannelHealth::rate_limited);
    EXPECT_EQ(report.asked_silence, 20h);
    EXPECT_EQ(youtube.requests.size(), 1U);
}

TEST_F(YoutubeCollectorTest, AnUsedUpDayIsRememberedAcrossARestart) {
    ingest::ApiCall call;
    call.path = "channels";
    for (const bool told : {true, false}) {
        ingest::YoutubeQuota anew{clock, {}};
        ingest::YoutubeClient plain{youtube, anew, "https://www.googleapis.com"};
        ingest::Silence silence{inbox, clock, "youtube"};
        ingest::QuietClient quiet{plain, silence};
        ingest::YoutubeMeter meter{quiet, anew, inbox};
        if (told)
            youtube.instead = [](const MemoryYoutube::Seen&) { return MemoryYoutube::error(403, "quotaExceeded"); };
        const auto refused = runner.run(meter.send(call, "token", "UCa"));
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().retry_after, 20h);
        EXPECT_EQ(refused.error().sentence,
                  "What YouTube allows in a day is used up. Gatehouse goes on at midnight in California.");
        EXPECT_TRUE(refused.error().usage.allowance) << "the page says how much that is";
        EXPECT_EQ(youtube.requests.size(), 1U);
    }
    youtube.instead = nullptr;
    clock.advance(20h);
    ingest::Silence silence{inbox, clock, "youtube"};
    ingest::QuietClient quiet{client, silence};
    (void)runner.run(quiet.send(call, MemoryYoutube::kToken, "UCa"));
    EXPECT_EQ(youtube.requests.size(), 2U);
}

}  // namespace
}  // namespace tests
