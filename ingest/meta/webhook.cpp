#include "ingest/meta/webhook.hpp"

#include "config/runtime/crypto.hpp"
#include "ingest/meta/webhook_parser.hpp"
#include "ingest/notice.hpp"

#include <algorithm>

namespace ingest {
namespace {

using Kind = Noticed::Kind;

/// A comment under somebody else's post, or such a post itself.
Noticed noticed_mention(const models::CollectedItem& item) {
    Noticed noticed;
    const bool under_post = !item.post_external_id.empty();
    if (!fits_notice(item.external_id) || (under_post && !fits_notice(item.post_external_id))) return noticed;
    noticed.kind = Kind::mention;
    noticed.id = item.external_id;
    noticed.post = item.post_external_id;
    return noticed;
}

/// On Facebook a new comment is on the first page of its thread; anything else that happened to one is seen on itself.
Noticed noticed_on_facebook(const WebhookEvent& event) {
    const auto& item = event.item;
    Noticed noticed;
    if (event.field == "mention" && models::is_comment(item.kind)) return noticed_mention(item);
    const bool listed = event.field == "feed" && models::is_comment(item.kind);
    if (!listed || !fits_notice(item.post_external_id)) return noticed;
    if (event.verb == WebhookVerb::add) {
        noticed.kind = Kind::fresh;
        noticed.id = item.post_external_id;
    } else if (fits_notice(item.external_id)) {
        noticed.kind = Kind::object;
        noticed.id = item.external_id;
        noticed.post = item.post_external_id;
    }
    return noticed;
}

/// Instagram's replies are nested in their comments, so the whole thread is looked at.
Noticed noticed_on_instagram(const WebhookEvent& event) {
    const auto& item = event.item;
    Noticed noticed;
    if (event.field == "mentions") return noticed_mention(item);
    if (fits_notice(item.post_external_id)) {
        noticed.kind = Kind::thread;
        noticed.id = item.post_external_id;
    }
    return noticed;
}

}  // namespace

std::optional<std::string> meta_challenge(std::string_view query, std::string_view verify_token) {
    const auto mode = query_value(query, "hub.mode");
    const auto token = query_value(query, "hub.verify_token");
    auto challenge = query_value(query, "hub.challenge");
    if (verify_token.empty() || mode != "subscribe" || !token || !challenge) return std::nullopt;
    if (!runtime::equal_in_constant_time(*token, verify_token) || !is_challenge(*challenge)) return std::nullopt;
    return challenge;
}

runtime::Result<std::vector<Heard>> hear_meta(const runtime::ServerRequest& request, std::string_view app_secret,
                                              runtime::Time now) {
    const auto signature = request.header("X-Hub-Signature-256").value_or("");
    if (!meta_webhook_is_signed(app_secret, request.body, signature))
        return runtime::fail(runtime::ErrorKind::forbidden, "not signed");
    const auto delivery = parse_meta_webhook(request.body, now);
    if (!delivery) return tl::unexpected(delivery.error());
    const bool instagram = delivery->network == models::Network::instagram;
    std::vector<Heard> heard;
    for (const auto& event : delivery->events) {
        const auto noticed = instagram ? noticed_on_instagram(event) : noticed_on_facebook(event);
        const auto same = [&](const Heard& other) { return other.account == event.account; };
        auto found = std::find_if(heard.begin(), heard.end(), same);
        if (found == heard.end()) found = heard.insert(heard.end(), {delivery->network, event.account, {}});
        found->what.push_back(noticed.text());
    }
    return heard;
}

}  // namespace ingest
