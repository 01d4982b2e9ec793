// No write is ever sent twice when the network had accepted the first: for each deed of each network, the network
// accepts it and cuts the line, or accepts it and shows it late. What cannot be looked up is given to people, except
// what can be said twice because it says how things shall be: that is said once more.

#include "models/domain/capability.hpp"
#include "moderation/action_worker.hpp"
#include "tests/integration/reading_school.hpp"

#include <gtest/gtest.h>

namespace tests {
namespace {

using namespace std::chrono_literals;
using models::ActionState;
using models::Network;
using models::Verb;
using models::Visibility;
using runtime::Result;
using runtime::Task;

class Actors final : public moderation::NetworkActor {
  public:
    explicit Actors(ingest::Networks& networks) : actors_{networks.actors()} {}
    Task<Result<moderation::Observed>> observe(models::Channel channel, models::CollectedItem item) override {
        auto& actor = actors_.at(channel.network);
        auto seen = co_await actor.observe(std::move(channel), std::move(item));
        if (!seen) co_return tl::unexpected(seen.error());
        co_return moderation::Observed{seen->state, std::move(seen->raw)};
    }
    Task<Result<std::optional<bool>>> in_force(models::Channel channel, models::CollectedItem item,
                                               Verb verb) override {
        return actors_.at(channel.network).in_force(std::move(channel), std::move(item), verb);
    }
    Task<Result<bool>> reply(models::Channel, models::CollectedItem, std::string,
                             std::optional<runtime::Time>) override {
        co_return runtime::fail(runtime::ErrorKind::rejected, "Nothing is said here.");
    }
    Task<Result<void>> act(models::Channel channel, models::CollectedItem item, Verb verb) override {
        return actors_.at(channel.network).act(std::move(channel), std::move(item), verb);
    }

  private:
    const ingest::ByNetwork<ingest::Actor> actors_;
};

struct Deed {
    Network network;
    Verb verb;
};

std::vector<Deed> deeds() {
    std::vector<Deed> offered;
    for (const auto network : {Network::facebook, Network::instagram, Network::x, Network::youtube})
        for (const auto verb : {Verb::hide, Verb::unhide, Verb::remove, Verb::ban, Verb::mute, Verb::comments_off})
            if (models::deed(network, verb).offered) offered.push_back({network, verb});
    return offered;
}

std::string name_of(const testing::TestParamInfo<Deed>& deed) {
    return std::string{to_string(deed.param.network)} + "_" + std::string{to_string(deed.param.verb)};
}

class WritesOnce : public testing::TestWithParam<Deed> {
  protected:
    static void SetUpTestSuite() {
        simulator = std::make_unique<SimulatorProcess>();
        redis = std::make_unique<RedisFixture>();
    }
    static void TearDownTestSuite() {
        redis.reset();
        simulator.reset();
    }

    void SetUp() override {
        redis->flush();
        account.begin(std::chrono::floor<std::chrono::seconds>(clock.now()));
        said = account.comment(account.post(2h), 1h);
        school = std::make_unique<ReadingSchool>(*redis, simulator->base_url(), clock, runner);
        school->adopt(account);
        school->poll();
        actors = std::make_unique<Actors>(school->networks());
        blocking = redis->connect(runner.executor());
        worker = std::make_unique<moderation::ActionWorker>(school->store(), *blocking, *actors, clock, quiet_log(),
                                                            metrics, "worker-1");
        if (GetParam().verb != Verb::unhide) return;
        decide(Verb::hide);
        work();
        writes_before = writes();
    }
    void TearDown() override {
        worker.reset();
        runner.stop();
        blocking.reset();
        actors.reset();
        school.reset();
    }

    /// Two colleagues want it.
    void decide(Verb verb) {
        moderation::DecisionRequest request;
        const auto item = school->item(said);
        request.item = item->id;
        request.version = item->version;
        request.verb = verb;
        request.person = "quill";
        request.reason = "unkind";
        request.needs_second = true;
        const std::vector<Visibility> sees{Visibility::open};
        ASSERT_TRUE(runner.run(school->store().decide({"quill", sees}, request, clock.now())));
        const auto version = school->item(said)->version;
        ASSERT_TRUE(runner.run(school->store().agree({"trellis", sees}, request.item, version, clock.now())));
    }
    /// Everything that is due, for some hours.
    void work() {
        for (int tries = 0; tries < 15; ++tries) {
            ASSERT_TRUE(runner.run(school->store().move_due_jobs(clock.now())));
            ASSERT_TRUE(runner.run(worker->work_once(1ms)));
            clock.advance(20min);
            simulator->control("clock", {{"advance", 1'200}});
        }
    }
    int writes() const {
        int count = 0;
        const auto requests = account.look("requests");
        for (const auto& request : requests.as_array()) count += request.at("method").as_string() == "GET" ? 0 : 1;
        return count;
    }

    static inline std::unique_ptr<SimulatorProcess> simulator;
    static inline std::unique_ptr<RedisFixture> redis;

    FakeClock clock;
    TaskRunner runner;
    SimulatedAccount account{*simulator, GetParam().network};
    std::unique_ptr<ReadingSchool> school;
    std::unique_ptr<Actors> actors;
    std::unique_ptr<runtime::RedisConnection> blocking;
    std::unique_ptr<moderation::ActionWorker> worker;
    runtime::Metrics metrics;
    std::string said;
    int writes_before{0};
};

TEST_P(WritesOnce, WhenTheLineIsCutAfterItWasAccepted) {
    for (const char* method : {"POST", "PUT", "DELETE"})
        account.control("fault", {{"name", "applied_then_cut"}, {"method", method}});
    decide(GetParam().verb);
    work();
    const auto& deed = models::deed(GetParam().network, GetParam().verb);
    ASSERT_EQ(writes(), writes_before + (deed.repeatable ? 2 : 1));
    const auto& action = school->item(said)->actions.back();
    const bool settled = deed.read_back || deed.repeatable;
    EXPECT_EQ(action.state, settled ? ActionState::done : ActionState::failed) << action.detail;
    const auto dead = runner.run(school->store().dead_jobs(10));
    EXPECT_EQ(dead->size(), settled ? 0U : 1U) << "people are told of what nobody can look up";
}

TEST_P(WritesOnce, WhenItShowsLate) {
    if (GetParam().network == Network::youtube) account.control("switches", {{"moderated_after", 3'000}});
    decide(GetParam().verb);
    work();
    ASSERT_EQ(writes(), writes_before + 1);
    EXPECT_EQ(school->item(said)->actions.back().state, ActionState::done);
}

INSTANTIATE_TEST_SUITE_P(Each, WritesOnce, testing::ValuesIn(deeds()), name_of);

}  // namespace
}  // namespace tests
