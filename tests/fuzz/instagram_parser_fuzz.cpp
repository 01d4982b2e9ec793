// Everything that reads bytes of Instagram, and deliveries of Meta, on any bytes: no crash, no endless loop, and what
// comes out keeps the limits that the headers promise.

#include "ingest/instagram/container.hpp"
#include "ingest/instagram/parser.hpp"
#include "ingest/json_repair.hpp"
#include "ingest/meta/webhook_parser.hpp"

#include <chrono>
#include <cstdlib>

namespace {

void demand(bool promise) {
    if (!promise) std::abort();
}

void check(const models::CollectedItem& item) {
    demand(!item.external_id.empty() && item.external_id.size() <= 128);
    demand(item.text.size() <= ingest::kTextBytesMax);
    demand(item.text.find('\0') == std::string::npos);
    demand(ingest::repair_utf8(item.text) == item.text);
    demand(ingest::repair_utf8(item.author_name) == item.author_name);
    demand(item.raw.size() <= ingest::kRawBytesMax);
    demand(item.attachments.size() <= ingest::kAttachmentsMax);
    demand(item.parent_external_id.empty() || item.parent_external_id != item.post_external_id);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    ingest::ParseContext context;
    context.channel_id = "channel1";
    context.post_external_id = "17900000000000101";
    context.now = std::chrono::sys_days{std::chrono::year{2026} / 11 / 20};
    for (const auto kind : {models::ItemKind::comment, models::ItemKind::own_post}) {
        context.kind = kind;
        const auto page = ingest::parse_instagram_page(bytes, context);
        if (page)
            for (const auto& object : page->objects) check(object.item);
        const auto one = ingest::parse_instagram_object(bytes, context);
        if (one)
            for (const auto& object : one->objects) check(object.item);
    }
    const auto mention = ingest::parse_instagram_mention(bytes, context);
    if (mention) check(mention->item);
    (void)ingest::parse_instagram_container(bytes);
    const auto delivery = ingest::parse_meta_webhook(bytes, context.now);
    if (delivery) {
        demand(delivery->events.size() <= ingest::kWebhookChangesMax);
        for (const auto& event : delivery->events) check(event.item);
    }
    demand(!ingest::meta_webhook_is_signed("secret", bytes, bytes));
    return 0;
}
