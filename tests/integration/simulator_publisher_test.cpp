// Publishing on the simulated networks, which know nothing of the publishers: what was wanted stands there, once,
// whatever becomes of the connection and of the process that publishes.

#include "config/runtime/http_client.hpp"
#include "config/runtime/http_server.hpp"
#include "tests/integration/publishing_place.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/task_runner.hpp"

#include <chrono>

#include <gmock/gmock.h>

namespace tests {
namespace {

using boost::json::object;
using models::Network;
using models::Publication;
using runtime::ErrorKind;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using namespace std::chrono_literals;

class Publishing : public testing::TestWithParam<Network> {
  protected:
    Publishing() {
        media.bytes["stars"] = media.bytes["tree"] = small_picture();
        media.bytes["video"].assign(9 * 1024 * 1024 + 5, 'v');
        runner.start(pictures.run());
    }
    void TearDown() override { runner.stop(); }

    /// An empty network with the school's channel on it.
    void open() {
        simulator.control("reset", object());
        simulator.control("clock", {{"stop_at", "2026-11-20T09:15:00+0000"}});  // where FakeClock starts
        simulator.control("instagram/allow_host", {{"host", "127.0.0.1:" + std::to_string(pictures.port())}});
        clock.set(FakeClock{}.now());
        place = place_on(GetParam(), *http, simulator.base_url(), clock);
        place->open(simulator);
    }
    std::string named(const std::string& verb) const { return std::string{to_string(GetParam())} + "/" + verb; }

    static Publication fair() {
        Publication publication;
        publication.text = "The winter fair is on Saturday at 11 ❄️";
        if (GetParam() == Network::youtube) {
            publication.title = "Winter concert";
            publication.media.push_back({"video", "video/mp4", 9 * 1024 * 1024 + 5});
        } else {
            publication.media.push_back({"stars", "image/jpeg", small_picture().size(), "Paper stars"});
            publication.media.push_back({"tree", "image/jpeg", small_picture().size(), "A tree"});
        }
        return publication;
    }

    runtime::Result<ingest::PublishingStep> step(const Publication& publication, const std::string& progress) {
        return runner.run(place->publisher().step(place->channel, publication, progress, media));
    }
    void wait(std::chrono::milliseconds time) {
        const auto seconds = std::chrono::ceil<std::chrono::seconds>(time);
        clock.advance(seconds);
        simulator.control("clock", {{"advance", seconds.count()}});
    }

    /// Takes steps until it stands there, as whoever publishes would. `forgetful`: dies after every step before it
    /// has kept what came of it, once each.
    runtime::Result<ingest::Published> publish(const Publication& publication, bool forgetful = false) {
        std::string progress;
        for (int steps = 0; steps < 100; ++steps) {
            if (forgetful) (void)step(publication, progress);
            auto taken = step(publication, progress);
            if (!taken && taken.error().kind != ErrorKind::unreachable && taken.error().kind != ErrorKind::rate_limited)
                return tl::unexpected(taken.error());
            if (taken && taken->published) return *taken->published;
            if (taken) progress = taken->progress;
            wait(taken ? taken->wait : taken.error().retry_after.value_or(60s));
        }
        return runtime::fail(ErrorKind::unreachable, "it does not come to an end");
    }
    std::vector<std::string> stands() { return place->stands(simulator); }

    SimulatorProcess simulator;
    FakeClock clock;
    TaskRunner runner;
    runtime::Log log{runtime::LogLevel::error};
    runtime::HttpServer pictures{runner.executor(),
                                 "127.0.0.1",
                                 0,
                                 {},
                                 [](runtime::ServerRequest) -> runtime::Task<runtime::ServerResponse> {
                                     runtime::ServerResponse response;
                                     response.body = small_picture();
                                     co_return response;
                                 },
                                 log};
    std::unique_ptr<runtime::HttpClient> http = runtime::make_http_client(runner.executor(), {}, log);
    MemoryMedia media{"http://127.0.0.1:" + std::to_string(pictures.port())};
    std::unique_ptr<PublishingPlace> place;
};

TEST_P(Publishing, StandsThereAsItWasWanted) {
    open();
    const auto published = publish(fair());
    ASSERT_TRUE(published) << published.error().message;
    EXPECT_TRUE(published->seen);
    EXPECT_THAT(published->permalink, testing::StartsWith("https://"));
    EXPECT_THAT(stands(), ElementsAre(fair().text));
    if (GetParam() != Network::youtube) {
        EXPECT_THAT(place->descriptions(simulator), ElementsAre("Paper stars", "A tree"));
    }
}

TEST_P(Publishing, HappensOnceAlthoughEveryStepWasTakenTwice) {
    open();
    const auto published = publish(fair(), true);
    ASSERT_TRUE(published) << published.error().message;
    EXPECT_THAT(stands(), ElementsAre(fair().text));
}

TEST_P(Publishing, HappensOnceAlthoughTheConnectionWasCutAfterItWasAccepted) {
    open();
    const auto [method, path] = place->decisive_call();
    simulator.control(named("fault"), {{"name", "applied_then_cut"}, {"method", method}, {"path", path}, {"times", 3}});
    const auto published = publish(fair());
    ASSERT_TRUE(published) << published.error().message;
    EXPECT_TRUE(published->seen);
    EXPECT_THAT(stands(), ElementsAre(fair().text));
}

TEST_P(Publishing, HappensOnceWhateverGoesWrongOnTheWay) {
    const std::vector<object> faults{{{"name", "applied_then_cut"}},
                                     {{"name", "drop"}},
                                     {{"name", "html_502"}},
                                     {{"name", "cut_off"}},
                                     {{"name", "plain_429"}},
                                     {{"name", "malformed"}, {"variant", "truncated"}},
                                     {{"name", "malformed"}, {"variant", "not_json"}},
                                     {{"name", "malformed"}, {"variant", "wrong_root"}}};
    for (const auto& each : faults) {
        for (const int nth : {1, 2, 3, 4, 5, 6, 7}) {
            open();
            auto fault = each;
            fault["nth"] = nth;
            fault["times"] = 2;
            simulator.control(named("fault"), fault);
            const auto published = publish(fair());
            const auto what = boost::json::serialize(fault);
            ASSERT_TRUE(published) << published.error().message << what;
            EXPECT_THAT(stands(), SizeIs(1)) << what;
        }
    }
}

TEST_P(Publishing, IsTakenDownAlsoTwice) {
    open();
    const auto published = publish(fair());
    ASSERT_TRUE(published);
    const auto take_down = [&] {
        return runner.run(place->publisher().take_down(place->channel, published->external_id));
    };
    EXPECT_TRUE(take_down());
    EXPECT_THAT(stands(), IsEmpty());
    EXPECT_TRUE(take_down());
}

TEST_P(Publishing, IsRefusedBeforeAnythingIsSent) {
    open();
    auto publication = fair();
    publication.text.assign(100'000, 'a');
    const auto refused = step(publication, "");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::rejected);
    const auto damaged = step(fair(), "{\"media\":7}");
    ASSERT_FALSE(damaged);
    EXPECT_EQ(damaged.error().kind, ErrorKind::malformed);
    EXPECT_THAT(simulator.look(named("requests")).as_array(), IsEmpty());
}

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

std::string name_of(const testing::TestParamInfo<Network>& info) {
    return std::string{models::display_name(info.param)};
}

INSTANTIATE_TEST_SUITE_P(Networks, Publishing,
                         testing::Values(Network::facebook, Network::instagram, Network::x, Network::youtube), name_of);

}  // namespace
}  // namespace tests
