#pragma once

#include "config/runtime/result.hpp"
#include "config/runtime/task.hpp"
#include "models/domain/channel.hpp"
#include "models/domain/connection.hpp"
#include "models/domain/page.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ingest {

/// Where collected pages go. Provided by moderation/.
class Inbox {
  public:
    virtual ~Inbox() = default;
    /// Judges and records a page and its cursor in one atomic step. Repeats are harmless.
    /// rejected: the channel is not authorised (any more) or the lease was lost: stop polling it.
    virtual runtime::Task<runtime::Result<models::RecordedPage>> record(models::CollectedPage page) = 0;
    /// External ids known under a post and not gone.
    virtual runtime::Task<runtime::Result<std::vector<std::string>>> known_under(std::string channel,
                                                                                 std::string post_external_id) = 0;
};

/// The register of channels, as far as reading them goes. Provided by moderation/.
class ChannelRegister {
  public:
    virtual ~ChannelRegister() = default;
    /// Only channels that may be read now.
    virtual runtime::Task<runtime::Result<std::vector<models::Channel>>> authorised() = 0;
    virtual runtime::Task<runtime::Result<std::map<std::string, std::string>>> cursors(std::string channel) = 0;
    virtual runtime::Task<runtime::Result<models::Lease>> take_lease(std::string channel, std::string owner,
                                                                     std::chrono::milliseconds length) = 0;
    virtual runtime::Task<runtime::Result<void>> renew_lease(models::Lease lease, std::chrono::milliseconds length) = 0;
    virtual runtime::Task<runtime::Result<void>> release_lease(models::Lease lease) = 0;
    virtual runtime::Task<runtime::Result<void>> report_health(models::HealthReport report) = 0;
    /// What networks said happened on the channel and nobody has looked at.
    virtual runtime::Task<runtime::Result<std::vector<models::Notice>>> notices(std::string channel) = 0;
    /// What they say was looked at and recorded; what was said again since stays.
    virtual runtime::Task<runtime::Result<void>> answer_notices(models::Lease lease,
                                                                std::vector<models::Notice> notices) = 0;
};

/// Where what a network said is kept until it was looked at. Provided by moderation/.
class NoticeBoard {
  public:
    virtual ~NoticeBoard() = default;
    /// Durable when it returns. rejected: the channel is not authorised, and nothing was kept.
    virtual runtime::Task<runtime::Result<void>> note(std::string channel, std::vector<std::string> what) = 0;
};

/// When the networks were last asked to tell of each channel. Provided by moderation/.
class SubscriptionBook {
  public:
    virtual ~SubscriptionBook() = default;
    virtual runtime::Task<runtime::Result<std::optional<runtime::Time>>> last_subscribed(std::string channel) = 0;
    virtual runtime::Task<runtime::Result<void>> subscribed(std::string channel, runtime::Time at) = 0;
};

/// What was spent at each network, for all processes together and across restarts. Provided by moderation/.
class SpendingBook {
  public:
    struct Spent {
        std::int64_t today{0};
        std::int64_t since{0};  ///< some day, that day and today included
    };
    virtual ~SpendingBook() = default;
    /// Adds `amount` to a day ("2026-11-20", in the network's own time) or hour ("2026-11-20T09"); with 0 it only asks.
    /// Says what that one and all from `since` on have cost. Some hundred are kept.
    virtual runtime::Task<runtime::Result<Spent>> spend(std::string network, std::string day, std::int64_t amount,
                                                        std::string since) = 0;
};

/// Until when networks want to be left alone, for all processes together and across restarts. Provided by moderation/.
class SilenceBook {
  public:
    struct Silence {
        runtime::Time until;
        std::string why;  ///< for the channels page
    };
    using Silences = std::map<std::string, Silence>;  ///< by account; of all accounts: ""
    virtual ~SilenceBook() = default;
    /// Of one API. Some may be over.
    virtual runtime::Task<runtime::Result<Silences>> silences(std::string api) = 0;
    /// Never shortens one.
    virtual runtime::Task<runtime::Result<void>> be_silent(std::string api, std::string account, Silence silence) = 0;
};

/// What opens each channel at its network. Provided by moderation/, which keeps the secrets sealed.
class Connections {
  public:
    virtual ~Connections() = default;
    /// Also of a channel that never was connected.
    virtual runtime::Task<runtime::Result<models::Connection>> connection(std::string channel) = 0;
    /// Nobody else begins a renewal for `length`; conflict while somebody else has. True when one of this version was
    /// begun before and its answer never recorded.
    virtual runtime::Task<runtime::Result<bool>> begin_renewal(models::Connection connection, std::string owner,
                                                               std::chrono::milliseconds length) = 0;
    /// conflict when another answer was recorded before this one.
    virtual runtime::Task<runtime::Result<models::Connection>> renewed(models::Connection connection,
                                                                       models::Credentials credentials) = 0;
    /// The trouble stands in `connection`. Unless the network `answered` it stays known that somebody asked.
    virtual runtime::Task<runtime::Result<void>> renewal_failed(models::Connection connection, bool answered) = 0;
    virtual runtime::Task<runtime::Result<void>> examined(models::Connection connection) = 0;
};

/// Access tokens by channel. Never logged.
class TokenSource {
  public:
    virtual ~TokenSource() = default;
    /// unavailable: there is none, and the message says what to do. rate_limited: not before `retry_after`.
    virtual runtime::Task<runtime::Result<std::string>> token(models::Channel channel) = 0;
};

/// The pictures and videos of publications, by our id. Provided by whoever keeps them.
class MediaSource {
  public:
    virtual ~MediaSource() = default;
    /// `length` bytes from `offset` on.
    virtual runtime::Task<runtime::Result<std::string>> read(std::string id, std::uint64_t offset,
                                                             std::size_t length) = 0;
    /// An address at which anybody can fetch it for the next hour: Instagram fetches what is to be published.
    /// unavailable: this installation has no public place.
    virtual runtime::Task<runtime::Result<std::string>> public_address(std::string id) = 0;
};

}  // namespace ingest
