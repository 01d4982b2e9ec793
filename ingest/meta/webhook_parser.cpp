#include "ingest/meta/webhook_parser.hpp"

#include "config/runtime/crypto.hpp"
#include "ingest/json_document.hpp"
#include "ingest/json_fields.hpp"
#include "ingest/meta/stable_link.hpp"
#include "ingest/network_time.hpp"
#include "ingest/parsed.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace ingest {
namespace dom = simdjson::dom;

namespace {

using models::ItemKind;

constexpr std::size_t kNameBytesMax = 1'024;
constexpr std::size_t kUrlBytesMax = 4'096;

enum class Outcome { event, ignored, malformed };

WebhookVerb verb_of(std::string_view word) {
    if (word == "add") return WebhookVerb::add;
    if (word == "edit" || word == "edited") return WebhookVerb::edit;
    if (word == "remove") return WebhookVerb::remove;
    if (word == "hide") return WebhookVerb::hide;
    return word == "unhide" ? WebhookVerb::unhide : WebhookVerb::other;
}

std::string first_id(dom::object value, std::initializer_list<std::string_view> keys) {
    for (const auto key : keys)
        if (auto id = id_member(value, key)) return std::move(*id);
    return {};
}

/// Seconds, in either form, or a date as in answers.
std::optional<runtime::Time> time_of(dom::object value, runtime::Time now) {
    if (const auto text = text_member(value, "created_time", kNameBytesMax))
        if (const auto at = parse_network_time(*text, now)) return at;
    const auto seconds = number_member(value, "created_time");
    if (!seconds || *seconds < 1 || *seconds > 1e11) return std::nullopt;
    const runtime::Time at{std::chrono::seconds{static_cast<std::int64_t>(*seconds)}};
    if (at > now + std::chrono::hours{24}) return std::nullopt;
    return at;
}

void read_author(dom::object value, models::CollectedItem& item) {
    item.author_id = first_id(value, {"sender_id"});
    item.author_name = text_member(value, "sender_name", kNameBytesMax).value_or("");
    const auto from = object_member(value, "from");
    if (!from) return;
    item.author_id = id_member(*from, "id").value_or(item.author_id);
    for (const std::string_view key : {"username", "name"})
        if (auto name = text_member(*from, key, kNameBytesMax)) item.author_name = std::move(*name);
}

void add_attachment(dom::element element, std::string_view type, models::CollectedItem& item) {
    std::string_view url;
    if (element.get(url) != simdjson::SUCCESS || url.size() > kUrlBytesMax) return;
    if (item.attachments.size() >= kAttachmentsMax) return;
    item.attachments.push_back({std::string{type}, stable_link(clean_text(url, kUrlBytesMax))});
}

void read_attachments(dom::object value, models::CollectedItem& item) {
    for (const std::string_view key : {"photo", "video", "link"}) {
        dom::element single;
        if (value.at_key(key).get(single) == simdjson::SUCCESS) add_attachment(single, key, item);
    }
    if (const auto photos = array_member(value, "photos"))
        for (const dom::element photo : *photos) add_attachment(photo, "photo", item);
}

/// Text, author and time; false when the text is there and no text.
bool read_words(dom::object value, std::string_view text_key, runtime::Time now, models::CollectedItem& item) {
    dom::element text;
    if (value.at_key(text_key).get(text) == simdjson::SUCCESS && !text.is_null()) {
        std::string_view words;
        if (text.get(words) != simdjson::SUCCESS) return false;
        item.text = clean_text(words, kTextBytesMax);
    }
    read_author(value, item);
    item.created_at = time_of(value, now);
    return true;
}

/// Fields `feed` and `mention` of a page.
Outcome read_page_change(dom::object value, runtime::Time now, WebhookEvent& event) {
    constexpr std::array<std::string_view, 7> kPosts{"status", "post", "photo", "video", "share", "album", "event"};
    const auto what = text_member(value, "item", kNameBytesMax);
    const auto verb = text_member(value, "verb", kNameBytesMax);
    if (!what || !verb) return Outcome::malformed;
    const bool comment = *what == "comment";
    if (!comment && std::find(kPosts.begin(), kPosts.end(), *what) == kPosts.end()) return Outcome::ignored;
    event.verb = verb_of(*verb);
    auto& item = event.item;
    if (!read_words(value, "message", now, item)) return Outcome::malformed;
    read_attachments(value, item);
    if (comment) {
        item.external_id = first_id(value, {"comment_id"});
        item.post_external_id = first_id(value, {"post_id"});
        item.parent_external_id = first_id(value, {"parent_id"});
        if (item.parent_external_id == item.post_external_id) item.parent_external_id.clear();
        item.kind = item.parent_external_id.empty() ? ItemKind::comment : ItemKind::reply;
    } else {
        item.external_id = first_id(value, {"post_id", *what + "_id"});
        item.kind = item.author_id == event.account ? ItemKind::own_post : ItemKind::visitor_post;
        if (event.field == "mention") item.kind = ItemKind::tagged_post;
    }
    return item.external_id.empty() ? Outcome::malformed : Outcome::event;
}

/// Fields `comments`, `live_comments` and `mentions` of an Instagram account. There is no word for what happened:
/// only what is new is delivered.
Outcome read_instagram_change(dom::object value, runtime::Time now, WebhookEvent& event) {
    auto& item = event.item;
    if (!read_words(value, "text", now, item)) return Outcome::malformed;
    const auto media = object_member(value, "media");
    item.post_external_id = media ? first_id(*media, {"id"}) : first_id(value, {"media_id"});
    item.external_id = first_id(value, {"comment_id", "id"});
    item.parent_external_id = first_id(value, {"parent_id"});
    if (item.parent_external_id == item.post_external_id) item.parent_external_id.clear();
    item.kind = item.parent_external_id.empty() ? ItemKind::comment : ItemKind::reply;
    if (event.field == "mentions" && item.external_id.empty()) {  // in a caption: the media itself mentions us
        item.external_id = std::exchange(item.post_external_id, {});
        item.kind = ItemKind::tagged_post;
    }
    return item.external_id.empty() ? Outcome::malformed : Outcome::event;
}

/// Reads one change: an object with `field` and `value`.
void add_change(dom::element element, const std::string& account, runtime::Time now, WebhookDelivery& delivery) {
    dom::object change;
    if (element.get(change) != simdjson::SUCCESS || delivery.events.size() >= kWebhookChangesMax) {
        ++delivery.malformed;
        return;
    }
    const auto field = text_member(change, "field", kNameBytesMax);
    const auto value = object_member(change, "value");
    const bool instagram = delivery.network == models::Network::instagram;
    const bool ours = field && (instagram ? *field == "comments" || *field == "live_comments" || *field == "mentions"
                                          : *field == "feed" || *field == "mention");
    auto outcome = field ? Outcome::ignored : Outcome::malformed;
    WebhookEvent event;
    if (ours && !value) outcome = Outcome::malformed;
    if (ours && value) {
        event.account = account;
        event.field = *field;
        event.item.network = delivery.network;
        outcome = instagram ? read_instagram_change(*value, now, event) : read_page_change(*value, now, event);
        event.item.raw = clean_text(simdjson::minify(*value), kRawBytesMax);
    }
    if (outcome == Outcome::event)
        delivery.events.push_back(std::move(event));
    else
        ++(outcome == Outcome::ignored ? delivery.ignored : delivery.malformed);
}

void add_entry(dom::element element, runtime::Time now, WebhookDelivery& delivery) {
    dom::object entry;
    const auto account = element.get(entry) == simdjson::SUCCESS ? id_member(entry, "id") : std::nullopt;
    if (!account) {
        ++delivery.malformed;
        return;
    }
    if (const auto changes = array_member(entry, "changes")) {
        for (const dom::element change : *changes) add_change(change, *account, now, delivery);
        return;
    }
    if (entry.at_key("field").error() == simdjson::SUCCESS)
        add_change(element, *account, now, delivery);
    else if (array_member(entry, "messaging"))
        ++delivery.ignored;
    else
        ++delivery.malformed;
}

}  // namespace

runtime::Result<WebhookDelivery> parse_meta_webhook(std::string_view body, runtime::Time now) {
    const JsonDocument document{body};
    dom::object envelope;
    if (document.object().get(envelope) != simdjson::SUCCESS)
        return runtime::fail(runtime::ErrorKind::malformed, "the delivery is no JSON object");
    const auto about = text_member(envelope, "object", kNameBytesMax).value_or("");
    const auto entries = array_member(envelope, "entry");
    if ((about != "page" && about != "instagram") || !entries)
        return runtime::fail(runtime::ErrorKind::malformed, "the delivery is about neither pages nor Instagram");
    WebhookDelivery delivery;
    if (about == "instagram") delivery.network = models::Network::instagram;
    for (const dom::element entry : *entries) add_entry(entry, now, delivery);
    return delivery;
}

bool meta_webhook_is_signed(std::string_view secret, std::string_view body, std::string_view header) {
    constexpr std::string_view kScheme = "sha256=";
    if (secret.empty() || !header.starts_with(kScheme)) return false;
    return runtime::equal_in_constant_time(header.substr(kScheme.size()), runtime::hmac_sha256_hex(secret, body));
}

}  // namespace ingest
