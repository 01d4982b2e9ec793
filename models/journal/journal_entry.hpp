#pragma once

#include <cstdint>
#include <string>

namespace models {

/// One thing that happened, without content.
struct JournalEntry {
    std::uint64_t seq{0};   ///< 1, 2, 3... per school without gaps
    std::int64_t at_ms{0};  ///< milliseconds since 1970 UTC
    std::string kind;       ///< "item.recorded", "decision.proposed", "action.done"...
    std::string actor;      ///< person id, or "system:collector", "system:intake"...
    std::string subject;    ///< "item:<id>", "channel:<id>", "alert:<id>", "user:<id>"
    std::string data;       ///< a JSON object: states, verbs, versions, commitments; never content
};

}  // namespace models
