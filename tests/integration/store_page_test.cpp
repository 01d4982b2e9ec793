// What recording a page promises: once, completely, under a valid lease, and never with content outside a seal.

#include "tests/integration/store_world.hpp"

#include <gmock/gmock.h>

namespace tests {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::UnorderedElementsAre;

class StorePageTest : public StoreWorld {};

TEST_F(StorePageTest, RecordsAnItemWithItsCursorAndJournalEntry) {
    const auto done = record(concern("c1"));

    EXPECT_EQ(done.fresh, 1u);
    EXPECT_EQ(ok(store->cursors("page")).at("comments:post-1"), "cursor-1");
    EXPECT_EQ(count_kind("item.recorded"), 1u);
    const auto stored = item("c1");
    EXPECT_EQ(stored.latest.text, "unkind words about somebody");
    EXPECT_EQ(stored.latest.author_name, "Perpetua Hedgerow");
    EXPECT_EQ(stored.review, models::ReviewState::open);
    EXPECT_EQ(stored.severity, Severity::v2);
    ASSERT_EQ(stored.revisions.size(), 1u);
    EXPECT_TRUE(stored.assessment.has(models::Category::bullying_pupil));
}

TEST_F(StorePageTest, RecordsHarmlessItemsToo) {
    record(benign("c1"));

    EXPECT_EQ(item("c1").review, models::ReviewState::none);
    EXPECT_EQ(ok(store->queue_total(quill)), 0u);
}

TEST_F(StorePageTest, TheSamePageTwiceChangesNothing) {
    auto intaken = concern("c1", Severity::v3);
    intaken.alert = alert("a1");
    intaken.auto_hide = true;
    record(intaken);
    const auto before = dump();
    auto again = intaken;
    again.alert = alert("a2");

    const auto done = record(again);

    EXPECT_EQ(done.repeated, 1u);
    EXPECT_EQ(dump(), before);
}

TEST_F(StorePageTest, TheSameItemTwiceInOnePageIsOneItem) {
    const auto done = record({concern("c1"), concern("c1")});

    EXPECT_EQ(done.fresh, 1u);
    EXPECT_EQ(done.repeated, 1u);
    EXPECT_EQ(ok(store->queue_total(quill)), 1u);
}

TEST_F(StorePageTest, NothingPersonalStandsInRedisUnsealed) {
    auto intaken = concern("c1", Severity::v3);
    intaken.alert = alert("a1");
    record(intaken);
    decide(quill, "c1", Verb::hide);
    ok(store->begin_action(item("c1").actions.at(0).id, "raw evidence of Perpetua", now));

    const auto keys = redis_command({"KEYS", "*"});
    for (const auto& key : keys.items) {
        const auto bytes = redis_command({"DUMP", key.text}).text;
        for (const auto* word : {"unkind words", "Perpetua", "Hedgerow", "facebook.example", "author-7"})
            EXPECT_EQ(bytes.find(word), std::string::npos) << key.text << " holds " << word;
    }
}

TEST_F(StorePageTest, HostileTextComesBackByteForByte) {
    const std::string hostile[] = {
        std::string{"nul \0 inside", 12},          "\xff\xfe not UTF-8 \xed\xa0\x80", "12:7:\r\n$5\r\n",
        "\"}]]--[[ return redis.call('FLUSHALL')", std::string(200'000, 'x'),         ""};
    int number = 0;
    for (const auto& text : hostile) {
        const auto external_id = "h" + std::to_string(number++);
        auto intaken = concern(external_id);
        intaken.item.text = text;
        intaken.item.author_name = text.substr(0, 100);
        intaken.item.attachments = {{"photo", text.substr(0, 50)}};
        record(intaken);

        const auto stored = item(external_id);

        EXPECT_EQ(stored.latest.text, text);
        EXPECT_EQ(stored.latest.author_name, text.substr(0, 100));
        ASSERT_EQ(stored.latest.attachments.size(), 1u);
        EXPECT_EQ(stored.latest.attachments[0].url, text.substr(0, 50));
    }
}

TEST_F(StorePageTest, ThePostsOfAChannelAreKeptApart) {
    auto other = benign("c2");
    other.item.post_external_id = "post-11";
    auto tricky = benign("c3");
    tricky.item.post_external_id = "post-1|6:post-1:x";
    record({benign("c1"), other, tricky});

    EXPECT_THAT(ok(store->external_ids("page", "post-1")), ElementsAre("c1"));
    EXPECT_THAT(ok(store->external_ids("page", "post-11")), ElementsAre("c2"));
}

TEST_F(StorePageTest, KnowsWhichRevisionsItHas) {
    record(benign("c1"));
    auto edited = comment("c1", "edited");

    const std::vector<models::CollectedItem> asked{benign("c1").item, edited, comment("c9", "new")};
    EXPECT_THAT(ok(store->known_revisions(asked)), ElementsAre(true, false, false));
}

TEST_F(StorePageTest, EvidenceIsKeptOnlyWhereThereIsAConcern) {
    auto no_media = concern("c3");
    no_media.preserve = "hold_no_media";
    record({benign("c1"), concern("c2"), no_media});

    const auto kept = [&](const char* id) {
        return redis_command({"EXISTS", "gh:{bramblecote}:evid:" + id_of(id)}).number == 1;
    };
    EXPECT_FALSE(kept("c1"));
    EXPECT_TRUE(kept("c2"));
    EXPECT_FALSE(kept("c3"));
}

}  // namespace tests
