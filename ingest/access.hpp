#pragma once

#include "config/runtime/task.hpp"
#include "ingest/api.hpp"
#include "models/domain/channel.hpp"
#include "models/domain/connection.hpp"

#include <algorithm>
#include <optional>
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
