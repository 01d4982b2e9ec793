#include "moderation/connection_watch.hpp"

#include <array>
#include <utility>

namespace moderation {

using models::ChannelHealth;
using models::ConnectionTrouble;
using models::Severity;
using runtime::Result;
using runtime::Task;

namespace {

/// The shortest first.
constexpr std::array kWarningDays{1, 7, 14, 30};

Severity severity_of(int days) {
    if (days <= 1) return Severity::v3;
    return days <= 7 ? Severity::v2 : Severity::v1;
}

}  // namespace

int warning_due(const models::Connection& connection, runtime::Time now) {
    const auto end = models::ends_at(connection);
    if (!end) return 0;
    for (const int days : kWarningDays)
        if (*end - now <= std::chrono::hours{24} * days) return days;
    return 0;
}

Task<void> ConnectionWatch::run() {
    for (;;) {
        const auto looked = co_await step();
        if (!looked) log_.warning("connections", "could not look", {{"reason", looked.error().message}});
        co_await clock_.sleep_for(kInterval);
    }
}

Task<Result<std::size_t>> ConnectionWatch::step() {
    const auto channels = co_await store_.channels();
    if (!channels) co_return tl::unexpected(channels.error());
    std::size_t raised = 0;
    for (const auto& channel : *channels) {
        if (channel.state != models::ChannelState::authorised) continue;
        auto connection = co_await connections_.connection(channel.id);
        if (!connection) co_return tl::unexpected(connection.error());
        if (!models::is_connected(*connection)) continue;
        const auto more = co_await look_at(channel, std::move(*connection));
        if (!more && more.error().kind != runtime::ErrorKind::conflict) co_return more;
        raised += more.value_or(0);
    }
    co_return raised;
}

Task<Result<std::size_t>> ConnectionWatch::alarm(models::Channel channel, models::Connection connection) {
    const auto now = clock_.now();
    const auto end = models::ends_at(connection);
    const bool broken = connection.trouble != ConnectionTrouble::none || (end && *end <= now) ||
                        channel.health == ChannelHealth::token_trouble;
    const bool lacking = !connection.missing.empty() || channel.health == ChannelHealth::permission_trouble;
    if ((broken || lacking) == connection.alarmed) co_return std::size_t{0};
    std::optional<models::Alert> alert;
    if (broken)
        alert = models::draw_alert("connection_broken", "channel:" + channel.id, Severity::v3);
    else if (lacking)
        alert = models::draw_alert("permission_missing", "channel:" + channel.id, Severity::v2);
    const auto told = co_await connections_.alarmed(std::move(connection), std::move(alert), now);
    if (!told) co_return tl::unexpected(told.error());
    co_return std::size_t{*told ? 1U : 0U};
}

Task<Result<std::size_t>> ConnectionWatch::look_at(models::Channel channel, models::Connection connection) {
    const auto now = clock_.now();
    const auto alarmed = co_await alarm(std::move(channel), connection);
    if (!alarmed) co_return alarmed;
    std::size_t raised = *alarmed;
    const int days = warning_due(connection, now);
    if (days == connection.warned_days || (days > connection.warned_days && connection.warned_days > 0)) {
        if (days != 0 || connection.warned_days == 0) co_return raised;
    }
    std::optional<models::Alert> alert;
    if (days > 0)
        alert = models::draw_alert("connection_ends_" + std::to_string(days), "channel:" + connection.channel_id,
                                   severity_of(days));
    const auto told = co_await connections_.warned(std::move(connection), days, std::move(alert), now);
    if (!told) co_return tl::unexpected(told.error());
    if (*told && days > 0) {
        ++raised;
        log_.warning("connections", "a connection ends", {{"within_days", days}});
    }
    co_return raised;
}

}  // namespace moderation
