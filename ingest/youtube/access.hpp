#pragma once

#include "config/runtime/clock.hpp"
#include "config/runtime/http.hpp"
#include "ingest/access.hpp"
#include "ingest/token_request.hpp"

#include <string>

namespace ingest {

/// How Google gives access to a channel and keeps it: access tokens of an hour, and a refresh token that stays the
/// same however often it is used, so that an answer which nobody kept costs nothing.
class YoutubeAccess final : public Renewer, public Connector {
  public:
    static constexpr std::chrono::hours kLife{1};  ///< of an access token, unless the answer says another
    static constexpr std::chrono::minutes kAhead{15};

    struct App {
        std::string token_url;
        std::string client_id;
        std::string client_secret;
        std::string login_url;
        int connection_days{0};  ///< how long a connection lasts; 0: no fixed end
    };
    /// References outlive it. `client` is YouTube's own.
    YoutubeAccess(runtime::HttpClient& http, ApiClient& client, App app, const runtime::Clock& clock);

    std::optional<runtime::Time> due(const models::Credentials& given) const override;
    runtime::Task<ApiResult<models::Credentials>> renew(models::Channel channel, models::Credentials given) override;
    runtime::Task<ApiResult<Standing>> examine(models::Channel channel, models::Credentials given) override;

    std::string lacking() const override;
    std::span<const std::string_view> steps() const override;
    std::span<const PermissionNeed> permissions() const override;
    std::string login_address(Errand errand, bool declined) const override;
    runtime::Task<ApiResult<std::vector<OfferedAccount>>> redeem(Grant grant) override;

  private:
    TokenRequest request(const char* grant_type) const;

    runtime::HttpClient& http_;
    ApiClient& client_;
    const App app_;
    const runtime::Clock& clock_;
};

}  // namespace ingest
