#pragma once

#include "config/policy/calendar.hpp"
#include "models/consent/changes.hpp"
#include "moderation/store/pupils.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace moderation {

/// A register as bytes, and back; nothing when the bytes make no sense.
std::string pack(const models::consent::Register& pupils);
std::optional<models::consent::Register> unpack_register(std::string_view packed);
std::string pack(const models::consent::Preview& preview);
models::consent::Preview unpack_preview(std::string_view packed);

/// The register of pupils as people work with it.
struct PupilBook {
    PupilState state;
    models::consent::Register live;
};

/// Reads and changes the register. Every pupil has a reference of ours from the first import on; nothing else of them
/// may stand in an address.
///
/// Errors and threads as Store's.
class PupilRegister {
  public:
    /// Keeps a reference.
    explicit PupilRegister(PupilStore& store) : store_{store} {}

    runtime::Task<runtime::Result<PupilBook>> read();

    /// Lays the export over the register and proposes that. Returns what it would change.
    runtime::Task<runtime::Result<models::consent::Preview>> propose(models::consent::Export read, std::string person,
                                                                     models::consent::Day today, runtime::Time now);

    /// Changes one pupil's record in every copy that there is. not_found when the live register has no such pupil.
    /// `what`: a code for the journal.
    runtime::Task<runtime::Result<void>> edit(std::uint64_t version, std::string ref, std::string what,
                                              std::function<void(models::consent::Pupil&)> change, std::string person,
                                              runtime::Time now);

  private:
    PupilStore& store_;
};

/// Pupils on roll whose forename or surname begins with `name`, whatever its case and accents; at most `limit`, in the
/// order of the register. A former name leads to nobody: it may be what must not be known.
std::vector<const models::consent::Pupil*> pupils_called(const models::consent::Register& pupils, std::string_view name,
                                                         models::consent::Day today, std::size_t limit);

/// The day at the school.
models::consent::Day today_of(const config::Calendar& calendar, runtime::Time now);

}  // namespace moderation
