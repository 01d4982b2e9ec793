#include "ingest/x/oauth.hpp"

#include "config/runtime/crypto.hpp"
#include "config/runtime/percent.hpp"

#include <algorithm>

namespace ingest {
namespace {

constexpr std::string_view kMark = "oauth1:";

ApiParameters header_parameters(const OAuth1Request& request, const OAuth1& secrets) {
    return {{"oauth_consumer_key", secrets.consumer_key},
            {"oauth_nonce", request.nonce},
            {"oauth_signature_method", "HMAC-SHA1"},
            {"oauth_timestamp", request.timestamp},
            {"oauth_token", secrets.token},
            {"oauth_version", "1.0"}};
}

/// "name=value&..." of all parameters, encoded first and sorted then.
std::string normalised(const ApiParameters& all) {
    ApiParameters encoded;
    for (const auto& [name, value] : all)
        encoded.emplace_back(runtime::percent_encoded(name), runtime::percent_encoded(value));
    std::sort(encoded.begin(), encoded.end());
    std::string text;
    for (const auto& [name, value] : encoded) text.append(text.empty() ? "" : "&").append(name + "=" + value);
    return text;
}

std::string signature(const OAuth1Request& request, ApiParameters parameters, const OAuth1& secrets) {
    parameters.insert(parameters.end(), request.query.begin(), request.query.end());
    const auto base = request.method + "&" + runtime::percent_encoded(request.address) + "&" +
                      runtime::percent_encoded(normalised(parameters));
    const auto key =
        runtime::percent_encoded(secrets.consumer_secret) + "&" + runtime::percent_encoded(secrets.token_secret);
    return runtime::hmac_sha1_base64(key, base);
}

}  // namespace

bool is_oauth1(std::string_view token) {
    return token.starts_with(kMark);
}

std::optional<OAuth1> oauth1_from(std::string_view token) {
    if (!is_oauth1(token)) return std::nullopt;
    token.remove_prefix(kMark.size());
    OAuth1 secrets;
    std::string* const parts[] = {&secrets.consumer_key, &secrets.consumer_secret, &secrets.token,
                                  &secrets.token_secret};
    for (auto* part : parts) {
        const auto colon = token.find(':');
        const bool last = part == &secrets.token_secret;
        if (last != (colon == std::string_view::npos)) return std::nullopt;
        *part = token.substr(0, colon);
        if (part->empty()) return std::nullopt;
        token.remove_prefix(last ? token.size() : colon + 1);
    }
    return secrets;
}

std::string oauth1_header(const OAuth1Request& request, const OAuth1& secrets) {
    auto parameters = header_parameters(request, secrets);
    parameters.emplace_back("oauth_signature", signature(request, parameters, secrets));
    std::sort(parameters.begin(), parameters.end());
    std::string header;
    for (const auto& [name, value] : parameters)
        header.append(header.empty() ? "OAuth " : ", ").append(name + "=\"" + runtime::percent_encoded(value) + "\"");
    return header;
}

}  // namespace ingest
