#pragma once

#include "models/domain/connection.hpp"
#include "moderation/network_connector.hpp"
#include "moderation/web/components.hpp"
#include "moderation/web/visit.hpp"

#include <string>

namespace moderation::web {

/// Where the networks send the browser back to.
inline constexpr std::string_view kConnectedPath = "/channels/connected";

/// Whether this person may connect the channel, and alone: what the table gives only to two is not enough.
bool may_connect(const Tools& tools, const Visit& visit, const models::Channel& channel);

/// Whether somebody who connected the channel held back what they can grant.
bool declined_something(const ConnectingGuide& guide, const models::Connection& connection);

/// On the channel's own page: who connected it when, until when it lasts, what was granted, and what is wrong with it.
Html connection_section(const Tools& tools, const Visit& visit, const models::Channel& channel,
                        const models::Connection& connection);

/// What to do at the network, which permissions are asked for and why.
Html connecting_page(const models::Channel& channel, const ConnectingGuide& guide, const std::string& public_url);
/// Why nothing was connected.
Html not_connected_page(const models::Channel& channel, const std::string& why,
                        const std::vector<std::string>& offered);

}  // namespace moderation::web
