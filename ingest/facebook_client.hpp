#pragma once

#include "config/runtime/http.hpp"
#include "ingest/facebook_error.hpp"

#include <string>
#include <utility>
#include <vector>

namespace ingest {

using GraphParameters = std::vector<std::pair<std::string, std::string>>;

/// One call of the Graph API, before it knows any host or token.
struct GraphCall {
    std::string method{"GET"};
    std::string path;              ///< without version: ids are encoded by graph_path()
    GraphParameters parameters{};  ///< query of a GET or DELETE, form of a POST
};

/// "<id>" or "<id>/<edge>", with everything in the id that is not a letter, digit, '_' or '-' encoded.
std::string graph_path(std::string_view id, std::string_view edge = {});

struct GraphReply {
    std::string body;
    Usage usage;
};

template <class T>
using GraphResult = tl::expected<T, GraphError>;

/// Speaks to the Graph API: adds version, token and proof, and turns refusals into GraphError.
///
/// The token travels only in the Authorization header, so an address may be logged. Addresses found in
/// answers are never used. Nothing is retried here.
class FacebookClient {
  public:
    struct Access {
        std::string base_url{"https://graph.facebook.com"};
        std::string version{"v26.0"};
        std::string app_secret{};  ///< empty: no appsecret_proof
    };
    static constexpr std::chrono::seconds kTimeout{20};
    /// Room for one absurdly long text in a page: larger answers are malformed.
    static constexpr std::size_t kBodyBytesMax = 16 * 1024 * 1024;

    /// References outlive the client.
    FacebookClient(runtime::HttpClient& http, Access access);

    /// The answer's body when it is a success. `page_id` picks the budget that counts.
    runtime::Task<GraphResult<GraphReply>> send(GraphCall call, std::string token, std::string page_id);

  private:
    runtime::HttpRequest request(const GraphCall& call, const std::string& token) const;

    runtime::HttpClient& http_;
    const Access access_;
};

}  // namespace ingest
