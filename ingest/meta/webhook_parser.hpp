#pragma once

#include "config/runtime/result.hpp"
#include "models/domain/item.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ingest {

/// What Meta delivers when something happens on a page or an Instagram account.
///
/// A delivery says that there is something to look at: deliveries come late, twice, out of order or not at all, so
/// what is recorded is what was read, never what was delivered.

inline constexpr std::size_t kWebhookChangesMax = 1'000;  ///< of one delivery; the rest counts as malformed

enum class WebhookVerb { add, edit, remove, hide, unhide, other };

/// One thing that happened to a post, a comment or a mention.
struct WebhookEvent {
    std::string account;  ///< the page's or account's id
    std::string field;    ///< what was subscribed: "feed", "mention", "comments", "live_comments", "mentions"
    WebhookVerb verb{WebhookVerb::add};
    models::CollectedItem item;  ///< as far as the delivery says: the id always, everything else perhaps
};

struct WebhookDelivery {
    models::Network network{models::Network::facebook};
    std::vector<WebhookEvent> events;
    std::size_t ignored{0};    ///< changes that are of no concern here: reactions, ratings, insights
    std::size_t malformed{0};  ///< changes that made no sense
};

/// Reads the body of a delivery, both with `changes` and, as the Instagram login has it, without.
/// Errors  malformed  no JSON, or not about pages or Instagram accounts.
/// Threads any.
runtime::Result<WebhookDelivery> parse_meta_webhook(std::string_view body, runtime::Time now);

/// Whether `header`, X-Hub-Signature-256, signs exactly these bytes with the app's secret. Takes the same time
/// whatever the signature is; an empty secret signs nothing.
bool meta_webhook_is_signed(std::string_view secret, std::string_view body, std::string_view header);

}  // namespace ingest
