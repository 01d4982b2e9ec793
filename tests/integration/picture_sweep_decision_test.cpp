// Nothing is taken down before two people agree, and what stays is remembered. With a real Redis and the worker. All
// names are invented.

#include "models/guard/old_pictures.hpp"
#include "tests/integration/picture_sweep_fixture.hpp"

namespace tests {

using namespace std::chrono_literals;
using models::DeliveryState;
using models::PostState;
using Words = std::vector<std::string>;

class PictureSweepDecisionTest : public PictureSweepWorld {
  protected:
    /// Agrees to what is proposed at the moment.
    runtime::Task<runtime::Result<void>> agree_down(const std::string& id, const std::string& person) {
        return sweeps->agree_down(id, post(id).sweep.proposed.at.value_or(clock.now()), person, clock.now());
    }
};

TEST_F(PictureSweepDecisionTest, OnePersonProposesAndAnotherTakesItDown) {
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

TEST_F(PictureSweepDecisionTest, WhatCannotBeTakenDownSaysSo) {
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

TEST_F(PictureSweepDecisionTest, WhatStaysIsNotAskedAboutAgainUntilSomethingChanges) {
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

TEST_F(PictureSweepDecisionTest, NeitherAuthorNorProposerLetsItStayAndWhatWasProposedStaysReadable) {
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

TEST_F(PictureSweepDecisionTest, AProposalOfOtherFactsEnds) {
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

TEST_F(PictureSweepDecisionTest, NobodyAgreesToAnotherProposalThanTheyRead) {
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

TEST_F(PictureSweepDecisionTest, WhatIsRightAgainIsNotAskedAboutAnyMore) {
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

TEST_F(PictureSweepDecisionTest, WhatHasToComeDownIsNotLetStay) {
    const auto fair = published("fair", {"pupil-7"});
    withdraws("pupil-7");
    ok(posts->want_down(fair, clock.now() + 6h, clock.now()));
    begin();
    finish();
    EXPECT_EQ(refused(sweeps->keep_up(fair, "Nobody minds", "ottilie", clock.now())), ErrorKind::rejected);
    EXPECT_EQ(found(), (Words{fair}));
}

TEST_F(PictureSweepDecisionTest, WhatOnePersonTookDownIsNotOnTheListAnyMore) {
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

}  // namespace tests
