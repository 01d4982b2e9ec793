#pragma once

#include "config/runtime/task.hpp"
#include "ingest/api.hpp"
#include "models/domain/channel.hpp"
#include "models/domain/connection.hpp"

#include <algorithm>
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

/// One permission that Gatehouse asks for, and what it is for.
struct PermissionNeed {
    std::string_view name;
    std::string_view why;
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
    /// Where the browser goes. `challenge` is of PKCE, S256.
    virtual std::string login_address(std::string state, std::string challenge, std::string redirect_uri) const = 0;
    /// Fetches what was granted. A code is good once.
    virtual runtime::Task<ApiResult<std::vector<OfferedAccount>>> redeem(Grant grant) = 0;
};

/// The names, one after another.
template <class Needs>
std::string names_of(const Needs& needs, std::string_view between) {
    std::string names;
    for (const PermissionNeed& need : needs) names.append(names.empty() ? "" : between).append(need.name);
    return names;
}

/// The names that are needed and were not granted. Nothing when the network did not say what it granted.
template <class Needs>
std::vector<std::string> missing_of(const Needs& needs, const std::vector<std::string>& granted) {
    std::vector<std::string> missing;
    if (granted.empty()) return missing;
    for (const PermissionNeed& need : needs)
        if (std::find(granted.begin(), granted.end(), need.name) == granted.end()) missing.emplace_back(need.name);
    return missing;
}

}  // namespace ingest
