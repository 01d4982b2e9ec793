// What becomes of a post on its channel: published once, told when it is not, taken down. All names are invented.

#include "moderation/post_worker.hpp"

#include "config/runtime/metrics.hpp"
#include "tests/integration/store_world.hpp"
#include "tests/support/fake_clock.hpp"

namespace tests {

using namespace std::chrono_literals;
using models::DeliveryState;
using models::PostState;

namespace {

/// A network that answers as the test says: first it notes the try, then it publishes.
class ScriptedPublisher final : public moderation::NetworkPublisher {
  public:
    runtime::Task<runtime::Result<moderation::PublishingStep>> step(models::Channel, models::Publication publication,
                                                                    std::string progress) override {
        asked.push_back(progress);
        media = publication.media;
        if (answer) co_return tl::unexpected(*answer);
        moderation::PublishingStep step;
        if (progress.empty())
            step.progress = "tried";
        else
            step.published = {"ext-1", "https://network.example/" + publication.text, true};
        co_return step;
    }
    runtime::Task<runtime::Result<void>> take_down(models::Channel, std::string external_id) override {
        removed.push_back(std::move(external_id));
        if (answer) co_return tl::unexpected(*answer);
        co_return runtime::Result<void>{};
    }

    std::vector<std::string> asked;  ///< the progress of each step
    std::vector<models::Media> media;  ///< of the last step
    std::vector<std::string> removed;
    std::optional<runtime::Error> answer;
};

}  // namespace

class PostWorkerTest : public StoreWorld {
  protected:
    void SetUp() override {
        StoreWorld::SetUp();
        clock.set(now);
        blocking = redis_server->connect(runner.executor());
        posts = std::make_unique<moderation::PostStore>(*redis, sealer, "bramblecote");
        pupils = std::make_unique<moderation::PupilStore>(*redis, sealer, "bramblecote");
        guard = std::make_unique<moderation::PostGuard>(*pupils, calendar, cpu);
        worker = std::make_unique<moderation::PostWorker>(*store, *posts, *guard, *blocking, network, clock,
                                                          quiet_log(), metrics, "worker-1");
        models::PostContent content;
        content.text = "fair";
        content.channels = {"page"};
        agreed(content);
    }
    void TearDown() override {
        worker.reset();
        blocking.reset();
        StoreWorld::TearDown();
    }

    void agreed(const models::PostContent& content) {
        id = ok(posts->save("", 0, content, "quill", now));
        ok(posts->submit(id, 1, "quill", now));
        ok(posts->agree(id, models::fingerprint(content), "trellis", now));
    }
    moderation::Post post() { return ok(posts->post(id)); }
    moderation::Delivery delivery() { return post().deliveries.at(0); }
    std::size_t work() { return ok(worker->work_once(10ms)); }
    void later(std::chrono::milliseconds time) {
        clock.advance(time);
        ok(store->move_due_jobs(clock.now()));
    }
    void published() {
        work();
        later(0ms);
        work();
    }

    FakeClock clock;
    const config::Calendar calendar{config::Calendar::Times{}};
    runtime::CpuPool cpu{1};
    runtime::Metrics metrics;
    ScriptedPublisher network;
    std::unique_ptr<runtime::RedisConnection> blocking;
    std::unique_ptr<moderation::PostStore> posts;
    std::unique_ptr<moderation::PupilStore> pupils;
    std::unique_ptr<moderation::PostGuard> guard;
    std::unique_ptr<moderation::PostWorker> worker;
    std::string id;
};

TEST_F(PostWorkerTest, KeepsWhatAStepSaysBeforeTheNextOneIsTaken) {
    work();
    EXPECT_EQ(delivery().progress, "tried");
    later(0ms);
    work();
    EXPECT_EQ(network.asked, (std::vector<std::string>{"", "tried"}));
    EXPECT_EQ(delivery().state, DeliveryState::published);
    EXPECT_EQ(delivery().permalink, "https://network.example/fair");
    EXPECT_EQ(post().state, PostState::published);
    EXPECT_EQ(length("posts"), 0u);
    EXPECT_EQ(length("alerts"), 0u);
}

TEST_F(PostWorkerTest, TellsTheNetworkWhichPicturesOfWhichPost) {
    auto content = post().content;
    content.pictures = {{"a1", "image/jpeg", 9, "A race", models::PeopleShown::nobody},
                        {"b2", "image/png", 7, "A cup", models::PeopleShown::nobody}};
    ok(posts->save(id, post().version, content, "quill", now));
    ok(posts->submit(id, post().version, "quill", now));
    ok(posts->agree(id, models::fingerprint(content), "trellis", now));
    work();  // the job of the first agreement
    work();
    ASSERT_EQ(network.media.size(), 2u);
    EXPECT_EQ(network.media[0].id, id + "/a1");
    EXPECT_EQ(network.media[1].id, id + "/b2");
    EXPECT_EQ(network.media[1].alt_text, "A cup");
}

TEST_F(PostWorkerTest, WhatTheNetworkRefusesIsToldInItsWords) {
    network.answer = runtime::Error{ErrorKind::rejected, "The text is too long."};
    work();
    EXPECT_EQ(delivery().state, DeliveryState::failed);
    EXPECT_EQ(delivery().detail, "The text is too long.");
    EXPECT_EQ(length("alerts"), 1u);
    EXPECT_EQ(length("posts"), 0u);
}

TEST_F(PostWorkerTest, TriesAgainAndSaysAtLastThatNobodyKnows) {
    work();
    network.answer = runtime::Error{ErrorKind::unreachable, "nobody answered"};
    for (int i = 0; i <= moderation::PostWorker::kAttemptsMax; ++i) {
        EXPECT_EQ(delivery().state, DeliveryState::publishing);
        later(20min);
        work();
    }
    EXPECT_EQ(delivery().state, DeliveryState::unknown);
    EXPECT_EQ(length("alerts"), 1u);
}

TEST_F(PostWorkerTest, WaitsForTheConnectionAndNotForEver) {
    network.answer = runtime::Error{ErrorKind::unavailable, "not connected"};
    work();
    for (int i = 0; i < 20; ++i) {
        later(moderation::PostWorker::kConnectionWait);
        work();
    }
    EXPECT_EQ(delivery().state, DeliveryState::publishing);
    network.answer.reset();
    later(moderation::PostStore::kAgreementKept);
    work();
    EXPECT_EQ(delivery().state, DeliveryState::failed) << "a day late it is not news any more";
    EXPECT_EQ(length("alerts"), 1u);
}

TEST_F(PostWorkerTest, AnEditTakesItBackBeforeItsJobIsDone) {
    auto content = post().content;
    content.text = "other words";
    ok(posts->save(id, 1, content, "quill", now));
    work();
    EXPECT_TRUE(network.asked.empty());
    EXPECT_EQ(length("posts"), 0u);
}

TEST_F(PostWorkerTest, TakesDownWhatStandsThere) {
    published();
    ok(posts->take_down(id, "A wrong date", "quill", now));
    network.answer = runtime::Error{ErrorKind::unreachable, "nobody answered"};
    work();
    EXPECT_EQ(delivery().state, DeliveryState::taking_down);
    network.answer.reset();
    later(1min);
    work();
    EXPECT_EQ(network.removed, (std::vector<std::string>{"ext-1", "ext-1"}));
    EXPECT_EQ(delivery().state, DeliveryState::taken_down);
}

TEST_F(PostWorkerTest, SaysWhatCouldNotBeTakenDown) {
    published();
    ok(posts->take_down(id, "A wrong date", "quill", now));
    ok(store->suspend_channel("page", "ottilie", "hacked", now));
    work();
    EXPECT_TRUE(network.removed.empty());
    EXPECT_EQ(delivery().state, DeliveryState::published);
    EXPECT_NE(delivery().detail, "");
    EXPECT_EQ(length("alerts"), 1u);
}

}  // namespace tests
