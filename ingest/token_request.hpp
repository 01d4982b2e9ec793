#pragma once

#include "config/runtime/clock.hpp"
#include "config/runtime/http.hpp"
#include "ingest/api.hpp"
#include "models/domain/connection.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ingest {

/// What a network's token address gave. Source: RFC 6749, section 5.1.
struct TokenAnswer {
    std::string access;
    std::string refresh;                                ///< empty: none was given
    std::optional<std::chrono::seconds> lives;          ///< of the access token
    std::optional<std::chrono::seconds> refresh_lives;  ///< of the refresh token, where the network says so
    std::vector<std::string> permissions;
};

/// token: what was sent is refused for good. bad_request: the client's own name or secret is refused.
ApiResult<TokenAnswer> parse_token_answer(unsigned status, std::string_view body, std::string_view network);

/// A form sent to a token address. Never logged: everything in it is secret.
struct TokenRequest {
    std::string address;
    ApiParameters form;
    std::string client_id;
    std::string client_secret;  ///< empty: a public client, which only says its name
    bool basic{false};          ///< a client with a secret says it in the header and not in the form
    std::string network;        ///< as people know it
};
runtime::Task<ApiResult<TokenAnswer>> ask_for_token(runtime::HttpClient& http, TokenRequest request);

/// The credentials that an answer makes at `now`. A renewal that gives no new refresh token leaves the old one good.
/// `usual`: how long the network's access tokens live, where the answer does not say: what never ends is always due.
models::Credentials credentials_of(TokenAnswer answer, models::Credentials before, runtime::Time now,
                                   std::chrono::seconds usual);

}  // namespace ingest
