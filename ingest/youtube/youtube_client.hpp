#pragma once

#include "config/runtime/http.hpp"
#include "ingest/api.hpp"
#include "ingest/youtube/quota.hpp"

#include <string>

namespace ingest {

/// Speaks to the YouTube Data API: adds the token, counts what each call costs, and turns refusals into ApiError.
class YoutubeClient final : public ApiClient {
  public:
    static constexpr std::chrono::seconds kTimeout{20};
    static constexpr std::size_t kBodyBytesMax = 16 * 1024 * 1024;

    /// References outlive the client. Paths of calls stand below `base_url` + "/youtube/v3".
    YoutubeClient(runtime::HttpClient& http, YoutubeQuota& quota, std::string base_url);

    runtime::Task<ApiResult<ApiReply>> send(ApiCall call, std::string token, std::string account) override;

  private:
    runtime::HttpRequest request(const ApiCall& call, const std::string& token) const;

    runtime::HttpClient& http_;
    YoutubeQuota& quota_;
    const std::string base_url_;
};

}  // namespace ingest
