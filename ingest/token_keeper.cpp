#include "ingest/token_keeper.hpp"

#include <algorithm>
#include <utility>

namespace ingest {

using models::Connection;
using models::ConnectionTrouble;
using runtime::ErrorKind;
using runtime::Result;
using runtime::Task;

namespace {

tl::unexpected<runtime::Error> none(std::string why) {
    return runtime::fail(ErrorKind::unavailable, std::move(why));
}

std::string account_key(models::Network network, const std::string& account) {
    return std::string{models::to_string(network)} + " " + account;
}

/// Whether the network never said what became of the question.
bool without_answer(ApiErrorKind kind) {
    return kind == ApiErrorKind::unreachable || kind == ApiErrorKind::transient || kind == ApiErrorKind::malformed;
}

bool refused_for_good(ApiErrorKind kind) {
    return kind == ApiErrorKind::token || kind == ApiErrorKind::permission;
}

}  // namespace

TokenKeeper::TokenKeeper(Parts parts, std::string owner) : parts_{parts}, owner_{std::move(owner)} {}

Task<Result<Connection>> TokenKeeper::known(models::Channel channel) {
    auto connection = co_await parts_.connections.connection(channel.id);
    const auto kept = unrecorded_.find(channel.id);
    if (!connection || kept == unrecorded_.end()) co_return connection;
    if (connection->version == kept->second.before.version)
        connection->credentials = kept->second.credentials;
    else
        unrecorded_.erase(kept);
    co_return connection;
}

Task<Result<std::string>> TokenKeeper::token(models::Channel channel) {
    auto connection = co_await known(channel);
    if (!connection) co_return tl::unexpected(connection.error());
    if (!models::is_connected(*connection))
        co_return none("The channel is not connected with its network. Connect it.");
    const auto& given = connection->credentials;
    const auto trouble = connection->trouble;
    const bool over = given.access_until && *given.access_until <= parts_.clock.now();
    const bool worthless = trouble == ConnectionTrouble::revoked || trouble == ConnectionTrouble::expired;
    if (!given.spare.empty() && (worthless || over)) co_return given.spare;
    if (!over) co_return given.access;
    if (given.refresh.empty() || trouble != ConnectionTrouble::none)
        co_return none("The time of this connection is over. Connect the channel again.");
    auto renewed = co_await renew(std::move(channel), std::move(*connection));
    if (!renewed) co_return tl::unexpected(renewed.error());
    co_return std::move(renewed->credentials.access);
}

Task<Result<std::string>> TokenKeeper::instead_of(models::Network network, std::string account, std::string refused,
                                                  std::string sentence) {
    const auto channel = co_await channel_of(network, std::move(account));
    if (!channel) co_return tl::unexpected(channel.error());
    auto connection = co_await known(*channel);
    if (!connection) co_return tl::unexpected(connection.error());
    const auto given = connection->credentials;
    if (!given.access.empty() && given.access != refused && refused != given.spare) co_return given.access;
    if (refused == given.access && !given.refresh.empty() && connection->trouble == ConnectionTrouble::none &&
        !resting(channel->id)) {
        auto renewed = co_await renew(*channel, *connection);
        if (renewed) co_return std::move(renewed->credentials.access);
        connection = co_await known(*channel);
        if (!connection) co_return tl::unexpected(connection.error());
    }
    if (refused == given.access && connection->trouble == ConnectionTrouble::none && given.refresh.empty()) {
        connection->trouble = ConnectionTrouble::revoked;
        connection->detail = std::move(sentence);
        co_await parts_.connections.examined(*connection);
    }
    if (!given.spare.empty() && refused != given.spare) co_return given.spare;
    co_return none("The network refuses the connection. Connect the channel again.");
}

Task<Result<models::Channel>> TokenKeeper::channel_of(models::Network network, std::string account) {
    const auto channels = co_await parts_.channels.authorised();
    if (!channels) co_return tl::unexpected(channels.error());
    const auto is_it = [&](const models::Channel& channel) {
        return channel.network == network && channel.external_id == account;
    };
    const auto channel = std::find_if(channels->begin(), channels->end(), is_it);
    if (channel == channels->end()) co_return none("There is no such channel.");
    co_return *channel;
}

Task<bool> TokenKeeper::lacks(models::Network network, std::string account, bool written) {
    doubted_.insert(account_key(network, account));
    const auto channel = co_await channel_of(network, std::move(account));
    if (!channel) co_return false;
    if (channel->health == models::ChannelHealth::permission_trouble) co_return true;
    auto connection = co_await known(*channel);
    if (!connection || !models::is_connected(*connection)) co_return false;
    const auto& last = connection->examined_at;
    const bool fresh = !written && last && parts_.clock.now() - *last < kExamineInDoubt;
    if (connection->missing.empty() && !fresh && !resting(channel->id)) {
        co_await examine(*channel, std::move(*connection));
        connection = co_await known(*channel);
    }
    co_return connection && !connection->missing.empty();
}

Task<void> TokenKeeper::run() {
    for (;;) {
        const auto looked = co_await step();
        if (!looked)
            parts_.log.warning("ingest", "connections not looked at", {{"kind", to_string(looked.error().kind)}});
        co_await parts_.clock.sleep_for(kInterval);
    }
}

Task<Result<void>> TokenKeeper::step() {
    auto channels = co_await parts_.channels.authorised();
    if (!channels) co_return tl::unexpected(channels.error());
    for (auto& channel : *channels) co_await look_after(std::move(channel));
    co_return Result<void>{};
}

Task<void> TokenKeeper::look_after(models::Channel channel) {
    auto connection = co_await known(channel);
    if (!connection || !models::is_connected(*connection)) co_return;
    if (const auto kept = unrecorded_.find(channel.id); kept != unrecorded_.end()) {
        const auto waiting = kept->second;
        const auto recorded = co_await keep(channel, waiting.before, waiting.credentials);
        if (!recorded) co_return;
        connection = recorded;
    }
    if (is_due(channel, *connection)) {
        auto renewed = co_await renew(channel, *connection);
        if (!renewed) co_return;
        connection = std::move(renewed);
    }
    if (examination_due(channel, *connection)) co_await examine(std::move(channel), std::move(*connection));
}

bool TokenKeeper::is_due(const models::Channel& channel, const Connection& connection) const {
    if (connection.trouble != ConnectionTrouble::none || resting(channel.id)) return false;
    const auto due = parts_.renewers.at(channel.network).due(connection.credentials);
    return due && *due <= parts_.clock.now();
}

bool TokenKeeper::resting(const std::string& channel) const {
    const auto rest = rests_.find(channel);
    return rest != rests_.end() && rest->second > parts_.clock.now();
}

bool TokenKeeper::examination_due(const models::Channel& channel, const Connection& connection) const {
    if (resting(channel.id)) return false;
    if (!connection.examined_at) return true;
    std::chrono::milliseconds pause = kExamineEvery;
    if (connection.trouble != ConnectionTrouble::none || !connection.missing.empty()) pause = kExamineInTrouble;
    if (doubted_.contains(account_key(channel.network, channel.external_id))) pause = kExamineInDoubt;
    return parts_.clock.now() - *connection.examined_at >= pause;
}

Task<Result<Connection>> TokenKeeper::renew(models::Channel channel, Connection connection) {
    const auto begun = co_await parts_.connections.begin_renewal(connection, owner_, kRenewalLease);
    if (!begun) {
        auto now_is = co_await parts_.connections.connection(channel.id);
        if (now_is && now_is->version != connection.version && models::is_connected(*now_is)) co_return now_is;
        co_return tl::unexpected(begun.error());
    }
    auto answer = co_await parts_.renewers.at(channel.network).renew(channel, connection.credentials);
    if (answer) co_return co_await keep(std::move(channel), std::move(connection), std::move(*answer));
    auto error = co_await give_up(std::move(channel), std::move(connection), *begun, std::move(answer.error()));
    co_return tl::unexpected(std::move(error));
}

Task<Result<Connection>> TokenKeeper::keep(models::Channel channel, Connection before,
                                           models::Credentials credentials) {
    auto recorded = co_await parts_.connections.renewed(before, credentials);
    if (recorded) {
        unrecorded_.erase(channel.id);
        rests_.erase(channel.id);
        parts_.log.info("ingest", "connection renewed", {{"channel", channel.id}});
        co_return recorded;
    }
    if (recorded.error().kind == ErrorKind::conflict || recorded.error().kind == ErrorKind::rejected) {
        unrecorded_.erase(channel.id);
        co_return co_await parts_.connections.connection(std::move(channel.id));
    }
    // The old one may be worth nothing any more: what is in our hands is all there is.
    parts_.log.error("ingest", "renewed connection not recorded yet", {{"channel", channel.id}});
    auto connection = before;
    connection.credentials = credentials;
    unrecorded_.insert_or_assign(channel.id, Unrecorded{std::move(before), std::move(credentials)});
    co_return connection;
}

Task<runtime::Error> TokenKeeper::give_up(models::Channel channel, Connection connection, bool asked_before,
                                          ApiError error) {
    const bool unanswered = without_answer(error.kind);
    if (refused_for_good(error.kind)) {
        connection.trouble = asked_before ? ConnectionTrouble::lost : ConnectionTrouble::revoked;
        connection.detail = error.sentence;
        if (asked_before)
            connection.detail =
                "The answer to a renewal was lost, and the network gives no other. Connect the channel again: until "
                "then it goes on for as long as the last access lasts.";
    }
    // What was asked before without an answer stays known until an answer to that is recorded.
    const bool answered = !unanswered && (!asked_before || refused_for_good(error.kind));
    const auto recorded = co_await parts_.connections.renewal_failed(connection, answered);
    if (!unanswered) rests_[channel.id] = parts_.clock.now() + error.retry_after.value_or(kRest);
    parts_.log.warning("ingest", "connection not renewed",
                       {{"channel", channel.id},
                        {"kind", to_string(error.kind)},
                        {"trouble", to_string(connection.trouble)},
                        {"recorded", recorded.has_value()}});
    const bool later = error.kind == ApiErrorKind::throttled;
    co_return runtime::Error{later ? ErrorKind::rate_limited : ErrorKind::unavailable, error.sentence,
                             error.retry_after};
}

Task<void> TokenKeeper::examine(models::Channel channel, Connection connection) {
    auto standing = co_await parts_.renewers.at(channel.network).examine(channel, connection.credentials);
    if (!standing) {
        rests_[channel.id] = parts_.clock.now() + standing.error().retry_after.value_or(kRest);
        co_return;
    }
    doubted_.erase(account_key(channel.network, channel.external_id));
    const bool refused = standing->trouble && *standing->trouble != ConnectionTrouble::none;
    if (refused && connection.trouble == ConnectionTrouble::none && !connection.credentials.refresh.empty()) {
        const auto renewed = co_await renew(channel, connection);
        if (renewed) co_return;
        const auto after = co_await parts_.connections.connection(channel.id);
        if (after && after->trouble != ConnectionTrouble::none) co_return;
    }
    connection.credentials = std::move(standing->credentials);
    connection.missing = std::move(standing->missing);
    if (standing->trouble) {
        connection.trouble = *standing->trouble;
        connection.detail = std::move(standing->detail);
    }
    const auto recorded = co_await parts_.connections.examined(std::move(connection));
    if (!recorded) parts_.log.warning("ingest", "connection not examined", {{"channel", channel.id}});
}

Task<ApiResult<ApiReply>> RenewedClient::send(ApiCall call, std::string token, std::string account) {
    const auto replaced = replaced_.find(account);
    if (replaced != replaced_.end() && replaced->second.refused == token) token = replaced->second.by;
    auto reply = co_await client_.send(call, token, account);
    if (!reply && reply.error().kind == ApiErrorKind::token) {
        auto instead = co_await keeper_.instead_of(network_, account, token, reply.error().sentence);
        if (!instead) co_return reply;
        replaced_.insert_or_assign(account, Replaced{std::move(token), *instead});
        reply = co_await client_.send(call, std::move(*instead), account);
    }
    if (!reply && reply.error().kind == ApiErrorKind::permission)
        reply.error().lacking = co_await keeper_.lacks(network_, account, call.method != "GET");
    co_return reply;
}

}  // namespace ingest
