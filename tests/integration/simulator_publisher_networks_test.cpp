// Publishing on the simulated networks: what each wants that the others do not.

#include "tests/integration/publishing_fixture.hpp"

#include <utility>

#include <gmock/gmock.h>

namespace tests {
namespace {

using models::Network;
using runtime::ErrorKind;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using namespace std::chrono_literals;

class PublishingOnX : public Publishing {};

TEST_P(PublishingOnX, BringsAVideoInPiecesAndSaysWhoMayAnswer) {
    open();
    auto publication = fair();
    publication.link = "https://bramblecote.example/fair";
    publication.media.assign(1, {"video", "video/mp4", media.bytes["video"].size()});
    publication.may_reply = models::MayReply::mentioned;
    for (const bool forgetful : {false, true}) {
        open();
        const auto published = publish(publication, forgetful);
        ASSERT_TRUE(published) << published.error().message;
        const auto state = simulator.look("x/state");
        ASSERT_THAT(state.at("posts").as_object(), SizeIs(1));
        const auto& post = state.at("posts").as_object().begin()->value();
        EXPECT_EQ(post.at("reply_settings").as_string(), "mentionedUsers");
        EXPECT_THAT(post.at("media").as_array(), SizeIs(1));
    }
}

TEST_P(PublishingOnX, GivesUpAVideoThatCannotBeProcessed) {
    open();
    simulator.control("x/processing", {{"seconds", 4}, {"fails", true}});
    auto publication = fair();
    publication.media.assign(1, {"video", "video/mp4", media.bytes["video"].size()});
    const auto refused = publish(publication);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::rejected);
    EXPECT_THAT(stands(), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Networks, PublishingOnX, testing::Values(Network::x));

class PublishingOnInstagram : public Publishing {};

TEST_P(PublishingOnInstagram, TakesOnePictureWithoutACarousel) {
    open();
    auto publication = fair();
    publication.media.resize(1);
    const auto published = publish(publication);
    ASSERT_TRUE(published) << published.error().message;
    EXPECT_THAT(stands(), ElementsAre(publication.text));
}

TEST_P(PublishingOnInstagram, TakesPicturesByWayOfThePageAndVideosFromUs) {
    open();
    const auto own = simulator.base_url().substr(std::string{"http://"}.size());
    simulator.control("instagram/allow_host", {{"host", own}});
    const auto public_base = std::exchange(media.public_base, std::nullopt);
    const auto published = publish(fair());
    ASSERT_TRUE(published) << published.error().message;
    EXPECT_THAT(place->descriptions(simulator), ElementsAre("Paper stars", "A tree"));
    media.public_base = public_base;
    auto publication = fair();
    publication.text = "See the fair";
    publication.media.assign(1, {"video", "video/mp4", media.bytes["video"].size()});
    const auto video = publish(publication);
    ASSERT_TRUE(video) << video.error().message;
    EXPECT_THAT(stands(), testing::UnorderedElementsAre(fair().text, publication.text));
}

TEST_P(PublishingOnInstagram, WaitsUntilTheAccountMayPublishAgain) {
    open();
    simulator.control("instagram/switches", {{"quota_total", 1}});
    ASSERT_TRUE(publish(fair()));
    auto publication = fair();
    publication.text = "The fair is over";
    const auto full = step(publication, "");
    ASSERT_FALSE(full);
    EXPECT_EQ(full.error().kind, ErrorKind::rate_limited);
    EXPECT_THAT(full.error().message, testing::HasSubstr("1 posts in 24 hours"));
    wait(24h);
    EXPECT_TRUE(publish(publication));
}

TEST_P(PublishingOnInstagram, SaysWhatIsWrongWithAPicture) {
    for (const char* where : {"creation", "container"}) {
        open();
        simulator.control("instagram/switches", {{"fetch_errors", where}});
        simulator.control("instagram/fault", {{"name", "bad_aspect_ratio"}, {"method", "POST"}});
        const auto refused = publish(fair());
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().kind, ErrorKind::rejected);
        EXPECT_THAT(refused.error().message, testing::HasSubstr("too narrow or too wide"));
    }
}

TEST_P(PublishingOnInstagram, BringsThePicturesAgainWhenTheyWereForgotten) {
    open();
    std::string progress;
    for (int steps = 0; steps < 4; ++steps) progress = step(fair(), progress)->progress;
    wait(25h);
    for (int steps = 0; steps < 30; ++steps) {
        const auto taken = step(fair(), progress);
        ASSERT_TRUE(taken) << taken.error().message;
        if (taken->published) break;
        progress = taken->progress;
        wait(taken->wait);
    }
    EXPECT_THAT(stands(), ElementsAre(fair().text));
}

INSTANTIATE_TEST_SUITE_P(Networks, PublishingOnInstagram, testing::Values(Network::instagram));

class PublishingOnYoutube : public Publishing {};

TEST_P(PublishingOnYoutube, KeepsTheAppointment) {
    open();
    auto publication = fair();
    publication.publish_at = clock.now() + 48h;
    publication.tags = {"fair", "winter"};
    const auto published = publish(publication);
    ASSERT_TRUE(published) << published.error().message;
    EXPECT_TRUE(published->seen);
    const auto state = simulator.look("youtube/state");
    const auto& video = state.at("videos").as_object().begin()->value();
    EXPECT_EQ(video.at("privacy").as_string(), "private");
    EXPECT_EQ(video.at("publish_at").to_number<double>(),
              static_cast<double>(runtime::to_ms(*publication.publish_at)) / 1000);
}

TEST_P(PublishingOnYoutube, GoesOnWhereItWasAlsoInANewSession) {
    for (const char* name : {"interrupted", "lost_session"}) {
        open();
        simulator.control("youtube/fault", {{"name", name}, {"method", "PUT"}, {"nth", 2}, {"times", 2}});
        const auto published = publish(fair());
        ASSERT_TRUE(published) << name << published.error().message;
        EXPECT_THAT(stands(), ElementsAre(fair().text)) << name;
    }
}

TEST_P(PublishingOnYoutube, SaysWhenYoutubeKeepsItPrivate) {
    open();
    simulator.control("youtube/project", {{"audited", false}});
    const auto published = publish(fair());
    ASSERT_TRUE(published) << published.error().message;
    EXPECT_FALSE(published->seen);
}

INSTANTIATE_TEST_SUITE_P(Networks, PublishingOnYoutube, testing::Values(Network::youtube));

}  // namespace
}  // namespace tests
