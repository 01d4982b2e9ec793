#include "moderation/action_worker.hpp"

#include "models/domain/capability.hpp"
#include "moderation/triage.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace moderation {

using models::ActionState;
using models::NetworkState;
using models::Verb;

namespace {

constexpr const char* kNotShownYet = "The network accepted it, but does not show it yet.";

/// Whether a look at the item tells what became of it. Nobody can see there who was banned.
bool can_be_seen(models::Network network, Verb verb) {
    return verb != Verb::ban && models::deed(network, verb).read_back;
}

}  // namespace

std::chrono::milliseconds action_backoff(int attempts) {
    constexpr std::chrono::seconds kFirst{5};
    constexpr std::chrono::minutes kLongest{15};
    const auto doublings = std::clamp(attempts - 1, 0, 12);
    return std::min<std::chrono::milliseconds>(kFirst * (1 << doublings), kLongest);
}

bool achieved(Verb verb, NetworkState state) {
    switch (verb) {
        case Verb::hide: return state != NetworkState::visible;
        case Verb::unhide: return state == NetworkState::visible;
        case Verb::remove: return state == NetworkState::gone || state == NetworkState::removed_by_us;
        case Verb::leave:
        case Verb::ban:
        case Verb::escalate: return false;
    }
    return false;
}

ActionWorker::ActionWorker(Store& store, runtime::Redis& blocking, NetworkActor& actor, runtime::Clock& clock,
                           runtime::Log& log, runtime::Metrics& metrics, std::string consumer)
    : store_{store},
      blocking_{blocking},
      actor_{actor},
      clock_{clock},
      log_{log},
      metrics_{metrics},
      consumer_{std::move(consumer)} {}

runtime::Task<void> ActionWorker::run() {
    bool interrupted = true;  // by the end of whoever had our name before
    for (;;) {
        runtime::Result<void> going;
        if (interrupted) going = co_await store_.resume_jobs("actions", consumer_);
        while (going) {
            interrupted = false;
            const auto worked = co_await work_once(kWait);
            if (!worked) going = tl::unexpected(worked.error());
        }
        // Only what a lost Redis interrupted comes again at once: what fails for another reason waits its time.
        interrupted = interrupted || going.error().kind == runtime::ErrorKind::unreachable;
        log_.warning("actions", "jobs could not be taken", {{"reason", going.error().message}});
        co_await clock_.sleep_for(std::chrono::seconds(1));
    }
}

runtime::Task<runtime::Result<std::size_t>> ActionWorker::work_once(std::chrono::milliseconds wait) {
    auto jobs = co_await store_.take_jobs(blocking_, "actions", consumer_, kBatch, wait);
    if (!jobs) co_return tl::unexpected(jobs.error());
    for (auto& job : *jobs) {
        const auto done = co_await perform(std::move(job));
        if (!done) co_return tl::unexpected(done.error());  // the job stays pending and comes again
    }
    co_return jobs->size();
}

runtime::Task<runtime::Result<void>> ActionWorker::perform(Job job) {
    const auto item = co_await store_.item_for_system(job.fields["item"]);
    if (!item && item.error().kind == runtime::ErrorKind::not_found)
        co_return co_await give_up(std::move(job), "the item is no longer kept", std::vector<std::string>());
    if (!item) co_return tl::unexpected(item.error());
    const auto channel = co_await store_.channel(item->latest.channel_id);
    if (!channel) co_return tl::unexpected(channel.error());
    if (channel->state != models::ChannelState::authorised)
        co_return co_await give_up(std::move(job), "the channel is not authorised", item->barred);

    // Evidence first: what the network shows before we touch it.
    auto before = co_await actor_.observe(*channel, item->latest);
    if (!before) co_return co_await try_later(std::move(job), before.error(), item->barred);
    const auto action = co_await store_.begin_action(job.fields["action"], std::move(before->raw), clock_.now());
    if (!action) {
        const auto kind = action.error().kind;
        if (kind == runtime::ErrorKind::conflict) co_return co_await store_.job_done(std::move(job));
        if (kind == runtime::ErrorKind::rejected || kind == runtime::ErrorKind::not_found)
            co_return co_await give_up(std::move(job), action.error().message, item->barred);
        co_return tl::unexpected(action.error());
    }
    auto tried = Before::nothing;
    if (action->attempts - 1 > std::atoi(job.fields["untouched"].c_str())) tried = Before::perhaps_done;
    if (job.fields["accepted"] == "1") tried = Before::accepted;
    auto outcome = co_await act(*channel, item->latest, action->verb, before->state, tried);
    co_return co_await settle(std::move(job), *action, std::move(outcome), item->barred);
}

runtime::Task<ActionWorker::Outcome> ActionWorker::act(models::Channel channel, models::CollectedItem item, Verb verb,
                                                       NetworkState before, Before tried) {
    Outcome outcome;
    if (achieved(verb, before)) {
        outcome.state = ActionState::done;
        outcome.network_state = before;
        co_return outcome;
    }
    if (tried == Before::accepted) {
        outcome.accepted = true;
        outcome.detail = kNotShownYet;
        co_return outcome;
    }
    if (tried == Before::perhaps_done && !can_be_seen(item.network, verb)) {
        outcome.state = ActionState::failed;
        outcome.detail = "The line was cut. " + std::string{display_name(item.network)} +
                         " may have carried it out, and does not let it be read back: look at it there.";
        if (before == NetworkState::gone) outcome.network_state = before;
        co_return outcome;
    }
    if (before == NetworkState::gone && verb != Verb::ban) {
        outcome.state = ActionState::refused;
        outcome.detail = "It is no longer on the network.";
        outcome.network_state = before;
        co_return outcome;
    }
    const auto acted = co_await actor_.act(channel, item, verb);
    if (!acted) {
        outcome.detail = acted.error().message;
        outcome.retry = acted.error().retry_after;
        const auto kind = acted.error().kind;
        if (kind == runtime::ErrorKind::rejected) outcome.state = ActionState::refused;
        outcome.untouched = kind == runtime::ErrorKind::rate_limited || kind == runtime::ErrorKind::unavailable;
        co_return outcome;
    }
    if (!models::deed(item.network, verb).read_back) {
        outcome.state = ActionState::done;
        outcome.network_state = verb == Verb::hide ? NetworkState::hidden : NetworkState::visible;
        outcome.detail = std::string{display_name(item.network)} + " confirmed it, and does not let it be read back.";
        co_return outcome;
    }
    if (verb == Verb::ban) {  // a ban cannot be read back from the item
        outcome.state = ActionState::done;
        co_return outcome;
    }
    const auto after = co_await actor_.observe(std::move(channel), std::move(item));
    if (after && achieved(verb, after->state)) {
        outcome.state = ActionState::done;
        outcome.network_state = verb == Verb::remove ? NetworkState::removed_by_us : after->state;
    } else {
        outcome.accepted = true;
        outcome.detail = kNotShownYet;
    }
    co_return outcome;
}

runtime::Task<runtime::Result<void>> ActionWorker::settle(Job job, Action action, Outcome outcome,
                                                          std::vector<std::string> barred) {
    if (outcome.state == ActionState::unknown && action.attempts >= kAttemptsMax) outcome.state = ActionState::failed;
    const auto state = outcome.state;
    const auto finished =
        co_await store_.finish_action(action.id, state, std::move(outcome.detail), outcome.network_state, clock_.now());
    if (!finished) co_return tl::unexpected(finished.error());
    metrics_
        .counter("gatehouse_actions_total", "Actions on networks by outcome",
                 {{"verb", std::string{to_string(action.verb)}}, {"outcome", std::string{to_string(state)}}})
        .add();
    log_.info("actions", "action finished",
              {{"action", action.id},
               {"item", action.item},
               {"verb", to_string(action.verb)},
               {"outcome", to_string(state)},
               {"attempts", action.attempts}});
    if (state == ActionState::unknown) {
        const auto wait = outcome.retry.value_or(action_backoff(action.attempts));
        if (outcome.accepted) job.fields["accepted"] = "1";
        if (outcome.untouched) job.fields["untouched"] = std::to_string(action.attempts);
        co_return co_await store_.job_later(std::move(job), clock_.now() + wait, clock_.now());
    }
    if (state == ActionState::done) co_return co_await store_.job_done(std::move(job));
    co_return co_await give_up(std::move(job), "the network did not carry it out", std::move(barred));
}

runtime::Task<runtime::Result<void>> ActionWorker::give_up(Job job, std::string reason,
                                                           std::vector<std::string> barred) {
    // People must know that something they wanted out of sight may still be in sight.
    models::Alert alert;
    alert.id = runtime::random_hex(16);
    alert.reference = alert_reference(runtime::random_hex(5));
    alert.kind = "action_failed";
    alert.subject = "item:" + job.fields["item"];
    alert.severity = models::Severity::v3;
    alert.barred = std::move(barred);
    const auto raised = co_await store_.raise_alert(std::move(alert), clock_.now());
    if (!raised) co_return tl::unexpected(raised.error());
    log_.error("actions", "action given up", {{"item", job.fields["item"]}, {"reason", reason}});
    co_return co_await store_.job_dead(std::move(job), std::move(reason), clock_.now());
}

runtime::Task<runtime::Result<void>> ActionWorker::try_later(Job job, runtime::Error error,
                                                             std::vector<std::string> barred) {
    if (error.kind == runtime::ErrorKind::rejected)
        co_return co_await give_up(std::move(job), error.message, std::move(barred));
    const auto tries = std::atoi(job.fields["tries"].c_str()) + 1;
    if (tries > kAttemptsMax)
        co_return co_await give_up(std::move(job), "the network could not be reached", std::move(barred));
    job.fields["tries"] = std::to_string(tries);
    const auto wait = error.retry_after.value_or(action_backoff(tries));
    log_.warning("actions", "network not reached, trying later",
                 {{"item", job.fields["item"]}, {"wait_ms", wait.count()}, {"reason", to_string(error.kind)}});
    co_return co_await store_.job_later(std::move(job), clock_.now() + wait, clock_.now());
}

}  // namespace moderation
