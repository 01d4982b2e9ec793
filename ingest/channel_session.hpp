#pragma once

#include "ingest/network.hpp"
#include "ingest/parsed.hpp"
#include "ingest/ports.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace ingest {

/// What of the network's budget is used, in words for the channels page; empty: the network does not say. `slowed`: how
/// many times longer than planned the channel waits for its next round because of it.
std::string allowance_words(models::Network network, const Usage& usage, double slowed);

/// One round over one channel: every request and every recorded page goes through here, so that the lease,
/// the budget, the counts and the worst trouble are kept in one place.
class ChannelSession {
  public:
    struct Parts {
        ApiClient& client;
        Inbox& inbox;
        LeaseKeeper& keeper;
        const runtime::Clock& clock;
    };
    ChannelSession(Parts parts, models::Channel channel, std::string token);

    const models::Channel& channel() const { return channel_; }
    /// As people know it.
    std::string_view network() const { return models::display_name(channel_.network); }
    runtime::Time now() const { return parts_.clock.now(); }
    /// False once nothing more may be asked or recorded.
    bool going() const { return going_; }

    /// Sends nothing, and answers `throttled`, when the last answer said that the budget is nearly used up.
    runtime::Task<ApiResult<ApiReply>> get(std::string path, ApiParameters parameters);
    /// Records under our lease. False when the round must end.
    runtime::Task<bool> record(models::CollectedPage page);
    /// Nothing when the store does not answer; then the round ends.
    runtime::Task<std::optional<std::vector<std::string>>> known_under(std::string post_external_id);

    /// Takes note of a refusal; ends the round when asking on would be pointless or harmful.
    void note(const ApiError& error);
    /// Takes note of a page that was read.
    void note(const ParsedPage& page);
    /// A thread was read to its end: how many comments it listed and how many the network counts.
    void note_thread(std::size_t listed, std::int64_t counted);

    /// A list was not read to its end although nothing was refused, or the network left something out of it: what is
    /// missing is found in a later round, and the channels page says so until then.
    void note_incomplete();

    /// A sentence for the channels page about what is fine and should be known all the same: comments that are
    /// switched off, a list that ends early. Said when there is no trouble; the same sentence once.
    void remark(const std::string& sentence);

    RoundReport finish() const;

  private:
    void trouble(models::ChannelHealth health, const std::string& detail);
    void stop(RoundReport::Outcome outcome);

    const Parts parts_;
    const models::Channel channel_;
    const std::string token_;
    RoundReport report_;
    bool going_{true};
    int failures_in_a_row_{0};
    std::size_t listed_{0};
    std::int64_t counted_{0};
    std::string remarks_;
};

}  // namespace ingest
