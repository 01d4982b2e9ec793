#pragma once

#include "config/runtime/crypto.hpp"
#include "config/runtime/redis.hpp"
#include "models/domain/alert.hpp"
#include "models/domain/connection.hpp"
#include "moderation/store/keys.hpp"
#include "moderation/store/reply.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace moderation {

/// What opens each channel at its network: the other half of the store, because only those who speak to a network, or
/// connect a channel with it, ever need it. Secrets are sealed to their channel.
///
/// A connection is changed in one step together with its journal entry, and only at the version that was read.
/// Errors and threads as Store's; conflict: it was connected or renewed in the meantime.
class ConnectionStore {
  public:
    /// References outlive the store.
    ConnectionStore(runtime::Redis& redis, const runtime::Sealer& sealer, const std::string& school)
        : redis_{redis}, sealer_{sealer}, keys_{school} {}

    /// One that was never made is a connection too: of version 0, with nothing in it.
    runtime::Task<runtime::Result<models::Connection>> connection(std::string channel);

    /// `person` connected the channel; `version` is that of the connection they saw.
    runtime::Task<runtime::Result<models::Connection>> connect(std::string channel, std::uint64_t version,
                                                               models::Credentials credentials, std::string person,
                                                               runtime::Time now);
    /// Forgets the secrets. rejected when the channel is not connected.
    runtime::Task<runtime::Result<void>> disconnect(std::string channel, std::uint64_t version, std::string person,
                                                    runtime::Time now);

    /// Nobody else begins a renewal for `length`; conflict while somebody else has. True when a renewal of this
    /// version was begun before and its answer was never recorded: what was used for it may be worth nothing.
    runtime::Task<runtime::Result<bool>> begin_renewal(models::Connection connection, std::string owner,
                                                       std::chrono::milliseconds length, runtime::Time now);
    /// The new secrets and times. conflict when another answer was recorded before this one.
    runtime::Task<runtime::Result<models::Connection>> renewed(models::Connection connection,
                                                               models::Credentials credentials, runtime::Time now);
    /// The renewal gave nothing: `connection` says the trouble, if it is one. Unless the network `answered` it stays
    /// known that somebody asked.
    runtime::Task<runtime::Result<void>> renewal_failed(models::Connection connection, bool answered,
                                                        runtime::Time now);
    /// What the network says of the connection: times, permissions, trouble.
    runtime::Task<runtime::Result<void>> examined(models::Connection connection, runtime::Time now);

    /// Somebody is told that it ends within `days`, or that it does not work: noted with the alert in one step.
    /// No alert: what was noted is forgotten. True when the alert was raised, false when one like it is open already;
    /// conflict when another process was first.
    runtime::Task<runtime::Result<bool>> warned(models::Connection connection, int days,
                                                std::optional<models::Alert> alert, runtime::Time now);
    runtime::Task<runtime::Result<bool>> alarmed(models::Connection connection, std::optional<models::Alert> alert,
                                                 runtime::Time now);

    /// Seals what a person carries to a network and back to their session, and opens it again; it is kept nowhere.
    std::string seal_errand(std::string_view errand, const std::string& session) const;
    runtime::Result<std::string> open_errand(std::string_view sealed, const std::string& session) const;

  private:
    runtime::Task<runtime::Result<bool>> warn(const std::string& channel, std::vector<std::string> args,
                                              const models::Alert& alert);
    runtime::Task<runtime::Result<runtime::RedisReply>> call(std::string function, const std::string& channel,
                                                             std::vector<std::string> args);

    runtime::Redis& redis_;
    const runtime::Sealer& sealer_;
    Keys keys_;
};

}  // namespace moderation
