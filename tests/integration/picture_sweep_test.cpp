// Old pictures are looked at again, the oldest first, and nothing is taken down before two people agree. With a real
// Redis and the worker. All names are invented.

#include "models/guard/old_pictures.hpp"
#include "tests/integration/picture_sweep_fixture.hpp"

#include <algorithm>

namespace tests {

using namespace std::chrono_literals;
using models::DeliveryState;
using models::PostState;
using Words = std::vector<std::string>;

class PictureSweepTest : public PictureSweepWorld {
  protected:
    moderation::Sweep state() { return ok(sweeps->state()); }
    /// Agrees to what is proposed at the moment.
    runtime::Task<runtime::Result<void>> agree_down(const std::string& id, const std::string& person) {
        return sweeps->agree_down(id, post(id).sweep.proposed.at.value_or(clock.now()), person, clock.now());
    }
};

TEST_F(PictureSweepTest, FindsTheOldestFirstAndLeavesTheRestAlone) {
    const auto fair = published("fair", {"pupil-7"});
    const auto staff = published("staff", {});
    const auto play = published("play", {"pupil-8"});
    const auto choir = published("choir", {"pupil-7", "pupil-8"});
    EXPECT_EQ(ok(sweep->step()), 0u) << "nobody asked for it";
    leaves("pupil-7");
    begin();
    EXPECT_EQ(finish(), 4u);
    EXPECT_EQ(found(), (Words{fair, choir}));
    EXPECT_EQ(post(fair).sweep.reasons, (Words{"left"}));
    EXPECT_TRUE(post(staff).sweep.reasons.empty());
    EXPECT_TRUE(post(play).sweep.reasons.empty());
    EXPECT_EQ(standing(fair), DeliveryState::published) << "nothing is taken down by itself";
    EXPECT_EQ(state().found, 2u);
}

TEST_F(PictureSweepTest, AWithdrawalAndAnAnswerThatEndedAreOneReason) {
    const auto fair = published("fair", {"pupil-7"});
    const auto play = published("play", {"pupil-8"});
    withdraws("pupil-7");
    answers_end("pupil-8");
    begin();
    finish();
    EXPECT_EQ(post(fair).sweep.reasons, (Words{"consent"}));
    EXPECT_EQ(post(play).sweep.reasons, post(fair).sweep.reasons);
}

TEST_F(PictureSweepTest, FindsLargeFacesThatAMachineSawWhateverTheFormSays) {
    auto large = picture_of({"pupil-7"});
    large.found.face = models::guard::kLargeFace;
    const auto portrait = published_with("portrait", {large});
    published("far away", {"pupil-7"});
    begin();
    finish();
    EXPECT_EQ(found(), (Words{portrait}));
    EXPECT_EQ(post(portrait).sweep.reasons, (Words{"faces"}));
}

TEST_F(PictureSweepTest, WhatCannotBeOpenedStopsNothing) {
    make_unreadable(published("broken", {"pupil-7"}));
    const auto fair = published("fair", {"pupil-7"});
    leaves("pupil-7");
    begin();
    EXPECT_EQ(finish(), 2u);
    EXPECT_EQ(found(), (Words{fair}));
}

TEST_F(PictureSweepTest, SaysHowFarItIs) {
    for (const auto* text : {"a", "b", "c"}) published(text, {"pupil-7"});
    begin();
    EXPECT_TRUE(state().running);
    EXPECT_EQ(state().by, "trellis");
    EXPECT_EQ(refused(sweeps->start("ottilie", clock.now())), ErrorKind::conflict);
    ok(sweep->step(2));
    EXPECT_EQ(state().done, 2u);
    EXPECT_EQ(state().all, 3u);
    finish();
    EXPECT_FALSE(state().running);
    EXPECT_EQ(state().done, 3u);
    EXPECT_EQ(state().finished_at, clock.now());
    EXPECT_EQ(count_kind("sweep.started"), 1u);
    EXPECT_EQ(count_kind("sweep.finished"), 1u);
}

TEST_F(PictureSweepTest, PostsOfTheSameInstantAreEachLookedAtOnce) {
    for (const auto* text : {"a", "b", "c", "d", "e"}) agreed(text, {picture_of({"pupil-7"})});
    work();
    leaves("pupil-7");
    begin();
    EXPECT_EQ(finish(), 5u);
    EXPECT_EQ(found().size(), 5u);
}

TEST_F(PictureSweepTest, GoesOnAfterAKillWhereItWas) {
    for (const auto* text : {"a", "b", "c", "d", "e"}) published(text, {"pupil-7"});
    leaves("pupil-7");
    begin();
    std::size_t done = 0;
    for (int kill = 0; kill < 3; ++kill) {
        ok(sweep->step(1));
        ++done;
        redis_server->kill();
        EXPECT_EQ(refused(sweep->step(1)), ErrorKind::unreachable);
        redis_server->restart();
        ok(store->start(clock.now()));
        start_parts();
        EXPECT_EQ(state().done, done);
    }
    EXPECT_EQ(finish(), 5u - done) << "none is looked at again";
    EXPECT_EQ(found().size(), 5u) << "none is left out";
    EXPECT_EQ(count_kind("post.sweep_found"), 5u);
}

TEST_F(PictureSweepTest, TwoProcessesLookAtEachPostOnce) {
    for (const auto* text : {"a", "b", "c"}) published(text, {"pupil-7"});
    leaves("pupil-7");
    begin();
    const auto early = state();
    const auto next = ok(sweeps->next(early, 1)).at(0);
    ok(sweep->step(1));
    EXPECT_EQ(refused(sweeps->note(early, next.place, {}, "", clock.now())), ErrorKind::conflict);
    EXPECT_EQ(finish(), 2u);
    EXPECT_EQ(found().size(), 3u);
}

TEST_F(PictureSweepTest, OnePersonProposesAndAnotherTakesItDown) {
    const auto fair = published("fair", {"pupil-7"});
    leaves("pupil-7");
    begin();
    finish();
    EXPECT_EQ(refused(agree_down(fair, "ottilie")), ErrorKind::conflict) << "nobody proposed it";
    ok(sweeps->propose_down(fair, "She has left", "trellis", clock.now()));
    EXPECT_EQ(refused(agree_down(fair, "trellis")), ErrorKind::forbidden);
    EXPECT_EQ(standing(fair), DeliveryState::published);
    ok(agree_down(fair, "ottilie"));
    EXPECT_EQ(standing(fair), DeliveryState::taking_down);
    work();
    EXPECT_EQ(network.gone, (Words{"ext-fair"}));
    EXPECT_EQ(standing(fair), DeliveryState::taken_down);
    EXPECT_EQ(post(fair).taken_down.person, "trellis");
    EXPECT_EQ(post(fair).taken_down.reason.find("She has left"), std::string::npos) << "every author reads it";
    EXPECT_EQ(post(fair).sweep.agreed.reason, "She has left");
    EXPECT_EQ(post(fair).down_agreed_by, "ottilie");
    EXPECT_TRUE(found().empty());
    EXPECT_EQ(count_kind("post.down_proposed"), 1u);
}

TEST_F(PictureSweepTest, WhatCannotBeTakenDownSaysSo) {
    const auto fair = published("fair", {"pupil-7"});
    network.refused = {"ext-fair"};
    leaves("pupil-7");
    begin();
    finish();
    ok(sweeps->propose_down(fair, "She has left", "trellis", clock.now()));
    ok(agree_down(fair, "ottilie"));
    work();
    EXPECT_EQ(standing(fair), DeliveryState::published);
    EXPECT_FALSE(post(fair).deliveries.at(0).detail.empty());
    EXPECT_EQ(length("alerts"), 1u);
    begin();
    finish();
    EXPECT_EQ(found(), (Words{fair})) << "it still stands there";
}

TEST_F(PictureSweepTest, WhatStaysIsNotAskedAboutAgainUntilSomethingChanges) {
    const auto choir = published("choir", {"pupil-7", "pupil-8"});
    leaves("pupil-7");
    begin();
    finish();
    ok(sweeps->keep_up(choir, "The family agreed", "ottilie", clock.now()));
    EXPECT_TRUE(found().empty());
    EXPECT_EQ(count_kind("post.kept_up"), 1u);
    EXPECT_EQ(refused(sweeps->propose_down(choir, "No", "trellis", clock.now())), ErrorKind::conflict);
    begin();
    finish();
    EXPECT_TRUE(found().empty());
    EXPECT_EQ(post(choir).sweep.kept.reason, "The family agreed");
    leaves("pupil-8");
    begin();
    finish();
    EXPECT_EQ(found(), (Words{choir})) << "the reason has the same name, and is about somebody else, too";
}

TEST_F(PictureSweepTest, NeitherAuthorNorProposerLetsItStayAndWhatWasProposedStaysReadable) {
    const auto fair = published("fair", {"pupil-7"});
    leaves("pupil-7");
    begin();
    finish();
    EXPECT_EQ(refused(sweeps->keep_up(fair, "It is nice", "quill", clock.now())), ErrorKind::forbidden);
    ok(sweeps->propose_down(fair, "She has left", "trellis", clock.now()));
    EXPECT_EQ(refused(sweeps->keep_up(fair, "Never mind", "trellis", clock.now())), ErrorKind::forbidden);
    EXPECT_EQ(post(fair).sweep.proposed.person, "trellis");
    ok(sweeps->keep_up(fair, "The family agreed", "ottilie", clock.now()));
    EXPECT_EQ(post(fair).sweep.against.person, "trellis");
    EXPECT_EQ(post(fair).sweep.against.reason, "She has left");
}

TEST_F(PictureSweepTest, AProposalOfOtherFactsEnds) {
    const auto choir = published("choir", {"pupil-7", "pupil-8"});
    leaves("pupil-7");
    begin();
    finish();
    ok(sweeps->propose_down(choir, "One has left", "trellis", clock.now()));
    begin();
    finish();
    EXPECT_EQ(post(choir).sweep.proposed.person, "trellis") << "nothing has changed";
    leaves("pupil-8");
    begin();
    finish();
    EXPECT_TRUE(post(choir).sweep.proposed.person.empty());
    EXPECT_EQ(refused(agree_down(choir, "ottilie")), ErrorKind::conflict);
}

TEST_F(PictureSweepTest, NobodyAgreesToAnotherProposalThanTheyRead) {
    const auto choir = published("choir", {"pupil-7", "pupil-8"});
    leaves("pupil-7");
    begin();
    finish();
    ok(sweeps->propose_down(choir, "One has left", "trellis", clock.now()));
    const auto read = post(choir).sweep.proposed.at.value();
    leaves("pupil-8");
    begin();
    finish();
    clock.advance(1min);
    ok(sweeps->propose_down(choir, "Both have left", "quill", clock.now()));
    EXPECT_EQ(refused(sweeps->agree_down(choir, read, "ottilie", clock.now())), ErrorKind::conflict);
    EXPECT_EQ(standing(choir), DeliveryState::published);
    ok(agree_down(choir, "ottilie"));
}

TEST_F(PictureSweepTest, WhatIsRightAgainIsNotAskedAboutAnyMore) {
    const auto fair = published("fair", {"pupil-7"});
    leaves("pupil-7");
    begin();
    finish();
    change("pupil-7", [](Pupil& pupil) { pupil.consent.left_on.reset(); });
    begin();
    finish();
    EXPECT_TRUE(found().empty());
    EXPECT_TRUE(post(fair).sweep.reasons.empty());
}

TEST_F(PictureSweepTest, WhatHasToComeDownIsNotLetStay) {
    const auto fair = published("fair", {"pupil-7"});
    withdraws("pupil-7");
    ok(posts->want_down(fair, clock.now() + 6h, clock.now()));
    begin();
    finish();
    EXPECT_EQ(refused(sweeps->keep_up(fair, "Nobody minds", "ottilie", clock.now())), ErrorKind::rejected);
    EXPECT_EQ(found(), (Words{fair}));
}

TEST_F(PictureSweepTest, WhatOnePersonTookDownIsNotOnTheListAnyMore) {
    const auto fair = published("fair", {"pupil-7"});
    leaves("pupil-7");
    begin();
    finish();
    ok(posts->take_down(fair, "A parent asked", "quill", clock.now()));
    EXPECT_TRUE(found().empty());
    work();
    begin();
    finish();
    EXPECT_TRUE(found().empty());
}

TEST_F(PictureSweepTest, NothingAboutAPupilStandsInRedisOrInTheJournal) {
    const auto fair = published("fair", {"pupil-7"});
    withdraws("pupil-7");
    begin();
    finish();
    ok(sweeps->propose_down(fair, "Ottilie Thistlewood asked", "trellis", clock.now()));
    const auto all = dump();
    for (const auto* marker : {"Ottilie", "Thistlewood", "pupil-7", "withdrawn"})
        EXPECT_EQ(all.find(marker), std::string::npos) << marker;
}

}  // namespace tests
