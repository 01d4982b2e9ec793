// When a page is refused nothing of it is written: not the items, not the cursor.

#include "tests/integration/store_world.hpp"

#include <gmock/gmock.h>

namespace tests {

using namespace std::chrono_literals;

class StorePageRefusalTest : public StoreWorld {};

TEST_F(StorePageRefusalTest, AnOldFenceWritesNothing) {
    now += 2min;
    const auto newer = ok(store->take_lease("page", "process-2", 60s, now));
    EXPECT_GT(newer.fence, lease.fence);
    const auto before = dump();

    EXPECT_EQ(refused(store->record_page(page(), {concern("c1")}, now)), ErrorKind::rejected);
    EXPECT_EQ(dump(), before);
}

TEST_F(StorePageRefusalTest, AForgedFenceWritesNothing) {
    auto forged = page();
    forged.lease.fence += 1;
    const auto before = dump();
    EXPECT_EQ(refused(store->record_page(forged, {concern("c1")}, now)), ErrorKind::rejected);
    EXPECT_EQ(dump(), before);
}

TEST_F(StorePageRefusalTest, ASuspendedOrClosedChannelIsNotRecorded) {
    ok(store->suspend_channel("page", "ottilie", "training", now));
    auto before = dump();
    EXPECT_EQ(refused(store->record_page(page(), {concern("c1")}, now)), ErrorKind::rejected);
    EXPECT_EQ(dump(), before);

    ok(store->close_channel("page", "ottilie", now));
    before = dump();
    EXPECT_EQ(refused(store->record_page(page(), {concern("c1")}, now)), ErrorKind::rejected);
    EXPECT_EQ(dump(), before);
}

TEST_F(StorePageRefusalTest, APageThatIsTooLargeOrMakesNoSenseWritesNothing) {
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

TEST_F(StorePageRefusalTest, DamagedKeysAreNoticedBeforeAnythingIsWritten) {
    redis_command({"SET", "gh:{bramblecote}:queue:open", "not a queue"});
    const auto before = dump();

    EXPECT_EQ(refused(store->record_page(page(), {benign("c0"), concern("c1")}, now)), ErrorKind::unavailable);
    EXPECT_EQ(dump(), before);
}

}  // namespace tests
