// Posts ask the register of pupils again when they are published: what a family withdrew meanwhile does not go out.
// With a real Redis and the worker. All names are invented.

#include "moderation/post_guard.hpp"

#include "config/runtime/metrics.hpp"
#include "moderation/post_worker.hpp"
#include "moderation/pupil_register.hpp"
#include "moderation/withdrawal_watch.hpp"
#include "tests/integration/store_world.hpp"
#include "tests/support/fake_clock.hpp"

#include <fstream>
#include <iterator>

namespace tests {

using namespace std::chrono_literals;
using models::DeliveryState;
using models::PostState;
using models::consent::Decision;
using models::consent::Pupil;

namespace {

/// Takes everything at once.
class WillingPublisher final : public moderation::NetworkPublisher {
  public:
    runtime::Task<runtime::Result<moderation::PublishingStep>> step(models::Channel, models::Publication publication,
                                                                    std::string) override {
        said.push_back(std::move(publication.text));
        moderation::PublishingStep step;
        step.published = {"ext-1", "https://network.example/1", true};
        co_return step;
    }
    runtime::Task<runtime::Result<void>> take_down(models::Channel, std::string) override {
        co_return runtime::Result<void>{};
    }

    std::vector<std::string> said;
};

}  // namespace

class PostGuardTest : public StoreWorld {
  protected:
    static constexpr std::string_view kText = "Well done, Ottilie Thistlewood!";

    void SetUp() override {
        StoreWorld::SetUp();
        clock.set(now);
        blocking = redis_server->connect(runner.executor());
        posts = std::make_unique<moderation::PostStore>(*redis, sealer, "bramblecote");
        pupils = std::make_unique<moderation::PupilStore>(*redis, sealer, "bramblecote");
        guard = std::make_unique<moderation::PostGuard>(*pupils, calendar, cpu);
        worker = std::make_unique<moderation::PostWorker>(*store, *posts, *guard, *blocking, network, clock,
                                                          quiet_log(), metrics, "worker-1");
        watch = std::make_unique<moderation::WithdrawalWatch>(*store, *posts, *guard, calendar, clock, quiet_log(),
                                                              PICTURES_PROGRAM);
        import({ottilie_of_kestrels()});
    }
    void TearDown() override {
        worker.reset();
        blocking.reset();
        StoreWorld::TearDown();
    }

    Pupil ottilie_of_kestrels() const {
        const auto today = moderation::today_of(calendar, now);
        Pupil pupil;
        pupil.ref = "pupil-7";
        pupil.legal_forename = "Ottilie";
        pupil.legal_surname = "Thistlewood";
        pupil.consent.givers[0].answers.fill({Decision::yes,
                                              {},
                                              models::consent::Naming::full_name_without_image,
                                              today - std::chrono::days{1},
                                              today + std::chrono::days{100}});
        return pupil;
    }
    std::uint64_t version() { return ok(pupils->version()); }
    void import(const models::consent::Register& live) {
        ok(pupils->propose(version(), moderation::pack(live), "", "quill", now));
        ok(pupils->agree(version(), "trellis", now));
    }
    void change(std::function<void(Pupil&)> how) {
        moderation::PupilRegister book{*pupils};
        ok(book.edit(version(), "pupil-7", "answered", std::move(how), "ottilie", clock.now()));
    }
    void withdraw() {
        change([](Pupil& pupil) { pupil.consent.givers[1].answers[4].decision = Decision::withdrawn; });
    }
    void agreed(std::vector<std::string> channels = {"page"}) { agreed(models::PostContent{}, std::move(channels)); }
    void agreed(models::PostContent content, std::vector<std::string> channels, const std::string& bytes = "") {
        if (content.text.empty()) content.text = kText;
        content.channels = std::move(channels);
        content.publish_at = now + 2h;
        id = ok(posts->save("", 0, content, "quill", now, bytes));
        ok(posts->submit(id, 1, "quill", now));
        ok(posts->agree(id, models::fingerprint(content), "trellis", now));
    }
    void time_comes() {
        clock.advance(2h);
        ok(store->move_due_jobs(clock.now()));
    }
    bool work() { return ok(worker->work_once(10ms)) > 0; }
    moderation::Post post() { return ok(posts->post(id)); }
    /// With a picture in which the pupil is.
    void published_with_picture(std::vector<std::string> channels = {"page"}, const std::string& bytes = "") {
        models::PostContent content;
        content.text = "Sports day";
        models::PostPicture picture;
        picture.id = runtime::sha256_hex(bytes.empty() ? "a picture" : bytes);
        picture.people = models::PeopleShown::pupils;
        picture.framing = models::Framing::group;
        picture.pupils = {"pupil-7"};
        picture.complete = true;
        content.pictures = {picture};
        agreed(content, std::move(channels), bytes);
        time_comes();
        work();
        ASSERT_EQ(post().deliveries.at(0).state, DeliveryState::published);
    }
    std::size_t told() { return ok(watch->step()); }
    std::vector<moderation::Post> to_come_down() { return ok(posts->to_come_down()); }
    void take_down() {
        ok(posts->take_down(id, "Somebody does not want it", "quill", clock.now()));
        work();
    }
    bool allowed() {
        const auto channels = ok(store->channels());
        return moderation::allowed(ok(guard->ask(post().content, channels, clock.now())));
    }

    FakeClock clock;
    const config::Calendar calendar{config::Calendar::Times{}};
    runtime::CpuPool cpu{1};
    runtime::Metrics metrics;
    WillingPublisher network;
    std::unique_ptr<runtime::RedisConnection> blocking;
    std::unique_ptr<moderation::PostStore> posts;
    std::unique_ptr<moderation::PupilStore> pupils;
    std::unique_ptr<moderation::PostGuard> guard;
    std::unique_ptr<moderation::PostWorker> worker;
    std::unique_ptr<moderation::WithdrawalWatch> watch;
    std::string id;
};

TEST_F(PostGuardTest, WhatNobodySpeaksAgainstIsPublished) {
    agreed();
    time_comes();
    work();
    EXPECT_EQ(network.said, (std::vector<std::string>{std::string{kText}}));
    EXPECT_EQ(post().state, PostState::published);
}

TEST_F(PostGuardTest, WhatWasWithdrawnAfterTheAgreementIsNotPublishedAndItsPeopleAreTold) {
    agreed();
    ASSERT_TRUE(allowed());
    withdraw();
    EXPECT_FALSE(allowed()) << "another version of the register is read anew";
    time_comes();
    ASSERT_TRUE(work());
    EXPECT_TRUE(network.said.empty());
    EXPECT_EQ(post().state, PostState::draft);
    EXPECT_EQ(post().voided, "pupils");
    EXPECT_EQ(count_kind("post.held"), 1u);
    EXPECT_EQ(length("posts"), 0u);
    const auto raised = jobs("alerts");
    ASSERT_EQ(raised.size(), 1u);
    const auto alert = ok(store->alert(raised[0].fields.at("alert")));
    EXPECT_EQ(alert.kind, "post_failed");
    EXPECT_EQ(alert.concerned, (std::vector<std::string>{"quill", "trellis"}));
    for (const auto* marker : {"Ottilie", "Thistlewood", "pupil-7"})
        EXPECT_EQ(dump().find(marker), std::string::npos) << "something about a pupil stands in Redis";
}

TEST_F(PostGuardTest, ItCanBePublishedOnceNothingSpeaksAgainstItAnyMore) {
    agreed();
    withdraw();
    time_comes();
    work();
    auto content = post().content;
    content.text = "Well done, all of you!";
    content.publish_at.reset();
    ok(posts->save(id, post().version, content, "quill", clock.now()));
    EXPECT_EQ(post().voided, "");
    ok(posts->submit(id, post().version, "quill", clock.now()));
    ok(posts->agree(id, models::fingerprint(content), "trellis", clock.now()));
    work();
    EXPECT_EQ(network.said, (std::vector<std::string>{"Well done, all of you!"}));
}

TEST_F(PostGuardTest, WhatStandsOnOneChannelStopsOnTheOther) {
    authorise("second");
    agreed({"page", "second"});
    time_comes();
    ASSERT_TRUE(work());
    withdraw();
    ASSERT_TRUE(work());
    EXPECT_EQ(network.said.size(), 1u);
    EXPECT_EQ(post().deliveries.at(0).state, DeliveryState::published);
    EXPECT_EQ(post().deliveries.at(1).state, DeliveryState::failed);
    EXPECT_EQ(post().state, PostState::failed);
    EXPECT_EQ(length("alerts"), 1u);
}

TEST_F(PostGuardTest, WhatIsPlannedIsAskedForItsDay) {
    const auto last = moderation::today_of(calendar, now);
    change([last](Pupil& pupil) { pupil.consent.givers[0].answers[4].until = last; });
    agreed();
    EXPECT_TRUE(allowed());
    auto content = post().content;
    content.publish_at = now + 24h;
    ok(posts->save(id, 1, content, "quill", now));
    EXPECT_FALSE(allowed()) << "the consent ends before";
}

TEST_F(PostGuardTest, WhatIsPublishedHasToComeDownWhenSomebodyInItSaysNo) {
    published_with_picture();
    EXPECT_EQ(told(), 0u);
    withdraw();
    EXPECT_EQ(told(), 1u);
    EXPECT_EQ(told(), 0u) << "it stands on the list already";
    ASSERT_EQ(to_come_down().size(), 1u);
    EXPECT_GT(to_come_down()[0].down_due, clock.now());
    EXPECT_EQ(ok(store->alert(jobs("alerts").at(0).fields.at("alert"))).kind, "post_take_down");
    EXPECT_EQ(count_kind("post.down_wanted"), 1u);
    EXPECT_EQ(dump().find("pupil-7"), std::string::npos) << "who it is can be read in Redis";
    take_down();
    EXPECT_TRUE(to_come_down().empty());
    EXPECT_EQ(told(), 0u);
}

TEST_F(PostGuardTest, AlsoWhatStandsOnOneChannelAndIsOnItsWayToAnother) {
    authorise("second");
    published_with_picture({"page", "second"});
    ASSERT_EQ(post().state, PostState::publishing);
    withdraw();
    EXPECT_EQ(told(), 1u);
}

TEST_F(PostGuardTest, WhatIsNotTakenDownInTimeIsToldAgain) {
    published_with_picture();
    withdraw();
    ASSERT_EQ(told(), 1u);
    clock.set(*to_come_down().at(0).down_due + 1min);
    EXPECT_EQ(told(), 1u);
    EXPECT_EQ(told(), 0u);
    EXPECT_EQ(count_kind("post.down_overdue"), 1u);
    EXPECT_GT(to_come_down().at(0).down_due, clock.now());
}

TEST_F(PostGuardTest, ItStaysOnTheListUntilItStandsNowhere) {
    published_with_picture();
    withdraw();
    ASSERT_EQ(told(), 1u);
    ok(store->suspend_channel("page", "ottilie", "hacked", clock.now()));
    take_down();
    EXPECT_EQ(post().deliveries.at(0).state, DeliveryState::published);
    EXPECT_EQ(to_come_down().size(), 1u);
    ok(posts->take_down(id, "Once more", "quill", clock.now()));
    EXPECT_EQ(post().deliveries.at(0).state, DeliveryState::taking_down);
}

TEST_F(PostGuardTest, HowCutsOfItsPictureLookIsRememberedOnceWhileItIsKept) {
    std::ifstream stream{std::string{PICTURES_DIRECTORY} + "/gps_orient6.jpg", std::ios::binary};
    const std::string bytes{std::istreambuf_iterator<char>{stream}, {}};
    published_with_picture({"page"}, bytes);
    told();
    EXPECT_TRUE(post().crops.empty()) << "nobody speaks against it";
    take_down();  // before anybody looked
    withdraw();
    EXPECT_EQ(told(), 0u);
    const auto crops = post().crops;
    ASSERT_EQ(crops.size(), 1u);
    EXPECT_EQ(crops.begin()->first, runtime::sha256_hex(bytes));
    EXPECT_EQ(crops.begin()->second.size(), 64 * models::image::kCropFamily);
    EXPECT_EQ(dump().find(crops.begin()->second.substr(0, 64)), std::string::npos) << "they are sealed";
    told();
    EXPECT_EQ(count_kind("post.crops_kept"), 1u);
}

TEST_F(PostGuardTest, AYesThatEndedTakesNothingDown) {
    published_with_picture();
    change([](Pupil& pupil) { pupil.consent.givers[0].answers.fill({}); });
    EXPECT_EQ(told(), 0u);
    EXPECT_TRUE(to_come_down().empty());
}

TEST_F(PostGuardTest, TheRegisterIsMadeReadyOnceForEachVersion) {
    const auto first = ok(guard->roll());
    EXPECT_EQ(ok(guard->roll()), first);
    withdraw();
    const auto second = ok(guard->roll());
    EXPECT_NE(second, first);
    EXPECT_EQ(ok(guard->roll()), second);
}

}  // namespace tests
