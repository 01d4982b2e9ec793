// What the review promises: one decides, two decide where two must, and who must not see an item sees no trace of it.

#include "tests/integration/store_world.hpp"

#include <gmock/gmock.h>

namespace tests {

using namespace std::chrono_literals;
using models::NetworkState;
using models::ReviewState;
using testing::Contains;
using testing::ElementsAre;
using testing::Not;

class StoreReviewTest : public StoreWorld {
  protected:
    void hidden_at_v3(const std::string& external_id) {
        record(concern(external_id, Severity::v3));
        decide(quill, external_id, Verb::hide);
        finish_newest(external_id, models::ActionState::done);
    }
    std::vector<std::string> review_keys(const std::string& external_id) {
        const moderation::Keys names{"bramblecote"};
        auto keys = names.common();
        names.add_item(keys, id_of(external_id));
        return keys;
    }
};

TEST_F(StoreReviewTest, AClaimKeepsOthersOutUntilItExpires) {
    record(concern("c1"));
    const auto claimed = ok(store->claim(quill, id_of("c1"), now));
    EXPECT_EQ(claimed.review, ReviewState::claimed);
    EXPECT_EQ(claimed.claimed_by, "quill");

    EXPECT_EQ(refused(store->claim(trellis, id_of("c1"), now)), ErrorKind::conflict);
    EXPECT_EQ(refused(store->decide(trellis, decision("c1", Verb::leave, "trellis"), now)), ErrorKind::conflict);
    EXPECT_EQ(refused(store->release(trellis, id_of("c1"), now)), ErrorKind::conflict);

    now += moderation::Store::kClaimLease;
    EXPECT_EQ(ok(store->claim(trellis, id_of("c1"), now)).claimed_by, "trellis");
}

TEST_F(StoreReviewTest, AReleasedItemIsFreeAgain) {
    record(concern("c1"));
    ok(store->claim(quill, id_of("c1"), now));
    ok(store->release(quill, id_of("c1"), now));

    EXPECT_EQ(item("c1").review, ReviewState::open);
    EXPECT_EQ(ok(store->claim(trellis, id_of("c1"), now)).claimed_by, "trellis");
}

TEST_F(StoreReviewTest, LeavingAnItemTakesItOutOfTheQueue) {
    record(concern("c1"));
    const auto decided = decide(quill, "c1", Verb::leave);

    EXPECT_EQ(decided.review, ReviewState::done);
    EXPECT_EQ(decided.decided_by, "quill");
    EXPECT_EQ(ok(store->queue_total(quill)), 0u);
    EXPECT_EQ(length("actions"), 0u);
    EXPECT_EQ(refused(store->claim(trellis, id_of("c1"), now)), ErrorKind::conflict);
}

TEST_F(StoreReviewTest, ADecisionOnAnOldVersionIsRefusedAndSaysWhatChanged) {
    record(concern("c1"));
    const auto seen = decision("c1", Verb::leave, "quill");
    auto edited = concern("c1");
    edited.item.text = "other words";
    record(edited);

    EXPECT_EQ(refused(store->decide(quill, seen, now)), ErrorKind::conflict);
    EXPECT_NE(refusal.find("edited"), std::string::npos);
}

TEST_F(StoreReviewTest, NobodyDecidesInSomebodyElsesName) {
    record(concern("c1"));
    EXPECT_EQ(refused(store->decide(quill, decision("c1", Verb::leave, "trellis"), now)), ErrorKind::forbidden);
}

TEST_F(StoreReviewTest, AReasonThatIsNoCodeNeverReachesTheJournal) {
    record(concern("c1"));
    auto request = decision("c1", Verb::leave, "quill");
    request.reason = "because Ottilie said so";
    EXPECT_EQ(refused(store->decide(quill, request, now)), ErrorKind::malformed);
}

TEST_F(StoreReviewTest, WhateverIsMoreThanHidingNeedsASecondColleague) {
    for (const auto verb :
         {Verb::remove, Verb::ban, Verb::unban, Verb::mute, Verb::unmute, Verb::comments_off, Verb::comments_on}) {
        const std::string name{to_string(verb)};
        record(concern(name));
        const auto proposed = decide(quill, name, verb);
        EXPECT_EQ(proposed.review, ReviewState::proposed);
        ASSERT_TRUE(proposed.proposal);
        EXPECT_EQ(proposed.proposal->by, "quill");
        EXPECT_EQ(length("actions"), 0u);
    }
    EXPECT_EQ(ok(store->queue_total(trellis)), 7u);
}

TEST_F(StoreReviewTest, ABanThatTheNetworkRefusedLeavesTheItemToPeopleAgain) {
    record(concern("c1"));
    const auto proposed = decide(quill, "c1", Verb::ban);
    ok(store->agree(trellis, proposed.id, proposed.version, now));
    finish_newest("c1", models::ActionState::refused);
    EXPECT_EQ(item("c1").review, ReviewState::open);
    EXPECT_EQ(decide(quill, "c1", Verb::hide).review, ReviewState::done);
}

TEST_F(StoreReviewTest, WhatConcernsTheAuthorLeavesTheItemAsItIs) {
    record(concern("c1"));
    decide(quill, "c1", Verb::hide);
    const auto hide = item("c1").actions.back().id;
    const auto proposed = decide(trellis, "c1", Verb::mute);
    ok(store->agree(quill, proposed.id, proposed.version, now));
    EXPECT_EQ(ok(store->begin_action(hide, "raw", now)).state, models::ActionState::acting) << "it was dropped";
    finish_newest("c1", models::ActionState::done);
    EXPECT_EQ(item("c1").network_state, NetworkState::visible);
}

TEST_F(StoreReviewTest, TheTableMayAskForASecondColleagueAndNeverRelievesOne) {
    record({concern("c1"), concern("c2")});
    auto request = decision("c1", Verb::hide, "quill");
    request.needs_second = true;
    EXPECT_EQ(ok(store->decide(quill, request, now)).review, ReviewState::proposed);
    auto removal = decision("c2", Verb::remove, "quill");
    removal.needs_second = false;
    EXPECT_EQ(ok(store->decide(quill, removal, now)).review, ReviewState::proposed);
}

TEST_F(StoreReviewTest, WhatWasHiddenAtV3IsRestoredByTwo) {
    hidden_at_v3("c1");
    record(concern("c2", Severity::v2));
    decide(quill, "c2", Verb::hide);
    finish_newest("c2", models::ActionState::done);

    EXPECT_EQ(item("c1").hidden_at, Severity::v3);
    EXPECT_EQ(decide(quill, "c1", Verb::unhide).review, ReviewState::proposed);
    EXPECT_EQ(decide(quill, "c2", Verb::unhide).review, ReviewState::done);
}

TEST_F(StoreReviewTest, AnEditToLowerSeverityDoesNotLiftTheSecondColleague) {
    hidden_at_v3("c1");
    auto edited = benign("c1");
    edited.item.text = "nothing to see";
    edited.item.hidden = true;
    record(edited);
    EXPECT_EQ(decide(quill, "c1", Verb::unhide).review, ReviewState::proposed);
}

TEST_F(StoreReviewTest, ASecondColleagueAgreesAndTheActionFollows) {
    record(concern("c1"));
    const auto proposed = decide(quill, "c1", Verb::remove);
    const auto agreed = ok(store->agree(trellis, id_of("c1"), proposed.version, now));

    EXPECT_EQ(agreed.review, ReviewState::agreed);
    EXPECT_FALSE(agreed.proposal);
    ASSERT_EQ(agreed.actions.size(), 1u);
    EXPECT_EQ(agreed.actions[0].wanted_by, "quill");
    EXPECT_EQ(agreed.actions[0].agreed_by, "trellis");
    EXPECT_EQ(agreed.actions[0].verb, Verb::remove);
    EXPECT_EQ(length("actions"), 1u);
    finish_newest("c1", models::ActionState::done);
    EXPECT_EQ(item("c1").review, ReviewState::done);
    EXPECT_EQ(item("c1").network_state, NetworkState::removed_by_us);
}

TEST_F(StoreReviewTest, TheSameAgreementSentTwiceSucceedsOnce) {
    record(concern("c1"));
    const auto proposed = decide(quill, "c1", Verb::remove);
    ok(store->agree(trellis, id_of("c1"), proposed.version, now));

    EXPECT_EQ(refused(store->agree(trellis, id_of("c1"), proposed.version, now)), ErrorKind::conflict);
    EXPECT_EQ(refused(store->agree(ottilie, id_of("c1"), proposed.version, now)), ErrorKind::conflict);
    EXPECT_EQ(length("actions"), 1u);
    EXPECT_EQ(count_kind("decision.agreed"), 1u);
}

TEST_F(StoreReviewTest, TheProposerCannotAgreeEvenByCallingTheFunction) {
    record(concern("c1"));
    const auto proposed = decide(quill, "c1", Verb::remove);

    EXPECT_EQ(refused(store->agree(quill, id_of("c1"), proposed.version, now)), ErrorKind::forbidden);
    EXPECT_EQ(refusal, "You proposed this yourself. A second colleague has to agree.");
    const auto before = dump();
    const auto raw = fcall("agree", review_keys("c1"),
                           {id_of("c1"), "quill", ",open,dsl,cm,gov,", std::to_string(runtime::to_ms(now)),
                            std::to_string(proposed.version)});
    EXPECT_EQ(raw.items.at(0).text, "forbidden");
    EXPECT_EQ(dump(), before);
}

TEST_F(StoreReviewTest, ADirectCallCannotSkipTheSecondColleague) {
    record(concern("c1"));
    const auto raw = fcall("decide", review_keys("c1"),
                           {id_of("c1"), "quill", ",open,", std::to_string(runtime::to_ms(now)), "1", "delete",
                            "unkind", "0", "30000", "", "", ""});
    EXPECT_EQ(raw.items.at(0).text, "ok");
    EXPECT_EQ(item("c1").review, ReviewState::proposed);
    EXPECT_EQ(length("actions"), 0u);
}

TEST_F(StoreReviewTest, TheProposerCannotHoldTheirOwnProposal) {
    record(concern("c1"));
    decide(quill, "c1", Verb::remove);
    EXPECT_EQ(refused(store->claim(quill, id_of("c1"), now)), ErrorKind::forbidden);
    EXPECT_EQ(ok(store->claim(trellis, id_of("c1"), now)).review, ReviewState::proposed);
}

TEST_F(StoreReviewTest, AProposalIsNotDecidedOverItsHead) {
    record(concern("c1"));
    decide(quill, "c1", Verb::remove);
    EXPECT_EQ(refused(store->decide(trellis, decision("c1", Verb::leave, "trellis"), now)), ErrorKind::conflict);
}

TEST_F(StoreReviewTest, ADeclinedProposalOpensTheItemAgain) {
    record(concern("c1"));
    const auto proposed = decide(quill, "c1", Verb::remove);
    const auto declined = ok(store->decline(trellis, id_of("c1"), proposed.version, "too-harsh", now));

    EXPECT_EQ(declined.review, ReviewState::open);
    EXPECT_FALSE(declined.proposal);
    EXPECT_EQ(count_kind("decision.declined"), 1u);
    EXPECT_EQ(refused(store->agree(trellis, id_of("c1"), declined.version, now)), ErrorKind::conflict);
    EXPECT_EQ(ok(store->queue_total(quill)), 1u);
}

TEST_F(StoreReviewTest, PassingOnMovesTheItemToTheSafeguardingTeam) {
    record(concern("c1"));
    const auto passed = decide(quill, "c1", Verb::escalate);

    EXPECT_EQ(passed.visibility, Visibility::dsl);
    EXPECT_EQ(passed.review, ReviewState::open);
    EXPECT_EQ(ok(store->queue_total(quill)), 0u);
    EXPECT_EQ(ok(store->queue_total(ottilie)), 1u);
    EXPECT_EQ(refused(store->item(quill, id_of("c1"))), ErrorKind::not_found);
}

TEST_F(StoreReviewTest, NothingIsChangedOnTheNetworkWhileTheChannelIsNotAuthorised) {
    record({concern("c1"), concern("c2")});
    const auto proposed = decide(quill, "c2", Verb::remove);
    ok(store->suspend_channel("page", "ottilie", "training", now));

    EXPECT_EQ(refused(store->decide(quill, decision("c1", Verb::hide, "quill"), now)), ErrorKind::rejected);
    EXPECT_EQ(refused(store->agree(trellis, id_of("c2"), proposed.version, now)), ErrorKind::rejected);
    EXPECT_EQ(decide(quill, "c1", Verb::leave).review, ReviewState::done);
}

TEST_F(StoreReviewTest, WhatIsGoneCannotBeHidden) {
    record(concern("c1"));
    auto next = page("cursor-2");
    next.gone = {"c1"};
    ok(store->record_page(next, {}, now));
    EXPECT_EQ(refused(store->decide(quill, decision("c1", Verb::hide, "quill"), now)), ErrorKind::rejected);
}

TEST_F(StoreReviewTest, LeavingStopsAHideThatWasWaitingForItsAlert) {
    auto intaken = concern("c1", Severity::v3);
    intaken.auto_hide = true;
    intaken.hide_needs_alert = true;
    intaken.alert = alert("a1");
    record(intaken);
    decide(quill, "c1", Verb::leave);
    ok(store->alert_told("a1", 0, "trellis", now));

    EXPECT_EQ(length("actions"), 0u);
    EXPECT_EQ(item("c1").actions.at(0).state, models::ActionState::refused);
}

TEST_F(StoreReviewTest, TheHistoryTellsEverythingInOrder) {
    record(concern("c1"));
    ok(store->claim(quill, id_of("c1"), now));
    const auto proposed = decide(quill, "c1", Verb::remove);
    ok(store->agree(trellis, id_of("c1"), proposed.version, now));

    std::vector<std::string> kinds;
    for (const auto& entry : ok(store->item_history(quill, id_of("c1")))) {
        kinds.push_back(entry.kind);
        EXPECT_EQ(entry.subject, "item:" + id_of("c1"));
        EXPECT_GT(entry.seq, 0u);
    }
    EXPECT_THAT(kinds,
                ElementsAre("item.recorded", "item.claimed", "decision.proposed", "decision.agreed", "action.wanted"));
}

}  // namespace tests
