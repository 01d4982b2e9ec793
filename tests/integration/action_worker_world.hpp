#pragma once

#include "config/runtime/metrics.hpp"
#include "moderation/action_worker.hpp"
#include "tests/integration/store_world.hpp"
#include "tests/support/fake_clock.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tests {

using models::ActionState;
using models::NetworkState;
using namespace std::chrono_literals;

/// A network whose items all stand alike. It does what it is told unless the test says otherwise.
class ScriptedNetwork final : public moderation::NetworkActor {
  public:
    runtime::Task<std::vector<runtime::Result<moderation::Observed>>> observe(models::Channel, Items items) override {
        ++observed;
        runtime::Result<moderation::Observed> seen{moderation::Observed{state, "{\"as\":\"the network shows it\"}"}};
        if (!tells && state != NetworkState::gone) seen->state = NetworkState::visible;
        if (down) seen = runtime::fail(ErrorKind::unreachable, "nobody answered");
        if (lost) seen = runtime::fail(ErrorKind::unavailable, "the channel is not connected");
        co_return std::vector(items.size(), seen);
    }
    runtime::Task<runtime::Result<std::optional<bool>>> in_force(models::Channel, models::CollectedItem,
                                                                 models::Verb) override {
        if (down) co_return runtime::fail(ErrorKind::unreachable, "nobody answered");
        co_return banned;
    }
    runtime::Task<runtime::Result<bool>> reply(models::Channel, models::CollectedItem, std::string text,
                                               std::optional<Time> tried) override {
        replies.emplace_back(std::move(text), tried);
        if (answer) co_return tl::unexpected(*answer);
        co_return shows_replies;
    }
    runtime::Task<std::vector<runtime::Result<void>>> act(models::Channel, Items items, models::Verb verb) override {
        acts.push_back(verb);
        reached.push_back(items.size());
        std::vector<runtime::Result<void>> outcomes(items.size());
        const bool carried_out = !answer || refused || answer->kind == ErrorKind::unreachable;
        if (carried_out && verb == Verb::hide && !late) state = NetworkState::hidden;
        if (carried_out && verb == Verb::unhide) state = NetworkState::visible;
        if (carried_out && verb == Verb::remove) state = NetworkState::gone;
        if (carried_out && verb == Verb::ban && banned) banned = true;
        // What was carried out may be cut off before the answer.
        for (std::size_t i = 0; i < items.size(); ++i)
            if (answer && (!refused || items[i].external_id == refused)) outcomes[i] = tl::unexpected(*answer);
        co_return outcomes;
    }

    NetworkState state{NetworkState::visible};
    bool down{false};
    bool lost{false};                   ///< its connection is no good any more
    bool tells{true};                   ///< what is hidden
    std::optional<bool> banned{false};  ///< nothing: it does not say who is
    bool shows_replies{true};
    std::vector<std::pair<std::string, std::optional<Time>>> replies;
    bool late{false};  ///< what it has accepted shows later
    std::optional<runtime::Error> answer;
    std::optional<std::string> refused{};  ///< the one item whom `answer` concerns
    int observed{0};                       ///< questions, whatever the number of items
    std::vector<Verb> acts;
    std::vector<std::size_t> reached;  ///< by how many items each of them
};

class ActionWorkerTest : public StoreWorld {
  protected:
    void SetUp() override {
        StoreWorld::SetUp();
        clock.set(now);
        blocking = redis_server->connect(runner.executor());
        connections = std::make_unique<moderation::ConnectionStore>(*redis, sealer, "bramblecote");
        worker = std::make_unique<moderation::ActionWorker>(*store, *connections, *blocking, network, clock,
                                                            quiet_log(), metrics, "worker-1");
        auto threat = concern("comment-1", Severity::v4);
        threat.auto_hide = true;
        record(threat);
    }
    void TearDown() override {
        worker.reset();
        connections.reset();
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
    /// Proposed by one and agreed by another; what the machine had begun is done before.
    void decided_by_two(Verb verb, std::string text = {}) {
        work();
        network.acts.clear();
        auto request = decision("comment-1", verb, "ottilie");
        request.text = std::move(text);
        const auto proposed = ok(store->decide(ottilie, request, clock.now()));
        const Viewer second{"trellis", ottilie.sees};
        ok(store->agree(second, proposed.id, proposed.version, clock.now()));
    }

    FakeClock clock;
    runtime::Metrics metrics;
    ScriptedNetwork network;
    std::unique_ptr<runtime::RedisConnection> blocking;
    std::unique_ptr<moderation::ConnectionStore> connections;
    std::unique_ptr<moderation::ActionWorker> worker;
};

}  // namespace tests
