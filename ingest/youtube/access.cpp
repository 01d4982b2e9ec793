#include "ingest/youtube/access.hpp"

#include "ingest/youtube/parser.hpp"

#include <array>
#include <utility>

namespace ingest {
namespace {

using models::ConnectionTrouble;

constexpr std::array<PermissionNeed, 1> kNeeds{{
    {"https://www.googleapis.com/auth/youtube.force-ssl",
     "Read videos and comments, hold, publish and reject comments, and upload what two colleagues approved."},
}};

constexpr std::array<std::string_view, 3> kSteps{{
    "Sign in to YouTube as somebody who manages the school's channel.",
    "Google asks which identity to use: pick the school's channel itself, not your own name.",
    "Google shows what Gatehouse asks for. Leave every box ticked, and choose Continue.",
}};

ApiCall which_channel() {
    ApiCall call;
    call.path = "channels";
    call.query.emplace_back("part", "id,contentDetails");
    call.query.emplace_back("mine", "true");
    return call;
}

}  // namespace

YoutubeAccess::YoutubeAccess(runtime::HttpClient& http, ApiClient& client, App app, const runtime::Clock& clock)
    : http_{http}, client_{client}, app_{std::move(app)}, clock_{clock} {}

std::optional<runtime::Time> YoutubeAccess::due(const models::Credentials& given) const {
    if (given.refresh.empty() || app_.client_id.empty()) return std::nullopt;
    return given.access_until ? *given.access_until - kAhead : clock_.now();
}

TokenRequest YoutubeAccess::request(const char* grant_type) const {
    TokenRequest request;
    request.address = app_.token_url;
    request.form.emplace_back("grant_type", grant_type);
    request.client_id = app_.client_id;
    request.client_secret = app_.client_secret;
    request.network = "YouTube";
    return request;
}

runtime::Task<ApiResult<models::Credentials>> YoutubeAccess::renew(models::Channel, models::Credentials given) {
    auto asked = request("refresh_token");
    asked.form.emplace_back("refresh_token", given.refresh);
    auto answer = co_await ask_for_token(http_, std::move(asked));
    if (!answer) co_return tl::unexpected(std::move(answer.error()));
    co_return credentials_of(std::move(*answer), std::move(given), clock_.now(), kLife);
}

runtime::Task<ApiResult<Standing>> YoutubeAccess::examine(models::Channel channel, models::Credentials given) {
    auto call = which_channel();
    const auto reply = co_await client_.send(std::move(call), given.access, channel.external_id);
    if (!reply && reply.error().kind != ApiErrorKind::token) co_return tl::unexpected(reply.error());
    Standing standing;
    if (!reply) {
        standing.trouble = ConnectionTrouble::revoked;
        standing.detail = reply.error().sentence;
    } else {
        const auto found = parse_youtube_channel(reply->body);
        if (!found || found->id != channel.external_id) {
            standing.trouble = ConnectionTrouble::revoked;
            standing.detail =
                "The connection belongs to another channel of YouTube. Connect it, and pick the school's own identity.";
        } else if (given.refresh.empty()) {
            standing.trouble = ConnectionTrouble::none;
        }
    }
    standing.missing = missing_of(kNeeds, given.permissions);
    standing.credentials = std::move(given);
    co_return standing;
}

std::string YoutubeAccess::lacking() const {
    return app_.client_id.empty() ? "youtube.client_id" : "";
}

std::span<const std::string_view> YoutubeAccess::steps() const {
    return kSteps;
}

std::span<const PermissionNeed> YoutubeAccess::permissions() const {
    return kNeeds;
}

std::string YoutubeAccess::login_address(Errand errand, bool) const {
    ApiParameters query;
    query.emplace_back("client_id", app_.client_id);
    query.emplace_back("redirect_uri", std::move(errand.redirect_uri));
    query.emplace_back("response_type", "code");
    query.emplace_back("scope", names_of(kNeeds, " "));
    query.emplace_back("access_type", "offline");
    query.emplace_back("prompt", "consent");  // without it Google gives a refresh token the first time only
    query.emplace_back("state", std::move(errand.state));
    query.emplace_back("code_challenge", std::move(errand.challenge));
    query.emplace_back("code_challenge_method", "S256");
    return app_.login_url + "?" + form_of(query);
}

runtime::Task<ApiResult<std::vector<OfferedAccount>>> YoutubeAccess::redeem(Grant grant) {
    auto asked = request("authorization_code");
    asked.form.emplace_back("code", grant.code);
    asked.form.emplace_back("redirect_uri", grant.redirect_uri);
    asked.form.emplace_back("code_verifier", grant.verifier);
    auto answer = co_await ask_for_token(http_, std::move(asked));
    if (!answer) co_return tl::unexpected(std::move(answer.error()));
    auto given = credentials_of(std::move(*answer), models::Credentials(), clock_.now(), kLife);
    if (!given.refresh_until && app_.connection_days > 0)
        given.refresh_until = clock_.now() + std::chrono::hours{24} * app_.connection_days;
    auto call = which_channel();
    const auto reply = co_await client_.send(std::move(call), given.access, std::string());
    if (!reply) co_return tl::unexpected(reply.error());
    std::vector<OfferedAccount> offered;
    if (const auto found = parse_youtube_channel(reply->body))
        offered.push_back(OfferedAccount{found->id, found->id, std::move(given)});
    co_return offered;
}

}  // namespace ingest
