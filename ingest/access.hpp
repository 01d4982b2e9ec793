#pragma once

#include "config/runtime/task.hpp"
#include "ingest/api.hpp"
#include "models/domain/channel.hpp"
#include "models/domain/connection.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ingest {

/// What a network says of a connection at this moment.
struct Standing {
    models::Credentials credentials;                     ///< with times and permissions as the network tells them
    std::vector<std::string> missing;                    ///< of what the channel needs
    std::optional<models::ConnectionTrouble> trouble{};  ///< nothing: the question does not tell
    std::string detail{};                                ///< of the trouble
};

/// Keeps open what a person opened once, for one network.
class Renewer {
  public:
    virtual ~Renewer() = default;
    /// When to renew, well ahead of the end; nothing: there is nothing to renew.
    virtual std::optional<runtime::Time> due(const models::Credentials& given) const = 0;
    /// New credentials for the old ones.
    /// token, permission    refused for good: a person must connect the channel again
    /// bad_request          our own settings are wrong
    /// unreachable, transient, malformed   it may have been carried out: what was sent may be worth nothing now
    virtual runtime::Task<ApiResult<models::Credentials>> renew(models::Channel channel, models::Credentials given) = 0;
    virtual runtime::Task<ApiResult<Standing>> examine(models::Channel channel, models::Credentials given) = 0;
};

/// One permission that a channel needs, and what it is for.
struct PermissionNeed {
    std::string_view name;
    std::string_view why;
    bool of_role{false};         ///< the person's role at the network brings it: nobody can be asked for it
    std::string_view or_else{};  ///< does as well
};

/// What the browser takes along to the network's own page.
struct Errand {
    std::string state;      ///< comes back with it
    std::string challenge;  ///< of PKCE, S256
    std::string redirect_uri;
};

/// What a person brings back from the network's own page, and what they were sent there with.
struct Grant {
    std::string code;
    std::string verifier;  ///< of PKCE
    std::string redirect_uri;
};
/// An account that the person may connect.
struct OfferedAccount {
    std::string external_id;
    std::string name;
    models::Credentials credentials;
};

/// Lets a person open a channel at one network: sends them to the network's page, and takes what they bring back.
class Connector {
  public:
    virtual ~Connector() = default;
    /// What of the settings is missing before anybody can be sent there; empty: nothing.
    virtual std::string lacking() const = 0;
    /// What the person has to know and do at the network, in their order. Live as long as the program.
    virtual std::span<const std::string_view> steps() const = 0;
    virtual std::span<const PermissionNeed> permissions() const = 0;
    /// Where the browser goes. `declined`: the network asks anew for what the person did not grant before.
    virtual std::string login_address(Errand errand, bool declined) const = 0;
    /// Fetches what was granted. A code is good once.
    virtual runtime::Task<ApiResult<std::vector<OfferedAccount>>> redeem(Grant grant) = 0;
};

/// The names that a person is asked for, one after another.
std::string names_of(std::span<const PermissionNeed> needs, std::string_view between);

/// The names that are needed and were not granted, of permissions or of the person's role. Nothing when the network
/// did not say what it granted.
std::vector<std::string> missing_of(std::span<const PermissionNeed> needs, const std::vector<std::string>& granted,
                                    bool of_role = false);

}  // namespace ingest
