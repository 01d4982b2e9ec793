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

TEST_F(StorePageTest, AnEditKeepsTheOldRevisionAndReopensADecidedItem) {
    record(concern("c1"));
    decide(quill, "c1", Verb::leave);
    now += 60s;
    auto edited = concern("c1", Severity::v3);
    edited.item.text = "worse words";
    const auto done = record(edited);

    EXPECT_EQ(done.revised, 1u);
    const auto stored = item("c1");
    ASSERT_EQ(stored.revisions.size(), 2u);
    EXPECT_EQ(stored.revisions[0].text, "unkind words about somebody");
    EXPECT_EQ(stored.revisions[1].text, "worse words");
    EXPECT_EQ(stored.severity, Severity::v3);
    EXPECT_EQ(stored.review, models::ReviewState::open);
    EXPECT_EQ(ok(store->queue_total(quill)), 1u);
}

TEST_F(StorePageTest, AnEditEndsAProposal) {
    record(concern("c1"));
    decide(quill, "c1", Verb::remove);
    auto edited = benign("c1");
    edited.item.text = "sorry";
    record(edited);

    EXPECT_FALSE(item("c1").proposal);
    EXPECT_EQ(item("c1").review, models::ReviewState::open);
    EXPECT_EQ(refused(store->agree(trellis, id_of("c1"), item("c1").version, now)), ErrorKind::conflict);
}

TEST_F(StorePageTest, AnEditNeverWidensWhoMaySeeAnItem) {
    auto intaken = concern("c1");
    intaken.visibility = Visibility::cm;
    intaken.barred = {"trellis"};
    record(intaken);
    auto edited = concern("c1");
    edited.item.text = "edited";
    edited.barred = {"quill"};
    record(edited);

    EXPECT_EQ(item("c1").visibility, Visibility::cm);
    EXPECT_THAT(item("c1").barred, UnorderedElementsAre("trellis", "quill"));
    EXPECT_EQ(ok(store->queue_total(quill)), 0u);
}

TEST_F(StorePageTest, AnAlertIsRaisedOnceAndAgainWhenItGetsWorse) {
    auto intaken = concern("c1", Severity::v2);
    intaken.alert = alert("a1", Severity::v2);
    record(intaken);
    auto same = intaken;
    same.item.text = "other words";
    same.alert = alert("a2", Severity::v2);
    record(same);
    EXPECT_EQ(refused(store->alert("a2")), ErrorKind::not_found);

    auto worse = concern("c1", Severity::v4);
    worse.item.text = "much worse";
    worse.alert = alert("a3", Severity::v4);
    record(worse);

    EXPECT_EQ(ok(store->alert("a3")).subject, "item:" + id_of("c1"));
    EXPECT_EQ(count_kind("alert.raised"), 2u);
    EXPECT_EQ(jobs("alerts").size(), 2u);
}

TEST_F(StorePageTest, AnAutomaticHideBecomesAnActionAndAJob) {
    auto intaken = concern("c1", Severity::v3);
    intaken.auto_hide = true;
    record(intaken);

    const auto wanted = jobs("actions");
    ASSERT_EQ(wanted.size(), 1u);
    EXPECT_EQ(wanted[0].fields.at("item"), id_of("c1"));
    ASSERT_EQ(item("c1").actions.size(), 1u);
    EXPECT_EQ(item("c1").actions[0].id, wanted[0].fields.at("action"));
    EXPECT_EQ(item("c1").actions[0].state, models::ActionState::wanted);
    EXPECT_EQ(item("c1").actions[0].wanted_by, "system:triage");
}

TEST_F(StorePageTest, AHideThatNeedsAnAlertWaitsUntilSomebodyWasTold) {
    auto intaken = concern("c1", Severity::v3);
    intaken.auto_hide = true;
    intaken.hide_needs_alert = true;
    intaken.alert = alert("a1");
    record(intaken);
    EXPECT_EQ(length("actions"), 0u);
    ASSERT_EQ(item("c1").actions.size(), 1u);

    ok(store->alert_told("a1", 0, "trellis", now));
    ok(store->alert_told("a1", 0, "ottilie", now));

    EXPECT_EQ(length("actions"), 1u);
}

TEST_F(StorePageTest, AnItemHiddenOnTheNetworkAlreadyIsNotHiddenAgain) {
    auto intaken = concern("c1", Severity::v3);
    intaken.auto_hide = true;
    intaken.item.hidden = true;
    record(intaken);

    EXPECT_EQ(length("actions"), 0u);
    EXPECT_EQ(item("c1").network_state, models::NetworkState::hidden);
}

TEST_F(StorePageTest, WhatOthersDoOnTheNetworkIsNoticedOnce) {
    record(concern("c1"));
    auto hidden = concern("c1");
    hidden.item.hidden = true;
    record(hidden);
    record(hidden);

    EXPECT_EQ(item("c1").network_state, models::NetworkState::hidden);
    EXPECT_EQ(item("c1").hidden_at, Severity::v2);
    EXPECT_EQ(count_kind("item.hidden_on_network"), 1u);
}

TEST_F(StorePageTest, APageReadBeforeOurHideDoesNotUndoIt) {
    record(concern("c1"));
    decide(quill, "c1", Verb::hide);
    const auto action = item("c1").actions.at(0).id;
    ok(store->begin_action(action, "raw", now));
    ok(store->finish_action(action, models::ActionState::done, "", std::nullopt, now));
    now += 5s;
    record(concern("c1"));
    EXPECT_EQ(item("c1").network_state, models::NetworkState::hidden);

    now += 10min;
    record(concern("c1"));
    EXPECT_EQ(item("c1").network_state, models::NetworkState::visible);
}

TEST_F(StorePageTest, GoneItemsAreMarkedAndLeaveTheIndexOfThePost) {
    record({benign("c1"), benign("c2")});
    EXPECT_THAT(ok(store->external_ids("page", "post-1")), UnorderedElementsAre("c1", "c2"));
    auto next = page("cursor-2");
    next.gone = {"c1", "never-seen"};

    const auto done = ok(store->record_page(next, {}, now));

    EXPECT_EQ(done.gone, 1u);
    EXPECT_EQ(item("c1").network_state, models::NetworkState::gone);
    EXPECT_THAT(ok(store->external_ids("page", "post-1")), ElementsAre("c2"));
    EXPECT_EQ(ok(store->record_page(next, {}, now)).gone, 0u);
    EXPECT_EQ(count_kind("item.gone"), 1u);
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

TEST_F(StorePageTest, AnOldFenceWritesNothing) {
    now += 2min;
    const auto newer = ok(store->take_lease("page", "process-2", 60s, now));
    EXPECT_GT(newer.fence, lease.fence);
    const auto before = dump();

    EXPECT_EQ(refused(store->record_page(page(), {concern("c1")}, now)), ErrorKind::rejected);
    EXPECT_EQ(dump(), before);
}

TEST_F(StorePageTest, AForgedFenceWritesNothing) {
    auto forged = page();
    forged.lease.fence += 1;
    const auto before = dump();
    EXPECT_EQ(refused(store->record_page(forged, {concern("c1")}, now)), ErrorKind::rejected);
    EXPECT_EQ(dump(), before);
}

TEST_F(StorePageTest, ASuspendedOrClosedChannelIsNotRecorded) {
    ok(store->suspend_channel("page", "ottilie", "training", now));
    auto before = dump();
    EXPECT_EQ(refused(store->record_page(page(), {concern("c1")}, now)), ErrorKind::rejected);
    EXPECT_EQ(dump(), before);

    ok(store->close_channel("page", "ottilie", now));
    before = dump();
    EXPECT_EQ(refused(store->record_page(page(), {concern("c1")}, now)), ErrorKind::rejected);
    EXPECT_EQ(dump(), before);
}

TEST_F(StorePageTest, APageThatIsTooLargeOrMakesNoSenseWritesNothing) {
    const auto before = dump();
    std::vector<Intaken> many(moderation::Store::kPageItemsMax + 1, benign("c1"));
    EXPECT_EQ(refused(store->record_page(page(), many, now)), ErrorKind::malformed);
    auto foreign = concern("c1");
    foreign.item.channel_id = "another-page";
    EXPECT_EQ(refused(store->record_page(page(), {benign("c0"), foreign}, now)), ErrorKind::malformed);
    auto odd = concern("c2");
    odd.barred = {"a,b|c"};
    EXPECT_EQ(refused(store->record_page(page(), {odd}, now)), ErrorKind::malformed);
    EXPECT_EQ(dump(), before);
}

TEST_F(StorePageTest, DamagedKeysAreNoticedBeforeAnythingIsWritten) {
    redis_command({"SET", "gh:{bramblecote}:queue:open", "not a queue"});
    const auto before = dump();

    EXPECT_EQ(refused(store->record_page(page(), {benign("c0"), concern("c1")}, now)), ErrorKind::unavailable);
    EXPECT_EQ(dump(), before);
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
