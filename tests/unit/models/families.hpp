#pragma once

#include "models/consent/consent.hpp"

#include <cstddef>
#include <random>

namespace models::consent {

/// Families as they come, drawn so that each reason to refuse is common.
class Families {
  public:
    explicit Families(Day today) : today_{today} {}

    Consent draw() {
        Consent consent;
        const auto givers = 1 + below(kGivers);
        for (std::size_t i = 0; i < givers; ++i) {
            consent.givers[i].capacity = below(6) == 0 ? static_cast<Capacity>(below(5)) : Capacity::parent;
            consent.givers[i].delegated = below(2) == 0;
            for (auto& answer : consent.givers[i].answers) {
                answer.decision = below(8) == 0 ? static_cast<Decision>(below(4)) : Decision::yes;
                answer.naming = below(4) == 0 ? static_cast<Naming>(below(4)) : Naming::full_name_without_image;
                answer.from = today_ + std::chrono::days{static_cast<int>(below(400)) - 380};
                answer.until = answer.from + std::chrono::days{365};
            }
        }
        if (below(10) == 0) consent.child_view = static_cast<ChildView>(below(3));
        if (below(10) == 0) consent.restriction = static_cast<Restriction>(below(4));
        if (below(10) == 0) consent.left_on = today_ + std::chrono::days{static_cast<int>(below(60)) - 30};
        return consent;
    }
    std::size_t below(std::size_t limit) { return dice_() % limit; }

  private:
    Day today_;
    std::mt19937 dice_{20261120};
};

/// Said in other words than the rule says it: what speaks against this pupil. `suits`: of a yes that counts, whether it
/// covers what is wanted.
template <class Suits>
bool something_against(const Consent& consent, Use use, Day day, Suits suits) {
    bool valid_yes = false;
    for (const auto& giver : consent.givers) {
        const auto& answer = giver.answers[static_cast<std::size_t>(use)];
        if (answer.decision == Decision::no || answer.decision == Decision::withdrawn) return true;
        if (answer.decision != Decision::yes || day < answer.from || day > answer.until) continue;
        if (giver.capacity == Capacity::pupil) continue;
        if (giver.capacity == Capacity::foster_carer && !giver.delegated) continue;
        if (!suits(answer)) return true;
        valid_yes = true;
    }
    if (!valid_yes || consent.restriction != Restriction::none) return true;
    return consent.child_view == ChildView::object || (consent.left_on && *consent.left_on <= day);
}
inline bool something_against(const Consent& consent, Use use, Day day) {
    return something_against(consent, use, day, [](const Answer&) { return true; });
}

}  // namespace models::consent
