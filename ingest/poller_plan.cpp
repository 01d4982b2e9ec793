#include "ingest/poll_schedule.hpp"
#include "ingest/poller.hpp"

#include <algorithm>

namespace ingest {

using models::ChannelHealth;

milliseconds Poller::plan(Rhythm& rhythm, const models::Channel& channel, const RoundReport& report) {
    const auto now = parts_.clock.now();
    if (report.looked && report.untroubled()) {
        const bool hurried = slowness(report.usage) == 1;
        rhythm.look_at = now + (hurried ? milliseconds{kLookEvery} : interval());
        return std::chrono::ceil<milliseconds>(rhythm.due - now);
    }
    const auto wait = thrifty(rhythm, channel, report, wait_after(rhythm, report));
    rhythm.due = now + wait;
    rhythm.refused =
        report.health == ChannelHealth::token_trouble || report.health == ChannelHealth::permission_trouble;
    rhythm.look_at = report.untroubled() ? now + kLookEvery : rhythm.due;
    return wait;
}

/// A round that finds much costs more than the next one will, so the cost is an average that leans on the past.
milliseconds Poller::thrifty(Rhythm& rhythm, const models::Channel& channel, const RoundReport& report,
                             milliseconds wait) {
    rhythm.slowed = 1;
    const auto& allowance = report.usage.allowance;
    if (!allowance || !report.untroubled()) return wait;
    const auto cost = static_cast<double>(report.cost);
    rhythm.cost = rhythm.cost == 0 ? cost : (3 * rhythm.cost + cost) / 4;
    if (allowance->left == Allowance::kNoLimit) return wait;
    const int sharing = allowance->rolling ? 1 : std::max(1, sharing_[static_cast<std::size_t>(channel.network)]);
    const auto rounds =
        planned_rounds(settings_.collect, parts_.calendar, parts_.clock.now(), allowance->until) * sharing;
    rhythm.slowed = stretch(rounds, rhythm.cost, static_cast<double>(allowance->left));
    return stretched(wait, rhythm.slowed);
}

}  // namespace ingest
