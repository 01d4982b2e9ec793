#include "ingest/x/access.hpp"

#include "ingest/json_document.hpp"
#include "ingest/json_fields.hpp"

#include <array>
#include <utility>

namespace ingest {
namespace {

using models::ConnectionTrouble;

constexpr std::array<PermissionNeed, 8> kNeeds{{
    {"tweet.read", "Read what the school posts and what others reply."},
    {"users.read", "See which account this is, and who replies."},
    {"tweet.moderate.write", "Hide replies and show them again."},
    {"mute.read", "See who is muted."},
    {"mute.write", "Mute authors, and hear them again."},
    {"tweet.write", "Publish what two colleagues approved."},
    {"media.write", "Publish pictures with it."},
    {"offline.access", "Stay connected for more than two hours."},
}};

constexpr std::array<std::string_view, 3> kSteps{{
    "Sign in to x.com as the school's account in this browser, and out of any other.",
    "X shows what Gatehouse asks for. Look whether it names the school's account, and choose Authorize app.",
    "Keys of OAuth 1.0a, which never end, are connected at the command line: gatehouse channel connect --from.",
}};

/// The account that a token speaks for; an empty id when the answer makes no sense.
OfferedAccount account_of(std::string_view body) {
    OfferedAccount account;
    const JsonDocument document{body};
    simdjson::dom::object answer;
    if (document.object().get(answer) != simdjson::SUCCESS) return account;
    const auto data = object_member(answer, "data");
    if (!data) return account;
    account.external_id = id_member(*data, "id").value_or("");
    account.name = text_member(*data, "username", 200).value_or("");
    return account;
}

ApiCall who_am_i() {
    ApiCall call;
    call.path = "users/me";
    return call;
}

}  // namespace

XAccess::XAccess(runtime::HttpClient& http, ApiClient& client, App app, const runtime::Clock& clock)
    : http_{http}, client_{client}, app_{std::move(app)}, clock_{clock} {}

std::optional<runtime::Time> XAccess::due(const models::Credentials& given) const {
    if (given.refresh.empty() || app_.client_id.empty()) return std::nullopt;
    return given.access_until ? *given.access_until - kAhead : clock_.now();
}

TokenRequest XAccess::request(const char* grant_type) const {
    TokenRequest request;
    request.address = app_.base_url + "/2/oauth2/token";
    request.form.emplace_back("grant_type", grant_type);
    request.client_id = app_.client_id;
    request.client_secret = app_.client_secret;
    request.basic = true;
    request.network = "X";
    return request;
}

runtime::Task<ApiResult<models::Credentials>> XAccess::renew(models::Channel, models::Credentials given) {
    auto asked = request("refresh_token");
    asked.form.emplace_back("refresh_token", given.refresh);
    auto answer = co_await ask_for_token(http_, std::move(asked));
    if (!answer) co_return tl::unexpected(std::move(answer.error()));
    co_return credentials_of(std::move(*answer), std::move(given), clock_.now(), kLife);
}

runtime::Task<ApiResult<Standing>> XAccess::examine(models::Channel channel, models::Credentials given) {
    auto call = who_am_i();
    const auto reply = co_await client_.send(std::move(call), given.access, channel.external_id);
    Standing standing;
    const bool renewable = !given.refresh.empty();
    if (!reply && reply.error().kind != ApiErrorKind::token) co_return tl::unexpected(reply.error());
    if (!reply) {
        standing.trouble = ConnectionTrouble::revoked;
        standing.detail = reply.error().sentence;
    } else if (account_of(reply->body).external_id != channel.external_id) {
        standing.trouble = ConnectionTrouble::revoked;
        standing.detail = "The connection belongs to another account of X. Connect the channel with its own account.";
    } else if (!renewable) {
        standing.trouble = ConnectionTrouble::none;
    }
    standing.missing = missing_of(kNeeds, given.permissions);
    standing.credentials = std::move(given);
    co_return standing;
}

std::string XAccess::lacking() const {
    return app_.client_id.empty() ? "x.client_id" : "";
}

std::span<const std::string_view> XAccess::steps() const {
    return kSteps;
}

std::span<const PermissionNeed> XAccess::permissions() const {
    return kNeeds;
}

std::string XAccess::login_address(Errand errand, bool) const {
    ApiParameters query;
    query.emplace_back("response_type", "code");
    query.emplace_back("client_id", app_.client_id);
    query.emplace_back("redirect_uri", std::move(errand.redirect_uri));
    query.emplace_back("scope", names_of(kNeeds, " "));
    query.emplace_back("state", std::move(errand.state));
    query.emplace_back("code_challenge", std::move(errand.challenge));
    query.emplace_back("code_challenge_method", "S256");
    return app_.login_url + "?" + form_of(query);
}

runtime::Task<ApiResult<std::vector<OfferedAccount>>> XAccess::redeem(Grant grant) {
    auto asked = request("authorization_code");
    asked.form.emplace_back("code", grant.code);
    asked.form.emplace_back("redirect_uri", grant.redirect_uri);
    asked.form.emplace_back("code_verifier", grant.verifier);
    auto answer = co_await ask_for_token(http_, std::move(asked));
    if (!answer) co_return tl::unexpected(std::move(answer.error()));
    auto given = credentials_of(std::move(*answer), models::Credentials(), clock_.now(), kLife);
    auto call = who_am_i();
    const auto reply = co_await client_.send(std::move(call), given.access, std::string());
    if (!reply) co_return tl::unexpected(reply.error());
    auto account = account_of(reply->body);
    account.credentials = std::move(given);
    std::vector<OfferedAccount> offered;
    if (!account.external_id.empty()) offered.push_back(std::move(account));
    co_return offered;
}

}  // namespace ingest
