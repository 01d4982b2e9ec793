// What the start promises: it never works on data that is newer than the program, damaged or lost.

#include "tests/integration/store_world.hpp"

namespace tests {

class StoreStartTest : public StoreWorld {};

TEST_F(StoreStartTest, StartsAgainOnItsOwnData) {
    record(concern("c1"));
    const auto before = ok(store->start(now));
    EXPECT_EQ(ok(store->start(now)), before);
    EXPECT_EQ(ok(store->start(now, before)), before);
    EXPECT_EQ(item("c1").latest.text, "unkind words about somebody");
    EXPECT_EQ(count_kind("store.created"), 1u);
}

TEST_F(StoreStartTest, RefusesDataOfANewerProgramAndLeavesItsFunctionsAlone) {
    redis_command({"SET", "gh:{bramblecote}:schema", std::to_string(moderation::Store::kSchemaVersion + 1)});
    redis_command({"FUNCTION", "FLUSH", "SYNC"});

    EXPECT_EQ(refused(store->start(now)), ErrorKind::unavailable);
    EXPECT_NE(refusal.find("newer"), std::string::npos);
    EXPECT_TRUE(redis_command({"FUNCTION", "LIST"}).items.empty());
}

TEST_F(StoreStartTest, RefusesDataWithoutItsSentinel) {
    redis_command({"DEL", "gh:{bramblecote}:epoch"});
    EXPECT_EQ(refused(store->start(now)), ErrorKind::unavailable);
    EXPECT_NE(refusal.find("lost data"), std::string::npos);
}

TEST_F(StoreStartTest, RefusesAJournalThatIsShorterThanItsCount) {
    redis_command({"DEL", "gh:{bramblecote}:journal"});
    EXPECT_EQ(refused(store->start(now)), ErrorKind::unavailable);
}

TEST_F(StoreStartTest, RefusesKeysOfTheWrongType) {
    redis_command({"DEL", "gh:{bramblecote}:ext"});
    redis_command({"SET", "gh:{bramblecote}:ext", "damaged"});
    EXPECT_EQ(refused(store->start(now)), ErrorKind::unavailable);
}

TEST_F(StoreStartTest, ARedisThatLostEverythingHasAnotherEpoch) {
    const auto before = ok(store->start(now));
    redis_server->flush();
    EXPECT_NE(ok(store->start(now)), before);
}

TEST_F(StoreStartTest, RefusesARedisThatIsNotTheExpectedOneAndWritesNothing) {
    const auto expected = ok(store->start(now));
    redis_server->flush();
    const auto nothing = dump();
    EXPECT_EQ(refused(store->start(now, expected)), ErrorKind::conflict);
    EXPECT_NE(refusal.find("no data"), std::string::npos);
    EXPECT_EQ(dump(), nothing);

    ok(store->start(now));
    const auto another = dump();
    EXPECT_EQ(refused(store->start(now, expected)), ErrorKind::conflict);
    EXPECT_NE(refusal.find("begun anew"), std::string::npos);
    EXPECT_EQ(dump(), another);
}

TEST_F(StoreStartTest, SchoolsOnOneRedisDoNotMeet) {
    moderation::Store other{*redis, sealer, "thistledown"};
    ok(other.start(now));
    record(concern("c1"));

    EXPECT_EQ(ok(other.queue_total(ottilie)), 0u);
    EXPECT_TRUE(ok(other.channels()).empty());
    EXPECT_EQ(refused(other.item_for_system(id_of("c1"))), ErrorKind::not_found);
    EXPECT_EQ(ok(other.journal_after(0, 100)).size(), 1u);
}

TEST_F(StoreStartTest, ItemsSealedWithAnotherKeyAreNotShownAsIfTheyWereEmpty) {
    record(concern("c1"));
    const runtime::Sealer other_key{std::array<unsigned char, 32>{9}};
    moderation::Store blind{*redis, other_key, "bramblecote"};
    EXPECT_EQ(refused(blind.item_for_system(id_of("c1"))), ErrorKind::malformed);
}

}  // namespace tests
