#include "ingest/meta/graph_access.hpp"

#include "ingest/meta/graph_accounts.hpp"
#include "ingest/meta/graph_error.hpp"
#include "ingest/token_request.hpp"

#include <array>
#include <utility>

namespace ingest {
namespace {

using models::ConnectionTrouble;
using models::Network;

constexpr int kExpiredSubcode = 463;
constexpr std::size_t kBodyBytesMax = 1024 * 1024;

constexpr std::array<PermissionNeed, 6> kFacebook{{
    {"pages_show_list", "Find the school's Page among those that you look after."},
    {"pages_read_engagement", "Read what the school posts."},
    {"pages_read_user_content", "Read what others write under it and on the Page."},
    {"pages_manage_engagement", "Hide comments, show them again, delete them and answer them."},
    {"pages_manage_metadata", "Hear at once when somebody comments, and block people."},
    {"pages_manage_posts", "Publish what two colleagues approved, and take it down."},
}};

constexpr std::array<PermissionNeed, 5> kInstagram{{
    {"pages_show_list", "Find the Page that the account hangs on."},
    {"pages_read_engagement", "Reach the account through its Page."},
    {"instagram_basic", "Read what the school posts."},
    {"instagram_manage_comments", "Read comments, hide them, show them again, delete them and answer them."},
    {"instagram_content_publish", "Publish what two colleagues approved."},
}};

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

ApiCall accounts_call() {
    ApiCall call;
    call.path = "me/accounts";
    call.query.emplace_back("fields", kGraphAccountFields);
    call.query.emplace_back("limit", "100");
    return call;
}

}  // namespace

GraphAccess::GraphAccess(runtime::HttpClient& http, ApiClient& client, App app, std::span<const PermissionNeed> needs,
                         const runtime::Clock& clock)
    : http_{http}, client_{client}, app_{std::move(app)}, needs_{needs}, clock_{clock} {}

std::optional<runtime::Time> GraphAccess::due(const models::Credentials& given) const {
    if (given.refresh.empty() || app_.id.empty() || app_.secret.empty()) return std::nullopt;
    return given.refresh_until ? *given.refresh_until - kAhead : clock_.now();
}

runtime::Task<ApiResult<models::Credentials>> GraphAccess::exchange(models::Credentials given, std::string network) {
    ApiParameters query;
    query.emplace_back("grant_type", "fb_exchange_token");
    query.emplace_back("client_id", app_.id);
    query.emplace_back("client_secret", app_.secret);
    query.emplace_back("fb_exchange_token", given.refresh);
    runtime::HttpRequest request;
    request.url = app_.base_url + "/" + app_.version + "/oauth/access_token?" + form_of(query);
    request.headers.emplace_back("Accept", "application/json");
    request.timeout = kCallTimeout;
    request.body_limit = kBodyBytesMax;
    const auto reply = co_await http_.send(std::move(request));
    if (!reply) co_return tl::unexpected(error_of(reply.error(), network));
    auto refused = parse_graph_error(reply->status, reply->body, network);
    if (refused) co_return tl::unexpected(std::move(*refused));
    auto answer = parse_token_answer(reply->status, reply->body, network);
    if (!answer) co_return tl::unexpected(std::move(answer.error()));
    given.refresh = std::move(answer->access);
    given.refresh_until.reset();
    if (answer->lives) given.refresh_until = clock_.now() + *answer->lives;
    co_return given;
}

runtime::Task<ApiResult<models::Credentials>> GraphAccess::renew(models::Channel channel, models::Credentials given) {
    const std::string network{models::display_name(channel.network)};
    auto renewed = co_await exchange(std::move(given), network);
    if (!renewed) co_return renewed;
    auto call = accounts_call();
    const auto reply = co_await client_.send(std::move(call), renewed->refresh, channel.external_id);
    if (!reply) co_return tl::unexpected(reply.error());
    const auto accounts = parse_graph_accounts(reply->body);
    if (!accounts) co_return tl::unexpected(nonsense(network));
    const auto* account = account_for(channel, *accounts);
    if (account == nullptr)
        co_return tl::unexpected(
            made(ApiErrorKind::token, "The person who connected this channel no longer looks after it on " + network +
                                          ". Connect it with somebody who does."));
    renewed->access = account->token;
    co_return renewed;
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

runtime::Task<ApiResult<Standing>> GraphAccess::examine(models::Channel channel, models::Credentials given) {
    if (app_.id.empty() || app_.secret.empty()) co_return co_await look(std::move(channel), std::move(given));
    const std::string network{models::display_name(channel.network)};
    ApiCall call;
    call.path = "debug_token";
    call.query.emplace_back("input_token", given.access);
    const auto reply = co_await client_.send(std::move(call), app_.id + "|" + app_.secret, channel.external_id);
    if (!reply) co_return tl::unexpected(reply.error());
    auto token = parse_graph_token(reply->body);
    if (!token) co_return tl::unexpected(nonsense(network));
    Standing standing;
    standing.trouble = ConnectionTrouble::none;
    if (!token->valid) {
        const bool expired = token->subcode == kExpiredSubcode;
        standing.trouble = expired ? ConnectionTrouble::expired : ConnectionTrouble::revoked;
        standing.detail = expired ? "The time of this connection is over. Connect the channel again."
                                  : network + " has withdrawn this connection. Connect the channel again.";
    } else {
        given.access_until = time_of(token->expires_at);
        given.data_until = time_of(token->data_access_expires_at);
        given.permissions = std::move(token->permissions);
    }
    standing.missing = missing_of(needs_, given.permissions);
    standing.credentials = std::move(given);
    co_return standing;
}

std::span<const PermissionNeed> facebook_permissions() {
    return kFacebook;
}

std::span<const PermissionNeed> instagram_permissions() {
    return kInstagram;
}

}  // namespace ingest
