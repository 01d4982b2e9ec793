#pragma once

#include "config/finding.hpp"
#include "config/policy/people.hpp"
#include "config/runtime/clock.hpp"
#include "config/runtime/log.hpp"
#include "config/settings.hpp"
#include "models/domain/connection.hpp"
#include "models/text/assessor.hpp"

#include <memory>
#include <string>
#include <vector>

#include <boost/asio/any_io_executor.hpp>

namespace moderation {

/// For `gatehouse doctor`: whether the models load and judge. Nothing when they do not load.
std::unique_ptr<const models::Assessor> examine_models(const std::string& directory, config::Findings& findings);

/// Looks for redis-server when Gatehouse starts its own. Makes nothing.
void examine_redis_program(const config::Settings& settings, config::Findings& findings);

/// Redis with its settings, the store, sign-ins, dead letters, the clock. Starts the embedded Redis unless it runs.
/// Returns the channels with their connections, which the network's part looks at.
/// REQUIRES: examine_data_directory() found it usable; the main thread, as it may start the embedded Redis.
runtime::Task<std::vector<models::ConnectedChannel>> examine_store(boost::asio::any_io_executor executor,
                                                                   const config::Settings& settings,
                                                                   const config::People& people, runtime::Time now,
                                                                   runtime::Log& log, config::Findings& findings);

/// Verifies the sealed journal of a data directory.
void examine_journal(const std::string& data_directory, config::Findings& findings);

}  // namespace moderation
