// What a crash may do: repeat, never lose, never leave half a change.

#include "tests/integration/store_world.hpp"

#include <set>

namespace tests {

using namespace std::chrono_literals;

class StoreCrashTest : public StoreWorld {
  protected:
    void TearDown() override {
        runner.stop();
        redis_server->restart();
    }

    std::vector<Intaken> batch(int round) {
        std::vector<Intaken> items;
        for (int i = 0; i < 20; ++i) {
            const auto name = "r" + std::to_string(round) + "-" + std::to_string(i);
            items.push_back(concern(name, Severity::v3));
            items.back().auto_hide = true;
            items.back().alert = alert("alert-" + name);
        }
        return items;
    }

    /// Keeps recording pages until the server is gone. Counts what was confirmed.
    static runtime::Task<void> record_until_gone(StoreCrashTest& test, int& round, int& confirmed) {
        for (;;) {
            auto items = test.batch(round);
            auto next = test.page(std::to_string(round));
            const auto done = co_await test.store->record_page(std::move(next), std::move(items), test.now);
            if (!done) co_return;
            ++confirmed;
            ++round;
        }
    }

    std::size_t count_keys(const std::string& pattern) {
        return redis_command({"KEYS", "gh:{bramblecote}:" + pattern}).items.size();
    }

    /// Every item has exactly what belongs to it.
    void expect_nothing_half_done() {
        const auto items = count_keys("item:*");
        EXPECT_EQ(count_kind("item.recorded"), items);
        EXPECT_EQ(count_kind("alert.raised"), items);
        EXPECT_EQ(count_kind("action.wanted"), items);
        EXPECT_EQ(count_keys("alert:*"), items);
        EXPECT_EQ(count_keys("acts:*"), items);
        EXPECT_EQ(length("alerts"), items);
        EXPECT_EQ(length("actions"), items);
        EXPECT_EQ(ok(store->queue_total(quill)), items);
        EXPECT_EQ(items % 20, 0u) << "a page was recorded in part";
        EXPECT_EQ(ok(store->channel("page")).recorded, items);
        const auto all = ok(store->journal_after(0, 10'000));
        for (std::size_t i = 0; i < all.size(); ++i) ASSERT_EQ(all[i].seq, i + 1);
    }
};

TEST_F(StoreCrashTest, KillingRedisWhileRecordingLosesNothingConfirmedAndLeavesNothingHalfDone) {
    int round = 0;
    int confirmed = 0;
    for (int kill = 1; kill <= 6; ++kill) {
        const auto before = confirmed;
        runner.start(record_until_gone(*this, round, confirmed));
        runner.run_until([&] { return confirmed >= before + kill; });
        redis_server->kill();
        runner.run_until([&] { return runner.running() == 0; });
        redis_server->restart();
        ok(store->start(now));
        const auto cursors = ok(store->cursors("page"));
        const auto cursor = std::stoi(cursors.at("comments:post-1"));
        EXPECT_GE(cursor, round - 1) << "a confirmed page is gone";
        // The unconfirmed page may or may not be there: repeating it is harmless.
        ok(store->record_page(page(std::to_string(round)), batch(round), now));
        ++round;
        expect_nothing_half_done();
    }
    EXPECT_EQ(count_keys("item:*"), static_cast<std::size_t>(round) * 20);
}

TEST_F(StoreCrashTest, ADecisionThatWasAnsweredSurvivesAKill) {
    record(concern("c1"));
    const auto proposed = decide(quill, "c1", Verb::remove);
    ok(store->agree(trellis, id_of("c1"), proposed.version, now));
    redis_server->kill();
    EXPECT_EQ(refused(store->queue_total(quill)), ErrorKind::unreachable);
    redis_server->restart();
    ok(store->start(now));

    EXPECT_EQ(item("c1").review, models::ReviewState::agreed);
    EXPECT_EQ(length("actions"), 1u);
    EXPECT_EQ(refused(store->agree(ottilie, id_of("c1"), proposed.version, now)), ErrorKind::conflict);
}

TEST_F(StoreCrashTest, WhileRedisIsGoneEverythingIsUnreachable) {
    redis_server->kill();
    EXPECT_EQ(refused(store->queue_total(quill)), ErrorKind::unreachable);
    EXPECT_EQ(refused(store->record_page(page(), {concern("c1")}, now)), ErrorKind::unreachable);
}

}  // namespace tests
