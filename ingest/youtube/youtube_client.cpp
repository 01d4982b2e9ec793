#include "ingest/youtube/youtube_client.hpp"

#include "ingest/youtube/youtube_error.hpp"

namespace ingest {
namespace {

int cost_of(const std::string& method) {
    return method == "GET" ? YoutubeQuota::kRead : YoutubeQuota::kWrite;
}

/// How YouTube itself says it; its words decide in one place.
constexpr const char* kQuotaAnswer = R"({"error":{"code":403,"errors":[{"reason":"quotaExceeded"}]}})";

}  // namespace

YoutubeClient::YoutubeClient(runtime::HttpClient& http, YoutubeQuota& quota, std::string base_url)
    : http_{http}, quota_{quota}, base_url_{std::move(base_url)} {}

runtime::HttpRequest YoutubeClient::request(const ApiCall& call, const std::string& token) const {
    runtime::HttpRequest made;
    made.method = call.method;
    made.url = base_url_ + "/youtube/v3/" + call.path;
    if (!call.query.empty()) made.url.append("?").append(form_of(call.query));
    made.headers.emplace_back("Authorization", "Bearer " + token);
    made.headers.emplace_back("Accept", "application/json");
    if (!call.json.empty()) made.headers.emplace_back("Content-Type", "application/json");
    made.body = call.json;
    made.timeout = kTimeout;
    made.body_limit = kBodyBytesMax;
    return made;
}

runtime::Task<ApiResult<ApiReply>> YoutubeClient::send(ApiCall call, std::string token, std::string) {
    std::optional<ApiError> error;
    ApiReply reply;
    if (quota_.exhausted()) {
        error = parse_youtube_error(403, kQuotaAnswer);
    } else {
        auto made = request(call, token);
        auto answer = co_await http_.send(std::move(made));
        const bool invalid = answer && answer->status >= 400 && answer->status < 500;
        quota_.spend(invalid ? YoutubeQuota::kInvalid : cost_of(call.method));
        if (answer) {
            error = parse_youtube_error(answer->status, answer->body);
            if (error && error->kind == ApiErrorKind::throttled)
                error->retry_after = longest(error->retry_after, named_wait(answer->header("Retry-After")));
            reply.body = std::move(answer->body);
        } else {
            error = error_of(answer.error(), "YouTube");
        }
        if (error && is_quota_refusal(*error)) quota_.exhaust();
    }
    reply.usage = quota_.usage();
    if (!error) co_return reply;
    error->usage = reply.usage;
    if (is_quota_refusal(*error)) error->retry_after = reply.usage.regain;
    co_return tl::unexpected(std::move(*error));
}

}  // namespace ingest
