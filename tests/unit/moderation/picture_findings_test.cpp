// What follows from the pictures of an item: each picture is judged for itself, and what clears one clears no other.

#include "moderation/picture_findings.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace moderation {
namespace {

using models::Category;
using models::Severity;
using testing::ElementsAre;
using testing::IsEmpty;
using Likeness = SeenPicture::Likeness;
using State = SeenPicture::State;

SeenPicture seen(std::optional<std::uint32_t> people, Likeness like = Likeness::nothing) {
    SeenPicture picture;
    picture.state = State::seen;
    picture.people = people;
    picture.like = like;
    return picture;
}
const SeenPicture kUnseen{};
const SeenPicture kListed{.state = State::listed};
const PictureSetting kOwn{.own = true};
const PictureSetting kOthers{};
const PictureSetting kUnderPupils{.under_pupils = true};

std::vector<std::string> codes(const std::vector<SeenPicture>& pictures, const PictureSetting& setting) {
    std::vector<std::string> codes;
    for (const auto& reason : with_pictures({}, pictures, setting).reasons) codes.push_back(reason.code.substr(8));
    return codes;
}

TEST(PictureFindings, FollowFromWhatWasSeenAndWhoPutItThere) {
    struct Case {
        SeenPicture picture;
        PictureSetting setting;
        const char* code;  ///< empty: nothing follows
        int severity;
    };
    const PictureSetting old{.own = true, .since_watched = false};
    const Case cases[] = {
        {seen(2), kOwn, "outside_approval", 2},
        {seen({}), kOwn, "outside_approval", 2},  // nobody could look for people
        {seen(0), kOwn, "", 0},
        {seen(2), old, "", 0},
        {kUnseen, old, "", 0},
        {seen(2, Likeness::approved), kOwn, "", 0},
        {seen(2, Likeness::resembles), kOwn, "resembles", 2},
        {seen(0, Likeness::resembles), kOwn, "", 0},
        {seen(0, Likeness::withdrawn), kOwn, "withdrawn", 3},
        {seen(0, Likeness::withdrawn), old, "withdrawn", 3},
        {seen(0, Likeness::withdrawn), kOthers, "withdrawn", 3},
        {seen(0, Likeness::withdrawn), kUnderPupils, "withdrawn", 3},
        {seen(0), kOthers, "of_others", 1},
        {seen(2, Likeness::approved), kOthers, "of_others", 1},  // what was agreed to is agreed to for the school
        {seen(0), kUnderPupils, "under_pupils", 2},
        {kUnseen, kUnderPupils, "under_pupils", 2},
        {kUnseen, kOthers, "not_seen", 1},
        {kUnseen, kOwn, "not_seen", 1},
        {kListed, kOwn, "listed", 4},
        {kListed, kOthers, "listed", 4},
    };
    int number = 0;
    for (const auto& each : cases) {
        const std::string code{each.code};
        EXPECT_EQ(codes({each.picture}, each.setting), code.empty() ? std::vector<std::string>{} : std::vector{code})
            << number;
        EXPECT_EQ(level(with_pictures({}, {each.picture}, each.setting).severity), each.severity) << number++;
    }
}

TEST(PictureFindings, OneThatWasAgreedToClearsNoOther) {
    EXPECT_THAT(codes({seen(2, Likeness::approved), seen(1)}, kOwn), ElementsAre("outside_approval"));
    EXPECT_THAT(codes({seen(2, Likeness::approved), kUnseen}, kOwn), ElementsAre("not_seen"));
}

TEST(PictureFindings, TheGravestOfACategoryCountsAndEveryReasonIsSaid) {
    const std::vector<SeenPicture> pictures{kUnseen, seen(0, Likeness::withdrawn), seen(1), kListed, seen(1)};
    const auto findings = findings_of(pictures, kOwn);
    ASSERT_EQ(findings.size(), 2u);
    EXPECT_EQ(findings[0].category, Category::illegal_image);
    EXPECT_EQ(findings[1].category, Category::pupil_image);
    EXPECT_EQ(findings[1].severity, Severity::v3);
    EXPECT_THAT(codes(pictures, kOwn), ElementsAre("not_seen", "withdrawn", "outside_approval", "listed"));
}

TEST(PictureFindings, TheMachineIsNotSureOfWhatItOnlyShowsToAPerson) {
    EXPECT_FALSE(findings_of({seen(0)}, kOthers).at(0).sure);
    EXPECT_FALSE(findings_of({kUnseen}, kOwn).at(0).sure);
    EXPECT_TRUE(findings_of({seen(0)}, kUnderPupils).at(0).sure);
}

TEST(PictureFindings, AreAddedToWhatTheWordsOfOthersSay) {
    models::Assessment words;
    words.severity = Severity::v3;
    words.findings = {{Category::threat, Severity::v3, true}, {Category::pupil_image, Severity::v1, false}};
    words.reasons = {{Category::threat, "threat", "threatens", 0, 4}};
    const auto both = with_pictures(words, {seen(0)}, kUnderPupils);
    ASSERT_EQ(both.findings.size(), 2u);
    EXPECT_EQ(both.findings[0].category, Category::threat);
    EXPECT_EQ(both.findings[1].severity, Severity::v2);
    EXPECT_EQ(both.severity, Severity::v3);
    EXPECT_EQ(both.reasons.size(), 2u);
    const auto own = with_pictures(words, {seen(1)}, kOwn);
    EXPECT_EQ(own.severity, Severity::v2) << "the school's own words are not judged";
    EXPECT_EQ(own.findings.size(), 1u);
    EXPECT_EQ(own.reasons.size(), 1u);
}

TEST(SeenPictures, ComeBackAsTheyWereKept) {
    auto full = seen(7, Likeness::resembles);
    full.look = std::string(64, 'a');
    full.agreed_at = runtime::from_ms(1'795'000'000'000);
    const std::vector<SeenPicture> pictures{full, kUnseen, kListed, seen({})};
    EXPECT_EQ(unpack_pictures(pack_pictures(pictures)), pictures);
    EXPECT_THAT(unpack_pictures("").value(), IsEmpty());
    for (const auto* damaged : {"1:9", "1:0", "x", "1:00:0:1:70:"}) EXPECT_FALSE(unpack_pictures(damaged)) << damaged;
}

}  // namespace
}  // namespace moderation
