// What publishing promises on every network: it stands there once and as it was wanted, whatever becomes of the
// connection, of the answers and of whoever publishes; and what is not known is said so.

#include "tests/contract/ingest_post_fixture.hpp"

namespace tests {
namespace {

using models::Network;
using runtime::ErrorKind;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class PostTest : public PostFixture, public testing::TestWithParam<Network> {
  protected:
    PostTest() : PostFixture{GetParam()} { media.public_base = "https://bramblecote.example/media"; }

    /// It stands there once, was sent `times`, and its id is known.
    void expect_once(const runtime::Result<ingest::Published>& published, std::size_t times = 1) {
        ASSERT_TRUE(published) << published.error().message;
        EXPECT_THAT(world->posts(), ElementsAre(published->external_id));
        EXPECT_EQ(sent(), times);
    }
};

TEST_P(PostTest, StandsThereAsItWasWanted) {
    const auto published = publish();
    expect_once(published);
    EXPECT_TRUE(published->seen);
    if (GetParam() != Network::youtube) {
        EXPECT_THAT(world->descriptions(), ElementsAre("Paper stars", "A tree"));
    }
}

TEST_P(PostTest, IsSentOnceAlthoughTheAnswerWasLost) {
    http().cut = first(publishes());
    expect_once(publish());
}

TEST_P(PostTest, IsSentOnceAlthoughTheAnswerMadeNoSense) {
    for (const char* body : {"", "{}", "[]", "<html>", R"({"id":[]})", R"({"data":{"id":""}})"}) {
        world = world_of(GetParam());
        http().garble = first(publishes());
        http().answer = answer(body);
        expect_once(publish());
    }
}

TEST_P(PostTest, IsSentOnceAlthoughWhoeverSentItDiedBeforeItKeptTheId) {
    std::string progress;
    for (int steps = 0; steps < kStepsMax && sent() == 0; ++steps) {
        const auto taken = step(progress);
        ASSERT_TRUE(taken) << taken.error().message;
        if (sent() == 0) progress = taken->progress;
        world->wait(taken->wait);
    }
    ASSERT_EQ(sent(), 1U);
    for (int steps = 0; steps < kStepsMax; ++steps) {
        const auto taken = step(progress);
        ASSERT_TRUE(taken) << taken.error().message;
        if (taken->published) return expect_once(*taken->published);
        progress = taken->progress;
    }
    FAIL() << "it does not come to an end";
}

TEST_P(PostTest, IsSentOnceAlthoughEveryStepWasTakenTwice) {
    expect_once(publish(true));
}

TEST_P(PostTest, StandsThereOnceAlthoughItShowsLate) {
    http().cut = first(publishes());
    http().answer = answer(R"({"data":[],"items":[],"meta":{"result_count":0}})");
    const auto until = world->clock.now() + std::chrono::minutes(10);
    http().refuse = [this, until](const auto& request) { return world->clock.now() < until && world->lists(request); };
    const auto published = publish();
    ASSERT_TRUE(published) << published.error().message;
    EXPECT_THAT(world->posts(), ElementsAre(published->external_id));
}

TEST_P(PostTest, IsFoundWhenItShowedLateAndTheNetworkRefusesToHaveItTwice) {
    if (GetParam() == Network::youtube) return;  // whose session knows at once
    http().cut = first(publishes());
    http().refuse = [this](const runtime::HttpRequest& request) {
        if (world->publishes(request) && sent() == 2) {
            http().answer = answer(R"({"error":{"message":"no","code":100},"title":"Invalid Request",)"
                                   R"("type":"https://api.x.com/2/problems/invalid-request"})",
                                   400);
            return true;
        }
        const auto container = request.url.find("?fields=status_code");
        http().answer = answer(R"({"data":[],"meta":{"result_count":0}})");
        if (container != std::string::npos) {
            const auto id = request.url.substr(0, container).substr(request.url.rfind('/') + 1);
            http().answer = answer(R"({"id":")" + id + R"(","status_code":"FINISHED"})");
        }
        return sent() == 1 && (world->lists(request) || container != std::string::npos);
    };
    expect_once(publish(), 2);
}

TEST_P(PostTest, IsSentAgainWhenItDoesNotStandThere) {
    http().refuse = first(publishes());
    expect_once(publish(), 2);
}

TEST_P(PostTest, IsNotSentWhileNobodyCanSeeWhetherItStandsThere) {
    std::string progress;
    http().refuse = first(publishes());
    for (int steps = 0; steps < kStepsMax && sent() == 0; ++steps) {
        const auto taken = step(progress);
        if (taken) progress = taken->progress;
        world->wait(taken ? taken->wait : std::chrono::minutes(1));
    }
    ASSERT_EQ(sent(), 1U);
    http().refuse = [](const auto& request) { return request.method == "GET" || request.body.empty(); };
    for (const char* body : {"", "[]", R"({"data":[{"id":{}}],"items":[{"id":{}}]})", "<html>", R"({"data":[)"}) {
        http().answer = answer(body);
        const auto unknown = step(progress);
        ASSERT_FALSE(unknown) << body;
        EXPECT_EQ(unknown.error().kind, ErrorKind::unreachable) << body;
    }
    EXPECT_EQ(sent(), 1U);
    EXPECT_THAT(world->posts(), IsEmpty());
}

TEST_P(PostTest, StandsThereOnceWhicheverAnswerMakesNoSense) {
    for (const unsigned status : {200U, 502U})
        for (const char* body : {"", "{}", "[]", "<html>", R"({"id":[],"data":{"id":7.5}})", R"({"data":[{}]})"})
            for (std::size_t nth = 1; nth <= 12; ++nth) {
                world = world_of(GetParam());
                http().answer = answer(body, status);
                http().garble = [this, nth](const auto&) { return http().requests.size() == nth; };
                const auto published = publish();
                ASSERT_TRUE(published) << nth << body << published.error().message;
                EXPECT_THAT(world->posts(), ElementsAre(published->external_id)) << nth << body;
            }
}

TEST_P(PostTest, IsRefusedBeforeAnythingIsSent) {
    const auto fine = fair;
    fair.text.assign(100'000, 'a');
    const auto too_long = step("");
    fair = fine;
    fair.media.front().type = "application/pdf";
    const auto no_picture = step("");
    fair = fine;
    fair.media.resize(30, fine.media.front());
    const auto too_many = step("");
    for (const auto* refused : {&too_long, &no_picture, &too_many}) {
        ASSERT_FALSE(*refused);
        EXPECT_EQ(refused->error().kind, ErrorKind::rejected);
    }
    fair = fine;
    const auto damaged = step("{\"media\":7}");
    ASSERT_FALSE(damaged);
    EXPECT_EQ(damaged.error().kind, ErrorKind::malformed);
    EXPECT_THAT(http().requests, IsEmpty());
}

TEST_P(PostTest, IsRefusedWhenAPictureIsNoLongerWhatItWas) {
    media.bytes["stars"] = media.bytes["video"] = "x";
    media.public_base.reset();  // so that Instagram's have to be brought, too
    const auto refused = publish();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::rejected);
    EXPECT_THAT(refused.error().message, testing::HasSubstr("choose it again"));
    EXPECT_THAT(world->posts(), IsEmpty());
}

TEST_P(PostTest, WaitsWithoutAWriteAsLongAsTheNetworkSays) {
    http().answer = answer("Too Many Requests", 429);
    http().refuse = [](const auto&) { return true; };
    for (std::string progress; sent() == 0 && progress.size() < 10'000;) {
        const auto taken = step(progress);
        if (!taken) {
            EXPECT_EQ(taken.error().kind, ErrorKind::rate_limited) << taken.error().message;
            break;
        }
        progress = taken->progress;
    }
    EXPECT_THAT(world->posts(), IsEmpty());
    http().refuse = nullptr;
    expect_once(publish());
}

TEST_P(PostTest, IsTakenDownAlsoTwiceAndSaysWhenItIsUnknown) {
    const auto published = publish();
    ASSERT_TRUE(published);
    const auto take_down = [&] {
        return runner.run(world->publisher().take_down(world->channel, published->external_id));
    };
    http().refuse = [](const auto& request) { return request.method == "DELETE"; };
    http().answer = answer("<html>");
    const auto unknown = take_down();
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().kind, ErrorKind::unreachable);
    http().refuse = nullptr;
    EXPECT_TRUE(take_down());
    EXPECT_THAT(world->posts(), IsEmpty());
    EXPECT_TRUE(take_down());
}

std::string name_of(const testing::TestParamInfo<Network>& info) {
    return std::string{models::display_name(info.param)};
}

INSTANTIATE_TEST_SUITE_P(Networks, PostTest,
                         testing::Values(Network::facebook, Network::instagram, Network::x, Network::youtube), name_of);

}  // namespace
}  // namespace tests
