#pragma once

#include "config/runtime/crypto.hpp"
#include "config/runtime/redis.hpp"
#include "models/domain/alert.hpp"
#include "models/domain/emergency_access.hpp"
#include "moderation/store/keys.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace moderation {

/// The school's way into each channel's account in an emergency: a part of the store of its own, because only
/// leadership ever needs it. Details and reasons are sealed to their channel; the journal holds commitments to them.
///
/// Errors and threads as Store's; conflict: somebody else recorded the details in the meantime.
class EmergencyStore {
  public:
    /// References outlive the store.
    EmergencyStore(runtime::Redis& redis, const runtime::Sealer& sealer, const std::string& school)
        : redis_{redis}, sealer_{sealer}, keys_{school} {}

    static constexpr std::chrono::hours kOpenFor{4};
    static constexpr std::size_t kAnswerBytesMax = 1000;
    /// The question whose answer says why an address is recorded that is not the school's.
    static constexpr std::string_view kOutsideReason = "outside_reason";

    /// What may be known of it without breaking the glass.
    runtime::Task<runtime::Result<models::EmergencyAccess>> access(std::string channel);

    /// Replaces what was recorded at `version`, and who looks after it. It counts as not tested from then on. The
    /// journal says whether there is an answer to kOutsideReason.
    runtime::Task<runtime::Result<void>> record(std::string channel, std::uint64_t version,
                                                models::AccountDetails details, std::vector<std::string> custodians,
                                                std::string person, runtime::Time now);

    /// Breaks the glass: `person` may read the details for kOpenFor. The opening, its journal entry and the alert are
    /// one step; the alert is raised although another like it is open.
    /// malformed: no reason; rejected: nothing was recorded yet.
    runtime::Task<runtime::Result<void>> open(std::string channel, std::string person, std::string reason,
                                              models::Alert alert, runtime::Time now);
    /// forbidden unless this person broke the glass less than kOpenFor ago.
    runtime::Task<runtime::Result<models::AccountDetails>> details(std::string channel, std::string person,
                                                                   runtime::Time now);
    /// This person got into the account with the details. forbidden as details().
    runtime::Task<runtime::Result<void>> tested(std::string channel, std::string person, runtime::Time now);

  private:
    runtime::Task<runtime::Result<void>> call(std::string function, std::vector<std::string> keys,
                                              std::vector<std::string> args);
    std::vector<std::string> keys_for(const std::string& channel) const;

    runtime::Redis& redis_;
    const runtime::Sealer& sealer_;
    Keys keys_;
};

}  // namespace moderation
