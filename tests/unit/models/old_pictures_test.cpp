// What speaks against leaving the pictures of a published post where they are. All pupils are invented.

#include "models/guard/old_pictures.hpp"

#include <array>
#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace models::guard {

namespace {

using consent::Consent;
using consent::Decision;
using std::chrono::days;
using Reasons = std::vector<OldReason>;

constexpr consent::Day kDay = std::chrono::sys_days{std::chrono::year{2026} / 11 / 20};

Consent willing() {
    Consent consent;
    consent.givers[0].answers.fill({Decision::yes, {}, {}, kDay - days{30}, kDay + days{30}});
    return consent;
}
consent::Pupil pupil(std::string ref, Consent consent) {
    consent::Pupil made;
    made.ref = std::move(ref);
    made.consent = std::move(consent);
    return made;
}
PostContent showing(std::vector<std::string> refs) {
    PostContent post;
    PostPicture picture;
    picture.id = "picture-1";
    picture.people = PeopleShown::pupils;
    picture.framing = Framing::group;
    picture.pupils = std::move(refs);
    picture.found.face = 0;
    post.pictures = {picture};
    return post;
}
OldPictures asked(const Consent& consent, PostContent post = showing({"a"}),
                  std::vector<Network> networks = {Network::facebook}) {
    return look_back(post, networks, Roll{{pupil("a", consent), pupil("b", willing())}}, kDay);
}
Reasons reasons_after(const std::function<void(Consent&)>& change) {
    auto consent = willing();
    change(consent);
    return asked(consent).reasons;
}

TEST(OldPictures, AreLeftAloneWhileEverybodyAgrees) {
    EXPECT_TRUE(asked(willing()).reasons.empty());
    EXPECT_TRUE(asked(willing()).facts.empty());
}

TEST(OldPictures, OneReasonForEveryAnswerThatIsNoYesToday) {
    const Reasons consent{OldReason::consent};
    EXPECT_EQ(reasons_after([](Consent& each) { each.givers[0].answers.fill({}); }), consent);
    EXPECT_EQ(reasons_after([](Consent& each) { each.givers[0].answers[4].until = kDay - days{1}; }), consent);
    EXPECT_EQ(reasons_after([](Consent& each) { each.givers[1].answers[4].decision = Decision::withdrawn; }), consent);
    EXPECT_EQ(reasons_after([](Consent& each) { each.givers[2].answers[4].decision = Decision::no; }), consent);
    EXPECT_EQ(reasons_after([](Consent& each) { each.child_view = consent::ChildView::object; }), consent);
    EXPECT_EQ(reasons_after([](Consent& each) { each.restriction = consent::Restriction::never_photograph; }), consent);
    EXPECT_EQ(
        reasons_after([](Consent& each) { each.givers[0].answers[4].form = consent::Form::not_identifiable_only; }),
        consent);
}

TEST(OldPictures, WhoLeftIsAReasonOfItsOwnAlsoAfterTheirAnswersEnded) {
    const Reasons left{OldReason::left};
    EXPECT_EQ(reasons_after([](Consent& each) { each.left_on = kDay; }), left);
    EXPECT_EQ(reasons_after([](Consent& each) { each.left_on = kDay + days{1}; }), Reasons{});
    EXPECT_EQ(reasons_after([](Consent& each) {
                  each.left_on = kDay - days{300};
                  each.givers[0].answers.fill({});
              }),
              left);
    EXPECT_EQ(asked(willing(), showing({"nobody"})).reasons, left) << "not in the register any more";
    EXPECT_EQ(reasons_after([](Consent& each) {
                  each.left_on = kDay;
                  each.givers[1].answers[4].decision = Decision::withdrawn;
              }),
              (Reasons{OldReason::consent, OldReason::left}));
}

TEST(OldPictures, OnlyThoseNetworksAreAskedForOnWhichItStands) {
    auto consent = willing();
    consent.givers[0].answers[static_cast<std::size_t>(consent::use_of(Network::x))].decision = Decision::no;
    EXPECT_TRUE(asked(consent).reasons.empty());
    EXPECT_FALSE(asked(consent, showing({"a"}), {Network::facebook, Network::x}).reasons.empty());
}

TEST(OldPictures, PicturesWithoutPupilsAreLeftAlone) {
    auto post = showing({});
    post.pictures[0].found.face.reset();
    for (const auto people : {PeopleShown::adults_only, PeopleShown::nobody}) {
        post.pictures[0].people = people;
        EXPECT_TRUE(asked(Consent{}, post).reasons.empty());
        EXPECT_FALSE(may_show_pupils(post));
    }
}

TEST(OldPictures, FactsAreTheSameOnlyForTheSamePeopleInTheSamePictures) {
    const auto both = asked(Consent{}, showing({"a", "nobody"}));
    EXPECT_EQ(both.facts, asked(Consent{}, showing({"nobody", "a"})).facts) << "whoever was ticked first";
    EXPECT_NE(both.facts, asked(Consent{}, showing({"a"})).facts);
    auto elsewhere = showing({"a", "nobody"});
    elsewhere.pictures[0].id = "picture-2";
    EXPECT_NE(both.facts, asked(Consent{}, elsewhere).facts);
}

TEST(OldPictures, FacesAreAReasonWhetherAPersonOrAMachineSawThem) {
    const Reasons faces{OldReason::faces};
    auto post = showing({"a"});
    post.pictures[0].framing = Framing::identifiable;
    EXPECT_EQ(asked(willing(), post).reasons, faces);
    post.pictures[0].framing = Framing::not_identifiable;
    post.pictures[0].found.face = kLargeFace - 1;
    EXPECT_EQ(asked(willing(), post).reasons, Reasons{});
    post.pictures[0].found.face = kLargeFace;
    EXPECT_EQ(asked(willing(), post).reasons, faces) << "whatever its author said";
    post.pictures[0].people = PeopleShown::adults_only;
    post.pictures[0].pupils.clear();
    EXPECT_EQ(asked(willing(), post).reasons, Reasons{}) << "it is about pupils";
}

TEST(OldPictures, FacesThatWereNeverMeasuredAreForPeopleToLookAt) {
    const Reasons unmeasured{OldReason::unmeasured};
    auto post = showing({"a"});
    post.pictures[0].found.face.reset();
    EXPECT_EQ(asked(willing(), post).reasons, unmeasured);
    post.pictures[0].framing = Framing::identifiable;
    EXPECT_EQ(asked(willing(), post).reasons, Reasons{OldReason::faces}) << "nothing is left to measure";
}

TEST(OldPictures, WhereNobodySaidWhoIsInItPeopleLook) {
    const Reasons unsaid{OldReason::unsaid};
    auto post = showing({});
    post.pictures[0].people = PeopleShown::unsaid;
    EXPECT_EQ(asked(willing(), post).reasons, unsaid);
    post.pictures[0].people = PeopleShown::nobody;
    EXPECT_EQ(asked(willing(), post).reasons, Reasons{});
    post.pictures[0].found.people = 2;
    EXPECT_EQ(asked(willing(), post).reasons, unsaid) << "the machine saw somebody";
    EXPECT_TRUE(may_show_pupils(post)) << "an emergency takes it down, too";
    post.pictures[0].found.face = kLargeFace;
    EXPECT_EQ(asked(willing(), post).reasons, (Reasons{OldReason::faces, OldReason::unsaid}));
}

TEST(OldPictures, ReasonsHaveNames) {
    for (const auto reason :
         {OldReason::consent, OldReason::left, OldReason::faces, OldReason::unmeasured, OldReason::unsaid}) {
        EXPECT_EQ(old_reason_from(to_string(reason)), reason);
        EXPECT_FALSE(sentence_of(reason).empty());
    }
    EXPECT_EQ(old_reason_from("zanzibar"), std::nullopt);
}

}  // namespace

}  // namespace models::guard
