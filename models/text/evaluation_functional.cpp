#include "models/text/evaluation_functional.hpp"

#include <algorithm>

namespace models::text {

void FunctionalCount::take(const LabelledText& text, const Assessment& assessment) {
    if (text.functionality.empty()) return;
    auto& count = named(text.functionality);
    const bool hidden = assessment.may_be_hidden();
    const auto least = std::max(Severity::v1, text.at_least.value_or(Severity::v1));
    const bool right = *text.harmful ? assessment.severity >= least : !hidden && assessment.severity < Severity::v3;
    auto& kind = *text.harmful ? count.harmful : count.harmless;
    ++kind.texts;
    if (right) ++kind.right;
    if (hidden && !*text.harmful) ++count.harmless_hidden;
}

void FunctionalCount::close(Evaluation& evaluation) {
    evaluation.functionalities = std::move(all_);
    auto& whole = evaluation.all_functionalities;
    whole.name = "all";
    for (const auto& one : evaluation.functionalities) {
        whole.harmful.texts += one.harmful.texts;
        whole.harmful.right += one.harmful.right;
        whole.harmless.texts += one.harmless.texts;
        whole.harmless.right += one.harmless.right;
        whole.harmless_hidden += one.harmless_hidden;
    }
}

Functionality& FunctionalCount::named(const std::string& name) {
    const auto found = std::find_if(all_.begin(), all_.end(), [&](const auto& one) { return one.name == name; });
    if (found != all_.end()) return *found;
    all_.push_back({name, {}, {}, 0});
    return all_.back();
}

}  // namespace models::text
