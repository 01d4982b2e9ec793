#pragma once

#include "models/domain/channel.hpp"
#include "models/domain/emergency_access.hpp"
#include "moderation/web/components.hpp"
#include "moderation/web/visit.hpp"

#include <optional>
#include <string>
#include <vector>

namespace moderation::web {

/// How few custodians are too few: one person can be away.
inline constexpr std::size_t kCustodiansMin = 2;

/// The form's values, trimmed and checked.
struct GivenDetails {
    models::AccountDetails details;
    std::vector<std::string> custodians;
    FieldErrors errors;
};
GivenDetails given_details(const Tools& tools, const Visit& visit);

/// Who may see that there is a way in, and who broke the glass: leadership, safeguarding, and who keeps it up to date.
bool may_know_of_emergency(const Tools& tools, const Visit& visit);

/// On the channel's own page: whether there is a way in that can be relied on. Empty for whom it does not concern.
Html emergency_section(const Tools& tools, const Visit& visit, const models::Channel& channel,
                       const models::EmergencyAccess& access);

/// The page about it. `details` only for somebody who broke the glass and whose time is not over.
Html emergency_page(const Tools& tools, const Visit& visit, const models::Channel& channel,
                    const models::EmergencyAccess& access, const std::optional<models::AccountDetails>& details,
                    const FieldErrors& errors);
/// The form that replaces what is recorded. It shows nothing that `known` does not hold.
Html record_details_page(const Tools& tools, const Visit& visit, const models::Channel& channel,
                         const models::EmergencyAccess& access, const models::AccountDetails& known,
                         const FieldErrors& errors);

}  // namespace moderation::web
