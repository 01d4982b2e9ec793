// What being told promises: who is told of an item can open it, find it and decide it, and nobody else by that.

#include "tests/integration/store_world.hpp"

#include <gmock/gmock.h>

namespace tests {

using testing::ElementsAre;
using testing::IsEmpty;

class StoreAddedTest : public StoreWorld {
  protected:
    void record_told(const std::string& external_id, Visibility visibility, const std::string& alert_id) {
        auto intaken = concern(external_id, Severity::v4);
        intaken.visibility = visibility;
        intaken.alert = alert(alert_id, Severity::v4);
        record(intaken);
    }
    std::vector<std::string> queue_of(const Viewer& viewer, std::size_t limit = 10) {
        std::vector<std::string> ids;
        std::string cursor;
        do {
            auto page = ok(store->queue(viewer, {}, cursor, limit));
            for (const auto& one : page.items) ids.push_back(one.id);
            cursor = page.next;
        } while (!cursor.empty());
        return ids;
    }

    const Viewer told{"patel", {Visibility::open}, true, true};  ///< of the leadership
    const Viewer support{"byte", {}};                           ///< told as well, and not for content
    const Viewer manager{"trellis", {Visibility::cm}, true, true};  ///< the case manager
};

TEST_F(StoreAddedTest, WhoIsToldCanOpenFindAndDecideIt) {
    record_told("c1", Visibility::dsl, "a1");
    EXPECT_EQ(refused(store->item(told, id_of("c1"))), ErrorKind::not_found);
    EXPECT_THAT(queue_of(told), IsEmpty());
    ok(store->alert_told("a1", 0, "patel", now));
    ok(store->alert_told("a1", 0, "byte", now));

    EXPECT_EQ(ok(store->item(told, id_of("c1"))).id, id_of("c1"));
    EXPECT_THAT(queue_of(told), ElementsAre(id_of("c1")));
    EXPECT_EQ(ok(store->queue_total(told)), 1u);
    EXPECT_FALSE(ok(store->item_history(told, id_of("c1"))).empty());
    EXPECT_EQ(refused(store->item(support, id_of("c1"))), ErrorKind::not_found);
    EXPECT_EQ(ok(store->queue_total(support)), 0u);
    EXPECT_EQ(ok(store->queue_total(ottilie)), 1u) << "who sees it anyway finds it once";

    EXPECT_EQ(decide(told, "c1", Verb::hide).review, models::ReviewState::done);
    EXPECT_THAT(queue_of(told), IsEmpty());
}

TEST_F(StoreAddedTest, WhoIsToldAndCannotReadItDoesNotStopTheLadder) {
    record_told("c1", Visibility::dsl, "a1");
    ok(store->alert_told("a1", 0, "byte", now));
    EXPECT_EQ(refused(store->acknowledge_alert(support, "a1", now)), ErrorKind::forbidden);
    EXPECT_EQ(ok(store->alert("a1")).state, models::AlertState::open);
    ok(store->alert_told("a1", 0, "patel", now));
    EXPECT_EQ(ok(store->acknowledge_alert(told, "a1", now)).acknowledged_by, "patel");
}

TEST_F(StoreAddedTest, ABarredPersonIsToldOfNothingByBeingTold) {
    auto intaken = concern("c1");
    intaken.visibility = Visibility::dsl;
    intaken.alert = alert("a1");
    intaken.barred = {"patel"};
    record(intaken);
    ok(store->alert_told("a1", 0, "patel", now));
    EXPECT_EQ(refused(store->item(told, id_of("c1"))), ErrorKind::not_found);
    EXPECT_THAT(queue_of(told), IsEmpty());
    EXPECT_EQ(ok(store->queue_total(told)), 0u);
}

TEST_F(StoreAddedTest, WhatAnEditMadeMoreRestrictedIsToldAnewOrNotRead) {
    record_told("c1", Visibility::dsl, "a1");
    ok(store->alert_told("a1", 0, "patel", now));
    auto edited = concern("c1", Severity::v4);
    edited.item.text = "now about a colleague";
    edited.visibility = Visibility::cm;
    record(edited);
    EXPECT_EQ(refused(store->item(told, id_of("c1"))), ErrorKind::not_found);
    EXPECT_EQ(ok(store->queue_total(told)), 0u);
}

TEST_F(StoreAddedTest, OwnAndToldItemsAreOneListByUrgency) {
    for (int i = 1; i <= 3; ++i) {
        const auto number = std::to_string(i);
        record_told("told-" + number, Visibility::dsl, "a" + number);
        ok(store->alert_told("a" + number, 0, "patel", now));
        record(concern("own-" + number, i == 2 ? Severity::v4 : Severity::v3));
        now += std::chrono::minutes{1};
    }
    const auto whole = queue_of(told);
    EXPECT_THAT(whole, ElementsAre(id_of("told-1"), testing::_, testing::_, id_of("told-3"), id_of("own-1"),
                                   id_of("own-3")));
    EXPECT_EQ(queue_of(told, 2), whole) << "page by page nothing is lost and nothing comes twice";
    EXPECT_EQ(ok(store->queue_total(told)), 6u);
}

TEST_F(StoreAddedTest, ACaseManagerAddsASecondColleague) {
    auto intaken = concern("c1", Severity::v3);
    intaken.visibility = Visibility::cm;
    record(intaken);
    decide(manager, "c1", Verb::hide);
    finish_newest("c1", models::ActionState::done);
    decide(manager, "c1", Verb::unhide);
    const auto version = item("c1").version;
    EXPECT_EQ(refused(store->agree(told, id_of("c1"), version, now)), ErrorKind::not_found);

    ok(store->add_colleague(manager, id_of("c1"), "patel", now));
    EXPECT_EQ(refused(store->add_colleague(manager, id_of("c1"), "patel", now)), ErrorKind::conflict);
    EXPECT_THAT(queue_of(told), ElementsAre(id_of("c1")));
    EXPECT_EQ(ok(store->agree(told, id_of("c1"), version, now)).actions.back().agreed_by, "patel");
    EXPECT_EQ(count_kind("item.shared"), 1u);
}

TEST_F(StoreAddedTest, NobodyIsAddedWhereRolesSayWhoSeesItOrAgainstAConflict) {
    record(concern("open"));
    auto kept = concern("c1");
    kept.visibility = Visibility::cm;
    kept.barred = {"patel"};
    record(kept);
    EXPECT_EQ(refused(store->add_colleague(quill, id_of("open"), "patel", now)), ErrorKind::rejected);
    EXPECT_EQ(refused(store->add_colleague(manager, id_of("c1"), "patel", now)), ErrorKind::rejected);
    EXPECT_EQ(refused(store->add_colleague(quill, id_of("c1"), "birch", now)), ErrorKind::not_found);
}

}  // namespace tests
