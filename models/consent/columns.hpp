#pragma once

#include "models/consent/consent.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace models::consent {

/// What a column of an export holds.
enum class Field {
    ignored,
    never_taken,  ///< special needs, ethnicity, health, addresses...: what a register of pictures must not hold
    upn,
    own_id,  ///< what the exporting system itself calls the pupil
    legal_forename,
    legal_surname,
    preferred_forename,
    preferred_surname,
    birth,
    year_group,
    group,
    left_on,
    consent,
    consent_from,
    consent_until,
};
inline constexpr std::size_t kFieldCount = 15;
std::string_view to_string(Field field);

struct Column {
    std::string header;
    Field field{Field::ignored};
    Uses uses{0};  ///< of consent: what it is about
};

/// How a school's exports are to be read where their headers do not say it.
struct Mapping {
    /// Header and meaning: a field ("legal_surname"), a use ("website"), "social_media", "all_uses" or "ignored".
    std::vector<std::pair<std::string, std::string>> columns;
    /// What a lone "Photograph Student" tick stands for. Nobody was asked about the internet with it.
    Uses lone_tick{bit(Use::internal_display)};
};

/// A meaning as a mapping writes it; nothing when it is none.
std::optional<Column> meaning_of(std::string_view name);

/// What the header says, in the words of the common systems for schools, or of the mapping, which wins.
Column column_of(std::string_view header, const Mapping& mapping);

}  // namespace models::consent
