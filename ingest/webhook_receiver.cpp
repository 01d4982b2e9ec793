#include "ingest/webhook_receiver.hpp"

#include "ingest/meta/webhook.hpp"
#include "ingest/x/webhook.hpp"
#include "ingest/youtube/webhook.hpp"

#include <algorithm>
#include <utility>

namespace ingest {
namespace {

using runtime::ErrorKind;
using runtime::ServerRequest;
using runtime::ServerResponse;

constexpr std::string_view kYoutube = "youtube/";

ServerResponse plain(unsigned status, std::string body) {
    ServerResponse response;
    response.status = status;
    response.headers.emplace_back("Content-Type", "text/plain; charset=utf-8");
    response.headers.emplace_back("X-Content-Type-Options", "nosniff");
    response.headers.emplace_back("Cache-Control", "no-store");
    response.body = std::move(body);
    return response;
}

/// "meta", "x", "youtube", or nothing. What follows "youtube/" is the channel.
std::string network_of(std::string_view path) {
    path.remove_prefix(WebhookReceiver::kPrefix.size());
    if (path == "meta" || path == "x") return std::string{path};
    return path.starts_with(kYoutube) && path.size() > kYoutube.size() ? "youtube" : "";
}

std::string_view youtube_account(std::string_view path) {
    return path.substr(WebhookReceiver::kPrefix.size() + kYoutube.size());
}

}  // namespace

WebhookReceiver::WebhookReceiver(Parts parts, Secrets secrets) : parts_{parts}, secrets_{std::move(secrets)} {}

runtime::Task<ServerResponse> WebhookReceiver::handle(ServerRequest request) {
    if (too_many()) {
        auto later = plain(429, "Too many requests. Try again later.\n");
        later.headers.emplace_back("Retry-After", "60");
        co_return later;
    }
    auto network = network_of(request.path);
    if (network.empty()) co_return plain(404, "There is nothing here.\n");
    if (request.method == "GET") co_return co_await answer_check(std::move(network), std::move(request));
    if (request.method != "POST") co_return plain(405, "Only GET and POST are answered here.\n");
    if (request.body.size() > kBodyBytesMax) co_return plain(413, "The delivery is too large.\n");
    auto heard = hear(network, request);
    if (heard) co_return co_await keep(std::move(network), std::move(*heard));
    const bool forged = heard.error().kind == ErrorKind::forbidden;
    count(network, forged ? "forged" : "malformed");
    // A refusal would only make the network repeat what makes no sense.
    co_return forged ? plain(403, "Not signed.\n") : plain(200, "");
}

bool WebhookReceiver::too_many() {
    const auto second = std::chrono::floor<std::chrono::seconds>(parts_.clock.now());
    if (second != second_) in_second_ = 0;
    second_ = second;
    return ++in_second_ > kPerSecondMax;
}

runtime::Task<ServerResponse> WebhookReceiver::answer_check(std::string network, ServerRequest request) {
    std::optional<std::string> answer;
    if (network == "meta") answer = meta_challenge(request.query, secrets_.own);
    if (network == "x") answer = x_challenge(request.query, secrets_.x_consumer);
    if (network == "youtube") {
        const auto channels = co_await parts_.channels.authorised();
        if (!channels) co_return plain(503, "Try again later.\n");
        const auto account = youtube_account(request.path);
        const auto ours = [&](const models::Channel& channel) {
            return channel.network == models::Network::youtube && channel.external_id == account;
        };
        const bool wanted = std::any_of(channels->begin(), channels->end(), ours);
        answer = youtube_challenge(request.query, account, wanted && !secrets_.own.empty());
    }
    count(network, answer ? "checked" : "check_refused");
    if (!answer) co_return plain(403, "Not meant.\n");
    auto response = plain(200, std::move(*answer));
    if (network == "x") response.headers.front().second = "application/json";
    co_return response;
}

runtime::Result<std::vector<Heard>> WebhookReceiver::hear(std::string_view network,
                                                          const ServerRequest& request) const {
    const auto now = parts_.clock.now();
    if (network == "meta") return hear_meta(request, secrets_.meta_app, now);
    if (network == "x") return hear_x(request, secrets_.x_consumer, now);
    return hear_youtube(request, secrets_.own, youtube_account(request.path));
}

runtime::Task<ServerResponse> WebhookReceiver::keep(std::string network, std::vector<Heard> heard) {
    const auto kept = co_await keep_heard(parts_.channels, parts_.board, std::move(heard));
    if (!kept) co_return plain(503, "Try again later.\n");
    count(network, *kept > 0 ? "kept" : "of_no_concern");
    co_return plain(200, "");
}

void WebhookReceiver::count(const std::string& network, const char* outcome) {
    count_heard(parts_.metrics, network, outcome);
    parts_.log.debug("hooks", "heard", {{"network", network}, {"outcome", outcome}});
}

}  // namespace ingest
