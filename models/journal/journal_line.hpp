#pragma once

#include "config/runtime/clock.hpp"
#include "config/runtime/result.hpp"
#include "models/journal/journal_entry.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace models {

/// Where a chain has got to: the last entry and its hash.
struct ChainHead {
    std::uint64_t seq{0};
    std::string hash{std::string(64, '0')};  ///< lower-case hex; zeros before the first entry

    bool operator==(const ChainHead&) const = default;
};

/// An entry as it stands in a segment.
struct SealedEntry {
    JournalEntry entry;
    std::string prev;  ///< hash of the entry before
    std::string hash;  ///< SHA-256 of prev followed by the line without its hash
};

/// A signed statement that the chain had this head at that time.
struct Checkpoint {
    ChainHead head;
    std::uint64_t number{0};  ///< 1, 2, 3... over all segments: a checkpoint cannot be taken out unseen
    std::string at;           ///< ISO time, UTC
    std::string key;          ///< public key, hex
    std::string signature;    ///< base64, Ed25519 over signed_bytes()

    std::string signed_bytes() const;
};

using JournalLine = std::variant<SealedEntry, Checkpoint>;

inline constexpr std::size_t kJournalLineBytesMax = 256 * 1024;
inline constexpr std::size_t kJournalDataBytesMax = 64 * 1024;  ///< of an entry's `data`
inline constexpr std::size_t kJournalFieldBytesMax = 4 * 1024;  ///< of kind, actor and subject

/// Puts an entry behind a chain: its line, and the head after it.
///
/// Whatever the entry holds, the line is valid JSON in UTF-8: what is no JSON object as `data` is kept
/// as {"not_json":"..."}, and what is longer than the limits is replaced by its length and SHA-256, so
/// that one odd entry never stops the sealing of all later ones.
struct LinkedEntry {
    std::string line;  ///< without the line feed
    ChainHead head;
};
LinkedEntry link_entry(const JournalEntry& entry, const ChainHead& behind);

/// The line of a checkpoint, without the line feed.
std::string checkpoint_line(const Checkpoint& checkpoint);

/// Reads one line, without its line feed.
///
/// malformed for everything that link_entry() and checkpoint_line() would not have written byte by
/// byte, also when the hash of an entry does not fit its line. Whether it fits its neighbours and
/// whether a signature is right is for verify() to say.
runtime::Result<JournalLine> parse_journal_line(std::string_view line);

/// The line to print or to send to somebody outside every day: whoever holds it can prove later that
/// the journal up to this entry was not rewritten.
/// "2026-11-20T16:30:00.000Z journal of bramblecote entry 812 sha256 6f1c..."
std::string chain_head_line(std::string_view school, const ChainHead& head, runtime::Time at);
/// Reads the entry number and the hash back from such a line, wherever they stand in it.
runtime::Result<ChainHead> read_chain_head_line(std::string_view line);

}  // namespace models
