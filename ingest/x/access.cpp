#include "ingest/x/access.hpp"

#include "ingest/json_document.hpp"
#include "ingest/json_fields.hpp"
#include "ingest/token_request.hpp"

#include <array>
#include <utility>

namespace ingest {
namespace {

using models::ConnectionTrouble;

constexpr std::array<PermissionNeed, 6> kNeeds{{
    {"tweet.read", "Read what the school posts and what others reply."},
    {"users.read", "See which account this is, and who replies."},
    {"tweet.moderate.write", "Hide replies and show them again."},
    {"tweet.write", "Publish what two colleagues approved."},
    {"media.write", "Publish pictures with it."},
    {"offline.access", "Stay connected for more than two hours."},
}};

/// The id of the account that a token speaks for; empty when the answer makes no sense.
std::string account_of(std::string_view body) {
    const JsonDocument document{body};
    simdjson::dom::object answer;
    if (document.object().get(answer) != simdjson::SUCCESS) return {};
    const auto data = object_member(answer, "data");
    return data ? id_member(*data, "id").value_or("") : std::string{};
}

}  // namespace

XAccess::XAccess(runtime::HttpClient& http, ApiClient& client, App app, const runtime::Clock& clock)
    : http_{http}, client_{client}, app_{std::move(app)}, clock_{clock} {}

std::optional<runtime::Time> XAccess::due(const models::Credentials& given) const {
    if (given.refresh.empty() || app_.client_id.empty()) return std::nullopt;
    return given.access_until ? *given.access_until - kAhead : clock_.now();
}

runtime::Task<ApiResult<models::Credentials>> XAccess::renew(models::Channel, models::Credentials given) {
    TokenRequest request;
    request.address = app_.base_url + "/2/oauth2/token";
    request.form.emplace_back("grant_type", "refresh_token");
    request.form.emplace_back("refresh_token", given.refresh);
    request.client_id = app_.client_id;
    request.client_secret = app_.client_secret;
    request.basic = true;
    request.network = "X";
    auto answer = co_await ask_for_token(http_, std::move(request));
    if (!answer) co_return tl::unexpected(std::move(answer.error()));
    co_return credentials_of(std::move(*answer), std::move(given), clock_.now());
}

runtime::Task<ApiResult<Standing>> XAccess::examine(models::Channel channel, models::Credentials given) {
    ApiCall call;
    call.path = "users/me";
    const auto reply = co_await client_.send(std::move(call), given.access, channel.external_id);
    Standing standing;
    const bool renewable = !given.refresh.empty();
    if (!reply && reply.error().kind != ApiErrorKind::token) co_return tl::unexpected(reply.error());
    if (!reply) {
        standing.trouble = ConnectionTrouble::revoked;
        standing.detail = reply.error().sentence;
    } else if (account_of(reply->body) != channel.external_id) {
        standing.trouble = ConnectionTrouble::revoked;
        standing.detail = "The connection belongs to another account of X. Connect the channel with its own account.";
    } else if (!renewable) {
        standing.trouble = ConnectionTrouble::none;
    }
    standing.missing = missing_of(kNeeds, given.permissions);
    standing.credentials = std::move(given);
    co_return standing;
}

}  // namespace ingest
