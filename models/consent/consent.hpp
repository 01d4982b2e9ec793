#pragma once

#include "models/domain/item.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace models::consent {

/// A day of the school's calendar. No day of this register has an hour.
using Day = std::chrono::sys_days;

/// What a picture of a pupil may be wanted for. Forms ask for each by itself, or for several in one question.
enum class Use {
    internal_display,
    newsletter,
    prospectus_print,
    website,
    social_facebook,
    social_instagram,
    social_x,
    social_youtube,
    video,
    livestream,
    press_tv,
    photographer,
    trust_marketing,
    research_training,
};
inline constexpr std::size_t kUseCount = 14;
std::string_view to_string(Use use);
std::optional<Use> use_from(std::string_view name);
/// In a sentence: "This picture can't be used on Facebook as it is."
std::string_view place_of(Use use);
/// What a picture on a channel of that network is used for.
Use use_of(Network network);

/// Uses as bits, in the order of Use.
using Uses = std::uint16_t;
constexpr Uses bit(Use use) {
    return static_cast<Uses>(1U << static_cast<unsigned>(use));
}
inline constexpr Uses kSocialUses =
    bit(Use::social_facebook) | bit(Use::social_instagram) | bit(Use::social_x) | bit(Use::social_youtube);
inline constexpr Uses kAllUses = (1U << kUseCount) - 1;

/// What somebody said. That nobody said anything is an answer, too, and it is no.
enum class Decision : std::uint8_t { not_returned, yes, no, withdrawn };
std::optional<Decision> decision_from(std::string_view name);

/// In which pictures the pupil may be, from the widest to the narrowest.
enum class Form : std::uint8_t { face_identifiable, group_only, not_identifiable_only };

/// Which name of the pupil may be told. A full name beside a picture is never among them.
enum class Naming : std::uint8_t { none, first_name_without_image, first_name_with_image, full_name_without_image };

/// One person's answer for one use.
struct Answer {
    Decision decision{Decision::not_returned};
    Form form{Form::face_identifiable};
    Naming naming{Naming::none};
    Day from{};   ///< a yes holds from this day
    Day until{};  ///< to this one, both included

    bool operator==(const Answer&) const = default;
};

/// As what somebody answers. The pupil's own yes is not enough, and a foster carer's only where the school has recorded
/// that the authority delegated it. Everybody's no counts.
enum class Capacity : std::uint8_t { parent, guardian, social_worker, foster_carer, pupil };

/// Everything that one person answered.
struct Giver {
    Capacity capacity{Capacity::parent};
    bool delegated{false};  ///< of a foster carer: the authority agreed that they may answer
    std::array<Answer, kUseCount> answers{};

    bool operator==(const Giver&) const = default;
};

/// What the pupil says. Asked from year 5 on.
enum class ChildView : std::uint8_t { not_asked, agree, object };

/// Set by the safeguarding team. Why never stands here.
enum class Restriction : std::uint8_t { none, no_identifiable, never_photograph, never_publish_or_name };

/// How many people can answer for one pupil. A place that nobody takes holds answers that were never returned: whatever
/// a family said, the register looks at the same number of answers.
inline constexpr std::size_t kGivers = 4;

/// All that decides whether a pupil may be in a picture.
struct Consent {
    std::array<Giver, kGivers> givers{};
    ChildView child_view{ChildView::not_asked};
    Restriction restriction{Restriction::none};
    std::optional<Day> left_on{};  ///< from this day on no longer a pupil

    bool operator==(const Consent&) const = default;
};

/// The last day of the school year in which `day` lies: 31 August. A yes ends there unless the school says otherwise.
Day end_of_school_year(Day day);

}  // namespace models::consent
