// `gatehouse parse` on any bytes, read as every kind of answer of every network.

#include "ingest/facebook/saved.hpp"
#include "ingest/instagram/saved.hpp"
#include "ingest/json_repair.hpp"
#include "ingest/x/saved.hpp"
#include "ingest/youtube/saved.hpp"
#include "tests/fuzz/demand.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>

using tests::demand;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    const auto now = std::chrono::sys_days{std::chrono::year{2026} / 11 / 20};
    for (const auto& reader : {ingest::facebook_saved_reader(), ingest::instagram_saved_reader(),
                               ingest::x_saved_reader(), ingest::youtube_saved_reader()}) {
        auto kinds = reader.kinds;
        kinds.push_back("auto");
        for (const auto kind : kinds)
            for (const auto& finding : reader.read(kind, text, now)) {
                const bool problem = finding.kind == ingest::SavedFinding::Kind::problem;
                demand(problem != finding.reason.empty());
                demand(problem || !finding.thing.external_id.empty());
                demand(ingest::repair_utf8(finding.thing.text) == finding.thing.text);
            }
    }
    return 0;
}
