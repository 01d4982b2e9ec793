#include "ingest/youtube/access.hpp"

#include "ingest/token_request.hpp"
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

}  // namespace

YoutubeAccess::YoutubeAccess(runtime::HttpClient& http, ApiClient& client, App app, const runtime::Clock& clock)
    : http_{http}, client_{client}, app_{std::move(app)}, clock_{clock} {}

std::optional<runtime::Time> YoutubeAccess::due(const models::Credentials& given) const {
    if (given.refresh.empty() || app_.client_id.empty()) return std::nullopt;
    return given.access_until ? *given.access_until - kAhead : clock_.now();
}

runtime::Task<ApiResult<models::Credentials>> YoutubeAccess::renew(models::Channel, models::Credentials given) {
    TokenRequest request;
    request.address = app_.token_url;
    request.form.emplace_back("grant_type", "refresh_token");
    request.form.emplace_back("refresh_token", given.refresh);
    request.client_id = app_.client_id;
    request.client_secret = app_.client_secret;
    request.network = "YouTube";
    auto answer = co_await ask_for_token(http_, std::move(request));
    if (!answer) co_return tl::unexpected(std::move(answer.error()));
    co_return credentials_of(std::move(*answer), std::move(given), clock_.now());
}

runtime::Task<ApiResult<Standing>> YoutubeAccess::examine(models::Channel channel, models::Credentials given) {
    ApiCall call;
    call.path = "channels";
    call.query.emplace_back("part", "id,contentDetails");
    call.query.emplace_back("mine", "true");
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

}  // namespace ingest
