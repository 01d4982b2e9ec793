// In an emergency every picture of pupils is taken down, once two people agreed; and what becomes of each is listed.
// With a real Redis and the worker. All names are invented.

#include "moderation/picture_recall.hpp"

#include "tests/integration/picture_sweep_fixture.hpp"

#include <gmock/gmock.h>

namespace tests {

using namespace std::chrono_literals;
using models::DeliveryState;
using models::PostState;
using moderation::Recall;
using Words = std::vector<std::string>;

class PictureRecallTest : public PictureSweepWorld {
  protected:
    static constexpr auto kReason = "Somebody threatens to misuse pictures of Ottilie Thistlewood";

    void SetUp() override {
        PictureSweepWorld::SetUp();
        start_recall();
    }
    void start_recall() {
        recalls = std::make_unique<moderation::RecallStore>(*posts);
        recall = std::make_unique<moderation::PictureRecall>(*posts, clock, quiet_log());
    }
    void wanted() {
        ok(recalls->propose(kReason, "trellis", clock.now()));
        ok(agree("ottilie"));
    }
    /// Agrees to what is proposed at the moment.
    runtime::Task<runtime::Result<void>> agree(const std::string& person) {
        return recalls->agree(state().proposed.at.value_or(clock.now()), person, clock.now());
    }
    void carried_out() {
        for (int steps = 0; ok(recall->step(2)); ++steps) ASSERT_LT(steps, 100) << "it comes to no end";
        work();
    }
    Recall state() { return ok(recalls->state()); }
    Words touched() {
        Words ids;
        for (const auto& each : ok(recalls->touched(100))) ids.push_back(each.id);
        return ids;
    }

    /// Of all alerts that were raised, the oldest first.
    std::vector<models::Alert> alerts() {
        for (const auto& job : jobs("alerts")) alert_ids.push_back(job.fields.at("alert"));
        std::vector<models::Alert> raised;
        for (const auto& id : alert_ids) raised.push_back(ok(store->alert(id)));
        return raised;
    }

    Words alert_ids;
    std::unique_ptr<moderation::RecallStore> recalls;
    std::unique_ptr<moderation::PictureRecall> recall;
};

TEST_F(PictureRecallTest, TakesDownWhatMayShowPupilsAndNothingElse) {
    const auto fair = published("fair", {"pupil-7"});
    const auto staff = published("staff", {});
    const auto words = published_with("words", {});
    auto hall = picture_of({});
    hall.people = models::PeopleShown::nobody;
    const auto empty = published_with("empty", {hall});
    hall.found.people = 2;
    const auto overlooked = published_with("overlooked", {hall});
    wanted();
    carried_out();
    EXPECT_EQ(network.gone, (Words{"ext-fair", "ext-overlooked"})) << "the oldest first";
    EXPECT_EQ(standing(fair), DeliveryState::taken_down);
    for (const auto& id : {staff, words, empty}) EXPECT_EQ(standing(id), DeliveryState::published);
    EXPECT_EQ(touched(), (Words{fair, overlooked}));
    EXPECT_EQ(post(fair).taken_down.person, "trellis");
    EXPECT_EQ(post(fair).down_agreed_by, "ottilie");
    EXPECT_EQ(post(fair).taken_down.reason.find("Thistlewood"), std::string::npos) << "every author reads it";
    EXPECT_EQ(state().proposed.reason, kReason);
    EXPECT_EQ(state().state, Recall::State::finished);
    EXPECT_EQ(count_kind("recall.finished"), 1u);
}

TEST_F(PictureRecallTest, NothingHappensBeforeAnotherPersonAgrees) {
    const auto fair = published("fair", {"pupil-7"});
    EXPECT_EQ(refused(recalls->propose("", "trellis", clock.now())), ErrorKind::malformed);
    EXPECT_EQ(refused(agree("ottilie")), ErrorKind::conflict);
    ok(recalls->propose(kReason, "trellis", clock.now()));
    EXPECT_EQ(refused(recalls->propose(kReason, "ottilie", clock.now())), ErrorKind::conflict);
    EXPECT_EQ(refused(agree("trellis")), ErrorKind::forbidden);
    EXPECT_FALSE(ok(recall->step()));
    EXPECT_EQ(standing(fair), DeliveryState::published);
    ASSERT_EQ(length("alerts"), 1u);
    const auto alert = ok(store->alert(jobs("alerts").at(0).fields.at("alert")));
    EXPECT_EQ(alert.kind, "recall_proposed");
    EXPECT_EQ(alert.severity, Severity::v4) << "it is told at any hour";
    ok(recalls->withdraw("ottilie", clock.now()));
    EXPECT_EQ(refused(agree("ottilie")), ErrorKind::conflict);
    EXPECT_FALSE(state().in_force);
}

TEST_F(PictureRecallTest, NobodyAgreesToAnotherProposalThanTheyRead) {
    ok(recalls->propose(kReason, "trellis", clock.now()));
    const auto read = state().proposed.at.value();
    ok(recalls->withdraw("trellis", clock.now()));
    clock.advance(1min);
    ok(recalls->propose("Something else", "quill", clock.now()));
    EXPECT_EQ(refused(recalls->agree(read, "ottilie", clock.now())), ErrorKind::conflict);
    EXPECT_EQ(state().state, Recall::State::proposed);
    ok(agree("ottilie"));
}

TEST_F(PictureRecallTest, TheAlertIsKeptFromTheProposerAndEndsWithTheProposal) {
    using models::AlertState;
    ok(recalls->propose(kReason, "trellis", clock.now()));
    EXPECT_EQ(alerts().at(0).barred, (Words{"trellis"})) << "nobody silences what they asked for";
    ok(recalls->withdraw("ottilie", clock.now()));
    EXPECT_EQ(alerts().at(0).state, AlertState::acknowledged);
    clock.advance(1min);
    ok(recalls->propose(kReason, "trellis", clock.now()));
    ASSERT_EQ(alerts().size(), 2u) << "a later proposal is told anew";
    EXPECT_EQ(alerts().at(1).state, AlertState::open);
    ok(agree("ottilie"));
    EXPECT_EQ(alerts().at(1).state, AlertState::acknowledged);
    EXPECT_EQ(alerts().at(1).acknowledged_by, "ottilie");
}

TEST_F(PictureRecallTest, WhatWaitsForItsTimeBecomesADraft) {
    const auto play = agreed("play", {picture_of({"pupil-8"})}, clock.now() + 2h);
    const auto text = agreed("text", {}, clock.now() + 2h);
    wanted();
    carried_out();
    EXPECT_EQ(post(play).state, PostState::draft);
    EXPECT_EQ(post(play).voided, "recall");
    EXPECT_EQ(post(text).state, PostState::approved);
    EXPECT_EQ(touched(), (Words{play}));
    clock.advance(2h);
    ok(store->move_due_jobs(clock.now()));
    work();
    EXPECT_EQ(post(play).state, PostState::draft);
    EXPECT_EQ(post(text).state, PostState::published);
}

TEST_F(PictureRecallTest, WhatIsOnItsWayWhenItIsAgreedToComesDownOnceItStands) {
    const auto fair = agreed("fair", {picture_of({"pupil-7"})});
    const auto approval = post(fair).approval;
    ok(posts->begin(fair, "page", approval, false, clock.now()));
    wanted();
    ASSERT_EQ(post(fair).state, PostState::publishing);
    carried_out();
    EXPECT_EQ(post(fair).state, PostState::taken_down);
    EXPECT_EQ(touched(), (Words{fair}));
    // The network answers only now.
    ok(posts->finish(fair, {"page", DeliveryState::published, "", "", "ext-fair", ""}, approval, clock.now()));
    work();
    EXPECT_EQ(network.gone, (Words{"ext-fair"}));
    EXPECT_EQ(standing(fair), DeliveryState::taken_down);
}

TEST_F(PictureRecallTest, WhileItIsInForceNoPictureOfPupilsGoesOut) {
    wanted();
    carried_out();
    const auto later = agreed("later", {picture_of({"pupil-7"})});
    work();
    EXPECT_EQ(post(later).state, PostState::draft);
    EXPECT_EQ(post(later).voided, "recall");
    EXPECT_EQ(refused(recalls->propose("", "trellis", clock.now())), ErrorKind::malformed);
    ok(recalls->end("The police advised it", "ottilie", clock.now()));
    EXPECT_EQ(refused(recalls->end("It is over", "ottilie", clock.now())), ErrorKind::conflict);
    const auto after = agreed("after", {picture_of({"pupil-7"})});
    work();
    EXPECT_EQ(post(after).state, PostState::published);
}

TEST_F(PictureRecallTest, WhoProposedItDoesNotEndItAndWhoeverDoesSaysWhy) {
    wanted();
    carried_out();
    EXPECT_EQ(refused(recalls->end("", "ottilie", clock.now())), ErrorKind::malformed);
    ok(recalls->propose("Once more", "ottilie", clock.now()));
    ok(recalls->withdraw("ottilie", clock.now()));
    EXPECT_EQ(refused(recalls->end("I was wrong", "trellis", clock.now())), ErrorKind::forbidden)
        << "also after another proposal";
    EXPECT_TRUE(state().in_force);
    ok(recalls->end("The police advised it", "ottilie", clock.now()));
    EXPECT_FALSE(state().in_force);
    EXPECT_EQ(state().ended.person, "ottilie");
    EXPECT_EQ(state().ended.reason, "The police advised it");
}

TEST_F(PictureRecallTest, AProposalThatIsTakenBackEndsNoEarlierOne) {
    wanted();
    carried_out();
    ok(recalls->propose(kReason, "trellis", clock.now()));
    ok(recalls->withdraw("trellis", clock.now()));
    EXPECT_TRUE(state().in_force);
}

TEST_F(PictureRecallTest, WhatTheNetworkRefusesIsListedAndTriedOnce) {
    const auto fair = published("fair", {"pupil-7"});
    const auto play = published("play", {"pupil-8"});
    network.refused = {"ext-fair"};
    wanted();
    while (ok(recall->step(1))) work();  // each answer of the network comes before the recall is at its end
    carried_out();
    EXPECT_EQ(standing(fair), DeliveryState::published);
    EXPECT_FALSE(post(fair).deliveries.at(0).detail.empty());
    EXPECT_EQ(standing(play), DeliveryState::taken_down);
    EXPECT_EQ(touched(), (Words{fair, play}));
    EXPECT_EQ(state().done, 2u);
    network.refused.clear();
    wanted();  // once more, for what is left
    carried_out();
    EXPECT_EQ(standing(fair), DeliveryState::taken_down);
    EXPECT_EQ(touched(), (Words{fair}));
}

TEST_F(PictureRecallTest, WhatCannotBeOpenedIsListedForPeopleAndStopsNothing) {
    const auto fair = published("fair", {"pupil-7"});
    const auto broken = published("broken", {"pupil-7"});
    const auto play = published("play", {"pupil-8"});
    const auto planned = agreed("planned", {picture_of({"pupil-8"})}, clock.now() + 2h);
    const auto broken_plan = agreed("broken plan", {picture_of({"pupil-8"})}, clock.now() + 3h);
    make_unreadable(broken);
    make_unreadable(broken_plan);
    wanted();
    carried_out();
    EXPECT_EQ(network.gone, (Words{"ext-fair", "ext-play"}));
    EXPECT_EQ(post(planned).state, PostState::draft);
    EXPECT_EQ(state().state, Recall::State::finished);
    EXPECT_THAT(touched(), testing::UnorderedElementsAre(fair, broken, play, planned, broken_plan));
    std::size_t lost = 0;
    for (const auto& each : ok(recalls->touched(100))) lost += each.lost ? 1 : 0;
    EXPECT_EQ(lost, 2u);
}

TEST_F(PictureRecallTest, OneAlertTellsOfAllThatTheNetworkRefuses) {
    published("fair", {"pupil-7"});
    published("play", {"pupil-8"});
    network.refused = {"ext-fair", "ext-play"};
    wanted();
    carried_out();
    Words kinds;
    for (const auto& each : alerts()) kinds.push_back(each.kind);
    EXPECT_EQ(kinds, (Words{"recall_proposed", "recall_refused"}));
}

TEST_F(PictureRecallTest, WhoWroteAndAgreedToWhatIsHeldBackIsTold) {
    const auto play = agreed("play", {picture_of({"pupil-8"})}, clock.now() + 2h);
    wanted();
    carried_out();
    const auto raised = alerts();
    ASSERT_EQ(raised.size(), 2u);
    EXPECT_EQ(raised[1].kind, "post_failed");
    EXPECT_EQ(raised[1].subject, "post:" + play);
    EXPECT_EQ(raised[1].concerned, (Words{"quill", "trellis"}));
}

TEST_F(PictureRecallTest, GoesOnAfterAKillWhereItWas) {
    std::vector<std::string> ids;
    for (const auto* text : {"a", "b", "c", "d"}) ids.push_back(published(text, {"pupil-7"}));
    wanted();
    for (std::size_t done = 1; done <= 2; ++done) {
        ok(recall->step(1));
        redis_server->kill();
        EXPECT_EQ(refused(recall->step(1)), ErrorKind::unreachable);
        redis_server->restart();
        ok(store->start(clock.now()));
        start_parts();
        start_recall();
        EXPECT_EQ(state().done, done);
    }
    carried_out();
    EXPECT_EQ(touched(), ids);
    for (const auto& id : ids) EXPECT_EQ(standing(id), DeliveryState::taken_down);
    EXPECT_EQ(network.gone.size(), 4u) << "each once";
}

TEST_F(PictureRecallTest, NothingAboutAPupilStandsInRedisOrInTheJournal) {
    published("fair", {"pupil-7"});
    wanted();
    carried_out();
    const auto all = dump();
    for (const auto* marker : {"Ottilie", "Thistlewood", "pupil-7", "threatens"})
        EXPECT_EQ(all.find(marker), std::string::npos) << marker;
}

}  // namespace tests
