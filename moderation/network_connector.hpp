#pragma once

#include "config/runtime/result.hpp"
#include "config/runtime/task.hpp"
#include "models/domain/connection.hpp"

#include <string>
#include <vector>

namespace moderation {

/// A permission that a channel needs, in the network's words.
struct AskedPermission {
    std::string name;
    std::string why;      ///< what it is for
    bool of_role{false};  ///< the person's role at the network brings it: they cannot grant it
    std::string or_else;  ///< does as well; empty: nothing
};

/// What somebody who connects a channel has to know of its network.
struct ConnectingGuide {
    std::string lacking;  ///< a setting without which nobody can be sent there; empty: nothing is missing
    std::vector<std::string> steps;
    std::vector<AskedPermission> permissions;
};

/// An account that a person may connect with what they were granted.
struct ConnectingOffer {
    std::string external_id;
    std::string name;
    models::Credentials credentials;
};

/// Lets people grant access to a channel at its network. Provided by ingest/.
class NetworkConnector {
  public:
    virtual ~NetworkConnector() = default;
    virtual ConnectingGuide guide(models::Network network) const = 0;
    /// Where the browser goes; `challenge` is of PKCE (S256). `declined`: the network asks anew for what the person did
    /// not grant before.
    virtual std::string login_address(models::Network network, std::string state, std::string challenge,
                                      std::string redirect_uri, bool declined) const = 0;
    /// Fetches what was granted, once. The message of an error is a sentence for the page.
    virtual runtime::Task<runtime::Result<std::vector<ConnectingOffer>>> redeem(models::Network network,
                                                                                std::string code, std::string verifier,
                                                                                std::string redirect_uri) = 0;
};

}  // namespace moderation
