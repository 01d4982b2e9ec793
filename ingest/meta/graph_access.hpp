#pragma once

#include "config/runtime/clock.hpp"
#include "config/runtime/http.hpp"
#include "ingest/access.hpp"
#include "ingest/meta/graph_accounts.hpp"
#include "ingest/token_request.hpp"

#include <span>
#include <string>

namespace ingest {

/// How Meta gives access to a page, or to the Instagram account that hangs on one, and keeps it.
///
/// The token of the page has no end of its own, but dies with the person's: a changed password, a lost role. The
/// person's token lives sixty days and gives a new one only while it lives, which leaves the old one good: an answer
/// that nobody kept costs nothing. It is exchanged every ten days, and the page's token is fetched anew with it.
/// What only the person can renew, by signing in, is the ninety days in which the app may read data.
class GraphAccess final : public Renewer, public Connector {
  public:
    static constexpr std::chrono::hours kLife{60 * 24};
    static constexpr std::chrono::hours kAhead{50 * 24};

    struct App {
        std::string base_url;
        std::string version;
        std::string id;
        std::string secret;
        std::string login_url;
        models::Network network{models::Network::facebook};
    };
    /// References outlive it. `client` is the network's own; `needs` lives as long as the program.
    GraphAccess(runtime::HttpClient& http, ApiClient& client, App app, std::span<const PermissionNeed> needs,
                const runtime::Clock& clock);

    std::optional<runtime::Time> due(const models::Credentials& given) const override;
    runtime::Task<ApiResult<models::Credentials>> renew(models::Channel channel, models::Credentials given) override;
    runtime::Task<ApiResult<Standing>> examine(models::Channel channel, models::Credentials given) override;

    std::string lacking() const override;
    std::span<const std::string_view> steps() const override;
    std::span<const PermissionNeed> permissions() const override { return needs_; }
    /// Meta's dialog knows no PKCE: the app's secret is what only we have.
    std::string login_address(Errand errand, bool declined) const override;
    runtime::Task<ApiResult<std::vector<OfferedAccount>>> redeem(Grant grant) override;

  private:
    /// A person's token for a code or for another one of their tokens.
    runtime::Task<ApiResult<TokenAnswer>> person_token(ApiParameters query);
    /// The same for one that lives sixty days.
    runtime::Task<ApiResult<models::Credentials>> exchange(models::Credentials given);
    /// All pages that Meta lists for the person.
    runtime::Task<ApiResult<std::vector<GraphAccount>>> accounts(std::string person_token, std::string account);
    /// A page that Meta does not list, as it does with those of business portfolios, and gives to who asks by its id.
    /// token: it does not, either.
    runtime::Task<ApiResult<GraphAccount>> unlisted(models::Channel channel, models::Credentials given);
    runtime::Task<ApiResult<GraphToken>> describe(std::string token, std::string account);
    /// What the person may do on the channel's page; nothing when Meta does not tell.
    runtime::Task<ApiResult<std::vector<std::string>>> tasks(models::Channel channel, std::string person);
    /// Without the app's number and secret nobody tells more than whether the token is taken.
    runtime::Task<ApiResult<Standing>> look(models::Channel channel, models::Credentials given);

    runtime::HttpClient& http_;
    ApiClient& client_;
    const App app_;
    const std::span<const PermissionNeed> needs_;
    const runtime::Clock& clock_;
};

}  // namespace ingest
