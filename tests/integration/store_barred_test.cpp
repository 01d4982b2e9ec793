// What a person who must not see an item sees of it: nothing, not even by counting.

#include "tests/integration/store_world.hpp"

namespace tests {

class StoreBarredTest : public StoreWorld {};

TEST_F(StoreBarredTest, ABarredPersonSeesNoTrace) {
    auto intaken = concern("c1", Severity::v3);
    intaken.barred = {"quill"};
    intaken.alert = alert("a1");
    intaken.alert->barred = {"quill"};
    record({intaken, concern("c2")});
    const auto id = id_of("c1");

    EXPECT_EQ(ok(store->queue_total(quill)), 1u);
    EXPECT_EQ(ok(store->queue_total(trellis)), 2u);
    const auto page = ok(store->queue(quill, {}, "", 10));
    EXPECT_EQ(page.total, 1u);
    ASSERT_EQ(page.items.size(), 1u);
    EXPECT_EQ(page.items[0].id, id_of("c2"));
    EXPECT_EQ(refused(store->item(quill, id)), ErrorKind::not_found);
    const auto sentence = refusal;
    EXPECT_EQ(refused(store->item(quill, id_of("no such item"))), ErrorKind::not_found);
    EXPECT_EQ(refusal, sentence);
    EXPECT_EQ(refused(store->claim(quill, id, now)), ErrorKind::not_found);
    EXPECT_EQ(refused(store->release(quill, id, now)), ErrorKind::not_found);
    EXPECT_EQ(refused(store->decide(quill, decision("c1", Verb::leave, "quill"), now)), ErrorKind::not_found);
    EXPECT_EQ(refused(store->agree(quill, id, 1, now)), ErrorKind::not_found);
    EXPECT_EQ(refused(store->decline(quill, id, 1, "", now)), ErrorKind::not_found);
    EXPECT_EQ(refused(store->undo(quill, id, 1, now)), ErrorKind::not_found);
    EXPECT_EQ(refused(store->item_history(quill, id)), ErrorKind::not_found);
    EXPECT_TRUE(ok(store->open_alerts(quill)).empty());
    EXPECT_EQ(refused(store->acknowledge_alert(quill, "a1", now)), ErrorKind::not_found);
    for (const auto& entry : ok(store->journal_page(quill, 0, 100))) {
        EXPECT_EQ(entry.subject.find(id), std::string::npos);
        EXPECT_EQ(entry.subject.find("a1"), std::string::npos);
    }
}

TEST_F(StoreBarredTest, WhoeverAnEditNamesLosesSightOfTheAlertThatWasRaisedBefore) {
    auto intaken = concern("c1", Severity::v3);
    intaken.alert = alert("a1");
    record(intaken);
    ok(store->alert_told("a1", 0, "quill", now));
    ok(store->alert(quill, "a1"));
    const auto before = ok(store->journal_page(quill, 0, 100)).size();
    auto edited = concern("c1", Severity::v3);
    edited.item.text = "now it is about somebody";
    edited.barred = {"quill"};
    record(edited);

    EXPECT_EQ(refused(store->alert(quill, "a1")), ErrorKind::not_found);
    EXPECT_TRUE(ok(store->open_alerts(quill)).empty());
    EXPECT_LT(ok(store->journal_page(quill, 0, 100)).size(), before);
    for (const auto& entry : ok(store->journal_page(quill, 0, 100))) {
        EXPECT_EQ(entry.subject.find("alert:"), std::string::npos);
        EXPECT_EQ(entry.subject.find("item:"), std::string::npos);
    }
    ok(store->alert(trellis, "a1"));
}

TEST_F(StoreBarredTest, CountsOfABarredPersonStayRightWhenTheItemMoves) {
    auto intaken = concern("c1");
    intaken.barred = {"quill", "ottilie"};
    record(intaken);
    EXPECT_EQ(ok(store->queue_total(quill)), 0u);
    decide(trellis, "c1", Verb::escalate);
    EXPECT_EQ(ok(store->queue_total(ottilie)), 0u);
    EXPECT_EQ(ok(store->queue_total(quill)), 0u);
    Viewer deputy{"deputy", {Visibility::open, Visibility::dsl}};
    deputy.closes = true;
    EXPECT_EQ(ok(store->queue_total(deputy)), 1u);
    decide(deputy, "c1", Verb::leave);
    EXPECT_EQ(ok(store->queue_total(deputy)), 0u);
    EXPECT_EQ(ok(store->queue_total(ottilie)), 0u);
    EXPECT_EQ(redis_command({"ZCARD", "gh:{bramblecote}:queue:barred"}).number, 0);
}

TEST_F(StoreBarredTest, APersonWithoutAnIdSeesNothing) {
    record(concern("c1"));
    const Viewer nobody{"", {Visibility::open}};
    EXPECT_EQ(refused(store->item(nobody, id_of("c1"))), ErrorKind::not_found);
    EXPECT_EQ(refused(store->claim(nobody, id_of("c1"), now)), ErrorKind::not_found);
}

}  // namespace tests
