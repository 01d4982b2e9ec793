#include "models/text/evaluation_right.hpp"

#include <algorithm>

namespace models::text {

void RightCount::take(const LabelledText& text, const Assessment& assessment) {
    take_categories(text, assessment);
    take_severity(text, assessment.severity);
    if (!text.target) return;
    auto& count = targets_[*text.target];
    count.target = *text.target;
    ++count.texts;
    if (assessment.target == *text.target) ++count.right;
    if (assessment.target == Target::unknown) ++count.not_said;
}

void RightCount::take_categories(const LabelledText& text, const Assessment& assessment) {
    if (text.unknown)
        categories_[Category::unknown_language].findings.counts.add(*text.unknown,
                                                                    assessment.has(Category::unknown_language));
    if (!text.categories) return;
    const auto& right = *text.categories;
    const bool called = std::any_of(right.begin(), right.end(), [&](auto name) { return assessment.has(name); });
    for (const auto category : all_categories()) {
        if (text.unknown && category == Category::unknown_language) continue;
        const bool is = std::find(right.begin(), right.end(), category) != right.end();
        auto& count = categories_[category];
        count.findings.counts.add(is, assessment.has(category));
        if (is && called) ++count.called;
    }
}

void RightCount::take_severity(const LabelledText& text, Severity found) {
    if (!text.at_least) return;
    const auto add = [&](Reached& reached) {
        ++reached.texts;
        if (found >= *text.at_least) ++reached.at_least;
        ++reached.levels[static_cast<std::size_t>(found)];
    };
    add(severities_[static_cast<std::size_t>(*text.at_least)]);
    if (text.categories)
        for (const auto category : *text.categories) add(categories_[category].severity);
}

void RightCount::close(Evaluation& evaluation) {
    for (auto& [category, count] : categories_) {
        const auto& counts = count.findings.counts;
        if (counts.found + counts.missed + counts.false_alarms == 0) continue;
        count.category = category;
        count.findings.within = intervals(counts);
        evaluation.categories.push_back(count);
    }
    evaluation.severities = severities_;
    for (const auto& [target, count] : targets_) evaluation.targets.push_back(count);
}

}  // namespace models::text
