#pragma once

#include "config/runtime/http.hpp"
#include "ingest/api.hpp"

#include <string>

namespace ingest {

/// Speaks to Meta's Graph API, for Facebook and for Instagram: adds version, token and proof, and turns refusals
/// into ApiError.
class GraphClient final : public ApiClient {
  public:
    struct Access {
        std::string base_url{"https://graph.facebook.com"};
        std::string version{"v26.0"};
        std::string app_secret{};  ///< empty: no appsecret_proof
    };
    /// Room for one absurdly long text in a page: larger answers are malformed.
    static constexpr std::size_t kBodyBytesMax = 16 * 1024 * 1024;

    /// References outlive the client. `network` as people know it, for the sentences of errors.
    GraphClient(runtime::HttpClient& http, Access access, std::string network);

    runtime::Task<ApiResult<ApiReply>> send(ApiCall call, std::string token, std::string account) override;

  private:
    runtime::HttpRequest request(const ApiCall& call, const std::string& token) const;

    runtime::HttpClient& http_;
    const Access access_;
    const std::string network_;
};

}  // namespace ingest
