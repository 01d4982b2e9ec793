#include "ingest/picture_fetcher.hpp"

#include "ingest/picture_address.hpp"

#include <utility>

namespace ingest {

using runtime::ErrorKind;
using runtime::Result;

namespace {

constexpr unsigned kOk = 200;
constexpr unsigned kRequestTimeout = 408;
constexpr unsigned kTooManyRequests = 429;
constexpr unsigned kServerError = 500;

Result<std::string> taken(runtime::HttpResponse answer) {
    if (answer.status == kOk && !answer.body.empty()) return std::move(answer.body);
    if (answer.status == kTooManyRequests) return runtime::fail(ErrorKind::rate_limited, "asked to come back later");
    if (answer.status >= kServerError || answer.status == kRequestTimeout)
        return runtime::fail(ErrorKind::unreachable, "the server answered " + std::to_string(answer.status));
    return runtime::fail(ErrorKind::rejected, "the server answered " + std::to_string(answer.status));
}

}  // namespace

const std::string& PictureFetcher::base_url(models::Network network) const {
    switch (network) {
        case models::Network::x: return settings_.x.base_url;
        case models::Network::youtube: return settings_.youtube.base_url;
        case models::Network::facebook:
        case models::Network::instagram: break;
    }
    return settings_.facebook.base_url;
}

runtime::Task<Result<std::string>> PictureFetcher::fetch(models::Channel channel, std::string address) {
    const auto reach = picture_reach(address, channel.network, base_url(channel.network));
    if (reach == PictureReach::nowhere) co_return runtime::fail(ErrorKind::rejected, "no picture server's address");
    const auto silence = co_await silences_.at(channel.network).of(channel.external_id);
    if (silence) co_return runtime::fail(ErrorKind::rate_limited, silence->sentence, silence->retry_after);
    runtime::HttpRequest request;
    request.url = std::move(address);
    request.timeout = kTimeout;
    request.body_limit = kBytesMax;
    request.public_only = reach == PictureReach::internet;
    auto answer = co_await http_.send(std::move(request));
    if (answer) co_return taken(std::move(*answer));
    // The client's own sentences name the host.
    switch (answer.error().kind) {
        case ErrorKind::malformed: co_return runtime::fail(ErrorKind::rejected, "no picture, or too large a one");
        case ErrorKind::rejected: co_return runtime::fail(ErrorKind::rejected, "no machine of the internet");
        default: co_return runtime::fail(ErrorKind::unreachable, "no whole answer");
    }
}

}  // namespace ingest
