#include "ingest/meta/graph_client.hpp"

#include "config/runtime/crypto.hpp"
#include "ingest/meta/graph_error.hpp"
#include "ingest/poll_schedule.hpp"

namespace ingest {
namespace {

constexpr int kApplicationThrottled = 4;  ///< Meta's code when all calls of the app together are too many
constexpr int kUsedUp = 100;

}  // namespace

GraphClient::GraphClient(runtime::HttpClient& http, Access access, std::string network)
    : http_{http}, access_{std::move(access)}, network_{std::move(network)} {}

runtime::HttpRequest GraphClient::request(const ApiCall& call, const std::string& token) const {
    const bool posts = call.method == "POST";
    auto query = call.query;
    auto form = call.form;
    if (!access_.app_secret.empty())
        (posts && call.body.empty() ? form : query)
            .emplace_back("appsecret_proof", runtime::hmac_sha256_hex(access_.app_secret, token));

    runtime::HttpRequest made;
    made.method = call.method;
    made.url = access_.base_url + "/" + access_.version + "/" + call.path;
    if (!query.empty()) made.url.append("?").append(form_of(query));
    made.headers.emplace_back("Authorization", "Bearer " + token);
    made.headers.emplace_back("Accept", "application/json");
    const bool carries = !call.body.empty();
    if (posts)
        made.headers.emplace_back("Content-Type", carries ? call.body_type : "application/x-www-form-urlencoded");
    made.body = carries ? call.body : form_of(form);
    made.timeout = carries ? kUploadTimeout : kCallTimeout;
    made.body_limit = kBodyBytesMax;
    return made;
}

runtime::Task<ApiResult<ApiReply>> GraphClient::send(ApiCall call, std::string token, std::string account) {
    auto made = request(call, token);
    auto answer = co_await http_.send(std::move(made));
    if (!answer) co_return tl::unexpected(error_of(answer.error(), network_));

    auto usage = parse_graph_usage(answer->header("X-App-Usage"), answer->header("X-Business-Use-Case-Usage"), account);
    if (usage.percent >= kUsedUp) {
        const bool everybody = !answer->header("X-Business-Use-Case-Usage");
        usage.pause = Pause{usage.regain.value_or(kSilenceMin), everybody};
    }
    auto error = parse_graph_error(answer->status, answer->body, network_);
    if (error) {
        if (error->kind == ApiErrorKind::throttled) {
            error->retry_after = longest(usage.regain, named_wait(answer->header("Retry-After")));
            usage.pause = Pause{error->retry_after.value_or(kSilenceMin), error->code == kApplicationThrottled};
        }
        error->usage = usage;
        co_return tl::unexpected(std::move(*error));
    }
    ApiReply reply;
    reply.body = std::move(answer->body);
    reply.usage = usage;
    co_return reply;
}

}  // namespace ingest
