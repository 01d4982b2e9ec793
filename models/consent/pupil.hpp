#pragma once

#include "models/consent/consent.hpp"

#include <string>
#include <vector>

namespace models::consent {

/// One pupil of the register.
struct Pupil {
    std::string ref;  ///< ours, drawn when the pupil comes into the register: all of them that stands in an address
    /// What the same pupil has in the next export, too: a number of the exporting system, or name and birthday where it
    /// has none. Never shown.
    std::string key;
    std::string legal_forename;
    std::string legal_surname;
    std::string preferred_forename;
    std::string preferred_surname;
    std::vector<std::string> former_forenames;  ///< found in texts like the others, shown nowhere
    std::vector<std::string> former_surnames;
    std::string year_group;
    std::string group;  ///< class or tutor group
    Consent consent;

    bool operator==(const Pupil&) const = default;
};

using Register = std::vector<Pupil>;

/// Who left is in the register until an import leaves them out.
inline bool on_roll(const Pupil& pupil, Day today) {
    return pupil.consent.left_on.value_or(Day::max()) > today;
}

/// Whether anybody ever answered for them, whatever it was: a form came back.
bool answered(const Consent& consent);

}  // namespace models::consent
