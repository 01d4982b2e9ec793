#include "models/text/evaluation.hpp"

#include "models/text/evaluation_disguised.hpp"
#include "models/text/evaluation_functional.hpp"
#include "models/text/evaluation_questions.hpp"
#include "models/text/evaluation_right.hpp"
#include "models/text/evaluation_slices.hpp"
#include "models/text/manifest.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace models::text {

namespace {

std::vector<std::pair<double, double>> roc(Scored scored) {
    constexpr std::size_t kPoints = 120;
    std::sort(scored.begin(), scored.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    const auto all =
        static_cast<double>(std::count_if(scored.begin(), scored.end(), [](const auto& one) { return one.second; }));
    const auto none = static_cast<double>(scored.size()) - all;
    std::vector<std::pair<double, double>> out{{0, 0}};
    double yes = 0;
    double no = 0;
    for (std::size_t i = 0; i < scored.size(); ++i) {
        (scored[i].second ? yes : no) += 1;
        const bool far =
            std::abs(yes / all - out.back().second) + std::abs(no / none - out.back().first) > 2.0 / kPoints;
        if (far || i + 1 == scored.size()) out.emplace_back(no / none, yes / all);
    }
    return out;
}

class Evaluating {
  public:
    Evaluating(const Assessor& assessor, bool disguised)
        : assessor_{assessor}, disguised_{disguised}, scored_(questions().size()), counts_(questions().size()) {}

    void take(const LabelledText& text) {
        const auto assessment = assessor_.assess(text.text);
        ++texts_;
        for (std::size_t q = 0; q < questions().size(); ++q) {
            const auto answer = questions()[q].answer(text);
            if (answer < 0) continue;
            scored_[q].emplace_back(questions()[q].score(assessment), answer == 1);
            counts_[q].add(answer == 1, questions()[q].says(assessment));
        }
        slices_.take(text, assessment);
        right_.take(text, assessment);
        functional_.take(text, assessment);
        if (disguised_) disguises_.take(text, assessment);
    }

    std::size_t texts() const { return texts_; }

    Evaluation close(const std::function<void(const std::string&)>& say) {
        Evaluation evaluation;
        evaluation.version = assessor_.version();
        evaluation.texts = texts_;
        for (std::size_t q = 0; q < questions().size(); ++q) close_question(q, evaluation);
        slices_.close(evaluation);
        right_.close(evaluation);
        functional_.close(evaluation);
        if (disguised_) disguises_.measure(assessor_, evaluation, say);
        return evaluation;
    }

  private:
    void close_question(std::size_t q, Evaluation& evaluation) {
        constexpr std::size_t kLeastHarmless = 20;  // of fewer, one is more than 5 %
        const auto& counts = counts_[q];
        if (counts.positives() == 0) return;
        Answered answered;
        answered.name = questions()[q].name;
        answered.findings = {counts, intervals(counts)};
        if (answered.ranked()) {
            answered.figures = figures(scored_[q]);
            answered.within = intervals(scored_[q]);
            answered.calibration = calibration(scored_[q]);
            answered.curve = roc(std::move(scored_[q]));
        } else {
            evaluation.not_measured.push_back(
                fmt::format("{}: {} texts are so and none is known not to be, so there is no ranking and no precision",
                            answered.name, counts.positives()));
        }
        if (q == 0 && counts.negatives() >= kLeastHarmless) evaluation.bar = answered.figures.at_five;
        evaluation.questions.push_back(std::move(answered));
    }

    const Assessor& assessor_;
    bool disguised_;
    std::size_t texts_{0};
    std::vector<Scored> scored_;
    std::vector<Confusion> counts_;
    SliceCount slices_;
    RightCount right_;
    FunctionalCount functional_;
    DisguiseCount disguises_;
};

/// What is missing when no row says anything that could be measured; empty: something is there.
std::string nothing_to_measure(const Evaluation& evaluation) {
    if (evaluation.texts == 0) return "holds no texts";
    const bool any_severity = std::any_of(evaluation.severities.begin(), evaluation.severities.end(),
                                          [](const Reached& reached) { return reached.texts > 0; });
    if (any_severity || !evaluation.questions.empty() || !evaluation.sources.empty() ||
        !evaluation.categories.empty() || !evaluation.targets.empty())
        return {};
    return fmt::format(
        "has nothing to measure: none of its {} texts says what would be right. A row needs \"toxic\" (0 or 1), "
        "\"harmful\" (true or false, with \"functionality\" in functional tests), \"labels\" with \"known\" (lists of "
        "labels), \"min\" (the lowest severity that "
        "is "
        "right, 0 to 4), \"categories\" (the names that are right), \"target\" (whom it is aimed at or about) or "
        "\"unknown\" (true or false)",
        evaluation.texts);
}

}  // namespace

runtime::Result<Evaluation> evaluate(const EvaluateOptions& options, const Assessor& assessor,
                                     const std::function<void(const std::string&)>& say) {
    constexpr std::size_t kSayEvery = 5000;
    Evaluating evaluating{assessor, options.disguised};
    const auto take = [&](LabelledText&& text) {
        evaluating.take(text);
        if (evaluating.texts() % kSayEvery == 0) say(fmt::format("judged {} texts", evaluating.texts()));
    };
    if (auto read = read_corpus(options.file, take); !read) return tl::unexpected(read.error());
    auto evaluation = evaluating.close(say);
    if (const auto missing = nothing_to_measure(evaluation); !missing.empty())
        return runtime::fail(runtime::ErrorKind::malformed, options.file + " " + missing);
    evaluation.file = options.file;
    const auto measured = measure(options.file);
    if (!measured) return tl::unexpected(measured.error());
    evaluation.tuned_on_it = measured->sha256 == options.tuned_on;
    return evaluation;
}

}  // namespace models::text
