// What an undo promises: a slip of the hand is taken back, a decision of two is not.

#include "tests/integration/store_world.hpp"

namespace tests {

using namespace std::chrono_literals;
using models::NetworkState;
using models::ReviewState;

class StoreUndoTest : public StoreWorld {};

TEST_F(StoreUndoTest, AnUndoWithinTheWindowReopensTheItem) {
    record(concern("c1"));
    const auto decided = decide(quill, "c1", Verb::leave);
    now += moderation::Store::kUndoWindow;
    const auto undone = ok(store->undo(quill, id_of("c1"), decided.version, now));

    EXPECT_EQ(undone.review, ReviewState::open);
    EXPECT_EQ(ok(store->queue_total(quill)), 1u);
    EXPECT_EQ(refused(store->undo(quill, id_of("c1"), undone.version, now)), ErrorKind::rejected);
}

TEST_F(StoreUndoTest, AnUndoOneMillisecondTooLateIsRefused) {
    record(concern("c1"));
    const auto decided = decide(quill, "c1", Verb::leave);
    now += moderation::Store::kUndoWindow + 1ms;
    EXPECT_EQ(refused(store->undo(quill, id_of("c1"), decided.version, now)), ErrorKind::rejected);
}

TEST_F(StoreUndoTest, OnlyTheOneWhoDecidedMayUndo) {
    record(concern("c1"));
    const auto decided = decide(quill, "c1", Verb::leave);
    EXPECT_EQ(refused(store->undo(trellis, id_of("c1"), decided.version, now)), ErrorKind::forbidden);
    EXPECT_EQ(refused(store->undo(quill, id_of("c1"), decided.version - 1, now)), ErrorKind::conflict);
}

TEST_F(StoreUndoTest, AHideThatWasNotSentYetIsSimplyNotSent) {
    record(concern("c1"));
    const auto decided = decide(quill, "c1", Verb::hide);
    ok(store->undo(quill, id_of("c1"), decided.version, now));

    const auto stored = item("c1");
    ASSERT_EQ(stored.actions.size(), 1u);
    EXPECT_EQ(stored.actions[0].state, models::ActionState::refused);
    EXPECT_EQ(refused(store->begin_action(stored.actions[0].id, "raw", now)), ErrorKind::conflict);
}

TEST_F(StoreUndoTest, AHideThatWasSentIsReversed) {
    record(concern("c1"));
    const auto decided = decide(quill, "c1", Verb::hide);
    finish_newest("c1", models::ActionState::done);
    ok(store->undo(quill, id_of("c1"), decided.version, now));

    const auto stored = item("c1");
    ASSERT_EQ(stored.actions.size(), 2u);
    EXPECT_EQ(stored.actions[1].verb, Verb::unhide);
    finish_newest("c1", models::ActionState::done);
    EXPECT_EQ(item("c1").network_state, NetworkState::visible);
}

TEST_F(StoreUndoTest, UndoingAHideOfWhatWasHiddenAlreadyLeavesItHidden) {
    auto intaken = concern("c1", Severity::v3);
    intaken.auto_hide = true;
    record(intaken);
    finish_newest("c1", models::ActionState::done);
    const auto decided = decide(quill, "c1", Verb::hide);
    const auto undone = ok(store->undo(quill, id_of("c1"), decided.version, now));

    for (const auto& action : undone.actions) EXPECT_EQ(action.verb, Verb::hide);
}

TEST_F(StoreUndoTest, WhatTwoDecidedIsNotUndoneByOne) {
    record(concern("c1"));
    auto request = decision("c1", Verb::leave, "quill");
    request.needs_second = true;
    const auto proposed = ok(store->decide(quill, request, now));
    const auto agreed = ok(store->agree(trellis, id_of("c1"), proposed.version, now));
    EXPECT_EQ(agreed.review, ReviewState::done);
    EXPECT_EQ(refused(store->undo(quill, id_of("c1"), agreed.version, now)), ErrorKind::rejected);
}

}  // namespace tests
