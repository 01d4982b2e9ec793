#include "models/text/tuning.hpp"

#include "models/text/assessor.hpp"
#include "models/text/corpus.hpp"
#include "models/text/model_tasks.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace models::text {

namespace {

using Seen = std::vector<std::pair<Evidence, bool>>;

void score(const LastStep& last, const Seen& seen, Scored& out) {
    for (const auto& [evidence, positive] : seen)
        out.emplace_back(static_cast<float>(last.log_odds(evidence)), positive);
}

Tuned tuned(const Seen& seen) {
    Tuned out;
    out.last = fit_last_step(seen);
    Scored scored;
    score(out.last, seen, scored);
    const auto all = figures(std::move(scored));
    out.at_five = all.at_five;
    out.at_one = all.at_one;

    std::array<Seen, 2> half;
    for (std::size_t i = 0; i < seen.size(); ++i) half[i % 2].push_back(seen[i]);
    Scored unseen;
    score(fit_last_step(half[0]), half[1], unseen);
    score(fit_last_step(half[1]), half[0], unseen);
    out.figures = figures(std::move(unseen));
    return out;
}

}  // namespace

runtime::Result<Tuning> tune(const std::string& dev_file, const std::vector<std::string>& only_use,
                             const Classifier& classifier) {
    const auto& names = classifier.names();
    std::vector<Seen> seen(names.size());
    const auto take = [&](LabelledText&& row) {
        if (std::find(only_use.begin(), only_use.end(), row.use) == only_use.end()) return;
        const auto answers = answers_of(row);
        const auto evidence = classifier.evidence(normalise(row.text, Assessor::kMaxTextBytes).tokens);
        for (std::size_t k = 0; k < names.size(); ++k)
            if (const auto answer = answers[*task_named(names[k])]; answer >= 0)
                seen[k].emplace_back(evidence[k], answer == 1);
    };
    if (auto read = read_corpus(dev_file, take); !read) return tl::unexpected(read.error());
    Tuning tuning;
    for (std::size_t k = 0; k < names.size(); ++k) tuning[names[k]] = tuned(seen[k]);
    return tuning;
}

std::string describe(const std::string& model, const Figures& figures) {
    return fmt::format("{:<10} {:>6} of {:>6}  AUC {:.3f}  recall at 1 % {:.3f}, at 5 % {:.3f}", model,
                       figures.positives, figures.positives + figures.negatives, figures.auc, figures.recall_at_one,
                       figures.recall_at_five);
}

}  // namespace models::text
