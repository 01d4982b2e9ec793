#pragma once

#include "config/finding.hpp"
#include "config/runtime/clock.hpp"
#include "config/runtime/log.hpp"
#include "config/settings.hpp"
#include "ingest/api.hpp"
#include "models/domain/connection.hpp"

#include <vector>

#include <boost/asio/any_io_executor.hpp>

namespace ingest {

/// One channel for `gatehouse doctor`: its state and health, its connection, and whether the network takes the token
/// for the right page. Of a channel that is not authorised only the state is said, and nothing is asked of the network,
/// as while it wants to be left alone. The channel is called by its id alone.
runtime::Task<config::Findings> examine_channel(ApiClient& client, models::ConnectedChannel connected,
                                                runtime::Time now);

/// Every channel, each with the client of its own network: a token is shown to nobody else.
runtime::Task<void> examine_channels(boost::asio::any_io_executor executor, const config::Settings& settings,
                                     std::vector<models::ConnectedChannel> channels, runtime::Time now,
                                     runtime::Log& log, config::Findings& findings);

}  // namespace ingest
