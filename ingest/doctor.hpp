#pragma once

#include "config/finding.hpp"
#include "config/runtime/clock.hpp"
#include "config/runtime/log.hpp"
#include "config/settings.hpp"
#include "ingest/api.hpp"
#include "ingest/ports.hpp"

#include <vector>

#include <boost/asio/any_io_executor.hpp>

namespace ingest {

/// One channel for `gatehouse doctor`: its state and health, its token file, and whether the network takes the token
/// for the right page. Of a channel that is not authorised only the state is said, and nothing is asked of the network.
/// The channel is called by its id alone.
runtime::Task<config::Findings> examine_channel(ApiClient& client, TokenSource& tokens, models::Channel channel,
                                                runtime::Time now);

/// Every channel, with the network's client and the token files of the settings.
runtime::Task<void> examine_channels(boost::asio::any_io_executor executor, const config::Settings& settings,
                                     std::vector<models::Channel> channels, runtime::Time now, runtime::Log& log,
                                     config::Findings& findings);

}  // namespace ingest
