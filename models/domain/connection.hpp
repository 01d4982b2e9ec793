#pragma once

#include "config/runtime/clock.hpp"
#include "models/domain/channel.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace models {

/// What opens a channel at its network. Sealed wherever it is kept; never logged, shown or put into an address.
struct Credentials {
    std::string access;   ///< the access token, or the four values of OAuth 1.0a (X)
    std::string refresh;  ///< asks for a new access token; empty: it cannot be renewed
    std::string spare;    ///< used while the access token is no good: OAuth 1.0a beside OAuth 2.0 (X)
    std::optional<runtime::Time> access_until;   ///< nothing: no fixed end
    std::optional<runtime::Time> refresh_until;  ///< nothing: no fixed end, or none that the network tells
    std::optional<runtime::Time> data_until;     ///< from then on the network withholds data (Meta)
    /// Granted, or brought by the person's role, in the network's words; empty: it did not say.
    std::vector<std::string> permissions;
    std::vector<std::string> elsewhere;  ///< granted for other accounts of the same person only
};

/// Why a connection does not work, or will not for long. What is wrong a person mends by connecting again.
enum class ConnectionTrouble {
    none,
    expired,  ///< its time is over
    revoked,  ///< the network refuses it: password changed, role lost, access withdrawn
    lost,     ///< the answer to a renewal never arrived, and what was used for it is worth nothing any more
};
std::string_view to_string(ConnectionTrouble trouble);
std::optional<ConnectionTrouble> connection_trouble_from(std::string_view name);

/// A channel's connection with its network, as the store keeps it.
struct Connection {
    std::string channel_id;
    std::uint64_t version{0};  ///< 0: there never was one
    Credentials credentials;   ///< of a channel that was disconnected: nothing
    std::string connected_by;  ///< person id
    std::optional<runtime::Time> connected_at;
    std::optional<runtime::Time> renewed_at;
    std::optional<runtime::Time> examined_at;  ///< when the network last said how it stands
    std::vector<std::string> missing;          ///< permissions that the channel needs and does not have
    ConnectionTrouble trouble{ConnectionTrouble::none};
    std::string detail;   ///< of the trouble, a sentence for the channels page
    int warned_days{0};   ///< the last warning said that it ends within so many days; 0: none was given
    bool alarmed{false};  ///< somebody was told of the trouble or of the missing permissions
};

struct ConnectedChannel {
    Channel channel;
    Connection connection;
};

/// Whether there is anything to speak to the network with.
inline bool is_connected(const Connection& connection) {
    return !connection.credentials.access.empty();
}

/// From when on a person must have connected anew: nothing renews itself beyond it. Nothing: no end is known.
std::optional<runtime::Time> ends_at(const Connection& connection);

}  // namespace models
