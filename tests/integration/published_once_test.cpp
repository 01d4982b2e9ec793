// A post appears once on its channel, whatever happens on the way: the line is cut after it was accepted, or the worker
// dies before or after any step. The network is the simulated one, everything else is real.

#include "moderation/post_worker.hpp"
#include "network_ports.hpp"
#include "tests/integration/simulated_school.hpp"

#include <stdexcept>

#include <gtest/gtest.h>

namespace tests {
namespace {

using namespace std::chrono_literals;
using models::DeliveryState;

struct Death : std::runtime_error {
    Death() : std::runtime_error{"the worker dies here"} {}
};

/// The networks, and a worker that dies around one of its steps.
class Mortal final : public moderation::NetworkPublisher {
  public:
    explicit Mortal(moderation::NetworkPublisher& network) : network_{network} {}
    runtime::Task<runtime::Result<moderation::PublishingStep>> step(models::Channel channel,
                                                                    models::Publication publication,
                                                                    std::string progress) override {
        const auto now = taken++;
        if (now == dies_before) throw Death{};
        auto step = co_await network_.step(std::move(channel), std::move(publication), std::move(progress));
        if (now == dies_after) throw Death{};
        co_return step;
    }
    runtime::Task<runtime::Result<void>> take_down(models::Channel channel, std::string external_id) override {
        return network_.take_down(std::move(channel), std::move(external_id));
    }

    int taken{0};
    int dies_before{-1};
    int dies_after{-1};

  private:
    moderation::NetworkPublisher& network_;
};

class PublishedOnce : public SimulatedSchool<models::Network> {
  protected:
    static constexpr const char* kText = "The winter fair is on Saturday";

    void SetUp() override {
        SimulatedSchool::SetUp();
        adopt();
        connection = redis->connect(runner.executor());
        blocking = redis->connect(runner.executor());
        posts = std::make_unique<moderation::PostStore>(*connection, sealer, "bramblecote");
        publishers = std::make_unique<ports::NetworkPublishers>(school->networks().publishers(), *posts);
        network = std::make_unique<Mortal>(*publishers);
        models::PostContent content;
        content.text = kText;
        content.channels = {ReadingSchool::kChannel};
        id = *runner.run(posts->save("", 0, content, "quill", clock.now()));
        for (const auto& picture : pictures()) add(content, picture);
        ASSERT_TRUE(runner.run(posts->submit(id, post().version, "quill", clock.now())));
        ASSERT_TRUE(runner.run(posts->agree(id, models::fingerprint(content), "trellis", clock.now())));
    }
    /// The bytes of what is published with the text.
    virtual std::vector<std::string> pictures() const { return {}; }
    void add(models::PostContent& content, const std::string& bytes) {
        models::PostPicture picture{runtime::sha256_hex(bytes), "image/jpeg", bytes.size(), "Paper stars"};
        picture.people = models::PeopleShown::nobody;
        content.pictures.push_back(std::move(picture));
        ASSERT_TRUE(runner.run(posts->save(id, post().version, content, "quill", clock.now(), bytes)));
    }
    moderation::Post post() { return *runner.run(posts->post(id)); }
    void TearDown() override {
        runner.stop();
        network.reset();
        publishers.reset();
        posts.reset();
        blocking.reset();
        connection.reset();
        SimulatedSchool::TearDown();
    }

    /// One worker from its start to the end of the day, or to its death; the next one has its name.
    void live() {
        runtime::Metrics metrics;
        moderation::PupilStore pupils{*connection, sealer, "bramblecote"};
        moderation::PostGuard guard{pupils, calendar, cpu};
        moderation::PostWorker worker{school->store(), *posts,      guard,   *blocking, *network,
                                      clock,           quiet_log(), metrics, "worker-1"};
        ASSERT_TRUE(runner.run(school->store().resume_jobs("posts", "worker-1")));
        for (int tries = 0; tries < 15; ++tries) {
            ASSERT_TRUE(runner.run(school->store().move_due_jobs(clock.now())));
            try {
                ASSERT_TRUE(runner.run(worker.work_once(1ms)));
            } catch (const Death&) {
                return;
            }
            pass(3min);
        }
    }
    int standing() const {
        int found = 0;
        for (const auto& [external_id, one] : account.truth()) found += one.text == kText && !one.gone ? 1 : 0;
        return found;
    }
    moderation::Delivery delivery() { return post().deliveries.at(0); }

    const runtime::Sealer sealer{std::array<unsigned char, 32>{1, 2, 3}};
    const config::Calendar calendar{config::Calendar::Times{}};
    runtime::CpuPool cpu{1};
    std::unique_ptr<runtime::RedisConnection> connection;
    std::unique_ptr<runtime::RedisConnection> blocking;
    std::unique_ptr<moderation::PostStore> posts;
    std::unique_ptr<ports::NetworkPublishers> publishers;
    std::unique_ptr<Mortal> network;
    std::string id;
};

TEST_P(PublishedOnce, AndReadBack) {
    live();
    EXPECT_EQ(standing(), 1);
    EXPECT_EQ(delivery().state, DeliveryState::published) << delivery().detail;
    EXPECT_EQ(delivery().detail, "");
    school->poll();
    const auto found = school->item(delivery().external_id);
    ASSERT_TRUE(found) << "the collector knows it by another id";
    EXPECT_NE(*runner.run(posts->published_as(ReadingSchool::kChannel, found->latest.external_id)), "");
}

TEST_P(PublishedOnce, WhenTheLineIsCutAfterItWasAccepted) {
    account.control("fault", {{"name", "applied_then_cut"}, {"method", "POST"}});
    live();
    EXPECT_EQ(standing(), 1);
    EXPECT_EQ(delivery().state, DeliveryState::published) << delivery().detail;
}

TEST_P(PublishedOnce, WhoeverDiesAroundAStep) {
    for (const int step : {0, 1}) {
        network->taken = 0;
        network->dies_before = step;
        live();
        network->dies_before = -1;
        network->taken = 0;
        network->dies_after = step;
        live();
        network->dies_after = -1;
    }
    live();
    EXPECT_EQ(standing(), 1);
    EXPECT_EQ(delivery().state, DeliveryState::published) << delivery().detail;
}

TEST_P(PublishedOnce, WhoeverDiesWhileItIsPublished) {
    network->dies_after = 1;  // it stands there, and nobody has noted it
    live();
    ASSERT_EQ(standing(), 1);
    ASSERT_EQ(delivery().state, DeliveryState::publishing);
    network->dies_after = -1;
    live();
    EXPECT_EQ(standing(), 1);
    EXPECT_EQ(delivery().state, DeliveryState::published) << delivery().detail;
}

TEST_P(PublishedOnce, AndTakenDown) {
    live();
    ASSERT_TRUE(runner.run(posts->take_down(id, "A wrong date", "quill", clock.now())));
    live();
    EXPECT_EQ(standing(), 0);
    EXPECT_EQ(delivery().state, DeliveryState::taken_down) << delivery().detail;
}

/// With two pictures.
class PicturesPublishedOnce : public PublishedOnce {
  protected:
    void SetUp() override {
        PublishedOnce::SetUp();
        // Some networks fetch pictures, from where others keep them.
        const auto own = simulator->base_url().substr(std::string{"http://"}.size());
        if (GetParam() == models::Network::instagram) account.control("allow_host", {{"host", own}});
    }
    std::vector<std::string> pictures() const override { return {picture('\x20'), picture('\x84')}; }

  private:
    /// A JPEG 1200 points wide, as far as anybody looks who only looks at its size.
    static std::string picture(char height) {
        using namespace std::literals;
        return "\xFF\xD8\xFF\xC0\0\x0B\x08\x03"s + height + "\x04\xB0\x01\x01\x11\0\xFF\xD9"s;
    }
};

TEST_P(PicturesPublishedOnce, AndTakenDown) {
    live();
    EXPECT_EQ(standing(), 1);
    EXPECT_EQ(delivery().state, DeliveryState::published) << delivery().detail;
    ASSERT_TRUE(runner.run(posts->take_down(id, "A wrong picture", "quill", clock.now())));
    live();
    EXPECT_EQ(standing(), 0);
    EXPECT_EQ(delivery().state, DeliveryState::taken_down) << delivery().detail;
}

TEST_P(PicturesPublishedOnce, WhoeverDiesAroundAnyStep) {
    constexpr int kSteps = 8;  // more than any network needs
    for (int step = 0; step < kSteps && delivery().state != DeliveryState::published; ++step) {
        network->taken = 0;
        network->dies_before = step;
        live();
        network->dies_before = -1;
        network->taken = 0;
        network->dies_after = step;
        live();
        network->dies_after = -1;
    }
    live();
    EXPECT_EQ(standing(), 1);
    EXPECT_EQ(delivery().state, DeliveryState::published) << delivery().detail;
}

TEST_P(PicturesPublishedOnce, WhenTheLineIsCutAfterItWasAccepted) {
    account.control("fault", {{"name", "applied_then_cut"}, {"method", "POST"}});
    live();
    EXPECT_EQ(standing(), 1);
    EXPECT_EQ(delivery().state, DeliveryState::published) << delivery().detail;
}

TEST_P(PicturesPublishedOnce, NotWithoutAPictureThatIsGone) {
    runtime::RedisCommand lose{"DEL", "gh:{bramblecote}:pictures:" + id};
    ASSERT_TRUE(runner.run(connection->command(std::move(lose))));
    live();
    EXPECT_EQ(standing(), 0);
    EXPECT_EQ(delivery().state, DeliveryState::failed);
    EXPECT_EQ(delivery().detail, "The picture is not kept any more: make a new post.");
}

INSTANTIATE_TEST_SUITE_P(Each, PicturesPublishedOnce,
                         testing::Values(models::Network::facebook, models::Network::instagram, models::Network::x),
                         [](const auto& each) { return std::string{to_string(each.param)}; });

// The others take no text alone.
INSTANTIATE_TEST_SUITE_P(Each, PublishedOnce, testing::Values(models::Network::facebook, models::Network::x),
                         [](const auto& each) { return std::string{to_string(each.param)}; });

}  // namespace
}  // namespace tests
