#include "models/text/hearing.hpp"

#include <string_view>

namespace models::text {

namespace {

/// The model that hears what rules of a category are about; empty when there is none. None for hate: exceptions to
/// slurs are about what else the word means, and the model reads the same word. None for pictures: what is hidden there
/// on suspicion must not be so for what an exception explains.
std::string_view listener(Category category) {
    switch (category) {
        case Category::threat: return "threat";
        case Category::self_harm: return "self_harm";
        case Category::staff_allegation: return "allegation";
        case Category::grooming_contact: return "contact";
        case Category::cp_disclosure: return "disclosure";
        case Category::pupil_data: return "pupil_data";
        case Category::sexual_harassment: return "sexual";
        default: return {};
    }
}

}  // namespace

RuleFindings heard(RuleFindings rules, const Judged& judged, const Classifier& classifier) {
    const auto alone = [&](const auto& hit) {
        return !hit.rule->learnt.empty() && classifier.of(judged.standing, hit.rule->learnt) < Classifier::kMaybe;
    };
    std::erase_if(rules.hits, alone);
    std::erase_if(rules.spared, alone);
    const auto outweighed = [&](const SparedHit& spared) {
        const auto hears = listener(spared.rule->category);
        const float bar = spared.rule->learnt.empty() ? Classifier::kMaybe : Classifier::kSure;
        if (spared.rule->severity < Severity::v3 || hears.empty() || classifier.of(judged.standing, hears) < bar)
            return false;
        rules.hits.push_back({spared.rule, spared.first, spared.last, Doubt::excused});
        return true;
    };
    if (!rules.unknown_language) std::erase_if(rules.spared, outweighed);  // the models read English
    return rules;
}

}  // namespace models::text
