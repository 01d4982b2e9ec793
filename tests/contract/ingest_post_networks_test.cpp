// What each network wants of a publication that the others do not.

#include "tests/contract/ingest_post_fixture.hpp"

namespace tests {
namespace {

using models::Network;
using runtime::ErrorKind;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using namespace std::chrono_literals;

template <Network kNetwork>
class PostOn : public PostFixture, public testing::Test {
  protected:
    PostOn() : PostFixture{kNetwork} {}

    /// The bodies of the requests whose address contains `part`, and which carry something.
    std::vector<std::string> bodies(const std::string& part) {
        std::vector<std::string> found;
        for (const auto& request : http().requests)
            if (!request.body.empty() && request.url.find(part) != std::string::npos) found.push_back(request.body);
        return found;
    }
    FaultyHttp::Chosen asks(std::string part) {
        return [part = std::move(part)](const auto& request) { return request.url.find(part) != std::string::npos; };
    }
};

using PostOnFacebook = PostOn<Network::facebook>;

TEST_F(PostOnFacebook, GivesALinkItsPlaceWhereNoPictureTakesIt) {
    fair.link = "https://bramblecote.example/fair";
    ASSERT_TRUE(publish());
    EXPECT_THAT(bodies("/feed"), ElementsAre(Not(HasSubstr("&link="))));
    world = world_of(Network::facebook);
    fair.media.clear();
    ASSERT_TRUE(publish());
    EXPECT_THAT(bodies("/feed"), ElementsAre(HasSubstr("&link=https%3A%2F%2Fbramblecote.example%2Ffair")));
}

TEST_F(PostOnFacebook, SaysWhenItCannotShowWhatALinkLeadsTo) {
    fair.link = "https://bramblecote.example/fair";
    fair.media.clear();
    http().answer = answer(R"({"error":{"message":"(#1609005) no preview","code":1609005}})", 400);
    http().refuse = asks("/feed");
    const auto refused = publish();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::rejected);
    EXPECT_THAT(refused.error().message, HasSubstr("what the link leads to"));
}

TEST_F(PostOnFacebook, BringsPicturesAgainThatFacebookHasForgotten) {
    std::string progress;
    for (int steps = 0; steps < 3; ++steps) progress = step(progress)->progress;
    world->wait(25h);
    for (int steps = 0; steps < kStepsMax; ++steps) {
        const auto taken = step(progress);
        ASSERT_TRUE(taken) << taken.error().message;
        if (taken->published) break;
        progress = taken->progress;
    }
    EXPECT_THAT(bodies("/photos"), testing::SizeIs(4));
    EXPECT_THAT(world->descriptions(), ElementsAre("Paper stars", "A tree"));
}

using PostOnInstagram = PostOn<Network::instagram>;

TEST_F(PostOnInstagram, BringsPicturesByWayOfThePageWhereWeHaveNoPublicAddress) {
    ASSERT_TRUE(publish());
    EXPECT_THAT(bodies("/me/photos"), testing::SizeIs(2));
    EXPECT_THAT(bodies("/media"), Contains(HasSubstr("image_url=https%3A%2F%2Fscontent.example%2Fp7001.jpg")));
    EXPECT_THAT(world->descriptions(), ElementsAre("Paper stars", "A tree"));
}

TEST_F(PostOnInstagram, LetsPicturesBeFetchedFromUsWhereThatIsPossible) {
    media.public_base = "https://bramblecote.example/media";
    ASSERT_TRUE(publish());
    EXPECT_THAT(bodies("/me/photos"), IsEmpty());
    EXPECT_THAT(bodies("/media"), Contains(HasSubstr("image_url=https%3A%2F%2Fbramblecote.example%2Fmedia%2Fstars")));
}

TEST_F(PostOnInstagram, PublishesAVideoWhichNeedsAPublicAddress) {
    fair.media.assign(1, {"video", "video/mp4", media.bytes["video"].size()});
    const auto refused = publish();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::rejected);
    EXPECT_THAT(refused.error().message, HasSubstr("in the Instagram app"));
    media.public_base = "https://bramblecote.example/media";
    ASSERT_TRUE(publish());
    EXPECT_THAT(bodies("/media"), Contains(HasSubstr("media_type=REELS")));
    EXPECT_THAT(bodies("/media"), Not(Contains(HasSubstr("alt_text"))));
}

TEST_F(PostOnInstagram, WaitsUntilTheAccountMayPublishAgain) {
    http().answer = answer(R"({"data":[{"quota_usage":25,"config":{"quota_total":25,"quota_duration":86400}}]})");
    http().refuse = asks("content_publishing_limit");
    const auto full = step("");
    ASSERT_FALSE(full);
    EXPECT_EQ(full.error().kind, ErrorKind::rate_limited);
    EXPECT_EQ(full.error().retry_after, 1h);
    EXPECT_THAT(full.error().message, HasSubstr("25 posts in 24 hours"));
    EXPECT_EQ(http().writes(), 0U) << "nothing is brought that cannot be published";
    http().refuse = nullptr;
    EXPECT_TRUE(publish());
}

TEST_F(PostOnInstagram, LeavesTheLimitToInstagramWhenItDoesNotSay) {
    for (const char* body : {"{}", R"({"data":[]})", R"({"data":[{"quota_usage":99}]})", "<html>",
                             R"({"data":[{"quota_usage":"x","config":{"quota_total":25}}]})"}) {
        world = world_of(Network::instagram);
        http().answer = answer(body);
        http().refuse = asks("content_publishing_limit");
        EXPECT_TRUE(publish()) << body;
    }
}

using PostOnX = PostOn<Network::x>;

TEST_F(PostOnX, ShowsNothingThatCouldNotBeDescribed) {
    http().answer = answer(R"({"title":"Forbidden","type":"about:blank","status":403})", 403);
    http().refuse = asks("media/metadata");
    EXPECT_FALSE(publish());
    EXPECT_EQ(sent(), 0U);
}

TEST_F(PostOnX, SaysWhoMayAnswerAndNothingForEverybody) {
    const std::pair<models::MayReply, const char*> words[] = {
        {models::MayReply::following, R"("reply_settings":"following")"},
        {models::MayReply::mentioned, R"("reply_settings":"mentionedUsers")"},
        {models::MayReply::subscribers, R"("reply_settings":"subscribers")"},
        {models::MayReply::verified, R"("reply_settings":"verified")"}};
    for (const auto& [may_reply, said] : words) {
        world = world_of(Network::x);
        fair.may_reply = may_reply;
        ASSERT_TRUE(publish());
        EXPECT_THAT(bodies("/2/tweets"), ElementsAre(HasSubstr(said)));
    }
    world = world_of(Network::x);
    fair.may_reply = models::MayReply::everyone;
    ASSERT_TRUE(publish());
    EXPECT_THAT(bodies("/2/tweets"), ElementsAre(Not(HasSubstr("reply_settings"))));
}

TEST_F(PostOnX, BringsAVideoInPiecesAndWaitsUntilItWasProcessed) {
    fair.media.assign(1, {"video", "video/mp4", media.bytes["video"].size()});
    ASSERT_TRUE(publish());
    EXPECT_THAT(bodies("/append"), testing::SizeIs(3));
    EXPECT_EQ(sent(), 1U);
}

TEST_F(PostOnX, GivesUpAVideoThatCannotBeProcessed) {
    fair.media.assign(1, {"video", "video/mp4", media.bytes["video"].size()});
    http().answer = answer(R"({"data":{"id":"1800","processing_info":{"state":"failed"}}})");
    http().refuse = asks("command=STATUS");
    const auto refused = publish();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::rejected);
    EXPECT_EQ(sent(), 0U);
}

using PostOnYoutube = PostOn<Network::youtube>;

TEST_F(PostOnYoutube, SaysWhatTheVideoIsAndWhenItAppears) {
    fair.tags = {"fair", "winter"};
    fair.made_for_kids = true;
    fair.publish_at = world->clock.now() + 48h;
    ASSERT_TRUE(publish());
    const auto wanted = R"({"snippet":{"title":"Winter concert","description":"The winter fair is on Saturday at 11",)"
                        R"("tags":["fair","winter"],"categoryId":"27"},"status":{"privacyStatus":"private",)"
                        R"("selfDeclaredMadeForKids":true,"publishAt":")" +
                        runtime::to_iso(*fair.publish_at) + "\"}}";
    EXPECT_THAT(bodies("uploadType=resumable&part=snippet,status"), Contains(wanted));
}

TEST_F(PostOnYoutube, FindsTheVideoAlthoughItsSessionIsForgotten) {
    http().cut = first(publishes());
    http().answer = answer(R"({"error":{"code":404,"errors":[{"reason":"notFound"}]}})", 404);
    http().refuse = [this](const auto& request) {
        return sent() > 0 && request.method == "PUT" && request.body.empty();
    };
    const auto published = publish();
    ASSERT_TRUE(published) << published.error().message;
    EXPECT_THAT(world->posts(), ElementsAre(published->external_id));
    EXPECT_EQ(sent(), 1U);
}

TEST_F(PostOnYoutube, WaitsWhenWhatItSendsDoesNotArriveOrMoreThanThereIs) {
    auto more = answer("", 308);
    more.headers.emplace_back("Range", "bytes=0-99999999999");
    for (const auto& each : {answer("", 308), more}) {
        world = world_of(Network::youtube);
        http().answer = each;
        http().refuse = [](const auto& request) { return request.method == "PUT" && !request.body.empty(); };
        const auto begun = step(step("")->progress);
        ASSERT_TRUE(begun) << begun.error().message;
        const auto stuck = step(begun->progress);
        EXPECT_EQ(stuck ? stuck->wait : *stuck.error().retry_after, 60s);
        http().refuse = nullptr;
        EXPECT_TRUE(publish());
    }
}

TEST_F(PostOnYoutube, SaysWhenYoutubeKeepsItPrivate) {
    http().answer = answer(R"({"items":[{"id":"v","status":{"uploadStatus":"processed","privacyStatus":"private"}}]})");
    http().refuse = asks("/videos?part=status");
    const auto published = publish();
    ASSERT_TRUE(published) << published.error().message;
    EXPECT_FALSE(published->seen);
}

}  // namespace
}  // namespace tests
