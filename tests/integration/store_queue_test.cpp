// What the queue promises: the most urgent first, nothing twice, nothing left out, and fast when it is long.

#include "tests/integration/store_world.hpp"

#include <chrono>
#include <set>

#include <gmock/gmock.h>

namespace tests {

using namespace std::chrono_literals;
using testing::ElementsAre;

class StoreQueueTest : public StoreWorld {
  protected:
    std::vector<std::string> walk(const Viewer& viewer, const moderation::QueueFilter& filter, std::size_t limit) {
        std::vector<std::string> ids;
        std::string cursor;
        do {
            const auto page = ok(store->queue(viewer, filter, cursor, limit));
            for (const auto& item : page.items) ids.push_back(item.latest.external_id);
            cursor = page.next;
        } while (!cursor.empty());
        return ids;
    }
};

TEST_F(StoreQueueTest, TheMostSevereComesFirstAndThenWhatIsDueFirst) {
    auto urgent = concern("due-soon", Severity::v2);
    urgent.act_by = now + 1h;
    auto later = concern("due-later", Severity::v2);
    later.act_by = now + 4h;
    record({concern("note", Severity::v1), later, urgent, concern("emergency", Severity::v4)});

    EXPECT_THAT(walk(quill, {}, 10), ElementsAre("emergency", "due-soon", "due-later", "note"));
}

TEST_F(StoreQueueTest, PagesHoldEveryItemOnceAlsoWhenAllAreEquallyUrgent) {
    std::vector<Intaken> items;
    for (int i = 0; i < 57; ++i) {
        items.push_back(concern("c" + std::to_string(i)));
        if (i % 3 == 0) items.back().visibility = Visibility::dsl;
        if (i % 7 == 0) items.back().barred = {"ottilie"};
    }
    record(std::move(items));

    for (const auto limit : {1u, 5u, 24u, 48u, 100u}) {
        const auto ids = walk(ottilie, {}, limit);
        EXPECT_EQ(ids.size(), 48u) << limit;
        EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()).size(), 48u) << limit;
    }
    EXPECT_EQ(ok(store->queue(ottilie, {}, "", 5)).total, 48u);
}

TEST_F(StoreQueueTest, WhatIsDecidedBetweenTwoPagesDoesNotDisturbTheWalk) {
    std::vector<Intaken> items;
    for (int i = 0; i < 10; ++i) items.push_back(concern("c" + std::to_string(i)));
    record(std::move(items));
    const auto first = ok(store->queue(quill, {}, "", 4));
    for (const auto& one : first.items) decide(quill, one.latest.external_id, Verb::leave);

    const auto second = ok(store->queue(quill, {}, first.next, 100));
    EXPECT_EQ(second.items.size(), 6u);
}

TEST_F(StoreQueueTest, FiltersBySeverityAndChannel) {
    record({concern("v1", Severity::v1), concern("v3", Severity::v3), concern("v4", Severity::v4)});
    authorise("second");
    models::CollectedPage other;
    other.lease = ok(store->take_lease("second", "process-1", 60s, now));
    other.feed = "tagged";
    auto elsewhere = concern("elsewhere", Severity::v2);
    elsewhere.item.channel_id = "second";
    ok(store->record_page(other, {elsewhere}, now));

    moderation::QueueFilter severe;
    severe.at_least = Severity::v3;
    EXPECT_THAT(walk(quill, severe, 10), ElementsAre("v4", "v3"));
    moderation::QueueFilter channel;
    channel.channel = "second";
    EXPECT_THAT(walk(quill, channel, 1), ElementsAre("elsewhere"));
    EXPECT_EQ(ok(store->queue(quill, channel, "", 10)).total, 4u);
}

TEST_F(StoreQueueTest, ACursorThatMakesNoSenseStartsAtTheBeginning) {
    record(concern("c1"));
    for (const auto* cursor : {"x", ":", "1e9:a", "12:', 'FLUSHALL", "99999999999999999999:c"})
        EXPECT_EQ(ok(store->queue(quill, {}, cursor, 10)).items.size(), 1u) << cursor;
}

TEST_F(StoreQueueTest, APageOfALongQueueTakesMilliseconds) {
    // The queue itself is what grows; entries without an item are skipped as if decided meanwhile.
    constexpr int kLong = 100'000;
    std::vector<runtime::RedisCommand> commands;
    for (int i = 0; i < kLong; i += 1000) {
        runtime::RedisCommand add{"ZADD", "gh:{bramblecote}:queue:open"};
        for (int j = i; j < i + 1000; ++j) {
            add.push_back("31795000000000");
            add.push_back("z" + std::to_string(j));
        }
        commands.push_back(std::move(add));
    }
    ok(redis->pipeline(std::move(commands)));
    std::vector<Intaken> items;
    for (int i = 0; i < 200; ++i) items.push_back(concern("c" + std::to_string(i), Severity::v3));
    record(std::move(items));

    const auto started = std::chrono::steady_clock::now();
    const auto first = ok(store->queue(quill, {}, "", 50));
    const auto second = ok(store->queue(quill, {}, first.next, 50));
    const auto took = std::chrono::steady_clock::now() - started;

    EXPECT_EQ(first.total, kLong + 200u);
    EXPECT_EQ(second.items.size(), 50u);
    // Two pages; generous, because other programs run at the same time.
    EXPECT_LT(std::chrono::duration_cast<milliseconds>(took).count(), 500);
}

}  // namespace tests
