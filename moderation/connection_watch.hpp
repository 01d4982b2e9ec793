#pragma once

#include "config/runtime/clock.hpp"
#include "config/runtime/log.hpp"
#include "moderation/store/connections.hpp"
#include "moderation/store/store.hpp"

#include <chrono>
#include <cstddef>

namespace moderation {

/// Nobody finds out by silence that a channel is no longer connected. Whoever connects channels is told thirty,
/// fourteen, seven days and one day before a connection ends that nothing renews, once each; and at once when the
/// network refuses it, withdraws a permission, or the answer to a renewal was lost, whether the network says so when it
/// is asked how the connection stands or when the channel is read. What is mended ends all of that by itself.
class ConnectionWatch {
  public:
    ConnectionWatch(Store& store, ConnectionStore& connections, runtime::Clock& clock, runtime::Log& log)
        : store_{store}, connections_{connections}, clock_{clock}, log_{log} {}

    static constexpr std::chrono::milliseconds kInterval{std::chrono::minutes{1}};

    /// Works until cancelled.
    runtime::Task<void> run();
    /// Looks once at every authorised channel. Returns how many alerts were raised.
    runtime::Task<runtime::Result<std::size_t>> step();

  private:
    runtime::Task<runtime::Result<std::size_t>> look_at(models::Channel channel, models::Connection connection);
    runtime::Task<runtime::Result<std::size_t>> alarm(models::Channel channel, models::Connection connection);

    Store& store_;
    ConnectionStore& connections_;
    runtime::Clock& clock_;
    runtime::Log& log_;
};

/// How many days before its end a connection is warned of now: 30, 14, 7 or 1; 0: not yet, or it has no end.
int warning_due(const models::Connection& connection, runtime::Time now);

}  // namespace moderation
