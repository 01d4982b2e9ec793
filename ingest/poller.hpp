#pragma once

#include "config/policy/calendar.hpp"
#include "config/runtime/clock.hpp"
#include "config/runtime/log.hpp"
#include "config/settings.hpp"
#include "ingest/network.hpp"
#include "ingest/poll_probe.hpp"
#include "ingest/ports.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <string>

namespace ingest {

/// Reads every authorised channel for ever, each in its own rhythm and under a lease, several at a time.
///
/// A channel that the network throttled is left alone until the named moment, also after a restart, because
/// the moment stands in the register. One channel's trouble is its own: the others are read meanwhile.
/// What could not be recorded is read again, so nothing is skipped; and soon, because a store that is away is
/// no reason to spare the network.
///
/// Where a network says that something happened, that is looked at within kLookEvery, whoever heard of it; and the
/// round over the whole channel comes when it is due all the same, because networks do not say everything.
///
/// Of several processes one reads a channel at a time, in turns that are an interval apart. The others leave it
/// to that one and say so in their logs.
class Poller {
  public:
    struct Parts {
        ChannelRegister& channels;
        TokenSource& tokens;
        ByNetwork<Collector> collectors;
        const config::Calendar& calendar;
        runtime::Clock& clock;
        runtime::Log& log;
        runtime::Metrics& metrics;
        std::function<double()> random;  ///< uniform in [0, 1)
    };
    struct Settings {
        config::Settings::Collect collect{};
        std::string owner;     ///< tells this process from others in leases
        std::size_t lanes{8};  ///< channels read at the same time
    };
    /// Outlives a request with its recording, as it is renewed when a third has passed; and short, because it is how
    /// long a channel stays unread when its reader died and nobody comes back in its name.
    static constexpr std::chrono::seconds kLease{45};
    static constexpr std::chrono::seconds kLookEvery{10};  ///< at the register, for new and suspended channels
    static constexpr std::chrono::seconds kLaneRest{1};
    static constexpr std::chrono::seconds kStoreRest{1};  ///< before the register is asked again

    /// Everything in `parts` outlives the poller.
    Poller(Parts parts, Settings settings);

    /// Polls until cancelled.
    runtime::Task<void> run();

    /// Reads every channel that is due now. Returns how long to wait before looking again.
    runtime::Task<std::chrono::milliseconds> poll_once();

  private:
    using milliseconds = std::chrono::milliseconds;

    /// What this process remembers of a channel between rounds.
    struct Rhythm {
        runtime::Time due{};        ///< for a round
        runtime::Time look_at{};    ///< not before, however much was noticed
        runtime::Time polled_at{};  ///< a later round in the register was somebody else's
        int throttled_in_a_row{0};
        int failures_in_a_row{0};  ///< of the network
        int store_failures_in_a_row{0};
        double cost{0};       ///< of a round, where the network counts what calls cost
        double slowed{1};     ///< how many times longer than planned we wait, so that the budget lasts
        bool queued{false};   ///< or being read
        bool left{false};     ///< to another process, and that was said
        bool refused{false};  ///< the network did not accept the token, or permit something
    };

    /// Reads the register and queues what is due. False when the register does not answer.
    runtime::Task<bool> look();
    runtime::Task<milliseconds> look_and_rest();
    runtime::Task<void> look_for_ever(milliseconds rest);
    runtime::Task<void> lane_for_ever();
    /// Polls queued channels until none is left.
    runtime::Task<void> drain();
    runtime::Task<void> poll_guarded(models::Channel channel);
    runtime::Task<void> poll(models::Channel channel);
    /// What was noticed, and the whole channel when it is due.
    runtime::Task<RoundReport> read(models::Channel channel, models::Lease lease);
    /// A round, or with notices a look at them.
    runtime::Task<RoundReport> ask(models::Channel channel, std::string token, Collector::Notices notices,
                                   LeaseKeeper& keeper);
    /// Sets when the channel is read again and returns how long that is from now.
    milliseconds plan(Rhythm& rhythm, const models::Channel& channel, const RoundReport& report);
    runtime::Task<void> report_health(const models::Channel& channel, const RoundReport& report);

    /// The lease, unless another process reads the channel or has read it since `channel` was looked up.
    runtime::Task<std::optional<models::Lease>> lease_for(models::Channel channel);
    void queue_if_due(const models::Channel& channel);
    /// Another process read the channel last.
    void follow(Rhythm& rhythm, runtime::Time read_at);
    void leave(const std::string& channel, Rhythm& rhythm, const std::string& reason);
    /// Until the first channel is due or the register may have changed.
    milliseconds until_next() const;
    milliseconds interval();
    /// How long to leave the channel alone after `report`.
    milliseconds wait_after(Rhythm& rhythm, const RoundReport& report);
    /// The wait that the network's allowance leaves, for this channel and all others that share it.
    milliseconds thrifty(Rhythm& rhythm, const models::Channel& channel, const RoundReport& report, milliseconds wait);
    void log_round(const models::Channel& channel, const RoundReport& report, milliseconds wait);

    const Parts parts_;
    const Settings settings_;
    PollProbe probe_;
    std::map<std::string, Rhythm> rhythms_;             ///< by channel
    std::array<int, models::kNetworkCount> sharing_{};  ///< channels of each network, which share what it allows
    std::deque<models::Channel> queue_;
};

}  // namespace ingest
