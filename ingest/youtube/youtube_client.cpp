#include "ingest/youtube/youtube_client.hpp"

#include "ingest/poll_schedule.hpp"
#include "ingest/youtube/youtube_error.hpp"

namespace ingest {
namespace {

int cost_of(const std::string& method) {
    return method == "GET" ? YoutubeQuota::kRead : YoutubeQuota::kWrite;
}

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
    auto made = request(call, token);
    auto answer = co_await http_.send(std::move(made));
    const bool invalid = answer && answer->status >= 400 && answer->status < 500;
    quota_.spend(invalid ? YoutubeQuota::kInvalid : cost_of(call.method));
    auto error = answer ? parse_youtube_error(answer->status, answer->body) : error_of(answer.error(), "YouTube");
    if (!error) {
        ApiReply reply;
        reply.body = std::move(answer->body);
        reply.usage = quota_.usage();
        co_return reply;
    }
    if (is_quota_refusal(*error)) quota_.exhaust();
    error->usage = quota_.usage();
    if (is_quota_refusal(*error)) error->retry_after = error->usage.regain;
    if (answer && error->kind == ApiErrorKind::throttled)
        error->retry_after = longest(error->retry_after, named_wait(answer->header("Retry-After")));
    // What is allowed is the Google project's, which all channels share.
    if (error->kind == ApiErrorKind::throttled)
        error->usage.pause = Pause{error->retry_after.value_or(kSilenceMin), true};
    co_return tl::unexpected(std::move(*error));
}

}  // namespace ingest
