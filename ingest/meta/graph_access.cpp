#include "ingest/meta/graph_access.hpp"

#include "ingest/meta/graph_error.hpp"

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

constexpr std::array<PermissionNeed, 6> kInstagram{{
    {"pages_show_list", "Find the Page that the account hangs on."},
    {"pages_read_engagement", "Reach the account through its Page."},
    {"instagram_basic", "Read what the school posts."},
    {"instagram_manage_comments", "Read comments, hide them, show them again, delete them and answer them."},
    {"instagram_content_publish", "Publish what two colleagues approved."},
    {"pages_manage_posts", "Bring pictures to Instagram by way of its Page, where nobody sees them."},
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

constexpr std::array<std::string_view, 4> kSteps{{
    "Sign in to Facebook as somebody who has full access to the school's Page, or at least its tasks Content and "
    "Moderation. An Instagram account has to be a professional one that is linked to the Page.",
    "Facebook asks which Pages Gatehouse may use: tick the school's Page, and its Instagram account with it.",
    "Facebook shows what Gatehouse asks for. Leave everything switched on, and choose Save.",
    "The connection is the person's: it ends when they change their password or lose their role. Do it again then.",
}};

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
    ApiCall call;
    call.path = "me/accounts";
    call.query.emplace_back("fields", kGraphAccountFields);
    call.query.emplace_back("limit", "100");
    const auto reply = co_await client_.send(std::move(call), std::move(person_token), std::move(account));
    if (!reply) co_return tl::unexpected(reply.error());
    auto found = parse_graph_accounts(reply->body);
    if (!found) co_return tl::unexpected(nonsense(models::display_name(app_.network)));
    co_return std::move(*found);
}

runtime::Task<ApiResult<models::Credentials>> GraphAccess::renew(models::Channel channel, models::Credentials given) {
    auto renewed = co_await exchange(std::move(given));
    if (!renewed) co_return renewed;
    const auto found = co_await accounts(renewed->refresh, channel.external_id);
    if (!found) co_return tl::unexpected(found.error());
    const auto* account = account_for(channel, *found);
    if (account == nullptr)
        co_return tl::unexpected(
            made(ApiErrorKind::token, "The person who connected this channel no longer looks after it on " +
                                          std::string{models::display_name(channel.network)} +
                                          ". Connect it with somebody who does."));
    renewed->access = account->token;
    co_return renewed;
}

std::string GraphAccess::lacking() const {
    if (app_.id.empty()) return "facebook.app_id";
    return app_.secret.empty() ? "facebook.app_secret_file" : "";
}

std::span<const std::string_view> GraphAccess::steps() const {
    return kSteps;
}

std::string GraphAccess::login_address(std::string state, std::string, std::string redirect_uri) const {
    ApiParameters query;
    query.emplace_back("client_id", app_.id);
    query.emplace_back("redirect_uri", std::move(redirect_uri));
    query.emplace_back("state", std::move(state));
    query.emplace_back("scope", names_of(needs_, ","));
    query.emplace_back("response_type", "code");
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
    std::vector<OfferedAccount> offered;
    for (auto& page : *found) {
        const bool instagram = app_.network == Network::instagram;
        OfferedAccount account{instagram ? page.instagram_id : page.id, instagram ? page.instagram_name : page.name,
                               *lasting};
        account.credentials.access = std::move(page.token);
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
