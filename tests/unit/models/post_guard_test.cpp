// What the register of pupils says of a post: as a table, over random registers, and the same whatever the reason is.
// All pupils are invented.

#include "models/guard/post_guard.hpp"

#include "families.hpp"

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace models::guard {

namespace {

using consent::Consent;
using consent::Decision;
using consent::Naming;
using std::chrono::days;

constexpr consent::Day kDay = std::chrono::sys_days{std::chrono::year{2026} / 11 / 20};

consent::Pupil pupil(std::string forename, std::string surname, Consent consent, std::string group = "Kestrels") {
    consent::Pupil made;
    made.ref = forename + "-ref";
    made.legal_forename = std::move(forename);
    made.legal_surname = std::move(surname);
    made.group = std::move(group);
    made.consent = std::move(consent);
    return made;
}
/// Both names may be told wherever no picture is.
Consent willing() {
    Consent consent;
    consent.givers[0].answers.fill(
        {Decision::yes, {}, Naming::full_name_without_image, kDay - days{30}, kDay + days{30}});
    return consent;
}
Consent silent() {
    return {};
}
PostContent post_of(std::string text, std::string link = {}) {
    PostContent post;
    post.text = std::move(text);
    post.link = std::move(link);
    return post;
}
std::string said_of(const PostContent& post, const Verdict& verdict) {
    std::string said;
    for (const auto& objection : verdict.objections)
        said += objection.part == Part::link
                    ? "[link]"
                    : "[" + post.text.substr(objection.begin, objection.end - objection.begin) + "]";
    return said;
}

TEST(PostGuard, ObjectsToTheNamesOfPupilsWhoMayNotBeNamed) {
    auto former = pupil("Tobias", "Pennyfarthing", silent());
    former.former_surnames = {"Quillfeather"};
    former.preferred_forename = "Tobermory";
    const Roll roll{{pupil("Ottilie", "Thistlewood", silent()), pupil("Maximilian", "Fotheringay", willing()), former}};
    const std::vector<std::pair<PostContent, std::string>> rows{
        {post_of("The winter fair is on Saturday"), ""},
        {post_of("Well done, Ottilie Thistlewood!"), "[Ottilie Thistlewood]"},
        {post_of("OTTILIE won the cup. So did Maximilian Fotheringay."), "[OTTILIE]"},
        {post_of("Ottilie Thistlewood and Tobermory Pennyfarthing"), "[Ottilie Thistlewood][Tobermory Pennyfarthing]"},
        {post_of("Tobias Quillfeather came first"), "[Tobias Quillfeather]"},
        {post_of("Maximilian Fotheringay came first"), ""},
        {post_of("Maximilian of Kestrels swims at the pool on Tuesdays"), "[Maximilian]"},
        {post_of("Read it here", "https://bramblecote.example/news/ottilie-thistlewood-wins"), "[link]"},
        {post_of("Read it here", "https://bramblecote.example/news/maximilian-fotheringay-wins"), ""},
    };
    for (const auto& [post, expected] : rows) {
        const auto verdict = verdict_on(post, Network::facebook, roll, kDay);
        EXPECT_EQ(said_of(post, verdict), expected);
        EXPECT_EQ(verdict.allowed(), expected.empty());
    }
}

PostPicture picture_of(std::vector<std::string> pupils, Framing framing = Framing::group) {
    PostPicture picture;
    picture.alt = "Children running";
    picture.people = PeopleShown::pupils;
    picture.framing = framing;
    picture.pupils = std::move(pupils);
    picture.complete = true;
    return picture;
}
constexpr const char* kRefused =
    "This picture can't be used on Facebook as it is. Crop, choose another, or ask the office.";

struct PictureRow {
    const char* name;
    std::function<void(PostPicture&)> change;
    bool allowed;
};

TEST(PostGuard, EverybodyInAPictureHasToBeListedAndToAgree) {
    auto faces_never = willing();
    for (auto& answer : faces_never.givers[0].answers) answer.form = consent::Form::group_only;
    const Roll roll{{pupil("Ottilie", "Thistlewood", willing()), pupil("Maximilian", "Fotheringay", silent()),
                     pupil("Leopold", "Hedgerow", faces_never)}};
    const std::vector<PictureRow> rows{
        {"somebody who agrees", [](PostPicture&) {}, true},
        {"nobody who can be recognised", [](PostPicture& p) { p = picture_of({}, Framing::not_identifiable); }, true},
        {"nobody said that all are listed", [](PostPicture& p) { p.complete = false; }, false},
        {"nobody is listed who can be seen", [](PostPicture& p) { p.pupils.clear(); }, false},
        {"somebody whose form is missing", [](PostPicture& p) { p.pupils.push_back("Maximilian-ref"); }, false},
        {"somebody who is not in the register", [](PostPicture& p) { p.pupils.push_back("nobody"); }, false},
        {"among others who agrees to that", [](PostPicture& p) { p.pupils = {"Leopold-ref"}; }, true},
        {"a face that agrees to groups only",
         [](PostPicture& p) { p = picture_of({"Leopold-ref"}, Framing::identifiable); }, false},
        {"adults, whatever else is said",
         [](PostPicture& p) {
             p = picture_of({"Maximilian-ref"});
             p.people = PeopleShown::adults_only;
         },
         true},
        {"a name that can be read in it", [](PostPicture& p) { p.found.text = "Ottilie Thistlewood, 1st"; }, false},
        {"words that can be read in it", [](PostPicture& p) { p.found.text = "First prize"; }, true},
        {"a description with a name", [](PostPicture& p) { p.alt = "Ottilie Thistlewood runs"; }, false},
    };
    for (const auto& row : rows) {
        auto post = post_of("Sports day");
        post.pictures = {picture_of({"Ottilie-ref"})};
        row.change(post.pictures[0]);
        EXPECT_EQ(verdict_on(post, Network::facebook, roll, kDay).allowed(), row.allowed) << row.name;
        EXPECT_EQ(shows_faces(post), post.pictures[0].framing == Framing::identifiable) << row.name;
    }
}

TEST(PostGuard, OnlyPicturesThatShowSomebodyWhoSpeaksAgainstItComeDown) {
    auto withdrawn = willing();
    withdrawn.givers[1].answers[static_cast<std::size_t>(consent::Use::social_x)].decision = Decision::withdrawn;
    const Roll roll{{pupil("Ottilie", "Thistlewood", withdrawn), pupil("Maximilian", "Fotheringay", silent())}};
    auto post = post_of("Ottilie Thistlewood");
    EXPECT_FALSE(has_to_come_down(post, Network::x, roll));
    post.pictures = {picture_of({"Maximilian-ref"}), picture_of({"Maximilian-ref", "Ottilie-ref", "nobody"})};
    EXPECT_TRUE(has_to_come_down(post, Network::x, roll));
    EXPECT_FALSE(has_to_come_down(post, Network::facebook, roll));
    post.pictures[1].people = PeopleShown::adults_only;
    EXPECT_FALSE(has_to_come_down(post, Network::x, roll));
}

TEST(PostGuard, ANameBesideThePictureOfAPupilNeedsMore) {
    const Roll roll{{pupil("Ottilie", "Thistlewood", willing())}};
    auto post = post_of("Well done, Ottilie Thistlewood!");
    post.pictures = {picture_of({"Ottilie-ref"})};
    EXPECT_FALSE(verdict_on(post, Network::facebook, roll, kDay).allowed());
    post.pictures[0].people = PeopleShown::unsaid;
    EXPECT_FALSE(verdict_on(post, Network::facebook, roll, kDay).allowed());
    post.pictures[0].people = PeopleShown::nobody;
    EXPECT_TRUE(verdict_on(post, Network::facebook, roll, kDay).allowed());
}

TEST(PostGuard, EachNetworkIsAskedForByItselfAndOnItsDay) {
    auto only_x = silent();
    only_x.givers[0].answers[static_cast<std::size_t>(consent::Use::social_x)] = willing().givers[0].answers[0];
    const Roll roll{{pupil("Ottilie", "Thistlewood", only_x)}};
    const auto post = post_of("Well done, Ottilie Thistlewood!");
    EXPECT_TRUE(verdict_on(post, Network::x, roll, kDay).allowed());
    EXPECT_FALSE(verdict_on(post, Network::facebook, roll, kDay).allowed());
    EXPECT_FALSE(verdict_on(post, Network::x, roll, kDay + days{31}).allowed()) << "the consent ends before";
}

TEST(PostGuard, WhateverSpeaksAgainstSomebodyIsOneAnswerOfOneAmountOfWork) {
    const auto use = static_cast<std::size_t>(consent::Use::social_facebook);
    const std::vector<std::function<void(Consent&)>> reasons{
        [](Consent& c) { c = {}; },
        [&](Consent& c) { c.givers[0].answers[use].decision = Decision::no; },
        [&](Consent& c) { c.givers[1].answers[use].decision = Decision::withdrawn; },
        [&](Consent& c) { c.givers[0].answers[use].until = kDay - days{1}; },
        [&](Consent& c) { c.givers[0].answers[use].naming = Naming::none; },
        [](Consent& c) { c.child_view = consent::ChildView::object; },
        [](Consent& c) { c.restriction = consent::Restriction::never_photograph; },
        [](Consent& c) { c.left_on = kDay; },
    };
    const auto post =
        post_of("Well done, Ottilie Thistlewood and Maximilian Fotheringay!", "https://a.example/ottilie");
    const auto names_only = [](std::size_t reason) { return reason == 4; };
    auto pictured = post_of("Sports day");
    pictured.pictures = {picture_of({"Maximilian-ref"}), picture_of({"Maximilian-ref", "Ottilie-ref"})};
    const auto picture_said = [&](const Consent& consent) {
        const Roll roll{{pupil("Ottilie", "Thistlewood", consent), pupil("Maximilian", "Fotheringay", willing())}};
        return verdict_on(pictured, Network::facebook, roll, kDay);
    };
    const auto said = [&](const Consent& consent) {
        const Roll roll{{pupil("Ottilie", "Thistlewood", consent), pupil("Maximilian", "Fotheringay", willing())}};
        return verdict_on(post, Network::facebook, roll, kDay);
    };
    const auto fine = said(willing());
    ASSERT_TRUE(fine.allowed());
    const auto first = said(silent());
    for (std::size_t reason = 0; reason < reasons.size(); ++reason) {
        auto consent = willing();
        reasons[reason](consent);
        const auto verdict = said(consent);
        EXPECT_EQ(verdict.weighed, fine.weighed) << "reason " << reason;
        const auto refused = picture_said(consent);
        EXPECT_EQ(refused.weighed, picture_said(willing()).weighed) << "reason " << reason;
        if (!names_only(reason)) {
            ASSERT_EQ(refused.objections.size(), 1U) << "reason " << reason;
            EXPECT_EQ(refused.objections[0].picture, 1U);
            EXPECT_EQ(refused.objections[0].sentence, kRefused);
        }
        ASSERT_EQ(verdict.objections.size(), first.objections.size()) << "reason " << reason;
        for (std::size_t i = 0; i < first.objections.size(); ++i) {
            const auto& one = verdict.objections[i];
            const auto& other = first.objections[i];
            EXPECT_EQ(std::tie(one.part, one.begin, one.end, one.sentence),
                      std::tie(other.part, other.begin, other.end, other.sentence))
                << "reason " << reason;
        }
    }
}

TEST(PostGuard, NobodyIsNamedWhileAnythingSpeaksAgainstIt) {
    consent::Families families{kDay};
    const std::vector<std::string> forenames{"Ottilie", "Tobermory", "Maximilian", "Perpetua", "Leopold"};
    const std::vector<std::string> surnames{"Thistlewood", "Pennyfarthing", "Fotheringay", "Hedgerow", "Quillfeather"};
    int allowed = 0;
    for (int number = 0; number < 3000; ++number) {
        consent::Register pupils;
        for (std::size_t i = 0; i < forenames.size(); ++i)
            pupils.push_back(pupil(forenames[i], surnames[i], families.draw()));
        std::string text = "Well done";
        const auto network = static_cast<Network>(families.below(4));
        bool against = false;
        for (auto named = 1 + families.below(3); named > 0; --named) {
            const auto who = families.below(pupils.size());
            const bool full = families.below(2) == 0;
            text += ", " + forenames[who] + (full ? " " + surnames[who] : "");
            const auto suits = [&](const consent::Answer& answer) {
                return full ? answer.naming == Naming::full_name_without_image : answer.naming != Naming::none;
            };
            against = against || consent::something_against(pupils[who].consent, consent::use_of(network), kDay, suits);
        }
        const auto verdict = verdict_on(post_of(text), network, Roll{pupils}, kDay);
        ASSERT_EQ(verdict.allowed(), !against) << "post " << number;
        allowed += verdict.allowed() ? 1 : 0;
    }
    EXPECT_GT(allowed, 200) << "the families drawn refuse too often to say anything";
}

TEST(PostGuard, NoPictureIsUsedWhileAnythingSpeaksAgainstAnybodyInIt) {
    consent::Families families{kDay};
    int allowed = 0;
    for (int number = 0; number < 4'000; ++number) {
        consent::Register pupils;
        for (int i = 0; i < 6; ++i) pupils.push_back(pupil(std::to_string(i), "", families.draw()));
        auto post = post_of("Sports day");
        const auto network = static_cast<Network>(families.below(4));
        bool against = false;
        for (auto pictures = 1 + families.below(2); pictures > 0; --pictures) {
            auto picture = picture_of({}, static_cast<Framing>(families.below(3)));
            for (auto shown = 1 + families.below(3); shown > 0; --shown) {
                const auto who = families.below(pupils.size());
                picture.pupils.push_back(pupils[who].ref);
                against = against || consent::something_against(pupils[who].consent, consent::use_of(network), kDay);
            }
            post.pictures.push_back(std::move(picture));
        }
        const auto verdict = verdict_on(post, network, Roll{pupils}, kDay);
        ASSERT_EQ(verdict.allowed(), !against) << "post " << number;
        allowed += verdict.allowed() ? 1 : 0;
    }
    EXPECT_GT(allowed, 200) << "the families drawn refuse too often to say anything";
}

}  // namespace

}  // namespace models::guard
