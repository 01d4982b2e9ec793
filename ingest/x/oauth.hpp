#pragma once

#include "ingest/api.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace ingest {

/// The four values of OAuth 1.0a, which never expire: the app's and the account's.
struct OAuth1 {
    std::string consumer_key;
    std::string consumer_secret;
    std::string token;
    std::string token_secret;
};

/// Whether a token holds these instead of a bearer token: it begins with "oauth1:".
bool is_oauth1(std::string_view token);

/// Out of "oauth1:<consumer key>:<consumer secret>:<access token>:<token secret>"; nothing when it is not that.
std::optional<OAuth1> oauth1_from(std::string_view token);

/// The value of the Authorization header for one request. `address` is without query, and a JSON body is not signed.
/// Source  RFC 5849, section 3.4 (HMAC-SHA1).
struct OAuth1Request {
    std::string method;
    std::string address;
    ApiParameters query{};
    std::string nonce;
    std::string timestamp;  ///< seconds since 1970
};
std::string oauth1_header(const OAuth1Request& request, const OAuth1& secrets);

}  // namespace ingest
