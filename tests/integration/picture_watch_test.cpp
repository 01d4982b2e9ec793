// What is found in pictures that stand on a channel, and whom it comes to. With a real Redis and the program that opens
// pictures. All names are invented.

#include "tests/integration/picture_watch_world.hpp"

#include <gmock/gmock.h>

namespace tests {

using namespace std::chrono_literals;
using models::ReviewState;
using moderation::SeenPicture;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class PictureWatchTest : public PictureWatchWorld {
  protected:
    /// What was found in the only picture of an item.
    SeenPicture seen(const std::string& external_id) {
        const auto pictures = item(external_id).pictures;
        EXPECT_TRUE(pictures && pictures->size() == 1U);
        return pictures && !pictures->empty() ? pictures->front() : SeenPicture{};
    }
};

TEST_F(PictureWatchTest, APictureOfPeopleThatNobodyAgreedToIsPostedOutsideApproval) {
    record(own_post("p1", kPortrait));
    EXPECT_EQ(item("p1").review, ReviewState::none);
    EXPECT_EQ(work(), 1u);
    const auto post = item("p1");
    EXPECT_EQ(post.review, ReviewState::open);
    EXPECT_EQ(post.severity, Severity::v2);
    EXPECT_EQ(post.visibility, Visibility::open);
    EXPECT_THAT(codes(post), ElementsAre("picture:outside_approval"));
    EXPECT_EQ(ok(store->queue_total(quill)), 1u);
    EXPECT_GT(seen("p1").people.value_or(0), 0u);
    EXPECT_EQ(seen("p1").look.size(), 64u);
    EXPECT_EQ(count_kind("item.pictures_seen"), 1u);
    EXPECT_EQ(length("alerts"), 0u) << "that it went past Gatehouse is told already";
    EXPECT_EQ(length("pictures"), 0u);
}

TEST_F(PictureWatchTest, NeitherThePictureNorWhereItLiesIsKept) {
    record(own_post("p1", kPortrait));
    EXPECT_THAT(dump(), Not(HasSubstr("pictures.example")));
    work();
    const auto kept = dump();
    EXPECT_THAT(kept, Not(HasSubstr("pictures.example")));
    EXPECT_THAT(kept, Not(HasSubstr(seen("p1").look))) << "its look is personal, too";
    EXPECT_LT(kept.size(), network.here[kPortrait].size());
}

TEST_F(PictureWatchTest, WhatWasAgreedToIsNotRaised) {
    agreed("portrait.jpg");
    record(own_post("p1", kPortrait));
    work();
    EXPECT_EQ(seen("p1").like, SeenPicture::Likeness::approved);
    EXPECT_EQ(seen("p1").agreed_at, now);
    EXPECT_EQ(item("p1").review, ReviewState::none);
    EXPECT_EQ(item("p1").version, 1u);
}

TEST_F(PictureWatchTest, OnlyWithinANarrowBoundItIsTheOneThatWasAgreedTo) {
    agreed("portrait.jpg", {}, moderation::PictureLibrary::kSame + 1);
    record(own_post("p1", kPortrait));
    work();
    EXPECT_EQ(seen("p1").like, SeenPicture::Likeness::resembles);
    EXPECT_EQ(seen("p1").agreed_at, now);
    EXPECT_THAT(codes(item("p1")), ElementsAre("picture:resembles"));
    agreed("portrait.jpg", {}, moderation::PictureLibrary::kSame);
    record(own_post("p2", kPortrait));
    work();
    EXPECT_EQ(seen("p2").like, SeenPicture::Likeness::approved);
}

TEST_F(PictureWatchTest, WithMorePeopleInItItIsNotTheSame) {
    agreed("portrait.jpg", {}, 0, 0);
    record(own_post("p1", kPortrait));
    work();
    EXPECT_THAT(codes(item("p1")), ElementsAre("picture:resembles"));
}

TEST_F(PictureWatchTest, WhatNetworksMakeOfAPictureOfOursIsOurs) {
    published(agreed("portrait.jpg", {}, moderation::PictureLibrary::kReadBack), "p1");
    record(own_post("p1", kPortrait));
    record(own_post("p2", kPortrait));
    work();
    work();
    EXPECT_EQ(seen("p1").like, SeenPicture::Likeness::approved);
    EXPECT_EQ(seen("p2").like, SeenPicture::Likeness::resembles) << "it is another post";
}

TEST_F(PictureWatchTest, WithNobodyInItNothingIsRaised) {
    record(own_post("p1", kBridge));
    work();
    EXPECT_EQ(seen("p1").people, 0u);
    EXPECT_EQ(item("p1").review, ReviewState::none);
}

TEST_F(PictureWatchTest, WhatStoodThereBeforeTheChannelWasAuthorisedIsNotRaised) {
    auto post = own_post("p1", kPortrait);
    post.item.created_at = now - 24h * 365;
    record(post);
    work();
    EXPECT_EQ(seen("p1").state, SeenPicture::State::seen);
    EXPECT_EQ(item("p1").review, ReviewState::none);
}

TEST_F(PictureWatchTest, AnotherPictureInAPostOfOursIsTold) {
    published(agreed("certificate.jpg"), "p1");
    record(own_post("p1", kPortrait));
    work();
    EXPECT_THAT(codes(item("p1")), ElementsAre("picture:outside_approval"));
    EXPECT_THAT(alert_kinds(), ElementsAre("posted_elsewhere"));
}

TEST_F(PictureWatchTest, WhileSomethingIsBeingPublishedThereNobodyIsAccused) {
    const auto post = agreed("certificate.jpg");
    ok(posts->begin(post, "page", "1", false, now));
    record(own_post("p1", kPortrait));
    work();
    EXPECT_FALSE(item("p1").pictures);
    moderation::Delivery how{"page", models::DeliveryState::published};
    how.external_id = "another";
    ok(posts->finish(post, how, "1", now));
    later(moderation::PictureWatch::kPublishingWait);
    work();
    EXPECT_EQ(item("p1").review, ReviewState::open);
}

TEST_F(PictureWatchTest, APictureInACommentComesToAPerson) {
    record(comment_with("c1", kBridge));
    work();
    EXPECT_EQ(item("c1").review, ReviewState::open);
    EXPECT_EQ(item("c1").severity, Severity::v1);
    EXPECT_THAT(codes(item("c1")), ElementsAre("picture:of_others"));
}

TEST_F(PictureWatchTest, UnderAPostThatShowsPupilsItIsLookedAtThatDay) {
    published(agreed("certificate.jpg", {"pupil-7"}), "post-1");
    record(comment_with("c1", kBridge));
    work();
    EXPECT_EQ(item("c1").severity, Severity::v2);
    EXPECT_THAT(codes(item("c1")), ElementsAre("picture:under_pupils"));
    EXPECT_TRUE(item("c1").act_by);
}

TEST_F(PictureWatchTest, SoItIsWhereAMachineSawPeopleInThePost) {
    record(own_post("post-1", kPortrait));
    work();
    record(comment_with("c1", kBridge));
    work();
    EXPECT_THAT(codes(item("c1")), ElementsAre("picture:under_pupils"));
}

TEST_F(PictureWatchTest, AWithdrawnPictureIsFoundWhoeverPutsItThere) {
    models::consent::Pupil pupil;
    pupil.ref = "pupil-7";
    pupil.consent.givers[0].answers[4].decision = models::consent::Decision::withdrawn;
    const auto version = ok(pupils->version());
    ok(pupils->propose(version, moderation::pack({pupil}), "", "quill", now));
    ok(pupils->agree(ok(pupils->version()), "trellis", now));
    agreed("portrait.jpg", {"pupil-7"});
    record(comment_with("c1", kPortrait));
    record(own_post("p1", kPortrait));
    work();
    work();
    for (const auto* each : {"c1", "p1"}) {
        EXPECT_THAT(codes(item(each)), ElementsAre("picture:withdrawn")) << each;
        EXPECT_EQ(item(each).severity, Severity::v3) << each;
        EXPECT_EQ(item(each).review, ReviewState::open) << each;
    }
    EXPECT_THAT(alert_kinds(), ElementsAre("item", "item"));
    EXPECT_EQ(dump().find("pupil-7"), std::string::npos);
}

TEST_F(PictureWatchTest, WhatIsFoundIsAddedToWhatTheWordsSay) {
    auto comment = concern("c1", Severity::v3);
    add(comment.item, kBridge);
    comment.assessment.findings = {{models::Category::threat, Severity::v3, true}};
    record(comment);
    work();
    const auto both = item("c1").assessment.findings;
    ASSERT_EQ(both.size(), 2u);
    EXPECT_EQ(both[0].category, models::Category::threat);
    EXPECT_EQ(both[1].category, models::Category::pupil_image);
    EXPECT_EQ(item("c1").severity, Severity::v3);
}

TEST_F(PictureWatchTest, ADecisionThatWasMadeMeanwhileStandsWhereNothingIsToBeDone) {
    auto comment = concern("c1", Severity::v1);
    add(comment.item, kBridge);
    record(comment);
    decide(quill, "c1", Verb::leave);
    work();
    EXPECT_EQ(item("c1").review, ReviewState::done);
    EXPECT_TRUE(item("c1").pictures);
}

}  // namespace tests
