#pragma once

#include "config/runtime/clock.hpp"
#include "config/runtime/http.hpp"
#include "ingest/access.hpp"

#include <span>
#include <string>

namespace ingest {

/// How Meta gives access to a page, or to the Instagram account that hangs on one, and keeps it.
///
/// The token of the page has no end of its own, but dies with the person's: a changed password, a lost role. The
/// person's token lives sixty days and gives a new one only while it lives, which leaves the old one good: an answer
/// that nobody kept costs nothing. It is exchanged every ten days, and the page's token is fetched anew with it.
/// What only the person can renew, by signing in, is the ninety days in which the app may read data.
class GraphAccess final : public Renewer {
  public:
    static constexpr std::chrono::hours kAhead{50 * 24};

    struct App {
        std::string base_url;
        std::string version;
        std::string id;
        std::string secret;
    };
    /// References outlive it. `client` is the network's own; `needs` lives as long as the program.
    GraphAccess(runtime::HttpClient& http, ApiClient& client, App app, std::span<const PermissionNeed> needs,
                const runtime::Clock& clock);

    std::optional<runtime::Time> due(const models::Credentials& given) const override;
    runtime::Task<ApiResult<models::Credentials>> renew(models::Channel channel, models::Credentials given) override;
    runtime::Task<ApiResult<Standing>> examine(models::Channel channel, models::Credentials given) override;

  private:
    runtime::Task<ApiResult<models::Credentials>> exchange(models::Credentials given, std::string network);
    /// Without the app's number and secret nobody tells more than whether the token is taken.
    runtime::Task<ApiResult<Standing>> look(models::Channel channel, models::Credentials given);

    runtime::HttpClient& http_;
    ApiClient& client_;
    const App app_;
    const std::span<const PermissionNeed> needs_;
    const runtime::Clock& clock_;
};

/// What Gatehouse needs of a Facebook Page, and of an Instagram account.
std::span<const PermissionNeed> facebook_permissions();
std::span<const PermissionNeed> instagram_permissions();

}  // namespace ingest
