#pragma once

#include "config/runtime/clock.hpp"
#include "config/runtime/log.hpp"
#include "ingest/access.hpp"
#include "ingest/network.hpp"
#include "ingest/ports.hpp"

#include <chrono>
#include <map>
#include <set>
#include <string>

namespace ingest {

/// Gives each channel's token out of its connection, as it stands at that moment, and keeps the connections open:
/// renews them ahead of their end and when a network refuses a token, and asks the networks every day how they stand.
///
/// Of several processes one renews a connection at a time. A renewal whose answer did not arrive, or arrived at a
/// process that died, is tried once more with what is there; only when the network refuses that, too, it is over, and
/// a person has to connect the channel again. An answer that cannot be recorded is used and kept in memory until it
/// can.
///
/// What a person mends is picked up by itself: a channel that was connected again is read with the new token from the
/// next round on.
class TokenKeeper final : public TokenSource {
  public:
    struct Parts {
        ChannelRegister& channels;
        Connections& connections;
        ByNetwork<Renewer> renewers;
        runtime::Clock& clock;
        runtime::Log& log;
    };
    static constexpr std::chrono::seconds kInterval{30};
    /// Outlives the question and the recording of its answer.
    static constexpr std::chrono::seconds kRenewalLease{60};
    static constexpr std::chrono::minutes kRest{5};  ///< after a network said no, or not now
    static constexpr std::chrono::hours kExamineEvery{24};
    static constexpr std::chrono::minutes kExamineInTrouble{10};
    static constexpr std::chrono::minutes kExamineInDoubt{1};

    /// Everything in `parts` outlives the keeper. `owner` tells this process from others.
    TokenKeeper(Parts parts, std::string owner);

    runtime::Task<runtime::Result<std::string>> token(models::Channel channel) override;

    /// The network refused `refused` for the account: another token, which is worth one try. unavailable: there is
    /// none.
    runtime::Task<runtime::Result<std::string>> instead_of(models::Network network, std::string account,
                                                           std::string refused, std::string sentence);
    /// The network says that something is not permitted to the account. True: its connection is known to lack
    /// something; false: as far as anybody knows, it was about that one object. Unless it is known already, the network
    /// is asked first how the connection stands: for what was only read at most every minute.
    runtime::Task<bool> lacks(models::Network network, std::string account, bool written);

    /// Works until cancelled.
    runtime::Task<void> run();
    /// Looks at every authorised channel once.
    runtime::Task<runtime::Result<void>> step();

  private:
    using Connection = models::Connection;

    runtime::Task<void> look_after(models::Channel channel);
    /// unavailable: there is no such channel.
    runtime::Task<runtime::Result<models::Channel>> channel_of(models::Network network, std::string account);
    runtime::Task<runtime::Result<Connection>> known(models::Channel channel);
    runtime::Task<runtime::Result<Connection>> renew(models::Channel channel, Connection connection);
    runtime::Task<runtime::Result<Connection>> keep(models::Channel channel, Connection before,
                                                    models::Credentials credentials);
    runtime::Task<runtime::Error> give_up(models::Channel channel, Connection connection, bool asked_before,
                                          ApiError error);
    runtime::Task<void> examine(models::Channel channel, Connection connection);
    bool is_due(const models::Channel& channel, const Connection& connection) const;
    bool resting(const std::string& channel) const;
    bool examination_due(const models::Channel& channel, const Connection& connection) const;

    const Parts parts_;
    const std::string owner_;
    std::map<std::string, runtime::Time> rests_;  ///< by channel: when to ask the network again
    std::set<std::string> doubted_;               ///< network and account
    struct Unrecorded {
        Connection before;
        models::Credentials credentials;
    };
    std::map<std::string, Unrecorded> unrecorded_;  ///< by channel: answers that the store did not take yet
};

/// A network's client whose calls are tried once more with a renewed token when the network refuses the one that was
/// given. Such a call was not carried out, so nothing is done twice. Of one that is not permitted it finds out whether
/// the connection lacks something: ApiError::lacking.
class RenewedClient final : public ApiClient {
  public:
    /// References outlive it.
    RenewedClient(ApiClient& client, TokenKeeper& keeper, models::Network network)
        : client_{client}, keeper_{keeper}, network_{network} {}

    runtime::Task<ApiResult<ApiReply>> send(ApiCall call, std::string token, std::string account) override;

  private:
    struct Replaced {
        std::string refused;
        std::string by;
    };

    ApiClient& client_;
    TokenKeeper& keeper_;
    const models::Network network_;
    std::map<std::string, Replaced> replaced_;  ///< by account: a round goes on with the token that it began with
};

}  // namespace ingest
