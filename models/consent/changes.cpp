#include "models/consent/changes.hpp"

#include "models/consent/rule.hpp"

#include <algorithm>
#include <unordered_map>

namespace models::consent {

namespace {

/// For which uses a pupil may be shown by what is recorded, in the narrowest picture.
Uses permitted(const Consent& consent, Day day) {
    const Declaration listed{.complete = true, .framing = Framing::not_identifiable};
    const std::array<const Consent*, 1> one{&consent};
    unsigned uses = 0;
    for (std::size_t use = 0; use < kUseCount; ++use)
        if (may_use(one, listed, static_cast<Use>(use), day).allowed) uses |= bit(static_cast<Use>(use));
    return static_cast<Uses>(uses);
}

void rename(std::string& held, const std::string& name, std::vector<std::string>& former) {
    if (name.empty() || name == held) return;
    if (!held.empty() && std::find(former.begin(), former.end(), held) == former.end()) former.push_back(held);
    held = name;
}

/// Exports know neither the form of a picture nor what may be told of a name: those stay. A yes that goes on is the
/// same yes, and its first day says when it was given.
void answer_anew(Answer& held, Answer said) {
    const bool unheard = held.decision == Decision::withdrawn && said.decision == Decision::yes;
    if (unheard) return;
    if (held.decision == said.decision && held.until == said.until) said.from = held.from;
    said.form = held.form;
    said.naming = held.naming;
    held = said;
}

void lay_over(Pupil& held, const Pupil& said, Uses asked) {
    rename(held.legal_forename, said.legal_forename, held.former_forenames);
    rename(held.legal_surname, said.legal_surname, held.former_surnames);
    rename(held.preferred_forename, said.preferred_forename, held.former_forenames);
    rename(held.preferred_surname, said.preferred_surname, held.former_surnames);
    if (!said.year_group.empty()) held.year_group = said.year_group;
    if (!said.group.empty()) held.group = said.group;
    if (said.consent.left_on) held.consent.left_on = said.consent.left_on;
    for (std::size_t use = 0; use < kUseCount; ++use)
        if ((asked & bit(static_cast<Use>(use))) != 0)
            answer_anew(held.consent.givers[0].answers[use], said.consent.givers[0].answers[use]);
}

void count(Preview& preview, const Pupil& before, const Pupil& after, Day today) {
    const auto could = permitted(before.consent, today);
    const auto can = permitted(after.consent, today);
    preview.gained += (can & ~could) != 0 ? 1U : 0U;
    preview.lost += (could & ~can) != 0 ? 1U : 0U;
    preview.leavers += after.consent.left_on && !before.consent.left_on ? 1U : 0U;
    preview.changed += before == after ? 0U : 1U;
    preview.unchanged += before == after ? 1U : 0U;
}

}  // namespace

bool answered(const Consent& consent) {
    return std::any_of(consent.givers.begin(), consent.givers.end(), [](const auto& giver) {
        return std::any_of(giver.answers.begin(), giver.answers.end(),
                           [](const auto& answer) { return answer.decision != Decision::not_returned; });
    });
}

std::map<std::string, Progress> progress(const Register& pupils, Day today) {
    std::map<std::string, Progress> groups;
    for (const auto& pupil : pupils) {
        if (pupil.consent.left_on && *pupil.consent.left_on <= today) continue;
        auto& group = groups[pupil.year_group];
        ++group.pupils;
        group.answered += answered(pupil.consent) ? 1U : 0U;
    }
    return groups;
}

Applied applied(const Register& before, const Export& read, Day today) {
    Applied result{before, {}};
    auto& preview = result.preview;
    preview.read = read.pupils.size();
    std::unordered_map<std::string, std::size_t> places;
    for (std::size_t i = 0; i < before.size(); ++i) places[before[i].key] = i;
    for (const auto& [line, said] : read.pupils) {
        const auto place = places.find(said.key);
        if (place == places.end()) {
            ++preview.fresh;
            preview.leavers += said.consent.left_on ? 1U : 0U;
            result.pupils.push_back(said);
            continue;
        }
        auto& held = result.pupils[place->second];
        lay_over(held, said, read.asked);
        count(preview, before[place->second], held, today);
    }
    preview.not_read = before.size() - (preview.read - preview.fresh);
    preview.year_groups = progress(result.pupils, today);
    return result;
}

}  // namespace models::consent
