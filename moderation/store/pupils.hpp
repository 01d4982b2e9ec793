#pragma once

#include "config/runtime/clock.hpp"
#include "config/runtime/crypto.hpp"
#include "config/runtime/redis.hpp"
#include "moderation/store/keys.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace moderation {

/// What is kept of the register of pupils. The copies are opaque here; a register that never was is empty.
struct PupilState {
    std::uint64_t version{0};
    std::string live;
    std::optional<std::string> before;     ///< what one step back leads to
    std::optional<std::string> candidate;  ///< a proposed import, laid over what is live
    std::string candidate_by;
    std::optional<runtime::Time> candidate_at;
    std::string candidate_figures;  ///< counts; opaque here
    std::string live_by;            ///< who proposed the last import that went live, and who agreed
    std::string live_agreed_by;
    std::optional<runtime::Time> live_at;
    std::string read_by;  ///< who read last who may not be in pictures, and why
    std::string read_reason;
    std::optional<runtime::Time> read_at;
};

/// Every copy of the register after one edit: a withdrawal holds also in what is proposed, and after a step back.
struct EditedPupils {
    std::string live;
    std::optional<std::string> before;
    std::optional<std::string> candidate;
};

/// The register of pupils and consents: whole, sealed copies under a key of their own, apart from everything that is
/// about comments. An import takes two people, one step back undoes it, an edit is one person's.
///
/// Each change is one step together with its journal entry, which holds commitments and never a child.
/// Errors and threads as Store's; conflict: somebody changed the register since `version`.
class PupilStore {
  public:
    /// References outlive the store.
    PupilStore(runtime::Redis& redis, const runtime::Sealer& sealer, const std::string& school)
        : redis_{redis}, sealer_{sealer}, keys_{school} {}

    runtime::Task<runtime::Result<PupilState>> state();
    /// Of the register alone: what was read at this version still stands.
    runtime::Task<runtime::Result<std::uint64_t>> version();

    /// conflict while another import is proposed.
    runtime::Task<runtime::Result<void>> propose(std::uint64_t version, std::string candidate, std::string figures,
                                                 std::string person, runtime::Time now);
    /// forbidden for the proposer.
    runtime::Task<runtime::Result<void>> agree(std::uint64_t version, std::string person, runtime::Time now);
    runtime::Task<runtime::Result<void>> withdraw(std::uint64_t version, std::string person, runtime::Time now);
    /// Makes live what was live before the last import, with every edit made since. Needs no second person: it undoes.
    runtime::Task<runtime::Result<void>> step_back(std::uint64_t version, std::string person, runtime::Time now);
    /// `what`: a code for the journal. `pupil`: whose record it was; the journal holds a commitment to it.
    runtime::Task<runtime::Result<void>> edit(std::uint64_t version, EditedPupils edited, std::string what,
                                              std::string pupil, std::string person, runtime::Time now);
    /// Says that somebody reads who may not be in pictures, and why: to be called before they do. malformed without a
    /// reason.
    runtime::Task<runtime::Result<void>> note_unpictured_read(std::string reason, std::string person,
                                                              runtime::Time now);

  private:
    runtime::Task<runtime::Result<void>> change(std::string function, std::uint64_t version,
                                                std::vector<std::string> args);
    runtime::Result<std::optional<std::string>> opened(const std::string& sealed) const;
    std::string sealed(const std::optional<std::string>& copy) const;

    runtime::Redis& redis_;
    const runtime::Sealer& sealer_;
    Keys keys_;
};

}  // namespace moderation
