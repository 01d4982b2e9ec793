#include "models/text/evaluation_slices.hpp"

#include "models/text/evaluation_questions.hpp"
#include "models/text/groups_mentioned.hpp"

namespace models::text {

void SliceCount::Open::add(const Assessment& assessment, bool harmful) {
    const bool seen = assessment.severity >= Severity::v1;
    ++(harmful ? slice.harmful : slice.harmless);
    if (seen) ++(harmful ? slice.harmful_seen : slice.harmless_seen);
    if (!harmful && assessment.may_be_hidden()) ++slice.harmless_hidden;
    slice.findings.counts.add(harmful, questions().front().says(assessment));
    scored.emplace_back(questions().front().score(assessment), harmful);
}

Slice SliceCount::Open::closed(const std::string& name) {
    slice.name = name;
    slice.findings.within = intervals(slice.findings.counts);
    if (slice.harmful > 0 && slice.harmless > 0) slice.auc = figures(scored).auc;
    return slice;
}

void SliceCount::take(const LabelledText& text, const Assessment& assessment) {
    if (text.toxic < 0) return;
    const bool harmful = text.toxic == 1;
    sources_[text.source.empty() ? "not said" : text.source].add(assessment, harmful);
    const auto mentioned = groups_mentioned(text.text);
    for (const auto group : mentioned) groups_[std::string{group}].add(assessment, harmful);
    if (mentioned.empty()) no_group_.add(assessment, harmful);
}

void SliceCount::close(Evaluation& evaluation) {
    for (auto& [name, open] : sources_) evaluation.sources.push_back(open.closed(name));
    evaluation.no_group = no_group_.closed("no group");
    const auto& others = evaluation.no_group;
    for (auto& [name, open] : groups_) {
        GroupSlice group{open.closed(name), std::nullopt, {}};
        const auto& texts = group.texts;
        if (texts.harmless > 0 && others.harmless_hidden > 0) {
            const auto share = static_cast<double>(texts.harmless_hidden) / static_cast<double>(texts.harmless);
            group.false_hides =
                share * static_cast<double>(others.harmless) / static_cast<double>(others.harmless_hidden);
            group.false_hides_within =
                interval_of_ratio(texts.harmless_hidden, texts.harmless, others.harmless_hidden, others.harmless);
        }
        evaluation.groups.push_back(std::move(group));
    }
}

}  // namespace models::text
