// What answering promises: two colleagues stand for every word of it, and the words are sealed wherever they lie.

#include "tests/integration/store_world.hpp"

#include <gmock/gmock.h>

namespace tests {

using models::ReviewState;
using testing::HasSubstr;
using testing::Not;

class StoreReplyTest : public StoreWorld {
  protected:
    void SetUp() override {
        StoreWorld::SetUp();
        record(concern("c1"));
    }
    moderation::DecisionRequest wording(const std::string& text, const std::string& person) {
        auto request = decision("c1", Verb::reply, person);
        request.text = text;
        return request;
    }
    Item propose(const Viewer& viewer, const std::string& text) {
        return ok(store->decide(viewer, wording(text, viewer.person), now));
    }
};

TEST_F(StoreReplyTest, IsSaidWordForWordAsTheSecondColleagueReadIt) {
    const auto proposed = propose(quill, "The fair opens at eleven.");
    EXPECT_EQ(proposed.review, ReviewState::proposed);
    EXPECT_EQ(proposed.proposal->text, "The fair opens at eleven.");
    EXPECT_EQ(length("actions"), 0u);
    EXPECT_EQ(refused(store->agree(quill, proposed.id, proposed.version, now)), ErrorKind::forbidden);
    ok(store->agree(trellis, proposed.id, proposed.version, now));
    const auto agreed = item("c1");
    ASSERT_EQ(agreed.actions.size(), 1u);
    EXPECT_EQ(agreed.actions.back().verb, Verb::reply);
    EXPECT_EQ(agreed.actions.back().text, "The fair opens at eleven.");
    EXPECT_EQ(agreed.actions.back().agreed_by, "trellis");
    EXPECT_FALSE(agreed.proposal);
}

TEST_F(StoreReplyTest, AnyEditEndsWhatTheSecondColleagueWasReading) {
    const auto first = propose(quill, "The fair opens at eleven.");
    propose(quill, "The fair opens at twelve.");
    EXPECT_EQ(refused(store->agree(trellis, first.id, first.version, now)), ErrorKind::conflict);
    EXPECT_THAT(refusal, HasSubstr("worded anew"));
    EXPECT_EQ(length("actions"), 0u);
    // Whoever words it anew is the one who proposes, and all who worded it are its authors.
    const auto theirs = propose(trellis, "The fair opens at noon.");
    EXPECT_EQ(refused(store->agree(trellis, theirs.id, theirs.version, now)), ErrorKind::forbidden);
    EXPECT_EQ(refused(store->agree(quill, theirs.id, theirs.version, now)), ErrorKind::forbidden);
    ok(store->agree(ottilie, theirs.id, theirs.version, now));
    EXPECT_EQ(item("c1").actions.back().text, "The fair opens at noon.");
}

TEST_F(StoreReplyTest, AnEditByTheAuthorEndsTheProposal) {
    const auto proposed = propose(quill, "The fair opens at eleven.");
    auto edited = concern("c1");
    edited.item.text = "something else altogether";
    record(edited);
    EXPECT_FALSE(item("c1").proposal);
    EXPECT_EQ(refused(store->agree(trellis, proposed.id, proposed.version, now)), ErrorKind::conflict);
}

TEST_F(StoreReplyTest, WhatIsBeingSaidCannotBeWordedAnew) {
    const auto proposed = propose(quill, "The fair opens at eleven.");
    ok(store->agree(trellis, proposed.id, proposed.version, now));
    EXPECT_EQ(refused(store->decide(quill, wording("Twelve.", "quill"), now)), ErrorKind::conflict);
    EXPECT_EQ(item("c1").actions.back().text, "The fair opens at eleven.");
}

TEST_F(StoreReplyTest, OtherProposalsAreNotOvertakenByAnAnswer) {
    decide(quill, "c1", Verb::remove);
    EXPECT_EQ(refused(store->decide(trellis, wording("Thank you.", "trellis"), now)), ErrorKind::conflict);
    EXPECT_EQ(item("c1").proposal->verb, Verb::remove);
}

TEST_F(StoreReplyTest, HasWordsAndNothingElseHas) {
    EXPECT_EQ(refused(store->decide(quill, wording("", "quill"), now)), ErrorKind::malformed);
    auto hide = wording("Thank you.", "quill");
    hide.verb = Verb::hide;
    EXPECT_EQ(refused(store->decide(quill, hide, now)), ErrorKind::malformed);
    const std::string long_words(moderation::Store::kReplyBytesMax + 1, 'a');
    EXPECT_EQ(refused(store->decide(quill, wording(long_words, "quill"), now)), ErrorKind::malformed);
    EXPECT_EQ(item("c1").version, 1u);
}

TEST_F(StoreReplyTest, ItsWordsLieNowhereInTheClear) {
    const auto proposed = propose(quill, "zebracrossing");
    ok(store->agree(trellis, proposed.id, proposed.version, now));
    EXPECT_THAT(dump(), Not(HasSubstr("zebracrossing")));
    bool committed = false;
    for (const auto& entry : ok(store->journal_after(0, 100))) {
        EXPECT_THAT(entry.data, Not(HasSubstr("zebracrossing")));
        committed =
            committed || (entry.kind == "decision.agreed" && entry.data.find("\"words\":") != std::string::npos);
    }
    EXPECT_TRUE(committed) << "the journal does not say which words were agreed to";
}

}  // namespace tests
