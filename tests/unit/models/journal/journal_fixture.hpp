#pragma once

#include "models/journal/segment_writer.hpp"
#include "tests/support/temporary_directory.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace tests {

inline std::string content_of(const std::string& path) {
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

inline void put_content(const std::string& path, const std::string& content) {
    std::ofstream{path, std::ios::binary | std::ios::trunc} << content;
}

/// 20 November 2026, 09:15 UTC.
inline runtime::Time a_friday_morning() {
    return runtime::from_ms(1'795'166'100'000);
}

/// Entries 1, 2, 3... one minute apart.
inline models::JournalEntry an_entry(std::uint64_t seq) {
    models::JournalEntry entry;
    entry.seq = seq;
    entry.at_ms = runtime::to_ms(a_friday_morning()) + static_cast<std::int64_t>(seq) * 60'000;
    entry.kind = "decision.taken";
    entry.actor = "trellis";
    entry.subject = "item:ottilie" + std::to_string(seq);
    entry.data = R"({"verb":"hide","version":)" + std::to_string(seq) + "}";
    return entry;
}

inline std::vector<models::JournalEntry> entries(std::uint64_t first, std::uint64_t last) {
    std::vector<models::JournalEntry> made;
    for (auto seq = first; seq <= last; ++seq) made.push_back(an_entry(seq));
    return made;
}

/// A directory with keys and a place for segments.
class JournalTest : public testing::Test {
  protected:
    models::SegmentWriter open_writer(models::SegmentWriter::Settings settings = {}) {
        auto writer = models::SegmentWriter::open(segments, signer, std::move(settings));
        if (!writer) throw std::runtime_error{writer.error().message};
        return std::move(*writer);
    }
    void write(std::uint64_t first, std::uint64_t last, models::SegmentWriter::Settings settings = {}) {
        auto writer = open_writer(std::move(settings));
        const auto list = entries(first, last);
        const auto written = writer.append(list, a_friday_morning());
        if (!written) throw std::runtime_error{written.error().message};
    }
    std::string path_of(std::uint64_t first_seq) const { return segments + "/" + models::segment_name(first_seq); }

    TemporaryDirectory scratch;
    std::string segments = scratch / "journal";
    runtime::Signer signer = runtime::Signer::from_file(scratch / "journal.key", true).value();
    std::string key = signer.public_key_hex();
};

}  // namespace tests
