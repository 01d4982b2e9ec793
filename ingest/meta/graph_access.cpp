#include "ingest/meta/graph_access.hpp"

#include "ingest/meta/graph_error.hpp"
#include "ingest/meta/graph_needs.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace ingest {
namespace {

using models::ConnectionTrouble;
using models::Network;

constexpr int kExpiredSubcode = 463;
constexpr int kAccountPagesMax = 20;
constexpr std::size_t kBodyBytesMax = 1024 * 1024;

std::optional<runtime::Time> time_of(std::int64_t seconds) {
    if (seconds <= 0) return std::nullopt;
    return runtime::Time{std::chrono::seconds{seconds}};
}

ApiError made(ApiErrorKind kind, std::string sentence) {
    ApiError error;
    error.kind = kind;
    error.sentence = std::move(sentence);
    return error;
}

/// The network said no, and will say it again.
bool refused(ApiErrorKind kind) {
    return kind == ApiErrorKind::token || kind == ApiErrorKind::permission || kind == ApiErrorKind::gone ||
           kind == ApiErrorKind::bad_request;
}

ApiError nonsense(std::string_view network) {
    return made(ApiErrorKind::malformed, "The answer of " + std::string{network} + " made no sense.");
}

const GraphAccount* account_for(const models::Channel& channel, const std::vector<GraphAccount>& accounts) {
    for (const auto& account : accounts) {
        const auto& id = channel.network == Network::instagram ? account.instagram_id : account.id;
        if (id == channel.external_id) return &account;
    }
    return nullptr;
}

/// Whether a permission that was granted for these accounts only is good for the channel: for its page, or for its
/// Instagram account. What is for neither kind, and one of the two whose id is not known (empty), is not compared.
bool covers(const std::vector<std::string>& only_for, std::string_view permission, const std::string& page,
            const std::string& instagram) {
    const auto named = [&](const std::string& id) {
        return std::find(only_for.begin(), only_for.end(), id) != only_for.end();
    };
    const bool comparable = (permission.starts_with("pages_") && !page.empty()) ||
                            (permission.starts_with("instagram_") && !instagram.empty());
    return !comparable || named(page) || named(instagram);
}

/// What of the token's permissions is good for the channel.
void take_permissions(const GraphToken& token, const std::string& page, const std::string& instagram,
                      models::Credentials& given) {
    given.permissions.clear();
    given.elsewhere.clear();
    for (const auto& permission : token.permissions) {
        const auto only = token.only_for.find(permission);
        const bool ours = only == token.only_for.end() || covers(only->second, permission, page, instagram);
        (ours ? given.permissions : given.elsewhere).push_back(permission);
    }
}

}  // namespace

GraphAccess::GraphAccess(runtime::HttpClient& http, ApiClient& client, App app, std::span<const PermissionNeed> needs,
                         const runtime::Clock& clock)
    : http_{http}, client_{client}, app_{std::move(app)}, needs_{needs}, clock_{clock} {}

std::optional<runtime::Time> GraphAccess::due(const models::Credentials& given) const {
    if (given.refresh.empty() || app_.id.empty() || app_.secret.empty()) return std::nullopt;
    return given.refresh_until ? *given.refresh_until - kAhead : clock_.now();
}

runtime::Task<ApiResult<TokenAnswer>> GraphAccess::person_token(ApiParameters query) {
    const std::string network{models::display_name(app_.network)};
    query.emplace_back("client_id", app_.id);
    query.emplace_back("client_secret", app_.secret);
    runtime::HttpRequest request;
    request.url = app_.base_url + "/" + app_.version + "/oauth/access_token?" + form_of(query);
    request.headers.emplace_back("Accept", "application/json");
    request.timeout = kCallTimeout;
    request.body_limit = kBodyBytesMax;
    const auto reply = co_await http_.send(std::move(request));
    if (!reply) co_return tl::unexpected(error_of(reply.error(), network));
    auto refused = parse_graph_error(reply->status, reply->body, network);
    if (refused) co_return tl::unexpected(std::move(*refused));
    co_return parse_token_answer(reply->status, reply->body, network);
}

runtime::Task<ApiResult<models::Credentials>> GraphAccess::exchange(models::Credentials given) {
    ApiParameters query;
    query.emplace_back("grant_type", "fb_exchange_token");
    query.emplace_back("fb_exchange_token", given.refresh);
    auto answer = co_await person_token(std::move(query));
    if (!answer) co_return tl::unexpected(std::move(answer.error()));
    given.refresh = std::move(answer->access);
    given.refresh_until = clock_.now() + answer->lives.value_or(kLife);  // Meta does not always say it
    co_return given;
}

runtime::Task<ApiResult<std::vector<GraphAccount>>> GraphAccess::accounts(std::string person_token,
                                                                          std::string account) {
    std::vector<GraphAccount> accounts;
    std::string after;
    for (int page = 0; page < kAccountPagesMax; ++page) {
        ApiCall call;
        call.path = "me/accounts";
        call.query.emplace_back("fields", kGraphAccountFields);
        call.query.emplace_back("limit", "100");
        if (!after.empty()) call.query.emplace_back("after", after);
        const auto reply = co_await client_.send(std::move(call), person_token, account);
        if (!reply) co_return tl::unexpected(reply.error());
        auto found = parse_graph_accounts(reply->body);
        if (!found) co_return tl::unexpected(nonsense(models::display_name(app_.network)));
        accounts.insert(accounts.end(), std::make_move_iterator(found->accounts.begin()),
                        std::make_move_iterator(found->accounts.end()));
        if (found->after.empty() || found->after == after) break;
        after = std::move(found->after);
    }
    co_return accounts;
}

runtime::Task<ApiResult<GraphToken>> GraphAccess::describe(std::string token, std::string account) {
    ApiCall call;
    call.path = "debug_token";
    call.query.emplace_back("input_token", std::move(token));
    const auto reply = co_await client_.send(std::move(call), app_.id + "|" + app_.secret, std::move(account));
    if (!reply) co_return tl::unexpected(reply.error());
    auto described = parse_graph_token(reply->body);
    if (!described) co_return tl::unexpected(nonsense(models::display_name(app_.network)));
    co_return std::move(*described);
}

runtime::Task<ApiResult<GraphAccount>> GraphAccess::unlisted(models::Channel channel, models::Credentials given) {
    auto page = channel.external_id;
    if (channel.network == Network::instagram) {
        auto described = co_await describe(given.access, channel.external_id);
        if (!described) co_return tl::unexpected(std::move(described.error()));
        page = std::move(described->account);
    }
    if (!page.empty()) {
        ApiCall call;
        call.path = path_of({page});
        call.query.emplace_back("fields", kGraphPageFields);
        const auto reply = co_await client_.send(std::move(call), given.refresh, channel.external_id);
        if (!reply && !refused(reply.error().kind)) co_return tl::unexpected(reply.error());
        auto account = reply ? parse_graph_account(reply->body) : std::nullopt;
        if (account && account_for(channel, {*account})) co_return std::move(*account);
    }
    co_return tl::unexpected(made(ApiErrorKind::token,
                                  "The person who connected this channel no longer looks after "
                                  "it on " +
                                      std::string{models::display_name(channel.network)} +
                                      ". Connect it with somebody who does."));
}

runtime::Task<ApiResult<models::Credentials>> GraphAccess::renew(models::Channel channel, models::Credentials given) {
    auto renewed = co_await exchange(std::move(given));
    if (!renewed) co_return renewed;
    const auto found = co_await accounts(renewed->refresh, channel.external_id);
    if (!found) co_return tl::unexpected(found.error());
    if (const auto* account = account_for(channel, *found)) {
        renewed->access = account->token;
        co_return renewed;
    }
    auto account = co_await unlisted(std::move(channel), *renewed);
    if (!account) co_return tl::unexpected(std::move(account.error()));
    renewed->access = std::move(account->token);
    co_return renewed;
}

std::string GraphAccess::lacking() const {
    if (app_.id.empty()) return "facebook.app_id";
    return app_.secret.empty() ? "facebook.app_secret_file" : "";
}

std::span<const std::string_view> GraphAccess::steps() const {
    return graph_steps();
}

std::string GraphAccess::login_address(Errand errand, bool declined) const {
    ApiParameters query;
    query.emplace_back("client_id", app_.id);
    query.emplace_back("redirect_uri", std::move(errand.redirect_uri));
    query.emplace_back("state", std::move(errand.state));
    query.emplace_back("scope", names_of(needs_, ","));
    query.emplace_back("response_type", "code");
    // What was declined once is not asked for again, unless it is said that it should be.
    if (declined) query.emplace_back("auth_type", "rerequest");
    return app_.login_url + "/" + app_.version + "/dialog/oauth?" + form_of(query);
}

runtime::Task<ApiResult<std::vector<OfferedAccount>>> GraphAccess::redeem(Grant grant) {
    ApiParameters query;
    query.emplace_back("redirect_uri", grant.redirect_uri);
    query.emplace_back("code", grant.code);
    auto first = co_await person_token(std::move(query));
    if (!first) co_return tl::unexpected(std::move(first.error()));
    models::Credentials given;
    given.refresh = std::move(first->access);
    auto lasting = co_await exchange(std::move(given));
    if (!lasting) co_return tl::unexpected(std::move(lasting.error()));
    auto found = co_await accounts(lasting->refresh, std::string());
    if (!found) co_return tl::unexpected(std::move(found.error()));
    const auto granted = co_await describe(lasting->refresh, std::string());
    std::vector<OfferedAccount> offered;
    for (auto& page : *found) {
        const bool instagram = app_.network == Network::instagram;
        OfferedAccount account{instagram ? page.instagram_id : page.id, instagram ? page.instagram_name : page.name,
                               *lasting};
        auto& opens = account.credentials;
        opens.access = std::move(page.token);
        if (granted) {
            take_permissions(*granted, page.id, page.instagram_id, opens);
            opens.permissions.insert(opens.permissions.end(), page.tasks.begin(), page.tasks.end());
        }
        if (!account.external_id.empty()) offered.push_back(std::move(account));
    }
    co_return offered;
}

runtime::Task<ApiResult<Standing>> GraphAccess::look(models::Channel channel, models::Credentials given) {
    ApiCall call;
    call.path = path_of({channel.external_id});
    call.query.emplace_back("fields", "id");
    const auto reply = co_await client_.send(std::move(call), given.access, channel.external_id);
    if (!reply && reply.error().kind != ApiErrorKind::token) co_return tl::unexpected(reply.error());
    Standing standing;
    standing.credentials = std::move(given);
    standing.trouble = reply ? ConnectionTrouble::none : ConnectionTrouble::revoked;
    if (!reply) standing.detail = reply.error().sentence;
    co_return standing;
}

runtime::Task<ApiResult<std::vector<std::string>>> GraphAccess::tasks(models::Channel channel, std::string person) {
    std::vector<std::string> unknown;
    if (person.empty()) co_return unknown;
    const auto found = co_await accounts(std::move(person), channel.external_id);
    if (!found && !refused(found.error().kind)) co_return tl::unexpected(found.error());
    const auto* account = found ? account_for(channel, *found) : nullptr;
    co_return account == nullptr ? unknown : account->tasks;
}

runtime::Task<ApiResult<Standing>> GraphAccess::examine(models::Channel channel, models::Credentials given) {
    if (app_.id.empty() || app_.secret.empty()) co_return co_await look(std::move(channel), std::move(given));
    const auto token = co_await describe(given.access, channel.external_id);
    if (!token) co_return tl::unexpected(token.error());
    const std::string network{models::display_name(channel.network)};
    Standing standing;
    standing.credentials = std::move(given);
    standing.trouble = ConnectionTrouble::none;
    auto& now = standing.credentials;
    if (!token->valid) {
        const bool expired = token->subcode == kExpiredSubcode;
        standing.trouble = expired ? ConnectionTrouble::expired : ConnectionTrouble::revoked;
        standing.detail = expired ? "The time of this connection is over. Connect the channel again."
                                  : network + " has withdrawn this connection. Connect the channel again.";
        standing.missing = missing_of(needs_, now.permissions);
        co_return standing;
    }
    const bool another = channel.network == Network::facebook && !token->account.empty();
    if (another && token->account != channel.external_id) {
        standing.trouble = ConnectionTrouble::revoked;
        standing.detail = "The connection belongs to another Page. Connect the channel with its own Page.";
    }
    now.access_until = time_of(token->expires_at);
    now.data_until = time_of(token->data_access_expires_at);
    const bool instagram = channel.network == Network::instagram;
    if (instagram)
        take_permissions(*token, token->account, channel.external_id, now);
    else
        take_permissions(*token, channel.external_id, std::string(), now);
    standing.missing = missing_of(needs_, now.permissions);
    const auto person_may = co_await tasks(std::move(channel), now.refresh);
    if (!person_may) co_return tl::unexpected(person_may.error());
    const auto lacking = missing_of(needs_, *person_may, true);
    standing.missing.insert(standing.missing.end(), lacking.begin(), lacking.end());
    now.permissions.insert(now.permissions.end(), person_may->begin(), person_may->end());
    co_return standing;
}

}  // namespace ingest
