#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace models {

/// What a comment can be about, in the words of the school's harm taxonomy.
enum class Category : std::uint8_t {
    threat,
    hate,
    bullying_pupil,
    staff_abuse,
    staff_allegation,
    sexual_content,
    sexual_harassment,
    grooming_contact,
    dm_solicitation,
    self_harm,
    radicalisation,
    illegal_image,
    image_extortion,
    cp_disclosure,
    pupil_data,
    pupil_contact,
    pupil_image,
    criticism,
    misinformation,
    spam_scam,
    copyright,
    impersonation,
    unknown_language,
    benign_question,
    benign,
};
inline constexpr std::size_t kCategoryCount = 25;

/// All categories in the order of the enumeration.
std::array<Category, kCategoryCount> all_categories();
/// "staff_allegation".
std::string_view to_string(Category category);
std::optional<Category> category_from(std::string_view name);

/// How bad it would be, not how sure we are. V0 fine, V1 note, V2 act today, V3 act now, V4 emergency.
enum class Severity : std::uint8_t { v0, v1, v2, v3, v4 };
inline constexpr std::size_t kSeverityCount = 5;
inline int level(Severity severity) { return static_cast<int>(severity); }
std::optional<Severity> severity_from(int level);
/// "V3".
std::string_view to_string(Severity severity);

/// Whom it is aimed at or about. Decides routing.
enum class Target : std::uint8_t { pupil, staff, head, dsl, governor, parent, group, self, school, other, unknown };
std::string_view to_string(Target target);
std::optional<Target> target_from(std::string_view name);

}  // namespace models
