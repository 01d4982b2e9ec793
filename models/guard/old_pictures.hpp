#pragma once

#include "models/domain/post.hpp"
#include "models/guard/roll.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace models::guard {

/// Why somebody should look again at the pictures of a post that is published.
enum class OldReason : std::uint8_t {
    consent,     ///< it could not be published today: refused, withdrawn, ended and never returned are one
    left,        ///< somebody in it has left the school, or is not in the register any more
    faces,       ///< a pupil can be told by the face, or one is large and seen from the front
    unmeasured,  ///< how large faces in it are was never measured
    unsaid,      ///< nobody said who is in it, or a machine sees somebody where they said nobody: no rule was asked
};
std::string_view to_string(OldReason reason);
std::optional<OldReason> old_reason_from(std::string_view name);
/// For people: neither who it is nor what a family answered.
std::string_view sentence_of(OldReason reason);

/// From which share of the picture's area on, in thousandths, a face is large: a tenth of its width and of its height.
/// No guidance names a number; a hundred points a side are enough to tell who it is, and to misuse it.
inline constexpr std::uint32_t kLargeFace = 10;

/// What speaks against leaving the pictures of a post where they are.
struct OldPictures {
    std::vector<OldReason> reasons{};  ///< in their order, each once; empty: nothing
    /// What exactly the reasons were made of: two that are equal have the same facts. It names pupils by their
    /// references, so it is for a commitment and stands nowhere.
    std::string facts{};
};

/// Asks the rule of the register about everybody who is declared to be in a picture, for each network on which the post
/// stands. Pure.
OldPictures look_back(const PostContent& post, std::span<const Network> networks, const Roll& roll, consent::Day day);

/// Whether pupils may be seen in one of its pictures: its people say so or nothing, or a machine sees somebody where
/// they see nobody. Where they say that only adults are, two of them did.
bool may_show_pupils(const PostContent& post);
/// The same for one picture.
bool may_show_pupils(const PostPicture& picture);

}  // namespace models::guard
