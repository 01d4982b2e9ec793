#include "ingest/doctor.hpp"

#include "config/runtime/http_client.hpp"
#include "ingest/json_fields.hpp"
#include "ingest/networks.hpp"
#include "ingest/poll_schedule.hpp"
#include "ingest/youtube/parser.hpp"
#include "models/domain/capability.hpp"

#include <algorithm>
#include <exception>
#include <memory>

namespace ingest {

namespace {

using config::fine;
using config::warning;
using config::wrong;

constexpr std::chrono::hours kSilence{1};
constexpr std::chrono::hours kWarnBefore{30 * 24};

config::Finding reading_of(const models::Channel& channel, runtime::Time now) {
    const auto name = "channel " + channel.id;
    if (!channel.last_round_at)
        return warning(name + " was never read as a whole", "start `gatehouse serve` with the role collect");
    const auto ago = std::chrono::duration_cast<std::chrono::minutes>(now - *channel.last_round_at);
    const auto health = name + ": " + std::string{to_string(channel.health)} + ", last read as a whole " +
                        std::to_string(ago.count()) + " minutes ago";
    switch (channel.health) {
        case models::ChannelHealth::token_trouble: return wrong(health, "connect the channel again on its page");
        case models::ChannelHealth::permission_trouble:
            return wrong(health, "connect the channel again, with the permissions that it needs");
        case models::ChannelHealth::unreachable:
            return warning(health, "look at the network, the proxy and the authorities' file");
        case models::ChannelHealth::never_read:
        case models::ChannelHealth::reading:
        case models::ChannelHealth::nothing_new:
        case models::ChannelHealth::rate_limited: break;
    }
    if (ago > kSilence) return warning(health, "look whether `gatehouse serve` runs with the role collect");
    return fine(health);
}

/// What is known of the connection: how long it lasts, and what the network said of it last.
void examine_connection(const std::string& name, const models::Connection& connection, runtime::Time now,
                        config::Findings& findings) {
    const std::string again = "connect the channel again on its page";
    if (connection.trouble != models::ConnectionTrouble::none)
        findings.push_back(wrong(name + ": its connection is " + std::string{to_string(connection.trouble)}, again));
    std::string missing;
    const auto& elsewhere = connection.credentials.elsewhere;
    for (const auto& permission : connection.missing) {
        missing.append(missing.empty() ? "" : ", ").append(permission);
        if (std::find(elsewhere.begin(), elsewhere.end(), permission) != elsewhere.end())
            missing.append(" (granted for another account only)");
    }
    if (!missing.empty()) findings.push_back(wrong(name + " lacks permissions: " + missing, again));
    const auto end = models::ends_at(connection);
    if (!end) {
        findings.push_back(fine(name + ": no end of its connection is known"));
        return;
    }
    const auto days = std::chrono::floor<std::chrono::hours>(*end - now) / std::chrono::hours{24};
    const auto ends = name + ": its connection ends in " + std::to_string(days) + " days";
    if (*end <= now)
        findings.push_back(wrong(name + ": its connection has ended", again));
    else
        findings.push_back(*end - now <= kWarnBefore ? warning(ends, again) : fine(ends));
}

/// The question whom a token speaks for.
ApiCall identity_call(const models::Channel& channel) {
    ApiCall call;
    if (channel.network == models::Network::x) {
        call.path = "users/me";
        return call;
    }
    if (channel.network == models::Network::youtube) {
        call.path = "channels";
        call.query.emplace_back("part", "id,contentDetails");
        call.query.emplace_back("mine", "true");
        return call;
    }
    call.path = path_of({channel.external_id});
    call.query.emplace_back("fields", "id,name");
    return call;
}

std::optional<std::string> account_id_of(models::Network network, const std::string& body) {
    if (network == models::Network::youtube) {
        auto channel = parse_youtube_channel(body);
        if (!channel) return std::nullopt;
        return std::move(channel->id);
    }
    simdjson::dom::parser parser;
    simdjson::dom::object page;
    if (parser.parse(body).get(page)) return std::nullopt;
    if (network == models::Network::x && page["data"].get(page)) return std::nullopt;
    return id_member(page, "id");
}

/// Where to look, in each network's own words.
struct Remedies {
    std::string_view permission;
    std::string_view app;  ///< settings of the app at the network
    std::string_view address;
};

Remedies remedies_at(models::Network network) {
    switch (network) {
        case models::Network::facebook:
        case models::Network::instagram:
            return {"connect it with somebody who has a task on the Page, and leave every permission switched on",
                    "look at facebook.version and facebook.app_secret_file", "facebook.base_url"};
        case models::Network::x:
            return {"connect it again as the school's account, and look whether the app at X may read and write",
                    "look at x.client_id and at the app's settings at X", "x.base_url"};
        case models::Network::youtube: break;
    }
    return {"connect it again, pick the school's channel itself, and leave every box ticked",
            "look at youtube.client_id and at the project in Google's console", "youtube.base_url"};
}

std::string remedy_of(ApiErrorKind kind, models::Network network) {
    const auto at = remedies_at(network);
    switch (kind) {
        case ApiErrorKind::token: return "connect the channel again on its page";
        case ApiErrorKind::permission: return std::string{at.permission};
        case ApiErrorKind::gone:
            return "look at the channel's number, and whether the " +
                   std::string{models::capabilities(network).account} + " is still there";
        case ApiErrorKind::bad_request: return std::string{at.app};
        case ApiErrorKind::clock: return "set the clock of this machine, and let it be set by NTP";
        case ApiErrorKind::blocked: return "look at the app's dashboard of the network";
        case ApiErrorKind::unreachable:
            return "look at " + std::string{at.address} + ", outgoing.proxy, the authorities' file and the firewall";
        case ApiErrorKind::transient:
        case ApiErrorKind::throttled:
        case ApiErrorKind::too_much:
        case ApiErrorKind::duplicate:
        case ApiErrorKind::malformed: break;
    }
    return "try again in a while";
}

config::Finding refusal_of(const std::string& name, models::Network network, const ApiError& error) {
    const auto what = name + ": " + to_string(error.kind) + (error.sentence.empty() ? "" : ": " + error.sentence);
    const bool passes = error.kind == ApiErrorKind::throttled || error.kind == ApiErrorKind::transient;
    return passes ? warning(what, remedy_of(error.kind, network)) : wrong(what, remedy_of(error.kind, network));
}

config::Finding answer_of(const std::string& name, const models::Channel& channel, const std::string& body) {
    const auto id = account_id_of(channel.network, body);
    const std::string account{models::capabilities(channel.network).account};
    if (!id)
        return wrong(name + ": the network's answer makes no sense",
                     "look at " + std::string{remedies_at(channel.network).address} + ", and at what lies between");
    if (*id != channel.external_id)
        return wrong(name + ": the network answers for another " + account,
                     "look at the channel's number, and connect it with its own account");
    return fine(name + ": the network takes the token for its " + account);
}

std::unique_ptr<runtime::HttpClient> client_of(boost::asio::any_io_executor executor, const config::Settings& settings,
                                               runtime::Log& log, config::Findings& findings) {
    runtime::HttpClientSettings outgoing;
    outgoing.proxy = settings.outgoing.proxy;
    outgoing.ca_file = settings.outgoing.ca_file;
    try {
        return runtime::make_http_client(std::move(executor), outgoing, log);
    } catch (const std::exception&) {
        findings.push_back(wrong("the network cannot be asked: the proxy or the authorities' file is no good",
                                 "look at outgoing.proxy and outgoing.ca_file"));
        return nullptr;
    }
}

}  // namespace

runtime::Task<config::Findings> examine_channel(ApiClient& client, models::ConnectedChannel connected,
                                                runtime::Time now) {
    const auto& channel = connected.channel;
    const auto name = "channel " + channel.id;
    config::Findings findings;
    if (channel.state != models::ChannelState::authorised) {
        findings.push_back(fine(name + " is " + std::string{to_string(channel.state)} + ": it is not read"));
        co_return findings;
    }
    findings.push_back(reading_of(channel, now));
    if (!models::is_connected(connected.connection)) {
        findings.push_back(wrong(name + " is not connected with its network",
                                 "connect it on its page, or: gatehouse channel connect " + channel.id));
        co_return findings;
    }
    examine_connection(name, connected.connection, now, findings);
    if (silent(channel, now)) {
        findings.push_back(warning(name + ": the network wants to be left alone, and was not asked anything",
                                   "look again after " + runtime::to_iso(*channel.health_until)));
        co_return findings;
    }
    auto token = std::move(connected.connection.credentials.access);
    auto call = identity_call(channel);
    const auto answer = co_await client.send(std::move(call), std::move(token), channel.external_id);
    findings.push_back(answer ? answer_of(name, channel, answer->body)
                              : refusal_of(name, channel.network, answer.error()));
    co_return findings;
}

runtime::Task<void> examine_channels(boost::asio::any_io_executor executor, const config::Settings& settings,
                                     std::vector<models::ConnectedChannel> channels, runtime::Time now,
                                     runtime::Log& log, config::Findings& findings) {
    const auto http = client_of(executor, settings, log, findings);
    if (!http) co_return;
    const runtime::SystemClock clock;
    YoutubeQuota quota{clock, {settings.youtube.units_a_day, settings.youtube.units_for_people}};
    YoutubeClient youtube{*http, quota, settings.youtube.base_url};
    XClient x{*http, settings.x.base_url, clock};
    GraphClient facebook{*http, graph_access(settings), "Facebook"};
    GraphClient instagram{*http, graph_access(settings), "Instagram"};
    ByNetwork<ApiClient> clients;
    clients.put(models::Network::facebook, facebook);
    clients.put(models::Network::instagram, instagram);
    clients.put(models::Network::x, x);
    clients.put(models::Network::youtube, youtube);
    for (auto& connected : channels) {
        auto& client = clients.at(connected.channel.network);
        const auto found = co_await examine_channel(client, std::move(connected), now);
        findings.insert(findings.end(), found.begin(), found.end());
    }
}

}  // namespace ingest
