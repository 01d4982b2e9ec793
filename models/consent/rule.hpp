#pragma once

#include "models/consent/consent.hpp"
#include "models/domain/post_picture.hpp"

#include <cstddef>
#include <span>
#include <string>

namespace models::consent {

using models::Framing;

/// What people say of a picture before it is used.
struct Declaration {
    /// Everybody recognisable is listed: the author says so, and from the approval on the second colleague, too.
    bool complete{false};
    Framing framing{Framing::identifiable};
    bool agreed_by_head{false};  ///< that faces are shown
};

/// What the school wants of pictures beyond consent: guidance of 2026 advises against faces that a stranger could
/// misuse, so they need the head's word unless the school says otherwise.
enum class ImagePolicy { faces_need_the_head, as_consented };

struct Ruling {
    bool allowed{false};
    /// Answers and circumstances that were looked at: the same for any pupil, whatever the family said, so that neither
    /// the answer nor its time tells a refusal from a missing form or from a child who must never be photographed.
    std::size_t weighed{0};
};

/// Whether a picture that shows `declared` may be put to `use` on `day`. Everybody in it must allow it: no answer is
/// no, the most restrictive answer wins, and nullptr stands for somebody who is not in the register, who allows
/// nothing. A restriction of any kind, an objection of the child, or having left the school means no.
///
/// Pure. Asked when a post is submitted, when it is agreed to and again when it is published.
Ruling may_use(std::span<const Consent* const> declared, const Declaration& declaration, Use use, Day day,
               ImagePolicy policy = ImagePolicy::faces_need_the_head);

/// Whether somebody in a picture that is published for `use` speaks against it by now: anybody's no, an objection of
/// the child, a restriction. A yes that ended and a pupil who left take nothing back; nullptr, somebody who is not in
/// the register any more, says nothing. The same work for any family.
bool spoken_against(std::span<const Consent* const> shown, Use use);

/// All that anybody is told of a picture that may not be used, whatever the reason is.
std::string refusal(Use use);

/// Which name of a pupil a text wants to tell.
enum class NameShown { first_name, full_name };
/// Whether a text may name the pupil. The full name beside a picture never.
Ruling may_name(const Consent* pupil, NameShown shown, bool with_picture, Use use, Day day);

}  // namespace models::consent
