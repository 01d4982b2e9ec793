// Everything that reads bytes of X, on any bytes: no crash, no endless loop, and what comes out keeps the limits
// that the headers promise.

#include "ingest/json_repair.hpp"
#include "ingest/people_list.hpp"
#include "ingest/x/parser.hpp"
#include "ingest/x/problem.hpp"
#include "tests/fuzz/demand.hpp"

#include <chrono>

using tests::demand;

namespace {

void check(const ingest::XPage& page) {
    demand(page.list.objects.size() == page.facts.size());
    demand(page.list.objects.size() <= ingest::kPageElementsMax);
    demand(page.list.whole || (page.gone.empty() && !page.list.has_next));
    for (const auto& facts : page.facts) demand(!ingest::older_id(facts.newest_id, facts.version_id));
    for (const auto& object : page.list.objects) {
        const auto& item = object.item;
        demand(!item.external_id.empty() && item.external_id.size() <= 128);
        demand(item.text.size() <= ingest::kTextBytesMax);
        demand(item.text.find('\0') == std::string::npos);
        demand(ingest::repair_utf8(item.text) == item.text);
        demand(ingest::repair_utf8(item.author_name) == item.author_name);
        demand(item.raw.size() <= ingest::kRawBytesMax);
        demand(item.attachments.size() <= ingest::kAttachmentsMax);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    const std::string_view bytes{reinterpret_cast<const char*>(data), size};
    ingest::ParseContext context;
    context.channel_id = "channel1";
    context.now = std::chrono::sys_days{std::chrono::year{2026} / 11 / 20};
    if (const auto page = ingest::parse_x_page(bytes, context)) check(*page);
    if (const auto event = ingest::parse_x_event(bytes, context)) check(*event);
    const auto error = ingest::parse_x_error(400, bytes);
    demand(error && !error->sentence.empty());
    (void)ingest::parse_x_flag(bytes, "hidden");
    (void)ingest::parse_people(bytes);
    const auto usage = ingest::parse_x_usage({bytes, bytes, bytes}, context.now);
    demand(usage.percent >= 0 && usage.percent <= 100);
    return 0;
}
