#pragma once

#include "models/journal/journal_line.hpp"

#include <cstdint>
#include <istream>
#include <optional>
#include <string>
#include <vector>

namespace models {

/// One file of the journal: `journal-000000000001.jsonl`, named after its first entry.
struct Segment {
    std::string name;
    std::string path;
    std::uint64_t first_seq{0};
};

std::string segment_name(std::uint64_t first_seq);
/// The segments of a directory in the order of the chain; other files are no business of ours. None when
/// the directory does not exist. unavailable when it cannot be read.
runtime::Result<std::vector<Segment>> list_segments(const std::string& directory);

/// Reads a segment line by line. Never holds more than one line in memory.
class SegmentReader {
  public:
    explicit SegmentReader(std::istream& in) : in_{in} {}

    struct Line {
        std::uint64_t number{0};      ///< 1, 2, 3...
        std::uint64_t end_offset{0};  ///< bytes of the file up to and including this line
        std::string text;
        bool whole{true};      ///< false: the file ends in the middle of it
        bool too_long{false};  ///< longer than kJournalLineBytesMax: text holds its beginning
    };
    /// Nothing at the end of the file and after a line that was not whole or too long.
    std::optional<Line> next();

  private:
    std::istream& in_;
    std::string buffer_;
    std::size_t at_{0};
    std::uint64_t lines_{0};
    std::uint64_t offset_{0};
    bool ended_{false};
};

}  // namespace models
