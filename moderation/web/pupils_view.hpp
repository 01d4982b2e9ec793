#pragma once

#include "moderation/pupil_register.hpp"
#include "moderation/web/components.hpp"
#include "moderation/web/visit.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace moderation::web {

/// The register as a whole: how far forms have come back, a proposed import in counts, and one pupil to be looked for.
/// Lists no pupil: `found` holds only those whom somebody asked for by name.
Html pupils_page(const Tools& tools, const Visit& visit, const PupilBook& book, const FieldErrors& errors);
Html found_page(const Visit& visit, const std::vector<const models::consent::Pupil*>& found);

/// Every pupil on roll whom no picture of any kind, or none on some channel, may show today, and where not. Only after
/// the reason was noted.
Html unpictured_page(const Tools& tools, const Visit& visit, const PupilBook& book);

/// One pupil: what the family answered, what the child says, and, for those who may know, a restriction.
Html pupil_page(const Tools& tools, const Visit& visit, const PupilBook& book, const models::consent::Pupil& pupil,
                const FieldErrors& errors);

/// The name by which they are known, and no other.
std::string name_on_screen(const models::consent::Pupil& pupil);

/// A form with one button that names the version of the register it was shown for.
Html register_form(const Visit& visit, const PupilBook& book, std::string_view path, const Button& button,
                   const Html& fields = {});

}  // namespace moderation::web
