#pragma once

#include "config/runtime/clock.hpp"
#include "config/runtime/log.hpp"
#include "config/runtime/metrics.hpp"
#include "moderation/errand.hpp"
#include "moderation/network_actor.hpp"
#include "moderation/store/connections.hpp"
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
/// that is not authorised is not acted on. What its connection does not permit waits until the connection is mended.
/// What waits together for one channel is sent together where the network takes
/// it in one call; each action has an outcome of its own.
class ActionWorker {
  public:
    /// `blocking` is a connection of this worker's own. `consumer` is unique among all living workers;
    /// who gets the name of a dead one goes on with its jobs at once.
    ActionWorker(Store& store, ConnectionStore& connections, runtime::Redis& blocking, NetworkActor& actor,
                 runtime::Clock& clock, runtime::Log& log, runtime::Metrics& metrics, std::string consumer);

    static constexpr std::size_t kBatch = 50;  ///< as many as any network takes in one call
    static constexpr std::chrono::seconds kWait{5};
    static constexpr int kAttemptsMax = 12;  ///< about two hours of tries, then people are told
    /// Between looks at a channel whose connection is no good; that it is, people are told by others.
    static constexpr std::chrono::minutes kConnectionWait{5};

    /// Works until cancelled.
    runtime::Task<void> run();
    /// Takes what waits (up to `wait` for the first) and does it. Returns how many jobs it took.
    runtime::Task<runtime::Result<std::size_t>> work_once(std::chrono::milliseconds wait);

  private:
    using Errands = std::vector<Errand>;

    /// Nothing: the job is settled without the network.
    runtime::Task<runtime::Result<std::optional<Errand>>> take_up(Job job);
    /// Errands that belong together, from the evidence to the outcome.
    runtime::Task<runtime::Result<void>> perform(Errands errands);
    /// The evidence is kept first. Nothing: the job is settled, and nothing is to be done.
    runtime::Task<runtime::Result<std::optional<Errand>>> begin(Errand errand, runtime::Result<Observed> before);
    // Each for what a verb reaches: whether items are seen, an author or a post, what the school says.
    runtime::Task<runtime::Result<void>> act_on_items(Errands errands);
    runtime::Task<Outcome> act_around_item(Errand errand);
    runtime::Task<Outcome> answer(Errand errand);
    /// Returns those that have no outcome yet.
    runtime::Task<runtime::Result<Errands>> settle_each(Errands errands, std::vector<std::optional<Outcome>> outcomes);
    runtime::Task<runtime::Result<void>> settle(Errand errand, Outcome outcome);
    /// People are told by the store: something they wanted out of sight may still be in sight.
    runtime::Task<runtime::Result<void>> give_up(Job job, std::string reason);
    runtime::Task<runtime::Result<void>> try_later(Job job, runtime::Error error);
    /// What the channel's connection is known to lack, in a form that changes when something is mended; empty: nothing.
    runtime::Task<std::string> lack(models::Channel channel);

    Store& store_;
    ConnectionStore& connections_;
    runtime::Redis& blocking_;
    NetworkActor& actor_;
    runtime::Clock& clock_;
    runtime::Log& log_;
    runtime::Metrics& metrics_;
    std::string consumer_;
};

/// How long to wait before the next try, by the number of tries so far: 5 s, doubling to 15 min.
std::chrono::milliseconds action_backoff(int attempts);

}  // namespace moderation
