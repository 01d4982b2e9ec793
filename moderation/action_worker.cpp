#include "moderation/action_worker.hpp"

#include "moderation/job_loop.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <utility>

namespace moderation {

using models::ActionState;
using models::Verb;

namespace {

NetworkActor::Items items_of(const std::vector<Errand>& errands) {
    NetworkActor::Items items;
    for (const auto& errand : errands) items.push_back(errand.item);
    return items;
}

}  // namespace

std::chrono::milliseconds action_backoff(int attempts) {
    constexpr std::chrono::seconds kFirst{5};
    constexpr std::chrono::minutes kLongest{15};
    const auto doublings = std::clamp(attempts - 1, 0, 12);
    return std::min<std::chrono::milliseconds>(kFirst * (1 << doublings), kLongest);
}

ActionWorker::ActionWorker(Store& store, ConnectionStore& connections, runtime::Redis& blocking, NetworkActor& actor,
                           runtime::Clock& clock, runtime::Log& log, runtime::Metrics& metrics, std::string consumer)
    : store_{store},
      connections_{connections},
      blocking_{blocking},
      actor_{actor},
      clock_{clock},
      log_{log},
      metrics_{metrics},
      consumer_{std::move(consumer)} {}

runtime::Task<void> ActionWorker::run() {
    return work_jobs({store_, clock_, log_, "actions", consumer_, "actions"}, [this] { return work_once(kWait); });
}

runtime::Task<runtime::Result<std::size_t>> ActionWorker::work_once(std::chrono::milliseconds wait) {
    auto jobs = co_await store_.take_jobs(blocking_, "actions", consumer_, kBatch, wait);
    if (!jobs) co_return tl::unexpected(jobs.error());
    const auto taken = jobs->size();
    Errands errands;
    for (auto& job : *jobs) {
        auto errand = co_await take_up(std::move(job));
        if (!errand) co_return tl::unexpected(errand.error());  // the job stays pending and comes again
        if (*errand) errands.push_back(std::move(**errand));
    }
    for (auto& group : together(std::move(errands))) {
        const auto done = co_await perform(std::move(group));
        if (!done) co_return tl::unexpected(done.error());
    }
    co_return taken;
}

runtime::Task<runtime::Result<std::optional<Errand>>> ActionWorker::take_up(Job job) {
    const auto give_up_job = [&](std::string reason) { return give_up(std::move(job), std::move(reason)); };
    auto item = co_await store_.item_for_system(job.fields["item"]);
    runtime::Result<void> settled;
    if (!item && item.error().kind == runtime::ErrorKind::not_found) {
        settled = co_await give_up_job("the item is no longer kept");
    } else if (!item) {
        settled = tl::unexpected(item.error());
    } else {
        auto channel = co_await store_.channel(item->latest.channel_id);
        if (!channel) co_return tl::unexpected(channel.error());
        if (channel->state != models::ChannelState::authorised) {
            settled = co_await give_up_job("the channel is not authorised");
        } else {
            // The network said no because of this lack: as long as it is the same, the network is not asked again.
            const auto lacked = job.fields["lacked"];
            if (lacked.empty() || lacked != co_await lack(*channel))
                co_return Errand{std::move(job), std::move(*channel), std::move(item->latest)};
            settled = co_await store_.job_later(std::move(job), clock_.now() + kConnectionWait, clock_.now());
        }
    }
    if (!settled) co_return tl::unexpected(settled.error());
    co_return std::optional<Errand>{};
}

runtime::Task<runtime::Result<void>> ActionWorker::perform(Errands errands) {
    // Evidence first: what the network shows before we touch it.
    auto seen = co_await actor_.observe(errands.front().channel, items_of(errands));
    std::map<Verb, Errands> on_items;
    for (std::size_t i = 0; i < errands.size(); ++i) {
        auto begun = co_await begin(std::move(errands[i]), std::move(seen[i]));
        if (!begun) co_return tl::unexpected(begun.error());
        if (!*begun) continue;
        auto& errand = **begun;
        const auto reach = models::reach_of(errand.action.verb);
        Outcome outcome;
        if (reach == models::Reach::author || reach == models::Reach::post) {
            outcome = co_await act_around_item(errand);
        } else if (reach == models::Reach::answer) {
            outcome = co_await answer(errand);
        } else {
            on_items[errand.action.verb].push_back(std::move(errand));
            continue;
        }
        const auto settled = co_await settle(std::move(errand), std::move(outcome));
        if (!settled) co_return settled;
    }
    for (auto& [verb, group] : on_items) {
        const auto done = co_await act_on_items(std::move(group));
        if (!done) co_return done;
    }
    co_return runtime::Result<void>{};
}

runtime::Task<runtime::Result<std::optional<Errand>>> ActionWorker::begin(Errand errand,
                                                                          runtime::Result<Observed> before) {
    using runtime::ErrorKind;
    runtime::Result<void> settled;
    if (!before) {
        settled = co_await try_later(std::move(errand.job), before.error());
    } else {
        auto action = co_await store_.begin_action(errand.job.fields["action"], std::move(before->raw), clock_.now());
        if (action) {
            errand.begin(std::move(*action), *before);
            co_return errand;
        }
        const auto kind = action.error().kind;
        const bool hopeless = kind == ErrorKind::rejected || kind == ErrorKind::not_found;
        if (kind != ErrorKind::conflict && !hopeless) co_return tl::unexpected(action.error());
        if (hopeless)
            settled = co_await give_up(std::move(errand.job), action.error().message);
        else
            settled = co_await store_.job_done(std::move(errand.job));
    }
    if (!settled) co_return tl::unexpected(settled.error());
    co_return std::optional<Errand>{};
}

runtime::Task<runtime::Result<ActionWorker::Errands>> ActionWorker::settle_each(
    Errands errands, std::vector<std::optional<Outcome>> outcomes) {
    Errands open;
    for (std::size_t i = 0; i < errands.size(); ++i) {
        if (!outcomes[i]) {
            open.push_back(std::move(errands[i]));
            continue;
        }
        const auto settled = co_await settle(std::move(errands[i]), std::move(*outcomes[i]));
        if (!settled) co_return tl::unexpected(settled.error());
    }
    co_return open;
}

runtime::Task<runtime::Result<void>> ActionWorker::act_on_items(Errands errands) {
    const auto channel = errands.front().channel;
    const auto verb = errands.front().action.verb;
    std::vector<std::optional<Outcome>> outcomes;
    for (const auto& errand : errands) outcomes.push_back(errand.unsent());
    auto unsent = co_await settle_each(std::move(errands), std::move(outcomes));
    if (!unsent) co_return tl::unexpected(unsent.error());
    if (unsent->empty()) co_return runtime::Result<void>{};

    const auto answers = co_await actor_.act(channel, items_of(*unsent), verb);
    outcomes.clear();
    for (std::size_t i = 0; i < answers.size(); ++i) outcomes.push_back((*unsent)[i].answered(answers[i]));
    auto accepted = co_await settle_each(std::move(*unsent), std::move(outcomes));
    if (!accepted) co_return tl::unexpected(accepted.error());
    if (accepted->empty()) co_return runtime::Result<void>{};

    const auto after = co_await actor_.observe(channel, items_of(*accepted));
    outcomes.clear();
    for (std::size_t i = 0; i < after.size(); ++i) outcomes.emplace_back((*accepted)[i].looked(after[i]));
    const auto all = co_await settle_each(std::move(*accepted), std::move(outcomes));
    if (!all) co_return tl::unexpected(all.error());
    co_return runtime::Result<void>{};
}

runtime::Task<Outcome> ActionWorker::act_around_item(Errand errand) {
    const auto verb = errand.action.verb;
    const auto before = co_await actor_.in_force(errand.channel, errand.item, verb);
    auto unsent = errand.unsent_around(before);
    if (unsent) co_return std::move(*unsent);
    NetworkActor::Items one{errand.item};
    const auto acted = co_await actor_.act(errand.channel, std::move(one), verb);
    if (!acted.front()) co_return failed(acted.front().error());
    const auto after = co_await actor_.in_force(errand.channel, errand.item, verb);
    co_return errand.looked_around(after);
}

runtime::Task<Outcome> ActionWorker::answer(Errand errand) {
    // Whoever began it before us may have been heard by the network.
    std::optional<runtime::Time> tried;
    if (errand.earlier != Errand::Before::nothing) tried = errand.action.begun_at;
    const auto said =
        co_await actor_.reply(std::move(errand.channel), std::move(errand.item), std::move(errand.action.text), tried);
    if (!said) co_return failed(said.error());
    Outcome outcome;
    outcome.state = ActionState::done;
    if (!*said) outcome.detail = not_shown_yet().detail;
    co_return outcome;
}

runtime::Task<runtime::Result<void>> ActionWorker::settle(Errand errand, Outcome outcome) {
    const auto& action = errand.action;
    auto& job = errand.job;
    const auto waits = std::atoi(job.fields["waits"].c_str()) + (outcome.waits ? 1 : 0);
    const auto tries = action.attempts - waits;
    if (outcome.state == ActionState::unknown && tries >= kAttemptsMax) outcome.state = ActionState::failed;
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
        const auto wait = outcome.retry.value_or(outcome.waits ? kConnectionWait : action_backoff(tries));
        if (outcome.waits) job.fields["lacked"] = co_await lack(errand.channel);
        job.fields["waits"] = std::to_string(waits);
        if (outcome.accepted && job.fields["accepted"].empty())
            job.fields["accepted"] = std::to_string(action.attempts);
        if (outcome.untouched) job.fields["untouched"] = std::to_string(action.attempts);
        co_return co_await store_.job_later(std::move(job), clock_.now() + wait, clock_.now());
    }
    if (state == ActionState::done) co_return co_await store_.job_done(std::move(job));
    co_return co_await give_up(std::move(job), "the network did not carry it out");
}

runtime::Task<std::string> ActionWorker::lack(models::Channel channel) {
    const bool trouble = channel.health == models::ChannelHealth::permission_trouble;
    const auto connection = co_await connections_.connection(std::move(channel.id));
    if (!connection || (connection->missing.empty() && !trouble)) co_return std::string();
    auto lack = std::to_string(connection->version) + (trouble ? " read" : "");
    for (const auto& permission : connection->missing) lack.append(" ").append(permission);
    co_return lack;
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
