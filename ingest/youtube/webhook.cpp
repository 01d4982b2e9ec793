#include "ingest/youtube/webhook.hpp"

#include "config/runtime/crypto.hpp"
#include "ingest/notice.hpp"

namespace ingest {

std::string youtube_topic(std::string_view account) {
    return "https://www.youtube.com/xml/feeds/videos.xml?channel_id=" + std::string{account};
}

std::string youtube_hub_secret(std::string_view secret) {
    return secret.empty() ? std::string{} : runtime::hmac_sha256_hex(secret, "youtube hub");
}

std::optional<std::string> youtube_challenge(std::string_view query, std::string_view account, bool wanted) {
    const auto mode = query_value(query, "hub.mode");
    const auto topic = query_value(query, "hub.topic");
    auto challenge = query_value(query, "hub.challenge");
    if (mode != (wanted ? "subscribe" : "unsubscribe") || !topic || !challenge) return std::nullopt;
    // The guide's older pages name a shorter address for the same feed.
    const auto older = "https://www.youtube.com/feeds/videos.xml?channel_id=" + std::string{account};
    const bool meant = *topic == youtube_topic(account) || *topic == older;
    if (account.empty() || !meant || !is_challenge(*challenge)) return std::nullopt;
    return challenge;
}

runtime::Result<std::vector<Heard>> hear_youtube(const runtime::ServerRequest& request, std::string_view secret,
                                                 std::string_view account) {
    const auto key = youtube_hub_secret(secret);
    const auto signature = request.header("X-Hub-Signature").value_or("");
    const bool signed_right =
        !key.empty() && runtime::equal_in_constant_time(signature, "sha1=" + runtime::hmac_sha1_hex(key, request.body));
    if (!signed_right) return runtime::fail(runtime::ErrorKind::forbidden, "not signed");
    Heard heard;
    heard.network = models::Network::youtube;
    heard.account = account;
    heard.what.push_back(Noticed{}.text());
    return std::vector<Heard>{std::move(heard)};
}

}  // namespace ingest
