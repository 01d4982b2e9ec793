#pragma once

#include "config/runtime/clock.hpp"
#include "config/runtime/http.hpp"
#include "ingest/access.hpp"
#include "ingest/token_request.hpp"

#include <string>

namespace ingest {

/// How X gives access and keeps it: OAuth 2.0 with refresh tokens that work once, or the four values of OAuth 1.0a,
/// which never end and which nothing renews.
///
/// A refresh token is worth nothing once X has answered, also when nobody kept the answer. So it is used when half of
/// the access token's two hours are left: whatever is lost then, the channel is read for another hour, in which a
/// person can connect it again; and a connection that holds the values of OAuth 1.0a beside goes on with those.
class XAccess final : public Renewer, public Connector {
  public:
    static constexpr std::chrono::hours kLife{2};  ///< of an access token, unless the answer says another
    static constexpr std::chrono::minutes kAhead{60};

    struct App {
        std::string base_url;
        std::string client_id;
        std::string client_secret;  ///< empty: a public client
        std::string login_url;
    };
    /// References outlive it. `client` is X's own.
    XAccess(runtime::HttpClient& http, ApiClient& client, App app, const runtime::Clock& clock);

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
