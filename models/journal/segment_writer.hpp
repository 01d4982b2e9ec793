#pragma once

#include "config/runtime/crypto.hpp"
#include "models/journal/durable_file.hpp"
#include "models/journal/segments.hpp"

#include <cstddef>
#include <functional>
#include <span>
#include <string>

namespace models {

/// Writes the sealed journal: chained entries in segment files, with signed checkpoints.
///
/// Only one writer has a directory at a time, in this process or any other. What append() reported as
/// written is on the disk. After a crash a line that was being written is cut off when the directory is
/// opened again; no checkpoint covered it, and its entry is appended anew.
/// Threads  one at a time.
class SegmentWriter {
  public:
    struct Settings {
        std::size_t entries_max{50'000};  ///< of one segment
        /// "2026-11-20" for a moment in local time: a segment ends with its day. Nothing: UTC days.
        std::function<std::string(runtime::Time)> day{};
    };

    /// Makes the directory if need be, locks it and finds the end of the chain.
    /// Errors  conflict     another writer has it
    ///         malformed    the end of the journal was changed: message names file and line, and nothing
    ///                      is written behind it
    ///         unavailable  the disk says no
    /// `signer` outlives the writer.
    static runtime::Result<SegmentWriter> open(std::string directory, const runtime::Signer& signer, Settings settings);

    const std::string& directory() const { return directory_; }
    /// The last entry in the files. Fails as append() does when the files had to be looked at again.
    runtime::Result<ChainHead> end();
    /// Whether `entry` is the one the chain ends with: false means that the files and the place the
    /// entries come from tell different stories.
    bool ends_with(const JournalEntry& entry) const;

    /// Appends entries that continue the chain, then a checkpoint, and waits until they are on the disk.
    /// Errors  malformed    the entries do not continue the chain: nothing is written
    ///         unavailable  the disk says no: nothing counts as written, and the next append looks at the
    ///                      files first
    runtime::Result<void> append(std::span<const JournalEntry> entries, runtime::Time now);

  private:
    SegmentWriter(std::string directory, const runtime::Signer& signer, Settings settings)
        : directory_{std::move(directory)}, signer_{&signer}, settings_{std::move(settings)} {}

    runtime::Result<void> recover();
    runtime::Result<bool> recover_segment(const Segment& segment);
    runtime::Result<void> read_end_of(const Segment& segment);
    runtime::Result<void> write(std::span<const JournalEntry> entries, runtime::Time now);
    runtime::Result<void> begin_segment(std::uint64_t first_seq);
    runtime::Result<void> flush(std::string& pending);
    std::string checkpoint(runtime::Time now);
    std::string day_of(std::int64_t at_ms) const;

    std::string directory_;
    const runtime::Signer* signer_;
    Settings settings_;
    FileHandle lock_;
    FileHandle file_;  ///< the open segment; none before the first entry
    ChainHead head_;
    ChainHead before_head_;         ///< the chain before its last entry
    std::uint64_t checkpoints_{0};  ///< written so far, over all segments
    std::uint64_t checkpointed_seq_{0};
    std::size_t entries_in_segment_{0};
    std::string segment_day_;
    bool sound_{false};  ///< what stands above is what stands in the files
};

}  // namespace models
