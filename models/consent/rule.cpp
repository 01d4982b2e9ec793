#include "models/consent/rule.hpp"

// Nothing here returns early or skips an answer: see Ruling::weighed. `&` and `|` on bools are meant.

namespace models::consent {

namespace {

const Consent kUnknown{};  // somebody who is not in the register

bool may_grant(const Giver& giver) {
    const bool own = giver.capacity == Capacity::pupil;
    const bool carer = giver.capacity == Capacity::foster_carer;
    return (!own) & ((!carer) | giver.delegated);
}

bool in_force(const Answer& answer, Day day) {
    const bool yes = answer.decision == Decision::yes;
    const bool begun = answer.from <= day;
    const bool over = answer.until < day;
    return yes & begun & !over;
}

bool refuses(const Answer& answer) {
    return (answer.decision == Decision::no) | (answer.decision == Decision::withdrawn);
}

bool permits(Form form, Framing framing) {
    const bool group = framing == Framing::group;
    const bool hidden = framing == Framing::not_identifiable;
    return (form == Form::face_identifiable) | ((form == Form::group_only) & (group | hidden)) |
           ((form == Form::not_identifiable_only) & hidden);
}

bool permits(Naming naming, NameShown shown, bool with_picture) {
    const bool first = shown == NameShown::first_name;
    return (first & with_picture & (naming == Naming::first_name_with_image)) |
           (first & !with_picture & (naming != Naming::none)) |
           (!first & !with_picture & (naming == Naming::full_name_without_image));
}

/// Whether this pupil allows it: `suits` says of a yes whether it covers what is wanted.
template <class Suits>
bool weigh(const Consent& pupil, Use use, Day day, Suits suits, std::size_t& weighed) {
    bool granted = false;
    bool refused = false;
    bool covered = true;
    for (const auto& giver : pupil.givers) {
        const auto& answer = giver.answers[static_cast<std::size_t>(use)];
        const bool able = may_grant(giver);
        const bool said = in_force(answer, day);
        const bool suited = suits(answer);
        const bool no = refuses(answer);
        granted |= able & said;
        refused |= no;
        covered &= !(able & said) | suited;
        ++weighed;
    }
    const bool objects = pupil.child_view == ChildView::object;
    const bool restricted = pupil.restriction != Restriction::none;
    const bool gone = pupil.left_on.value_or(Day::max()) <= day;
    weighed += 3;
    return granted & !refused & covered & !objects & !restricted & !gone;
}

}  // namespace

Ruling may_use(std::span<const Consent* const> declared, const Declaration& declaration, Use use, Day day,
               ImagePolicy policy) {
    const bool faces = declaration.framing == Framing::identifiable;
    const bool faces_agreed = policy == ImagePolicy::as_consented || declaration.agreed_by_head;
    Ruling ruling;
    ruling.allowed = declaration.complete && (!faces || faces_agreed);
    const auto suits = [&](const Answer& answer) { return permits(answer.form, declaration.framing); };
    for (const auto* pupil : declared)
        ruling.allowed &= weigh(pupil == nullptr ? kUnknown : *pupil, use, day, suits, ruling.weighed);
    return ruling;
}

Ruling may_name(const Consent* pupil, NameShown shown, bool with_picture, Use use, Day day) {
    Ruling ruling;
    const auto suits = [&](const Answer& answer) { return permits(answer.naming, shown, with_picture); };
    ruling.allowed = weigh(pupil == nullptr ? kUnknown : *pupil, use, day, suits, ruling.weighed);
    return ruling;
}

bool spoken_against(std::span<const Consent* const> shown, Use use) {
    bool against = false;
    for (const auto* pupil : shown) {
        const auto& consent = pupil == nullptr ? kUnknown : *pupil;
        for (const auto& giver : consent.givers) against |= refuses(giver.answers[static_cast<std::size_t>(use)]);
        against |= (consent.child_view == ChildView::object) | (consent.restriction != Restriction::none);
    }
    return against;
}

std::string refusal(Use use) {
    return "This picture can't be used " + std::string{place_of(use)} +
           " as it is. Crop, choose another, or ask the office.";
}

}  // namespace models::consent
