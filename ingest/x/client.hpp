#pragma once

#include "config/runtime/clock.hpp"
#include "config/runtime/http.hpp"
#include "ingest/api.hpp"

#include <map>
#include <string>

namespace ingest {

/// Speaks to X's API, version 2: signs, counts what is left of each call's window, and turns refusals into
/// ApiError.
///
/// X has two vocabularies for the same things, and does not say which one it understands. Calls are given in the
/// older one ("tweet.fields"). When X refuses a reading for that word, it is asked once more in the newer one, and
/// what was understood is remembered for the account; nothing else is ever sent twice.
class XClient final : public ApiClient {
  public:
    static constexpr std::chrono::seconds kTimeout{20};
    static constexpr std::size_t kBodyBytesMax = 16 * 1024 * 1024;

    /// References outlive the client.
    XClient(runtime::HttpClient& http, std::string base_url, const runtime::Clock& clock);

    /// `token` is a bearer token, or the four values of OAuth 1.0a (see oauth1_from()).
    runtime::Task<ApiResult<ApiReply>> send(ApiCall call, std::string token, std::string account) override;

  private:
    enum class Words { tweets, posts };

    runtime::Task<ApiResult<ApiReply>> send_once(ApiCall call, std::string token);
    runtime::Result<runtime::HttpRequest> request(const ApiCall& call, const std::string& token) const;

    runtime::HttpClient& http_;
    const std::string base_url_;
    const runtime::Clock& clock_;
    std::map<std::string, Words> words_;  ///< by account
};

}  // namespace ingest
