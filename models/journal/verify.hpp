#pragma once

#include "config/runtime/crypto.hpp"
#include "models/journal/journal_line.hpp"

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

namespace models {

/// What is wrong with a journal.
enum class BreachKind {
    changed,        ///< a line is not what was written
    missing,        ///< entries or a checkpoint are not there
    file_missing,   ///< the segment that comes next is not there
    reordered,      ///< entries stand in another order
    repeated,       ///< an entry stands there twice
    truncated,      ///< a file ends in the middle of a line
    bad_signature,  ///< a checkpoint was not signed with the key it names
    wrong_key,      ///< a checkpoint was signed with another key than the one given
    rewritten,      ///< the chain is whole but is not the one whose head was printed
    unreadable,     ///< the system does not let us read it
};
std::string_view to_string(BreachKind kind);

/// The first place at which a journal is broken.
struct Breach {
    BreachKind kind{BreachKind::changed};
    std::string file;       ///< name without directory
    std::uint64_t line{0};  ///< 1, 2, 3...
    std::string why;        ///< a sentence
};

struct VerifyReport {
    std::optional<Breach> breach;  ///< nothing: everything that is there is as it was written
    std::uint64_t files{0};
    std::uint64_t entries{0};  ///< that were found good
    std::uint64_t checkpoints{0};
    ChainHead head;                 ///< of the last good entry
    std::uint64_t signed_up_to{0};  ///< seq that the last good checkpoint covers

    bool intact() const { return !breach; }
    /// Entries behind the last checkpoint. They fit the chain, but nobody has signed for them: whoever has
    /// the files could have cut or replaced this tail.
    std::uint64_t unsealed() const { return head.seq - signed_up_to; }
};

/// Verifies a directory of segments with nothing but the files and the public key.
///
/// Changed, missing, reordered and repeated entries are found, wherever they stand. Entries cut off at the
/// end together with their checkpoint leave no trace in the files: give the chain head that was printed or
/// sent away (`known`), and that is found as well.
/// `good`, if given, is called with every entry as it was found good.
VerifyReport verify(const std::string& directory, std::string_view public_key_hex,
                    const std::optional<ChainHead>& known = std::nullopt,
                    const std::function<void(const SealedEntry&)>& good = {});

/// verify() beside a running Gatehouse: a last line that is just being written is no breach, so a file that
/// seems to end in the middle of a line is looked at again.
VerifyReport verify_settled(const std::string& directory, std::string_view public_key_hex,
                            const std::optional<ChainHead>& known = std::nullopt);

/// `gatehouse verify`: says on `out` what was found. 0 intact, 1 broken, 2 cannot be verified.
/// `printed_head` is a line of chain_head_line(), or empty.
int verify_command(const std::string& directory, const std::string& public_key_file, std::ostream& out,
                   const std::string& printed_head = {});

}  // namespace models
