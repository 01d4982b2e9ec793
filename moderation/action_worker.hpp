#pragma once

#include "config/runtime/clock.hpp"
#include "config/runtime/log.hpp"
#include "config/runtime/metrics.hpp"
#include "moderation/network_actor.hpp"
#include "moderation/store/store.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace moderation {

/// Carries out what was decided on the network: keep the evidence, act, look again, record how it went.
///
/// An action whose outcome is unknown (the line was cut) stays a job; the next try looks at the network
/// before it sends anything, so nothing is done twice. What the network accepted is never sent again, only looked at.
/// What cannot be looked at is sent again where that changes nothing, and is given to people where it might. A channel
/// that is not authorised is not acted on.
class ActionWorker {
  public:
    /// `blocking` is a connection of this worker's own. `consumer` is unique among all living workers;
    /// who gets the name of a dead one goes on with its jobs at once.
    ActionWorker(Store& store, runtime::Redis& blocking, NetworkActor& actor, runtime::Clock& clock, runtime::Log& log,
                 runtime::Metrics& metrics, std::string consumer);

    static constexpr std::size_t kBatch = 16;
    static constexpr std::chrono::seconds kWait{5};
    static constexpr int kAttemptsMax = 12;  ///< about two hours of tries, then people are told
    /// Between looks at a channel whose connection is no good; that it is, people are told by others.
    static constexpr std::chrono::minutes kConnectionWait{5};

    /// Works until cancelled.
    runtime::Task<void> run();
    /// Takes what waits (up to `wait` for the first) and does it. Returns how many jobs it took.
    runtime::Task<runtime::Result<std::size_t>> work_once(std::chrono::milliseconds wait);

  private:
    struct Outcome {
        models::ActionState state{models::ActionState::unknown};
        std::string detail;
        std::optional<models::NetworkState> network_state;
        std::optional<std::chrono::milliseconds> retry;
        bool accepted{false};   ///< the network said that it carries it out
        bool untouched{false};  ///< the network certainly did not
    };
    /// What an earlier try of the same job may have come to.
    enum class Before { nothing, perhaps_done, accepted };

    /// How the item stands, and what became of earlier tries of the same job.
    struct Tries {
        models::NetworkState state{models::NetworkState::visible};
        Before earlier{Before::nothing};
    };

    static Outcome failed(const runtime::Error& error);
    runtime::Task<runtime::Result<void>> perform(Job job);
    runtime::Task<Outcome> act(models::Channel channel, models::CollectedItem item, Action action, Tries tries);
    // Each for what a verb reaches: whether the item is seen, its author or post, what the school says.
    runtime::Task<Outcome> act_on_item(models::Channel channel, models::CollectedItem item, models::Verb verb,
                                       Tries tries);
    runtime::Task<Outcome> act_around_item(models::Channel channel, models::CollectedItem item, models::Verb verb,
                                           Tries tries);
    runtime::Task<Outcome> answer(models::Channel channel, models::CollectedItem item, Action action, Tries tries);
    runtime::Task<runtime::Result<void>> settle(Job job, Action action, Outcome outcome);
    /// People are told by the store: something they wanted out of sight may still be in sight.
    runtime::Task<runtime::Result<void>> give_up(Job job, std::string reason);
    runtime::Task<runtime::Result<void>> try_later(Job job, runtime::Error error);

    Store& store_;
    runtime::Redis& blocking_;
    NetworkActor& actor_;
    runtime::Clock& clock_;
    runtime::Log& log_;
    runtime::Metrics& metrics_;
    std::string consumer_;
};

/// How long to wait before the next try, by the number of tries so far: 5 s, doubling to 15 min.
std::chrono::milliseconds action_backoff(int attempts);

/// Whether the network already shows what the verb wants of the item.
bool achieved(models::Verb verb, models::NetworkState state);

}  // namespace moderation
