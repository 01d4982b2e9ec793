#pragma once

#include "config/policy/calendar.hpp"
#include "config/runtime/crypto.hpp"
#include "config/runtime/result.hpp"
#include "models/journal/journal_line.hpp"

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

namespace notifier {

enum class ExportFormat { csv, jsonl };
std::string_view to_string(ExportFormat format);
std::optional<ExportFormat> export_format_from(std::string_view name);

/// What to take out of the sealed journal.
struct ExportRequest {
    std::string directory;  ///< of the segments
    std::string school;
    runtime::Time from{};  ///< included
    runtime::Time to{};    ///< not included
    ExportFormat format{ExportFormat::csv};
    runtime::Time now{};
};

/// What an export is and that it is what it says. Stands beside the file.
struct Manifest {
    std::string school;
    ExportFormat format{ExportFormat::csv};
    runtime::Time from{};
    runtime::Time to{};
    std::uint64_t entries{0};
    std::uint64_t first_seq{0};  ///< 0: no entry
    std::uint64_t last_seq{0};
    std::uint64_t bytes{0};
    std::string sha256;             ///< of the exported bytes, hex
    models::ChainHead chain;        ///< of the journal when it was exported
    std::uint64_t signed_up_to{0};  ///< entry that its last checkpoint covers
    runtime::Time made_at{};
    std::string key;
    std::string signature;  ///< base64, Ed25519 over signed_bytes()

    std::string signed_bytes() const;
    /// {"manifest":<signed bytes>,"signature":"..."}
    std::string json() const;
};

/// Verifies the journal and writes the entries of the range.
///
/// CSV is for Excel (BOM, CRLF, RFC 4180, no formulas; time as UTC and as local time); JSON Lines are the
/// journal's own lines, so that hashes can be checked again.
/// Errors  malformed    the journal is broken: message names file, line and why; nothing was written
///         unavailable  the files cannot be read, or `out` took not everything
/// Reads the whole journal: call it apart from the I/O thread.
runtime::Result<Manifest> export_journal(const ExportRequest& request, const config::Calendar& calendar,
                                         const runtime::Signer& signer, std::ostream& out);

/// export_journal into a file, whole or not at all, with its manifest in `<path>.manifest.json`.
runtime::Result<Manifest> export_to_file(const ExportRequest& request, const config::Calendar& calendar,
                                         const runtime::Signer& signer, const std::string& path);

/// What `gatehouse export` was told.
struct ExportCommand {
    std::string journal_directory;
    std::string key_file;  ///< private key of the journal
    std::string school;
    std::string from;  ///< "2026-11-01": local days, both included
    std::string to;
    std::string format{"csv"};
    std::string output;  ///< a file; its manifest is written beside it
};
/// Says on `out` what was done. 0 done, 1 the journal is broken or the disk refuses, 2 the command makes no sense.
int export_command(const ExportCommand& command, const config::Calendar& calendar, runtime::Time now,
                   std::ostream& out);

}  // namespace notifier
