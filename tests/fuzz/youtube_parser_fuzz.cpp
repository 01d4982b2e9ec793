// Everything that reads bytes of YouTube, on any bytes: no crash, no endless loop, and what comes out keeps the limits
// that the headers promise.

#include "ingest/json_repair.hpp"
#include "ingest/youtube/parser.hpp"
#include "ingest/youtube/youtube_error.hpp"
#include "tests/fuzz/demand.hpp"

#include <chrono>

namespace {

using tests::demand;

void check(const ingest::ParsedPage& page) {
    demand(page.objects.size() <= ingest::kPageElementsMax * (1 + ingest::kThreadRepliesMax));
    for (const auto& object : page.objects) {
        const auto& item = object.item;
        demand(!item.external_id.empty() && item.external_id.size() <= 128);
        demand(item.text.size() <= ingest::kTextBytesMax);
        demand(item.text.find('\0') == std::string::npos);
        demand(ingest::repair_utf8(item.text) == item.text);
        demand(ingest::repair_utf8(item.author_name) == item.author_name);
        demand(item.raw.size() <= ingest::kRawBytesMax);
        demand(item.attachments.size() <= 1);
        demand((item.kind == models::ItemKind::reply) == !item.parent_external_id.empty());
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    ingest::ParseContext context;
    context.channel_id = "channel1";
    context.now = std::chrono::sys_days{std::chrono::year{2026} / 11 / 20};
    for (const auto parse : {ingest::parse_youtube_threads, ingest::parse_youtube_comments,
                             ingest::parse_youtube_videos, ingest::parse_youtube_uploads}) {
        const auto page = parse(bytes, context);
        if (page) check(*page);
    }
    (void)ingest::parse_youtube_channel(bytes);
    const auto error = ingest::parse_youtube_error(400, bytes);
    demand(error && !error->sentence.empty());
    return 0;
}
