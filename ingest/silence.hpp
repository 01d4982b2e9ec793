#pragma once

#include "config/runtime/clock.hpp"
#include "config/runtime/http.hpp"
#include "ingest/api.hpp"
#include "ingest/ports.hpp"

#include <optional>
#include <string>

namespace ingest {

/// Knows until when one API wants to be left alone, for all processes together and across restarts.
///
/// While the book does not answer, this process knows what it was told itself.
class Silence {
  public:
    /// References outlive it. `api` names the API in the book: "graph", which two networks share, "x" or "youtube".
    Silence(SilenceBook& book, const runtime::Clock& clock, std::string api);

    /// Why `account` may not be asked about now, as the network itself would refuse it. Nothing: it may be.
    runtime::Task<std::optional<ApiError>> of(std::string account);
    /// The same for a request of which is not known whom it concerns: the silence of any account forbids it.
    runtime::Task<std::optional<ApiError>> of_anybody();
    /// The network demanded `pause`. `why` is for the channels page.
    runtime::Task<void> keep(std::string account, Pause pause, std::string why);

  private:
    using Known = SilenceBook::Silences;

    runtime::Task<void> learn();
    std::optional<ApiError> refusal(const Known::mapped_type* silence) const;

    SilenceBook& book_;
    const runtime::Clock& clock_;
    const std::string api_;
    Known known_;
};

/// A network's client that sends nothing before the time that the network named.
class QuietClient final : public ApiClient {
  public:
    /// References outlive it.
    QuietClient(ApiClient& client, Silence& silence) : client_{client}, silence_{silence} {}

    /// throttled, without asking the network, while it wants to be left alone.
    runtime::Task<ApiResult<ApiReply>> send(ApiCall call, std::string token, std::string account) override;

  private:
    ApiClient& client_;
    Silence& silence_;
};

/// The same for what is sent to a network beside its API: renewals of tokens, pieces of videos, subscriptions.
class QuietHttp final : public runtime::HttpClient {
  public:
    /// References outlive it.
    QuietHttp(runtime::HttpClient& http, Silence& silence) : http_{http}, silence_{silence} {}

    /// rate_limited, without asking the network, while it wants to be left alone.
    runtime::Task<runtime::Result<runtime::HttpResponse>> send(runtime::HttpRequest request) override;

  private:
    runtime::HttpClient& http_;
    Silence& silence_;
};

}  // namespace ingest
