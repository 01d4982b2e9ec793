// What the collector of X promises: what was served is recorded, nothing is called gone without asking for it, a
// post that was edited stays one item, and what X does not show is said.

#include "tests/contract/ingest_x_fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tests {
namespace {

using models::ChannelHealth;
using models::ItemKind;
using testing::HasSubstr;

TEST_F(XCollectorTest, RecordsAMentionThatIsShownLate) {
    x.add("162", "@ashgroveprimary hello");
    round();
    x.add("163", "@ashgroveprimary I have been here for an hour", {}, {}, 1h);
    round();
    EXPECT_EQ(recorded(), truth());
}

TEST_F(XCollectorTest, RecordsOwnPostsConversationsAndMentionsElsewhere) {
    const auto own = post();
    const auto first = reply(own);
    const auto deeper = x.add("161", "Agreed", own, first);
    const auto answer = x.add(MemoryX::kAccount, "Thank you", own, first);
    const auto elsewhere = x.add("162", "@ashgroveprimary is the gate open?");
    const auto foreign = x.add("163", "Town news");
    const auto there = x.add("164", "@ashgroveprimary look", foreign, foreign);
    const auto report = round();
    EXPECT_EQ(report.outcome, ingest::RoundReport::Outcome::finished);
    EXPECT_EQ(report.health, ChannelHealth::reading);
    EXPECT_EQ(report.detail, "");
    EXPECT_FALSE(inbox.items.contains(foreign));
    EXPECT_EQ(item(own).kind, ItemKind::own_post);
    EXPECT_EQ(item(first).kind, ItemKind::comment);
    EXPECT_EQ(item(first).post_external_id, own);
    EXPECT_EQ(item(first).author_name, "Tamsin Arkle (@tamsin_arkle)");
    EXPECT_TRUE(item(first).can_hide);
    EXPECT_FALSE(item(first).can_remove);
    EXPECT_EQ(item(deeper).kind, ItemKind::reply);
    EXPECT_EQ(item(deeper).parent_external_id, first);
    EXPECT_EQ(item(answer).kind, ItemKind::own_post);
    EXPECT_FALSE(item(answer).can_hide);
    for (const auto& id : {elsewhere, there}) {
        EXPECT_EQ(item(id).kind, ItemKind::tagged_post);
        EXPECT_EQ(item(id).post_external_id, "");
        EXPECT_FALSE(item(id).can_hide);
    }
}

TEST_F(XCollectorTest, KeepsAnEditedPostOneItemWithRevisions) {
    const auto own = post();
    const auto id = reply(own, "@ashgroveprimary kind");
    round();
    x.edit(id, "@ashgroveprimary unkind");
    round();
    EXPECT_EQ(recorded(), truth());
    EXPECT_EQ(inbox.items.at(id).texts, (std::vector<std::string>{"@ashgroveprimary kind", "@ashgroveprimary unkind"}));
    EXPECT_THAT(item(id).permalink, HasSubstr(x.posts.at(id).versions.back().id));
}

TEST_F(XCollectorTest, ReportsGoneOnlyWhatXSaysIsGone) {
    const auto own = post();
    const auto deleted = reply(own);
    const auto left_out = reply(own);
    const auto mention = x.add("162", "@ashgroveprimary hello");
    round();
    x.posts.at(left_out).shown_by_search = false;
    x.posts.erase(deleted);
    x.posts.erase(mention);
    const auto report = round();
    EXPECT_EQ(report.gone, 2U);
    EXPECT_EQ(recorded(), truth());
}

TEST_F(XCollectorTest, AConversationOutlivesItsFirstPost) {
    const auto own = post();
    const auto id = reply(own);
    round();
    x.posts.erase(own);
    round();
    const auto late = reply(own, "still here");
    x.edit(id, "changed");
    round();
    EXPECT_EQ(recorded(), truth());
    EXPECT_EQ(item(late).post_external_id, own);
}

TEST_F(XCollectorTest, FindsAnAnswerToAPostFromBeforeItWatched) {
    const auto old = post(90 * 24h);
    const auto id = x.add("160", "@ashgroveprimary only now", old, old);
    round();
    EXPECT_EQ(item(id).post_external_id, old);
    EXPECT_TRUE(item(id).can_hide);
    EXPECT_EQ(item(old).kind, ItemKind::own_post);
}

TEST_F(XCollectorTest, SaysWhatXCountsAndDoesNotShow) {
    const auto own = post(9 * 24h);
    reply(own, "too old for the search", 8 * 24h);
    reply(own, "found");
    const auto report = round();
    EXPECT_THAT(report.detail, HasSubstr("X counts 1 replies"));
    EXPECT_EQ(report.health, ChannelHealth::reading);
}

TEST_F(XCollectorTest, CombinesConversationsAndAsksOnlyForWhatIsNew) {
    for (int i = 0; i < 30; ++i) reply(post(3 * 24h + i * 1h));
    round();
    x.requests.clear();
    round();
    EXPECT_EQ(x.asked("tweets/search/recent"), 3U) << "thirty conversations in queries of up to 512 characters";
    for (const auto& seen : x.requests) {
        if (seen.path == "tweets/search/recent") {
            EXPECT_TRUE(seen.parameters.contains("since_id"));
        }
    }
    EXPECT_EQ(x.asked("tweets"), 0U);
    EXPECT_EQ(recorded(), truth());
}

TEST_F(XCollectorTest, FallsBackToTheWholeReachWhenTheIdIsTooOld) {
    const auto own = post();
    reply(own, "@ashgroveprimary early");
    round();
    clock.advance(8 * 24h);
    const auto late = reply(own, "late");
    const auto report = round();
    EXPECT_EQ(report.health, ChannelHealth::reading) << report.detail;
    EXPECT_TRUE(inbox.items.contains(late));
    x.requests.clear();
    round();
    EXPECT_EQ(x.asked("tweets/search/recent"), 1U);
}

TEST_F(XCollectorTest, SpeaksTheNewerVocabularyToo) {
    x.new_words = true;
    const auto own = post();
    reply(own);
    x.add("162", "@ashgroveprimary hello");
    EXPECT_EQ(round().health, ChannelHealth::reading);
    EXPECT_EQ(recorded(), truth());
    x.requests.clear();
    round();
    for (const auto& seen : x.requests) EXPECT_FALSE(seen.parameters.contains("tweet.fields"));
}

TEST_F(XCollectorTest, StaysSilentForAnHourWhenTheMoneyIsGone) {
    post();
    x.instead = [](const MemoryX::Seen&) { return MemoryX::problem(402, "about:blank"); };
    const auto report = round();
    EXPECT_EQ(report.health, ChannelHealth::rate_limited);
    EXPECT_EQ(report.asked_silence, 1h);
    EXPECT_THAT(report.detail, HasSubstr("credit"));
    EXPECT_EQ(report.requests, 1U);
}

TEST_F(XCollectorTest, KeepsAFifthOfEveryWindowForPeople) {
    post();
    x.headers = {{"x-rate-limit-limit", "300"}, {"x-rate-limit-remaining", "50"}, {"x-rate-limit-reset", "1"}};
    const auto report = round();
    EXPECT_EQ(report.requests, 1U);
    EXPECT_EQ(report.health, ChannelHealth::rate_limited);
}

TEST_F(XCollectorTest, ToldThatTheAccountIsUnknownItIsNotHealthy) {
    x.instead = [](const MemoryX::Seen&) { return MemoryX::problem(404, "resource-not-found"); };
    EXPECT_EQ(round().health, ChannelHealth::unreachable);
}

TEST_F(XCollectorTest, MovesNoCursorWhenTheStoreIsDown) {
    const auto own = post();
    reply(own, "@ashgroveprimary hello");
    const auto lease = runner.run(inbox.take_lease(channel.id, "here", 2min));
    ingest::LeaseKeeper keeper{inbox, clock, *lease, 2min};
    inbox.down = true;
    const auto report = runner.run(collector.round(channel, MemoryX::kToken, {}, keeper));
    EXPECT_EQ(report.outcome, ingest::RoundReport::Outcome::store_down);
    inbox.down = false;
    EXPECT_TRUE(inbox.cursors_by_channel[channel.id].empty());
    (void)runner.run(inbox.release_lease(*lease));
    round();
    EXPECT_EQ(recorded(), truth());
}

}  // namespace
}  // namespace tests
