#include "moderation/action_worker.hpp"

#include "models/domain/capability.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace moderation {

using models::ActionState;
using models::NetworkState;
using models::Verb;

namespace {

constexpr const char* kNotYet = "The network accepted it, but does not show it yet.";

std::string only_its_word(models::Network network) {
    return std::string{display_name(network)} + " confirmed it, and does not let it be read back.";
}

std::string perhaps_done(models::Network network) {
    return "The line was cut. " + std::string{display_name(network)} +
           " may have carried it out, and does not let it be read back: look at it there.";
}

}  // namespace

std::chrono::milliseconds action_backoff(int attempts) {
    constexpr std::chrono::seconds kFirst{5};
    constexpr std::chrono::minutes kLongest{15};
    const auto doublings = std::clamp(attempts - 1, 0, 12);
    return std::min<std::chrono::milliseconds>(kFirst * (1 << doublings), kLongest);
}

bool achieved(Verb verb, NetworkState state) {
    if (verb == Verb::hide) return state != NetworkState::visible;
    if (verb == Verb::unhide) return state == NetworkState::visible;
    return verb == Verb::remove && (state == NetworkState::gone || state == NetworkState::removed_by_us);
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
        co_return co_await give_up(std::move(job), "the item is no longer kept");
    if (!item) co_return tl::unexpected(item.error());
    const auto channel = co_await store_.channel(item->latest.channel_id);
    if (!channel) co_return tl::unexpected(channel.error());
    if (channel->state != models::ChannelState::authorised)
        co_return co_await give_up(std::move(job), "the channel is not authorised");

    // Evidence first: what the network shows before we touch it.
    auto before = co_await actor_.observe(*channel, item->latest);
    if (!before) co_return co_await try_later(std::move(job), before.error());
    const auto action = co_await store_.begin_action(job.fields["action"], std::move(before->raw), clock_.now());
    if (!action) {
        const auto kind = action.error().kind;
        if (kind == runtime::ErrorKind::conflict) co_return co_await store_.job_done(std::move(job));
        if (kind == runtime::ErrorKind::rejected || kind == runtime::ErrorKind::not_found)
            co_return co_await give_up(std::move(job), action.error().message);
        co_return tl::unexpected(action.error());
    }
    auto tried = Before::nothing;
    if (action->attempts - 1 > std::atoi(job.fields["untouched"].c_str())) tried = Before::perhaps_done;
    if (job.fields["accepted"] == "1") tried = Before::accepted;
    const Tries tries{before->state, tried};
    auto outcome = co_await act(*channel, item->latest, *action, tries);
    co_return co_await settle(std::move(job), *action, std::move(outcome));
}

ActionWorker::Outcome ActionWorker::failed(const runtime::Error& error) {
    using runtime::ErrorKind;
    Outcome outcome;
    outcome.detail = error.message;
    outcome.retry = error.retry_after;
    if (error.kind == ErrorKind::rejected) outcome.state = ActionState::refused;
    if (error.kind == ErrorKind::conflict) outcome.state = ActionState::failed;
    outcome.untouched = error.kind == ErrorKind::rate_limited || error.kind == ErrorKind::unavailable;
    return outcome;
}

runtime::Task<ActionWorker::Outcome> ActionWorker::act(models::Channel channel, models::CollectedItem item,
                                                       Action action, Tries tries) {
    switch (models::reach_of(action.verb)) {
        case models::Reach::author:
        case models::Reach::post:
            co_return co_await act_around_item(std::move(channel), std::move(item), action.verb, tries);
        case models::Reach::answer:
            co_return co_await answer(std::move(channel), std::move(item), std::move(action), tries);
        case models::Reach::nothing:
        case models::Reach::item: break;
    }
    co_return co_await act_on_item(std::move(channel), std::move(item), action.verb, tries);
}

runtime::Task<ActionWorker::Outcome> ActionWorker::act_on_item(models::Channel channel, models::CollectedItem item,
                                                               Verb verb, Tries tries) {
    const auto before = tries.state;
    Outcome outcome;
    if (achieved(verb, before)) {
        outcome.state = ActionState::done;
        outcome.network_state = before;
        co_return outcome;
    }
    if (tries.earlier == Before::accepted) {
        outcome.accepted = true;
        outcome.detail = kNotYet;
        co_return outcome;
    }
    const auto& deed = models::deed(item.network, verb);
    if (tries.earlier == Before::perhaps_done && !deed.read_back && !deed.repeatable) {
        outcome.state = ActionState::failed;
        outcome.detail = perhaps_done(item.network);
        if (before == NetworkState::gone) outcome.network_state = before;
        co_return outcome;
    }
    if (before == NetworkState::gone) {
        outcome.state = ActionState::refused;
        outcome.detail = "It is no longer on the network.";
        outcome.network_state = before;
        co_return outcome;
    }
    const auto acted = co_await actor_.act(channel, item, verb);
    if (!acted) {
        outcome = failed(acted.error());
        const bool unknown = outcome.state == ActionState::unknown && !outcome.untouched;
        if (unknown && !deed.read_back) outcome.detail = perhaps_done(item.network);
        co_return outcome;
    }
    if (!deed.read_back) {
        outcome.state = ActionState::done;
        outcome.network_state = verb == Verb::hide ? NetworkState::hidden : NetworkState::visible;
        outcome.detail = only_its_word(item.network);
        co_return outcome;
    }
    const auto after = co_await actor_.observe(std::move(channel), std::move(item));
    if (after && achieved(verb, after->state)) {
        outcome.state = ActionState::done;
        outcome.network_state = verb == Verb::remove ? NetworkState::removed_by_us : after->state;
    } else {
        outcome.accepted = true;
        outcome.detail = kNotYet;
    }
    co_return outcome;
}

runtime::Task<ActionWorker::Outcome> ActionWorker::act_around_item(models::Channel channel, models::CollectedItem item,
                                                                   Verb verb, Tries tries) {
    Outcome outcome;
    const auto already = co_await actor_.in_force(channel, item, verb);
    if (!already) {
        outcome = failed(already.error());
        outcome.untouched = true;  // it was a question
        co_return outcome;
    }
    if (already->value_or(false)) {
        outcome.state = ActionState::done;
        outcome.detail = "It was so already.";
        co_return outcome;
    }
    if (tries.earlier == Before::accepted) {
        outcome.accepted = true;
        outcome.detail = kNotYet;
        co_return outcome;
    }
    if (tries.earlier == Before::perhaps_done && !*already) {
        outcome.state = ActionState::failed;
        outcome.detail = perhaps_done(item.network);
        if (tries.state == NetworkState::gone) outcome.network_state = tries.state;
        co_return outcome;
    }
    const auto acted = co_await actor_.act(channel, item, verb);
    if (!acted) co_return failed(acted.error());
    const auto network = item.network;
    if (models::deed(network, verb).removes) outcome.network_state = NetworkState::removed_by_us;
    const auto now = co_await actor_.in_force(std::move(channel), std::move(item), verb);
    if (now && now->value_or(true)) {
        outcome.state = ActionState::done;
        if (!*now) outcome.detail = only_its_word(network);
    } else {
        outcome.accepted = true;
        outcome.detail = kNotYet;
    }
    co_return outcome;
}

runtime::Task<ActionWorker::Outcome> ActionWorker::answer(models::Channel channel, models::CollectedItem item,
                                                          Action action, Tries tries) {
    // Whoever began it before us may have been heard by the network.
    std::optional<runtime::Time> tried;
    if (tries.earlier != Before::nothing) tried = action.begun_at;
    const auto said = co_await actor_.reply(std::move(channel), std::move(item), std::move(action.text), tried);
    if (!said) co_return failed(said.error());
    Outcome outcome;
    outcome.state = ActionState::done;
    if (!*said) outcome.detail = kNotYet;
    co_return outcome;
}

runtime::Task<runtime::Result<void>> ActionWorker::settle(Job job, Action action, Outcome outcome) {
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
    co_return co_await give_up(std::move(job), "the network did not carry it out");
}

runtime::Task<runtime::Result<void>> ActionWorker::give_up(Job job, std::string reason) {
    log_.error("actions", "action given up", {{"item", job.fields["item"]}, {"reason", reason}});
    co_return co_await store_.job_dead(std::move(job), std::move(reason), clock_.now());
}

runtime::Task<runtime::Result<void>> ActionWorker::try_later(Job job, runtime::Error error) {
    if (error.kind == runtime::ErrorKind::rejected) co_return co_await give_up(std::move(job), error.message);
    // What was decided is not forgotten while the channel is not connected, however long that takes.
    const bool counts = error.kind != runtime::ErrorKind::unavailable;
    const auto tries = std::atoi(job.fields["tries"].c_str()) + (counts ? 1 : 0);
    if (tries > kAttemptsMax) co_return co_await give_up(std::move(job), "the network could not be reached");
    job.fields["tries"] = std::to_string(tries);
    const auto wait = error.retry_after.value_or(counts ? action_backoff(tries) : kConnectionWait);
    log_.warning("actions", "network not reached, trying later",
                 {{"item", job.fields["item"]}, {"wait_ms", wait.count()}, {"reason", to_string(error.kind)}});
    co_return co_await store_.job_later(std::move(job), clock_.now() + wait, clock_.now());
}

}  // namespace moderation
