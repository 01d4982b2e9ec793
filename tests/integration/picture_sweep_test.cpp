// Old pictures are looked at again, the oldest first. With a real Redis and the worker. All names are invented.

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

TEST_F(PictureSweepTest, FindsPicturesFromBeforeFacesWereMeasured) {
    auto early = picture_of({"pupil-7"});
    early.found.face.reset();
    const auto unmeasured = published_with("early", {early});
    published("none was seen", {"pupil-7"});
    begin();
    finish();
    EXPECT_EQ(found(), (Words{unmeasured})) << "of the other one it is known that none was seen";
    EXPECT_EQ(post(unmeasured).sweep.reasons, (Words{"unmeasured"}));
}

TEST_F(PictureSweepTest, WhereNobodyKnowsWhetherItStandsItCounts) {
    clock.advance(1h);
    const auto fair = agreed("fair", {picture_of({"pupil-7"})});
    ok(posts->begin(fair, "page", "1", false, clock.now()));
    ok(posts->finish(fair, {"page", DeliveryState::unknown, "", "No answer came.", "", ""}, "1", clock.now()));
    ASSERT_EQ(standing(fair), DeliveryState::unknown);
    leaves("pupil-7");
    begin();
    finish();
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
