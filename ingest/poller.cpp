#include "ingest/poller.hpp"

#include "ingest/api.hpp"
#include "ingest/poll_schedule.hpp"

#include <algorithm>
#include <exception>
#include <set>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

namespace ingest {
namespace {

namespace asio = boost::asio;
using models::ChannelHealth;
using std::chrono::milliseconds;

/// Runs tasks side by side until all have ended.
runtime::Task<void> all_of(std::vector<runtime::Task<void>> tasks) {
    const auto executor = co_await asio::this_coro::executor;
    using Spawned = decltype(asio::co_spawn(executor, std::move(tasks.front()), asio::deferred));
    std::vector<Spawned> running;
    running.reserve(tasks.size());
    for (auto& task : tasks) running.push_back(asio::co_spawn(executor, std::move(task), asio::deferred));
    auto group = asio::experimental::make_parallel_group(std::move(running));
    auto [order, errors] = co_await group.async_wait(asio::experimental::wait_for_all(), asio::use_awaitable);
    for (const auto index : order)
        if (errors[index]) std::rethrow_exception(errors[index]);
}

bool cancelled(const std::exception& failure) {
    const auto* error = dynamic_cast<const boost::system::system_error*>(&failure);
    return error != nullptr && error->code() == asio::error::operation_aborted;
}

}  // namespace

Poller::Poller(Parts parts, Settings settings)
    : parts_{std::move(parts)}, settings_{std::move(settings)}, probe_{parts_.metrics} {}

static_assert(Poller::kLease - Poller::kLease / 3 > kCallTimeout);

runtime::Task<void> Poller::run() {
    const auto rest = co_await look_and_rest();  // first, so that the lanes begin with what is due
    std::vector<runtime::Task<void>> tasks;
    tasks.push_back(look_for_ever(rest));
    for (std::size_t i = 0; i < settings_.lanes; ++i) tasks.push_back(lane_for_ever());
    co_await runtime::run_together(std::move(tasks));
}

runtime::Task<milliseconds> Poller::look_and_rest() {
    const bool looked = co_await look();
    co_return looked ? until_next() : kStoreRest;
}

runtime::Task<void> Poller::look_for_ever(milliseconds rest) {
    for (;;) {
        co_await parts_.clock.sleep_for(rest);
        rest = co_await look_and_rest();
    }
}

runtime::Task<void> Poller::lane_for_ever() {
    for (;;) {
        co_await drain();
        co_await parts_.clock.sleep_for(kLaneRest);
    }
}

runtime::Task<milliseconds> Poller::poll_once() {
    const bool looked = co_await look();
    if (!looked) co_return kStoreRest;
    std::vector<runtime::Task<void>> tasks;
    for (std::size_t i = 0; i < settings_.lanes; ++i) tasks.push_back(drain());
    co_await all_of(std::move(tasks));
    co_return until_next();
}

milliseconds Poller::until_next() const {
    auto next = parts_.clock.now() + kLookEvery;
    for (const auto& [id, rhythm] : rhythms_) next = std::min(next, rhythm.due);
    const auto wait = std::chrono::ceil<milliseconds>(next - parts_.clock.now());
    return std::max(wait, milliseconds{kLaneRest});
}

runtime::Task<bool> Poller::look() {
    const auto channels = co_await parts_.channels.authorised();
    if (!channels) {
        parts_.log.warning("ingest", "channels cannot be read", {{"kind", to_string(channels.error().kind)}});
        co_return false;
    }
    std::set<std::string> allowed;
    sharing_ = {};
    for (const auto& channel : *channels) {
        allowed.insert(channel.id);
        ++sharing_[static_cast<std::size_t>(channel.network)];
    }
    for (const auto& waiting : queue_)
        if (!allowed.contains(waiting.id)) rhythms_.erase(waiting.id);
    std::erase_if(queue_, [&](const models::Channel& waiting) { return !allowed.contains(waiting.id); });
    // What is being read just now keeps its rhythm until that has ended.
    std::erase_if(rhythms_, [&](const auto& entry) { return !entry.second.queued && !allowed.contains(entry.first); });
    for (const auto& channel : *channels) queue_if_due(channel);
    co_return true;
}

void Poller::queue_if_due(const models::Channel& channel) {
    const auto now = parts_.clock.now();
    auto& rhythm = rhythms_[channel.id];
    if (rhythm.queued) return;
    if (channel.last_round_at && *channel.last_round_at > rhythm.polled_at) {
        if (rhythm.polled_at != runtime::Time{}) leave(channel.id, rhythm, "It was read a moment ago.");
        follow(rhythm, *channel.last_round_at);
    }
    if (silent(channel, now)) {
        rhythm.due = std::max(rhythm.due, *channel.health_until);
        rhythm.look_at = std::max(rhythm.look_at, *channel.health_until);
    }
    // The channel was connected anew: what was missed need not wait.
    if (rhythm.refused && channel.health == ChannelHealth::never_read) rhythm.due = now;
    const bool look = channel.noticed && now >= rhythm.look_at;
    if (now < rhythm.due && !look) return;
    rhythm.queued = true;
    queue_.push_back(channel);
}

void Poller::follow(Rhythm& rhythm, runtime::Time read_at) {
    // Before our own first reading that was probably ourselves before a restart, and people are waiting.
    const bool started = rhythm.polled_at == runtime::Time{};
    const milliseconds pause = started ? std::min(interval(), kRetryMin) : interval();
    rhythm.polled_at = read_at;
    rhythm.due = std::max(rhythm.due, read_at + pause);
}

void Poller::leave(const std::string& channel, Rhythm& rhythm, const std::string& reason) {
    if (!rhythm.left) parts_.log.info("ingest", "left to another process", {{"channel", channel}, {"reason", reason}});
    rhythm.left = true;
}

runtime::Task<void> Poller::drain() {
    while (!queue_.empty()) {
        auto channel = std::move(queue_.front());
        queue_.pop_front();
        co_await poll_guarded(std::move(channel));
    }
}

runtime::Task<void> Poller::poll_guarded(models::Channel channel) {
    const auto id = channel.id;
    try {
        co_await poll(std::move(channel));
    } catch (const std::exception& failure) {
        if (cancelled(failure)) throw;
        // A defect met in one channel's data must not silence the others.
        parts_.log.error("ingest", "round failed", {{"channel", id}});
        auto& rhythm = rhythms_[id];
        rhythm.due = parts_.clock.now() + retry_wait(++rhythm.failures_in_a_row, interval(), parts_.random());
    }
    rhythms_[id].queued = false;
}

runtime::Task<void> Poller::poll(models::Channel channel) {
    const auto lease = co_await lease_for(channel);
    if (!lease) co_return;
    rhythms_[channel.id].left = false;
    const auto report = co_await read(channel, *lease);
    const auto wait = plan(rhythms_[channel.id], channel, report);
    log_round(channel, report, wait);
    probe_.round(report);
    if (report.outcome == RoundReport::Outcome::lease_lost) co_return;
    if (report.outcome == RoundReport::Outcome::finished) co_await report_health(channel, report);
    // When this fails the lease runs out by itself.
    co_await parts_.channels.release_lease(*lease);
}

/// A look without trouble says nothing of the channel as a whole.
runtime::Task<void> Poller::report_health(const models::Channel& channel, const RoundReport& report) {
    if (report.looked && report.untroubled()) co_return;
    auto& rhythm = rhythms_[channel.id];
    models::HealthReport health;
    health.channel_id = channel.id;
    health.health = report.health;
    health.detail = report.detail;
    if (report.health == ChannelHealth::rate_limited) health.until = rhythm.due;
    health.malformed = report.bad_answers;
    health.allowance = allowance_words(channel.network, report.usage, rhythm.slowed);
    const auto reported = co_await parts_.channels.report_health(std::move(health));
    if (!reported) parts_.log.warning("ingest", "health not recorded", {{"kind", to_string(reported.error().kind)}});
    rhythms_[channel.id].polled_at = parts_.clock.now();
}

runtime::Task<std::optional<models::Lease>> Poller::lease_for(models::Channel channel) {
    auto lease = co_await parts_.channels.take_lease(channel.id, settings_.owner, kLease);
    auto& rhythm = rhythms_[channel.id];
    if (!lease) {
        const bool taken = lease.error().kind == runtime::ErrorKind::conflict;
        if (taken) {
            leave(channel.id, rhythm, lease.error().message);
            rhythm.polled_at = parts_.clock.now();  // what is read from now on was not read by us before a restart
        }
        rhythm.due = parts_.clock.now() + (taken ? kLookEvery : kStoreRest);
        co_return std::nullopt;
    }
    if (!lease->last_round_at || lease->last_round_at == channel.last_round_at) co_return std::move(*lease);
    // It waited here while another process read it.
    leave(channel.id, rhythm, "It was read a moment ago.");
    follow(rhythm, *lease->last_round_at);
    co_await parts_.channels.release_lease(std::move(*lease));
    co_return std::nullopt;
}

runtime::Task<RoundReport> Poller::read(models::Channel channel, models::Lease lease) {
    RoundReport failed;
    auto token = co_await parts_.tokens.token(channel);
    if (!token) {
        const bool later = token.error().kind == runtime::ErrorKind::rate_limited;
        failed.health = later ? ChannelHealth::rate_limited : ChannelHealth::token_trouble;
        failed.detail = token.error().message;
        failed.asked_silence = token.error().retry_after;
        co_return failed;
    }
    const bool due = parts_.clock.now() >= rhythms_[channel.id].due;
    LeaseKeeper keeper{parts_.channels, parts_.clock, lease, kLease};
    auto notices = co_await parts_.channels.notices(channel.id);
    if (!notices) {
        failed.outcome = RoundReport::Outcome::store_down;
        co_return failed;
    }
    RoundReport report;
    report.looked = !due;
    if (!notices->empty()) report = co_await ask(channel, *token, *notices, keeper);
    if (!report.untroubled()) co_return report;
    if (due || !report.looked) {
        const auto asked = report.requests;
        report = co_await ask(channel, std::move(*token), Collector::Notices(), keeper);
        report.requests += asked;
    }
    // What was not read stays noticed.
    if (!notices->empty() && report.untroubled()) {
        const auto answered = co_await parts_.channels.answer_notices(std::move(lease), std::move(*notices));
        if (!answered) report.outcome = RoundReport::Outcome::store_down;
    }
    co_return report;
}

runtime::Task<RoundReport> Poller::ask(models::Channel channel, std::string token, Collector::Notices notices,
                                       LeaseKeeper& keeper) {
    auto cursors = co_await parts_.channels.cursors(channel.id);
    RoundReport failed;
    failed.outcome = RoundReport::Outcome::store_down;
    if (!cursors) co_return failed;
    auto& collector = parts_.collectors.at(channel.network);
    if (notices.empty())
        co_return co_await collector.round(std::move(channel), std::move(token), std::move(*cursors), keeper);
    co_return co_await collector.look(std::move(channel), std::move(token), std::move(*cursors), std::move(notices),
                                      keeper);
}

milliseconds Poller::interval() {
    return next_interval(settings_.collect, parts_.calendar.profile(parts_.clock.now()), Usage(), false, 0);
}

milliseconds Poller::wait_after(Rhythm& rhythm, const RoundReport& report) {
    const double jitter = parts_.random();
    if (report.outcome == RoundReport::Outcome::store_down)
        return store_retry_wait(++rhythm.store_failures_in_a_row, interval(), jitter);
    rhythm.store_failures_in_a_row = 0;
    if (report.health == ChannelHealth::unreachable) return retry_wait(++rhythm.failures_in_a_row, interval(), jitter);
    rhythm.failures_in_a_row = 0;
    if (report.health == ChannelHealth::rate_limited)
        return silence(++rhythm.throttled_in_a_row, report.asked_silence, jitter);
    rhythm.throttled_in_a_row = 0;
    const auto profile = parts_.calendar.profile(parts_.clock.now());
    return next_interval(settings_.collect, profile, report.usage, report.fresh > 0, jitter);
}

void Poller::log_round(const models::Channel& channel, const RoundReport& report, milliseconds wait) {
    parts_.log.info("ingest", report.looked ? "notices looked at" : "round ended",
                    {{"channel", channel.id},
                     {"outcome", outcome_of(report)},
                     {"requests", report.requests},
                     {"fresh", report.fresh},
                     {"revised", report.revised},
                     {"gone", report.gone},
                     {"malformed", report.malformed + report.bad_answers},
                     {"next_in_s", wait.count() / 1000}});
}

}  // namespace ingest
