// Everything that reads bytes of Facebook, on any bytes: no crash, no endless loop, and what comes out keeps
// the limits that the headers promise.

#include "ingest/facebook/parser.hpp"
#include "ingest/json_repair.hpp"
#include "ingest/meta/graph_error.hpp"
#include "ingest/meta/graph_page.hpp"
#include "ingest/meta/stable_link.hpp"
#include "ingest/network_time.hpp"
#include "ingest/poll_schedule.hpp"
#include "tests/fuzz/demand.hpp"

#include <chrono>

using tests::demand;

namespace {

void check(const ingest::ParsedObject& object) {
    demand(!object.item.external_id.empty() && object.item.external_id.size() <= 128);
    demand(object.item.text.size() <= ingest::kTextBytesMax);
    demand(object.item.text.find('\0') == std::string::npos);
    demand(ingest::repair_utf8(object.item.text) == object.item.text);
    demand(ingest::repair_utf8(object.item.author_name) == object.item.author_name);
    demand(object.item.raw.size() <= ingest::kRawBytesMax);
    demand(object.item.attachments.size() <= ingest::kAttachmentsMax);
    demand(object.photo_threads.size() <= ingest::kPhotoThreadsMax);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    ingest::ParseContext context;
    context.channel_id = "channel1";
    context.post_external_id = "104_201";
    context.now = std::chrono::sys_days{std::chrono::year{2026} / 11 / 20};
    for (const auto kind : {models::ItemKind::comment, models::ItemKind::own_post}) {
        context.kind = kind;
        const auto page = ingest::parse_facebook_page(bytes, context);
        if (page) {
            demand(page->objects.size() <= ingest::kPageElementsMax);
            for (const auto& object : page->objects) check(object);
        }
        const auto object = ingest::parse_facebook_object(bytes, context);
        if (object) check(*object);
    }
    const auto error = ingest::parse_graph_error(400, bytes, "Facebook");
    demand(error && !error->sentence.empty());
    (void)ingest::parse_graph_error(200, bytes, "Facebook");
    (void)ingest::parse_success(bytes);
    (void)ingest::parse_answer_for(bytes, "104");
    const auto usage = ingest::parse_graph_usage(bytes, bytes, "104");
    demand(usage.percent >= 0 && usage.percent <= 10'000);
    (void)ingest::parse_network_time(bytes, context.now);
    (void)ingest::stable_link(bytes);
    (void)ingest::thread_state_from(bytes);
    const auto repaired = ingest::repair_json(bytes);
    demand(ingest::repair_json(repaired) == repaired);
    return 0;
}
