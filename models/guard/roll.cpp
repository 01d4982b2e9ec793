#include "models/guard/roll.hpp"

#include <utility>
#include <vector>

namespace models::guard {

namespace {

void add(std::vector<std::string>& names, const std::string& name) {
    if (!name.empty()) names.push_back(name);
}

std::vector<names::PupilNames> names_of(const consent::Register& pupils) {
    std::vector<names::PupilNames> all;
    all.reserve(pupils.size());
    for (const auto& pupil : pupils) {
        names::PupilNames names{pupil.former_forenames, pupil.former_surnames, pupil.group};
        for (const auto* forename : {&pupil.legal_forename, &pupil.preferred_forename}) add(names.forenames, *forename);
        for (const auto* surname : {&pupil.legal_surname, &pupil.preferred_surname}) add(names.surnames, *surname);
        all.push_back(std::move(names));
    }
    return all;
}

}  // namespace

Roll::Roll(consent::Register pupils) : pupils_{std::move(pupils)}, roster_{names_of(pupils_)} {
    for (std::size_t i = 0; i < pupils_.size(); ++i) by_ref_.emplace(pupils_[i].ref, i);
}

const consent::Pupil* Roll::find(const std::string& ref) const {
    const auto found = by_ref_.find(ref);
    return found == by_ref_.end() ? nullptr : &pupils_[found->second];
}

}  // namespace models::guard
