// Who is in the picture, what for, and when: the consent rules as a table, and what they say to everybody else.

#include "models/consent/rule.hpp"

#include "families.hpp"

#include <functional>
#include <vector>

#include <gtest/gtest.h>

namespace models::consent {

namespace {

using std::chrono::days;

constexpr Day kDay = std::chrono::sys_days{std::chrono::year{2026} / 11 / 20};
constexpr Use kUse = Use::social_instagram;

Answer& answer_of(Consent& consent, std::size_t giver = 0, Use use = kUse) {
    return consent.givers[giver].answers[static_cast<std::size_t>(use)];
}
Answer yes() {
    return {Decision::yes, Form::face_identifiable, Naming::none, kDay - days{30}, end_of_school_year(kDay)};
}
/// One parent said yes to everything, for this school year.
Consent willing() {
    Consent consent;
    consent.givers[0].answers.fill(yes());
    return consent;
}
Declaration everybody_listed(Framing framing = Framing::identifiable) {
    return {.complete = true, .framing = framing, .agreed_by_head = true};
}
bool allows(const Consent& consent, const Declaration& declaration = everybody_listed(), Use use = kUse,
            Day day = kDay) {
    const std::vector<const Consent*> declared{&consent};
    return may_use(declared, declaration, use, day).allowed;
}

struct Row {
    const char* name;
    std::function<void(Consent&)> change;
    bool expected;
};

TEST(Consent, TheMostRestrictiveAnswerWins) {
    const std::vector<Row> rows{
        {"a yes in force", [](Consent&) {}, true},
        {"no answer", [](Consent& c) { c = {}; }, false},
        {"a yes for other uses only", [](Consent& c) { answer_of(c) = {}; }, false},
        {"a refusal", [](Consent& c) { answer_of(c).decision = Decision::no; }, false},
        {"a withdrawal", [](Consent& c) { answer_of(c).decision = Decision::withdrawn; }, false},
        {"a yes that ended yesterday", [](Consent& c) { answer_of(c).until = kDay - days{1}; }, false},
        {"a yes on its last day", [](Consent& c) { answer_of(c).until = kDay; }, true},
        {"a yes that begins tomorrow", [](Consent& c) { answer_of(c).from = kDay + days{1}; }, false},
        {"two parents who agree", [](Consent& c) { answer_of(c, 1) = yes(); }, true},
        {"two parents who do not", [](Consent& c) { answer_of(c, 1).decision = Decision::no; }, false},
        {"the second one withdrew", [](Consent& c) { answer_of(c, 1).decision = Decision::withdrawn; }, false},
        {"the second one gave the form back last year",
         [](Consent& c) {
             answer_of(c, 1) = yes();
             answer_of(c, 1).until = kDay - days{90};
         },
         true},
        {"the fourth one refuses", [](Consent& c) { answer_of(c, 3).decision = Decision::no; }, false},
        {"the child agrees", [](Consent& c) { c.child_view = ChildView::agree; }, true},
        {"the child objects", [](Consent& c) { c.child_view = ChildView::object; }, false},
        {"no identifiable picture", [](Consent& c) { c.restriction = Restriction::no_identifiable; }, false},
        {"never photograph", [](Consent& c) { c.restriction = Restriction::never_photograph; }, false},
        {"never publish or name", [](Consent& c) { c.restriction = Restriction::never_publish_or_name; }, false},
        {"leaves tomorrow", [](Consent& c) { c.left_on = kDay + days{1}; }, true},
        {"left today", [](Consent& c) { c.left_on = kDay; }, false},
        {"left last year", [](Consent& c) { c.left_on = kDay - days{200}; }, false},
        {"a guardian says yes", [](Consent& c) { c.givers[0].capacity = Capacity::guardian; }, true},
        {"the social worker says yes", [](Consent& c) { c.givers[0].capacity = Capacity::social_worker; }, true},
        {"a foster carer says yes", [](Consent& c) { c.givers[0].capacity = Capacity::foster_carer; }, false},
        {"a foster carer who may",
         [](Consent& c) {
             c.givers[0].capacity = Capacity::foster_carer;
             c.givers[0].delegated = true;
         },
         true},
        {"only the pupil says yes", [](Consent& c) { c.givers[0].capacity = Capacity::pupil; }, false},
        {"the pupil says no on a form of their own",
         [](Consent& c) {
             c.givers[1].capacity = Capacity::pupil;
             answer_of(c, 1).decision = Decision::no;
         },
         false},
        {"a foster carer says no",
         [](Consent& c) {
             c.givers[1].capacity = Capacity::foster_carer;
             answer_of(c, 1).decision = Decision::no;
         },
         false},
    };
    for (const auto& row : rows) {
        auto consent = willing();
        row.change(consent);
        EXPECT_EQ(allows(consent), row.expected) << row.name;
    }
}

TEST(Consent, EveryUseHasAnAnswerOfItsOwn) {
    for (std::size_t asked = 0; asked < kUseCount; ++asked) {
        Consent consent;
        answer_of(consent, 0, static_cast<Use>(asked)) = yes();
        for (std::size_t wanted = 0; wanted < kUseCount; ++wanted)
            EXPECT_EQ(allows(consent, everybody_listed(), static_cast<Use>(wanted)), asked == wanted);
    }
    EXPECT_EQ(use_of(Network::facebook), Use::social_facebook);
    EXPECT_EQ(use_of(Network::instagram), Use::social_instagram);
    EXPECT_EQ(use_of(Network::x), Use::social_x);
    EXPECT_EQ(use_of(Network::youtube), Use::social_youtube);
}

TEST(Consent, TheFormSaysInWhichPictures) {
    const std::vector<std::vector<bool>> expected{{true, true, true}, {true, true, false}, {true, false, false}};
    for (std::size_t form = 0; form < 3; ++form) {
        auto consent = willing();
        answer_of(consent).form = static_cast<Form>(form);
        for (std::size_t framing = 0; framing < 3; ++framing)
            EXPECT_EQ(allows(consent, everybody_listed(static_cast<Framing>(framing))), expected[form][framing])
                << form << ' ' << framing;
    }
    auto narrow = willing();
    answer_of(narrow, 1) = yes();
    answer_of(narrow, 1).form = Form::group_only;
    EXPECT_FALSE(allows(narrow)) << "the narrower of two forms holds";
}

TEST(Consent, EverybodyHasToBeListedAndFacesNeedTheHead) {
    const auto consent = willing();
    const std::vector<const Consent*> declared{&consent};
    auto declaration = everybody_listed();
    declaration.complete = false;
    EXPECT_FALSE(may_use(declared, declaration, kUse, kDay).allowed);
    declaration = everybody_listed();
    declaration.agreed_by_head = false;
    EXPECT_FALSE(may_use(declared, declaration, kUse, kDay).allowed);
    EXPECT_TRUE(may_use(declared, declaration, kUse, kDay, ImagePolicy::as_consented).allowed);
    declaration.framing = Framing::group;
    EXPECT_TRUE(may_use(declared, declaration, kUse, kDay).allowed);
    EXPECT_TRUE(may_use({}, declaration, kUse, kDay).allowed) << "nobody is recognisable";
}

TEST(Consent, OnePupilIsEnoughToRefuseAndWhoIsUnknownRefuses) {
    const auto willing_one = willing();
    auto refusing = willing();
    answer_of(refusing).decision = Decision::no;
    const std::vector<const Consent*> with_refusal{&willing_one, &refusing, &willing_one};
    EXPECT_FALSE(may_use(with_refusal, everybody_listed(), kUse, kDay).allowed);
    const std::vector<const Consent*> with_stranger{&willing_one, nullptr};
    EXPECT_FALSE(may_use(with_stranger, everybody_listed(), kUse, kDay).allowed);
}

TEST(Consent, ARefusalAMissingFormAndNeverPhotographAreOneAnswerOfOneAmountOfWork) {
    auto refused = willing();
    answer_of(refused).decision = Decision::no;
    auto protected_one = willing();
    protected_one.restriction = Restriction::never_photograph;
    auto disputed = willing();
    answer_of(disputed, 1).decision = Decision::no;
    const Consent missing;
    const auto allowed = willing();
    const std::vector<const Consent*> fine{&allowed, &allowed};
    const auto work = may_use(fine, everybody_listed(), kUse, kDay).weighed;
    EXPECT_GT(work, 0U);
    for (const auto* consent : std::vector<const Consent*>{&refused, &protected_one, &disputed, &missing, nullptr}) {
        // Whoever comes first does not shorten the look at whoever comes second.
        for (const auto& declared : {std::vector{consent, &allowed}, std::vector{&allowed, consent}}) {
            const auto ruling = may_use(declared, everybody_listed(), kUse, kDay);
            EXPECT_FALSE(ruling.allowed);
            EXPECT_EQ(ruling.weighed, work);
        }
    }
    EXPECT_EQ(refusal(Use::social_facebook),
              "This picture can't be used on Facebook as it is. Crop, choose another, or ask the office.");
}

TEST(Consent, WhatIsPublishedComesDownWhenSomebodySaysNoAndNotWhenAYesEnds) {
    const std::vector<Row> rows{
        {"still a yes", [](Consent&) {}, false},
        {"a yes that ended", [](Consent& c) { answer_of(c).until = kDay - days{90}; }, false},
        {"left", [](Consent& c) { c.left_on = kDay - days{90}; }, false},
        {"no answer any more", [](Consent& c) { answer_of(c) = {}; }, false},
        {"a refusal elsewhere", [](Consent& c) { answer_of(c, 0, Use::website).decision = Decision::no; }, false},
        {"a withdrawal", [](Consent& c) { answer_of(c).decision = Decision::withdrawn; }, true},
        {"the second parent's no", [](Consent& c) { answer_of(c, 1).decision = Decision::no; }, true},
        {"the child objects", [](Consent& c) { c.child_view = ChildView::object; }, true},
        {"a restriction", [](Consent& c) { c.restriction = Restriction::never_publish_or_name; }, true},
    };
    const auto other = willing();
    for (const auto& row : rows) {
        auto consent = willing();
        row.change(consent);
        const std::vector<const Consent*> shown{nullptr, &other, &consent};
        EXPECT_EQ(spoken_against(shown, kUse), row.expected) << row.name;
    }
}

TEST(Consent, AYesEndsOnThe31stOfAugust) {
    const auto on = [](int year, unsigned month, unsigned day) {
        return Day{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}};
    };
    EXPECT_EQ(end_of_school_year(on(2026, 9, 1)), on(2027, 8, 31));
    EXPECT_EQ(end_of_school_year(on(2026, 11, 20)), on(2027, 8, 31));
    EXPECT_EQ(end_of_school_year(on(2027, 8, 31)), on(2027, 8, 31));
    EXPECT_EQ(end_of_school_year(on(2028, 2, 29)), on(2028, 8, 31));
    const auto consent = willing();
    EXPECT_TRUE(allows(consent, everybody_listed(), kUse, on(2027, 8, 31)));
    EXPECT_FALSE(allows(consent, everybody_listed(), kUse, on(2027, 9, 1)));
}

TEST(Consent, ANameNeedsMoreThanThePicture) {
    struct NameRow {
        Naming naming;
        bool first_with, first_without, full_without;
    };
    const std::vector<NameRow> rows{{Naming::none, false, false, false},
                                    {Naming::first_name_without_image, false, true, false},
                                    {Naming::first_name_with_image, true, true, false},
                                    {Naming::full_name_without_image, false, true, true}};
    for (const auto& row : rows) {
        auto consent = willing();
        answer_of(consent).naming = row.naming;
        const auto says = [&](NameShown shown, bool picture) {
            return may_name(&consent, shown, picture, kUse, kDay).allowed;
        };
        EXPECT_EQ(says(NameShown::first_name, true), row.first_with);
        EXPECT_EQ(says(NameShown::first_name, false), row.first_without);
        EXPECT_EQ(says(NameShown::full_name, false), row.full_without);
        EXPECT_FALSE(says(NameShown::full_name, true));
        consent.restriction = Restriction::never_publish_or_name;
        EXPECT_FALSE(says(NameShown::first_name, false));
    }
    EXPECT_FALSE(may_name(nullptr, NameShown::first_name, false, kUse, kDay).allowed);
}

TEST(Consent, NothingIsAllowedWhileAnythingSpeaksAgainstAnybody) {
    Families families{kDay};
    int allowed = 0;
    for (int picture = 0; picture < 20'000; ++picture) {
        std::vector<Consent> pupils(1 + families.below(4));
        std::vector<const Consent*> declared;
        bool against = false;
        for (auto& pupil : pupils) {
            pupil = families.draw();
            declared.push_back(&pupil);
            against = against || something_against(pupil, kUse, kDay);
        }
        const auto ruling = may_use(declared, everybody_listed(), kUse, kDay);
        ASSERT_EQ(ruling.allowed, !against) << "picture " << picture;
        allowed += ruling.allowed ? 1 : 0;
    }
    EXPECT_GT(allowed, 1000) << "the families drawn refuse too often to say anything";
}

}  // namespace

}  // namespace models::consent
