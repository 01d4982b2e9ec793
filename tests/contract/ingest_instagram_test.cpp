// What the collector promises of Instagram: comments and replies are recorded once, whatever the network lists and
// however it pages, nothing hidden is taken for deleted, and what cannot be listed is said.

#include "tests/contract/ingest_instagram_fixture.hpp"

#include <gmock/gmock.h>

namespace tests {
namespace {

using models::ChannelHealth;

class InstagramTest : public InstagramFixture {};

TEST_F(InstagramTest, RecordsMediaCommentsAndReplies) {
    add_media(kMedia, 22h);
    const auto comment = add_comment(kMedia, 1);
    const auto reply = add_comment(kMedia, 2, comment);
    add_media("999", 3h, true);
    const auto report = round();
    EXPECT_EQ(report.health, ChannelHealth::reading);
    EXPECT_EQ(report.fresh, 4U);
    EXPECT_EQ(recorded(), truth());
    EXPECT_EQ(inbox.items[kMedia].item.kind, models::ItemKind::own_post);
    EXPECT_EQ(inbox.items["999"].item.kind, models::ItemKind::tagged_post);
    EXPECT_EQ(inbox.items[comment].item.kind, models::ItemKind::comment);
    EXPECT_EQ(inbox.items[reply].item.kind, models::ItemKind::reply);
    EXPECT_EQ(inbox.items[reply].item.parent_external_id, comment);
    EXPECT_EQ(inbox.items[reply].item.post_external_id, kMedia);
    for (const auto& page : inbox.pages) {
        EXPECT_EQ(page.network, models::Network::instagram);
        for (const auto& item : page.items) EXPECT_EQ(item.network, models::Network::instagram);
    }
    EXPECT_EQ(round().health, ChannelHealth::nothing_new);
}

TEST_F(InstagramTest, ReadsTheRepliesThatDidNotComeWithTheirComment) {
    for (const bool next : {true, false}) {
        instagram.nested_next = next;
        instagram.media.clear();
        inbox.items.clear();
        inbox.cursors_by_channel.clear();
        add_media(kMedia, 22h);
        const auto comment = add_comment(kMedia, 1);
        const auto quiet = add_comment(kMedia, 2);
        add_comment(kMedia, 3, quiet);
        for (int i = 10; i < 80; ++i) add_comment(kMedia, i, comment);
        const auto asked = instagram.asked(quiet + "/replies");
        round();
        EXPECT_EQ(recorded(), truth());
        EXPECT_EQ(inbox.items[std::to_string(17950000000000070)].item.parent_external_id, comment);
        if (next) {
            EXPECT_EQ(instagram.asked(quiet + "/replies"), asked);  // all of its replies came along
        }
    }
}

TEST_F(InstagramTest, ACountThatLagsBehindHidesNoReply) {
    add_media(kMedia, 22h);
    const auto comment = add_comment(kMedia, 1);
    for (int i = 10; i < 20; ++i) add_comment(kMedia, i, comment);
    instagram.nested_next = false;
    instagram.count_lag = 9;
    round();
    EXPECT_EQ(recorded(), truth());
}

TEST_F(InstagramTest, AsksNoRepliesListOfACommentWhoseRepliesAllCame) {
    add_media(kMedia, 22h);
    const auto comment = add_comment(kMedia, 1);
    add_comment(kMedia, 2, comment);
    instagram.nested_next = false;  // a cursor comes with every list of replies
    round();
    EXPECT_EQ(instagram.asked(comment + "/replies"), 0U);
    EXPECT_EQ(recorded(), truth());
}

TEST_F(InstagramTest, PagesPastTheNewestFiftyWhereItMay) {
    add_media(kMedia, 22h);
    add_comments(kMedia, 100, 230);
    const auto report = round();
    EXPECT_EQ(recorded(), truth());
    EXPECT_EQ(report.detail, "");
}

TEST_F(InstagramTest, TriesTheCursorOfAFullPageThatNamesNoNextOne) {
    instagram.comments_name_next = false;
    add_media(kMedia, 22h);
    add_comments(kMedia, 100, 230);
    EXPECT_EQ(round().detail, "");
    EXPECT_EQ(recorded(), truth());
}

TEST_F(InstagramTest, SaysThatItMayHaveMissedSomeWhereItMayNot) {
    instagram.pages_beyond_fifty = false;
    for (const bool cursor : {true, false}) {
        instagram.cursor_on_last_page = cursor;
        instagram.media.clear();
        inbox.items.clear();
        inbox.cursors_by_channel.clear();
        add_media(kMedia, 100h);
        add_comments(kMedia, 100, 160);
        const auto report = round();
        EXPECT_EQ(report.health, ChannelHealth::reading);
        EXPECT_THAT(report.detail, testing::HasSubstr("newest 50"));
        EXPECT_EQ(recorded().size(), 51U);
        const auto asked = asked_for_comments();
        EXPECT_THAT(round().detail, testing::HasSubstr("newest 50"));  // also when it is not read again
        EXPECT_EQ(asked_for_comments(), asked);
    }
}

TEST_F(InstagramTest, ARefusedCursorBehindAFullPageIsNoTrouble) {
    add_media(kMedia, 22h);
    add_comments(kMedia, 100, 150);
    instagram.instead = [](const MemoryInstagram::Seen& seen) -> std::optional<runtime::Result<runtime::HttpResponse>> {
        if (!seen.path.ends_with("comments") || !seen.parameters.contains("after")) return std::nullopt;
        return MemoryInstagram::error(100);
    };
    const auto report = round();
    EXPECT_EQ(report.health, ChannelHealth::reading);
    EXPECT_EQ(report.detail, "");
    EXPECT_EQ(recorded(), truth());
}

TEST_F(InstagramTest, MissesNothingThatComesWhileAllFitsIntoTheWindow) {
    instagram.pages_beyond_fifty = false;
    add_media(kMedia, 22h);
    for (int i = 0; i < 5; ++i) {
        add_comments(kMedia, 100 + 40 * i, 140 + 40 * i);
        const auto report = round();
        EXPECT_EQ(report.detail, "") << i;
        EXPECT_EQ(recorded(), truth()) << i;
        clock.advance(5min);
    }
}

TEST_F(InstagramTest, SeesWhatBecameOfCommentsOutsideTheWindowOnceADay) {
    instagram.pages_beyond_fifty = false;
    add_media(kMedia, 22h);
    add_comments(kMedia, 100, 140);
    round();
    add_comments(kMedia, 140, 190);
    round();
    const auto edited = std::to_string(17950000000000101);
    instagram.find(edited)->text = "Changed my mind";
    instagram.remove(std::to_string(17950000000000102));
    clock.advance(5min);
    round();
    EXPECT_EQ(instagram.asked(edited), 1U);
    clock.advance(25h);
    round();
    EXPECT_EQ(recorded(), truth());
}

TEST_F(InstagramTest, NeverTakesAHiddenCommentForADeletedOne) {
    instagram.lists_hidden = false;
    add_media(kMedia, 22h);
    const auto hidden = add_comment(kMedia, 1);
    add_comment(kMedia, 2);
    const auto reply = add_comment(kMedia, 3, hidden);
    round();
    instagram.find(hidden)->hidden = true;
    for (int i = 0; i < 5; ++i) {
        const auto report = round();
        EXPECT_EQ(report.gone, 0U);
        EXPECT_EQ(report.detail, "");
        EXPECT_EQ(recorded(), truth());
        clock.advance(5min);
    }
    EXPECT_LT(instagram.asked(hidden), 5U);
    instagram.find(hidden)->hidden = false;
    round();
    EXPECT_EQ(recorded(), truth());
    instagram.remove(hidden);
    round();
    EXPECT_TRUE(inbox.items[reply].gone);
    EXPECT_EQ(recorded(), truth());
}

TEST_F(InstagramTest, TheOnlyCommentBeingHiddenIsNoTrouble) {
    instagram.lists_hidden = false;
    add_media(kMedia, 22h);
    const auto hidden = add_comment(kMedia, 1);
    round();
    instagram.find(hidden)->hidden = true;
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(round().health, ChannelHealth::nothing_new) << i;
        clock.advance(5min);
    }
    EXPECT_EQ(recorded(), truth());
}

TEST_F(InstagramTest, SaysWhenCommentsAreCountedAndNoneIsListed) {
    add_media(kMedia, 22h);
    add_comments(kMedia, 1, 4);
    instagram.development = true;
    const auto report = round();
    EXPECT_EQ(report.health, ChannelHealth::permission_trouble);
    EXPECT_THAT(report.detail, testing::HasSubstr("development mode"));
    instagram.development = false;
    round();
    EXPECT_EQ(recorded(), truth());
    instagram.development = true;
    instagram.instead = [](const MemoryInstagram::Seen& seen) -> std::optional<runtime::Result<runtime::HttpResponse>> {
        if (!seen.path.starts_with("1795")) return std::nullopt;
        return MemoryInstagram::error(100, 33);  // nor can any be asked for
    };
    EXPECT_EQ(round().gone, 0U);
}

TEST_F(InstagramTest, FindsTheEndOfTheTagsWithoutANextPage) {
    for (int i = 0; i < 120; ++i) add_media(std::to_string(1000 + i), std::chrono::hours{i + 1}, true);
    round();
    EXPECT_EQ(recorded(), truth());
    EXPECT_EQ(instagram.asked(std::string{MemoryInstagram::kAccount} + "/tags"), 4U);
    instagram.instead = [](const MemoryInstagram::Seen& seen) -> std::optional<runtime::Result<runtime::HttpResponse>> {
        if (!seen.path.ends_with("tags")) return std::nullopt;
        runtime::HttpResponse same;
        same.status = 200;
        same.body = R"({"data":[{"id":"1000","caption":"x"}],"paging":{"cursors":{"after":"stuck"}}})";
        return same;
    };
    const auto requests = instagram.requests.size();
    round();
    EXPECT_LT(instagram.requests.size() - requests, 10U);
}

TEST_F(InstagramTest, ReportsADeletedCommentOnlyAfterAskingForIt) {
    add_media(kMedia, 22h);
    add_comments(kMedia, 1, 4);
    round();
    const auto gone = std::to_string(17950000000000002);
    instagram.remove(gone);
    const auto report = round();
    EXPECT_EQ(instagram.asked(gone), 1U);
    EXPECT_EQ(report.gone, 1U);
    EXPECT_EQ(recorded(), truth());
    instagram.media.erase(kMedia);
    EXPECT_EQ(round().gone, 3U);
    EXPECT_EQ(recorded(), truth());
}

TEST_F(InstagramTest, RecordsMoreThanOneStepMayHold) {
    instagram.nested_max = 20;
    add_media(kMedia, 22h);
    for (int i = 0; i < 40; ++i) {
        const auto comment = add_comment(kMedia, 1000 + 100 * i);
        for (int j = 1; j <= 18; ++j) add_comment(kMedia, 1000 + 100 * i + j, comment);
    }
    round();
    EXPECT_EQ(recorded(), truth());
    for (const auto& page : inbox.pages) EXPECT_LE(page.items.size(), 500U);
}

TEST_F(InstagramTest, ReadsAMediaInEachRoundForTwoDaysAndDailyForThirty) {
    add_media(kMedia, 47h);
    round();
    round();
    EXPECT_EQ(asked_for_comments(), 2U);
    clock.advance(28 * 24h);
    round();
    round();
    EXPECT_EQ(asked_for_comments(), 3U);
}

TEST_F(InstagramTest, LeavesAQuietOlderMediaAloneUntilItsCountChanges) {
    add_media(kMedia, 100h);
    add_comment(kMedia, 1);
    round();
    round();
    EXPECT_EQ(asked_for_comments(), 1U);
    add_comment(kMedia, 2);
    round();
    EXPECT_EQ(asked_for_comments(), 2U);
    EXPECT_EQ(recorded(), truth());
}

}  // namespace
}  // namespace tests
