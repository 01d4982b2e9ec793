// Whatever bytes a segment holds, reading it ends, and a line that is accepted is one we would write.

#include "models/journal/segments.hpp"
#include "tests/fuzz/demand.hpp"

#include <cstdint>
#include <sstream>
#include <string>

using tests::demand;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    std::istringstream in{std::string{bytes, bytes + size}};
    models::SegmentReader reader{in};
    while (const auto line = reader.next()) {
        const auto parsed = models::parse_journal_line(line->text);
        if (!parsed) continue;
        std::string again;
        if (const auto* sealed = std::get_if<models::SealedEntry>(&*parsed))
            again = models::link_entry(sealed->entry, models::ChainHead{sealed->entry.seq - 1, sealed->prev}).line;
        else
            again = models::checkpoint_line(std::get<models::Checkpoint>(*parsed));
        demand(again == line->text);
    }
    (void)models::read_chain_head_line(in.str());
    return 0;
}
