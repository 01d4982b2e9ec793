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

/// A network with one item. It does what it is told unless the test says otherwise.
class ScriptedNetwork final : public moderation::NetworkActor {
  public:
    runtime::Task<runtime::Result<moderation::Observed>> observe(models::Channel, models::CollectedItem) override {
        ++observed;
        if (down) co_return runtime::fail(ErrorKind::unreachable, "nobody answered");
        if (lost) co_return runtime::fail(ErrorKind::unavailable, "the channel is not connected");
        const auto said = tells || state == NetworkState::gone ? state : NetworkState::visible;
        co_return moderation::Observed{said, "{\"as\":\"the network shows it\"}"};
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
    runtime::Task<runtime::Result<void>> act(models::Channel, models::CollectedItem, models::Verb verb) override {
        acts.push_back(verb);
        if (answer && answer->kind != ErrorKind::unreachable) co_return tl::unexpected(*answer);
        if (verb == Verb::hide && !late) state = NetworkState::hidden;
        if (verb == Verb::unhide) state = NetworkState::visible;
        if (verb == Verb::remove) state = NetworkState::gone;
        if (verb == Verb::ban && banned) banned = true;
        if (answer) co_return tl::unexpected(*answer);  // carried out, but the line was cut before the answer
        co_return runtime::Result<void>();
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
    std::unique_ptr<moderation::ActionWorker> worker;
};

}  // namespace tests
