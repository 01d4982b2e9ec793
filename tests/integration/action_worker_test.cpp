// What the action worker promises: evidence before the act, nothing sent twice when the outcome is unknown, the
// truth about what happened, and nothing at all on a channel that is not authorised.

#include "moderation/action_worker.hpp"

#include "config/runtime/metrics.hpp"
#include "tests/integration/store_world.hpp"
#include "tests/support/fake_clock.hpp"

#include <deque>

namespace tests {
namespace {

using models::ActionState;
using models::NetworkState;
using namespace std::chrono_literals;

/// A network with one item. It does what it is told unless the test says otherwise.
class ScriptedNetwork final : public moderation::NetworkActor {
  public:
    runtime::Task<runtime::Result<moderation::Observed>> observe(models::Channel, models::CollectedItem) override {
        ++observed;
        if (down) co_return runtime::fail(ErrorKind::unreachable, "nobody answered");
        const auto said = tells || state == NetworkState::gone ? state : NetworkState::visible;
        co_return moderation::Observed{said, "{\"as\":\"the network shows it\"}"};
    }
    runtime::Task<runtime::Result<void>> act(models::Channel, models::CollectedItem, models::Verb verb) override {
        acts.push_back(verb);
        if (answer && answer->kind != ErrorKind::unreachable) co_return tl::unexpected(*answer);
        if (verb == Verb::hide && !late) state = NetworkState::hidden;
        if (verb == Verb::unhide) state = NetworkState::visible;
        if (verb == Verb::remove) state = NetworkState::gone;
        if (answer) co_return tl::unexpected(*answer);  // carried out, but the line was cut before the answer
        co_return runtime::Result<void>();
    }

    NetworkState state{NetworkState::visible};
    bool down{false};
    bool tells{true};  ///< what is hidden
    bool late{false};  ///< what it has accepted shows later
    std::optional<runtime::Error> answer;
    int observed{0};
    std::vector<Verb> acts;
};

class ActionWorkerTest : public StoreWorld {
  protected:
    void SetUp() override {
        StoreWorld::SetUp();
        clock.set(now);
        blocking = redis_server->connect(runner.executor());
        worker = std::make_unique<moderation::ActionWorker>(*store, *blocking, network, clock, quiet_log(), metrics,
                                                            "worker-1");
        auto threat = concern("comment-1", Severity::v4);
        threat.auto_hide = true;
        record(threat);
    }
    void TearDown() override {
        worker.reset();
        blocking.reset();
        StoreWorld::TearDown();
    }

    std::size_t work() {
        const auto worked = runner.run(worker->work_once(10ms));
        if (!worked) throw std::runtime_error(worked.error().message);
        return *worked;
    }
    void later(std::chrono::milliseconds time) {
        clock.advance(time);
        ok(store->move_due_jobs(clock.now()));
    }
    ActionState state() { return item("comment-1").actions.back().state; }

    FakeClock clock;
    runtime::Metrics metrics;
    ScriptedNetwork network;
    std::unique_ptr<runtime::RedisConnection> blocking;
    std::unique_ptr<moderation::ActionWorker> worker;
};

TEST_F(ActionWorkerTest, GoesOnAtOnceWithWhatItHadTakenWhenItWasKilled) {
    ASSERT_EQ(ok(store->take_jobs(*blocking, "actions", "worker-1", 10, 0ms)).size(), 1u);
    EXPECT_EQ(work(), 0u);
    runner.start(worker->run());
    runner.run_until([this] { return network.state == NetworkState::hidden; });
}

TEST_F(ActionWorkerTest, HidesAndReadsBack) {
    EXPECT_EQ(work(), 1u);
    EXPECT_EQ(network.acts, std::vector<Verb>{Verb::hide});
    EXPECT_EQ(state(), ActionState::done);
    EXPECT_EQ(item("comment-1").network_state, NetworkState::hidden);
    EXPECT_EQ(item("comment-1").hidden_at, Severity::v4);
    EXPECT_EQ(work(), 0u);
}

TEST_F(ActionWorkerTest, TakesTheWordOfANetworkThatCannotBeReadBack) {
    ok(store->take_jobs(*blocking, "actions", "worker-1", 10, 0ms));
    auto threat = concern("reply-1", Severity::v4);
    threat.item.network = models::Network::x;
    threat.auto_hide = true;
    auto read = page();
    read.network = models::Network::x;
    ok(store->record_page(read, {threat}, now));
    network.tells = false;
    EXPECT_EQ(work(), 1u);
    const auto reply = ok(store->item_for_system(models::item_id(models::Network::x, "page", "reply-1")));
    EXPECT_EQ(network.acts, std::vector<Verb>{Verb::hide});
    EXPECT_EQ(reply.actions.back().state, ActionState::done);
    EXPECT_EQ(reply.network_state, NetworkState::hidden);
}

TEST_F(ActionWorkerTest, DoesNotSendAgainWhatTheNetworkHadAcceptedBeforeTheLineWasCut) {
    network.answer = runtime::Error{ErrorKind::unreachable, "cut off"};
    EXPECT_EQ(work(), 1u);
    EXPECT_EQ(state(), ActionState::unknown);
    network.answer.reset();
    later(1h);
    EXPECT_EQ(work(), 1u);
    EXPECT_EQ(network.acts.size(), 1u);
    EXPECT_EQ(state(), ActionState::done);
}

TEST_F(ActionWorkerTest, OnlyLooksAgainWhenWhatWasAcceptedDoesNotShowYet) {
    network.late = true;
    EXPECT_EQ(work(), 1u);
    EXPECT_EQ(state(), ActionState::unknown);
    later(1h);
    EXPECT_EQ(work(), 1u);
    network.state = NetworkState::hidden;
    later(1h);
    EXPECT_EQ(work(), 1u);
    EXPECT_EQ(network.acts.size(), 1u);
    EXPECT_EQ(state(), ActionState::done);
}

TEST_F(ActionWorkerTest, TriesAgainWhenTheNetworkWasDownAndActsOnce) {
    network.down = true;
    EXPECT_EQ(work(), 1u);
    EXPECT_TRUE(network.acts.empty());
    network.down = false;
    later(1h);
    EXPECT_EQ(work(), 1u);
    EXPECT_EQ(network.acts.size(), 1u);
    EXPECT_EQ(state(), ActionState::done);
}

TEST_F(ActionWorkerTest, WaitsAsLongAsAThrottlingNetworkSays) {
    network.answer = runtime::Error{ErrorKind::rate_limited, "too many calls", 17min};
    EXPECT_EQ(work(), 1u);
    const auto asked = network.observed;
    later(16min);
    EXPECT_EQ(work(), 0u);
    EXPECT_EQ(network.observed, asked);
    network.answer.reset();
    later(2min);
    EXPECT_EQ(work(), 1u);
    EXPECT_EQ(state(), ActionState::done);
}

TEST_F(ActionWorkerTest, TellsPeopleWhenTheNetworkRefuses) {
    network.answer = runtime::Error{ErrorKind::rejected, "Facebook does not let this be hidden."};
    EXPECT_EQ(work(), 1u);
    EXPECT_EQ(state(), ActionState::refused);
    EXPECT_EQ(item("comment-1").actions.back().detail, "Facebook does not let this be hidden.");
    EXPECT_EQ(count_kind("alert.raised"), 1u);
    EXPECT_EQ(ok(store->dead_jobs(10)).size(), 1u);
}

TEST_F(ActionWorkerTest, GivesUpAfterManyTriesAndSaysSo) {
    network.down = true;
    for (int i = 0; i <= moderation::ActionWorker::kAttemptsMax; ++i) {
        work();
        later(1h);
    }
    EXPECT_TRUE(network.acts.empty());
    EXPECT_EQ(count_kind("alert.raised"), 1u);
    EXPECT_EQ(ok(store->dead_jobs(10)).size(), 1u);
    EXPECT_EQ(work(), 0u);
}

TEST_F(ActionWorkerTest, NeverTouchesAChannelThatIsNotAuthorised) {
    ok(store->suspend_channel("page", "quill", "looked at again", now));
    EXPECT_EQ(work(), 1u);
    EXPECT_EQ(network.observed, 0);
    EXPECT_TRUE(network.acts.empty());
    EXPECT_EQ(count_kind("alert.raised"), 1u);
}

TEST_F(ActionWorkerTest, TakesAnItemThatIsGoneForRemoved) {
    network.state = NetworkState::gone;
    EXPECT_EQ(work(), 1u);
    EXPECT_TRUE(network.acts.empty());
    EXPECT_EQ(state(), ActionState::done);
}

TEST_F(ActionWorkerTest, DeletesOnlyAfterASecondColleagueAgreed) {
    work();
    decide(ottilie, "comment-1", Verb::remove);
    EXPECT_EQ(work(), 0u);
    const auto proposed = item("comment-1");
    const Viewer second{"trellis", ottilie.sees};
    ok(store->agree(second, proposed.id, proposed.version, now));
    EXPECT_EQ(work(), 1u);
    EXPECT_EQ(network.acts.back(), Verb::remove);
    EXPECT_EQ(item("comment-1").network_state, NetworkState::removed_by_us);
}

TEST(ActionBackoff, DoublesUpToAQuarterOfAnHour) {
    EXPECT_EQ(moderation::action_backoff(1), 5s);
    EXPECT_EQ(moderation::action_backoff(2), 10s);
    EXPECT_EQ(moderation::action_backoff(50), 15min);
}

}  // namespace
}  // namespace tests
