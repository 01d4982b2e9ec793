#include "models/text/tuning.hpp"

#include "models/text/assessor.hpp"
#include "models/text/corpus.hpp"
#include "models/text/model_tasks.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace models::text {

namespace {

using Seen = std::vector<std::pair<Evidence, bool>>;

constexpr double kHair = 1e-3;  ///< between thresholds: of few texts two scores are the same

/// The last step where no texts that say yes teach one.
constexpr LastStep kLoudestPassage{{0, 1, 0}, 0};

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

/// The tokens of a normalised line, as far as models look at them.
std::vector<Token> tokens_of(std::string_view line) {
    std::vector<Token> tokens;
    for (std::size_t at = 0; at < line.size();) {
        const auto end = std::min(line.find(' ', at), line.size());
        if (end > at) tokens.emplace_back().text = line.substr(at, end - at);
        at = end + 1;
    }
    return tokens;
}

/// Public texts are not what schools hear: a bar is never so low that more of a school's harmless talk goes beyond it.
void raise_bars(Tuned& tuned, std::vector<double> of_talk) {
    if (of_talk.empty()) return;
    std::sort(of_talk.begin(), of_talk.end());
    tuned.at_five = std::max(tuned.at_five, exceeded_by(of_talk, 0.05));
    tuned.at_one = std::max({tuned.at_one, exceeded_by(of_talk, 0.01), tuned.at_five + kHair});
}

/// What each model says, by its loudest passage, of the texts that were held back.
using Odds = std::vector<std::vector<double>>;

void listen(const Classifier& classifier, std::string_view line, Odds& odds) {
    const auto evidence = classifier.evidence(tokens_of(line));
    for (std::size_t k = 0; k < odds.size(); ++k) odds[k].push_back(kLoudestPassage.log_odds(evidence[k]));
}

/// Of public texts hardly any speaks of mothers, classes or teachers, so where these are spoken of a concern has to be
/// louder: where it begins is the higher of what either says.
Tuned tuned_concern(std::vector<double> of_public, std::vector<double> of_talk) {
    constexpr double kOfEach = 1.0 / kConcerns;
    std::sort(of_public.begin(), of_public.end());
    Tuned out;
    out.last = kLoudestPassage;
    out.at_one = exceeded_by(of_public, 0.01 * kOfEach);
    const auto spoken_of = static_cast<std::size_t>(0.02 * kOfEach * static_cast<double>(of_talk.size()));
    std::sort(of_talk.begin(), of_talk.end());
    out.at_five = exceeded_by(of_public, 0.05 * kOfEach);
    if (!of_talk.empty()) {
        out.at_one = std::max(out.at_one, of_talk[of_talk.size() - 1 - spoken_of] + kHair);
        out.at_five = std::max(out.at_five, exceeded_by(of_talk, 0.05));
    }
    out.at_five = std::min(out.at_five, out.at_one - kHair);
    return out;
}

}  // namespace

runtime::Result<Tuning> tune(const std::string& dev_file, const std::vector<std::string>& only_use,
                             const std::vector<std::string>& talk, const Classifier& classifier) {
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
    std::vector<std::vector<double>> of_talk(names.size());
    Tuning tuning;
    for (std::size_t k = 0; k < names.size(); ++k)
        if (!kTasks[*task_named(names[k])].concern) tuning[names[k]] = tuned(seen[k]);
    for (const auto& line : talk) {
        const auto evidence = classifier.evidence(tokens_of(line));
        for (std::size_t k = 0; k < names.size(); ++k)
            if (const auto found = tuning.find(names[k]); found != tuning.end())
                of_talk[k].push_back(found->second.last.log_odds(evidence[k]));
    }
    for (std::size_t k = 0; k < names.size(); ++k)
        if (const auto found = tuning.find(names[k]); found != tuning.end() && names[k] != "criticism")
            raise_bars(found->second, std::move(of_talk[k]));
    return tuning;
}

Tuning tune_concerns(const Corpus& corpus, const Classifier& classifier) {
    const auto& names = classifier.names();
    Odds of_public(names.size());
    Odds of_talk(names.size());
    for (const auto& example : corpus.examples)
        if (example.held_back) listen(classifier, example.line, of_public);
    for (const auto& line : corpus.harmless_talk) listen(classifier, line, of_talk);
    Tuning tuning;
    for (std::size_t k = 0; k < names.size(); ++k)
        if (kTasks[*task_named(names[k])].concern)
            tuning[names[k]] = tuned_concern(std::move(of_public[k]), std::move(of_talk[k]));
    return tuning;
}

std::string describe(const std::string& model, const Figures& figures) {
    return fmt::format("{:<10} {:>6} of {:>6}  AUC {:.3f}  recall at 1 % {:.3f}, at 5 % {:.3f}", model,
                       figures.positives, figures.positives + figures.negatives, figures.auc, figures.recall_at_one,
                       figures.recall_at_five);
}

}  // namespace models::text
