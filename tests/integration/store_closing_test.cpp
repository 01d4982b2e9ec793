// What is severe stays on the list until somebody decides who may close it, whatever was done about it before.

#include "tests/integration/store_world.hpp"

namespace tests {

using models::ReviewState;

class StoreClosingTest : public StoreWorld {
  protected:
    const Viewer hale{"hale", {Visibility::open}};  ///< decides, and closes nothing severe
    const Viewer finch{"finch", {Visibility::open}};
};

TEST_F(StoreClosingTest, AHideOfSomethingSevereIsCarriedOutAndLeavesItOpen) {
    record(concern("c1", Severity::v3));
    const auto hidden = decide(hale, "c1", Verb::hide);
    EXPECT_EQ(hidden.review, ReviewState::open);
    EXPECT_FALSE(hidden.undo_until);
    EXPECT_EQ(length("actions"), 1u);
    finish_newest("c1", models::ActionState::done);
    EXPECT_EQ(item("c1").review, ReviewState::open);
    EXPECT_EQ(ok(store->queue_total(quill)), 1u);

    EXPECT_EQ(decide(quill, "c1", Verb::leave).review, ReviewState::done);
    EXPECT_EQ(ok(store->queue_total(quill)), 0u);
}

TEST_F(StoreClosingTest, NobodyElseCanLeaveIt) {
    record(concern("c1", Severity::v3));
    EXPECT_EQ(refused(store->decide(hale, decision("c1", Verb::leave, "hale"), now)), ErrorKind::forbidden);
    EXPECT_EQ(item("c1").review, ReviewState::open);
}

TEST_F(StoreClosingTest, TwoWhoMayNotCloseItDoNotCloseItTogether) {
    record(concern("c1", Severity::v3));
    auto request = decision("c1", Verb::reply, "finch");
    request.text = "Please talk to us.";
    const auto proposed = ok(store->decide(finch, request, now));
    EXPECT_EQ(ok(store->agree(hale, proposed.id, proposed.version, now)).review, ReviewState::open);
    EXPECT_EQ(item("c1").actions.back().text, "Please talk to us.");

    auto again = decision("c1", Verb::reply, "finch");
    again.text = "We have talked.";
    const auto second = ok(store->decide(finch, again, now));
    EXPECT_EQ(ok(store->agree(quill, second.id, second.version, now)).review, ReviewState::agreed)
        << "one of the two may close it";
}

TEST_F(StoreClosingTest, WhatIsMinorAnybodyCloses) {
    record(concern("c1", Severity::v2));
    EXPECT_EQ(decide(hale, "c1", Verb::hide).review, ReviewState::done);
}

TEST_F(StoreClosingTest, NobodyAgreesToWordsInWhichTheyHadAHand) {
    record(concern("c1"));
    const auto word = [&](const Viewer& who, const std::string& text) {
        auto request = decision("c1", Verb::reply, who.person);
        request.text = text;
        return ok(store->decide(who, request, now));
    };
    word(finch, "At eleven.");
    const auto edited = word(hale, "At twelve.");
    EXPECT_EQ(refused(store->agree(finch, edited.id, edited.version, now)), ErrorKind::forbidden);
    EXPECT_EQ(ok(store->agree(quill, edited.id, edited.version, now)).actions.back().agreed_by, "quill");
}

}  // namespace tests
