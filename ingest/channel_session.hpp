#pragma once

#include "ingest/facebook_client.hpp"
#include "ingest/facebook_parser.hpp"
#include "ingest/lease_keeper.hpp"
#include "ingest/ports.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace ingest {

/// How a round over one channel ended.
struct RoundReport {
    enum class Outcome {
        finished,    ///< `health` says what the channel looks like
        lease_lost,  ///< somebody else reads it, or it is not authorised any more
        store_down,  ///< what was read could not be recorded
    };

    Outcome outcome{Outcome::finished};
    models::ChannelHealth health{models::ChannelHealth::nothing_new};
    std::string detail;                                      ///< for the channels page
    std::optional<std::chrono::milliseconds> asked_silence;  ///< when throttled, by the network itself
    Usage usage;                                             ///< as the last answer said
    std::size_t requests{0};
    std::size_t fresh{0};
    std::size_t revised{0};
    std::size_t gone{0};
    std::size_t malformed{0};    ///< elements left out of recorded pages
    std::size_t bad_answers{0};  ///< whole answers that made no sense
    std::size_t cut_texts{0};
};

/// One round over one channel: every request and every recorded page goes through here, so that the lease,
/// the budget, the counts and the worst trouble are kept in one place.
class ChannelSession {
  public:
    struct Parts {
        FacebookClient& client;
        Inbox& inbox;
        LeaseKeeper& keeper;
        const runtime::Clock& clock;
    };
    ChannelSession(Parts parts, models::Channel channel, std::string token);

    const models::Channel& channel() const { return channel_; }
    runtime::Time now() const { return parts_.clock.now(); }
    /// False once nothing more may be asked or recorded.
    bool going() const { return going_; }

    /// Sends nothing, and answers `throttled`, when the last answer said that the budget is nearly used up.
    runtime::Task<GraphResult<GraphReply>> get(std::string path, GraphParameters parameters);
    /// Records under our lease. False when the round must end.
    runtime::Task<bool> record(models::CollectedPage page);
    /// Nothing when the store does not answer; then the round ends.
    runtime::Task<std::optional<std::vector<std::string>>> known_under(std::string post_external_id);

    /// Takes note of a refusal; ends the round when asking on would be pointless or harmful.
    void note(const GraphError& error);
    /// Takes note of a page that was read.
    void note(const GraphPage& page);
    /// A thread was read to its end: how many comments it listed and how many the network counts.
    void note_thread(std::size_t listed, std::int64_t counted);

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
};

}  // namespace ingest
