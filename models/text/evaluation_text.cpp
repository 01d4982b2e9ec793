#include "models/text/evaluation_figures.hpp"
#include "models/text/evaluation_report.hpp"

namespace models::text {

namespace {

std::string scores_of(const Evaluation& evaluation) {
    std::string out;
    for (const auto& one : evaluation.questions)
        if (one.ranked())
            out +=
                fmt::format("{:<22} {:>6} {:>6}  {:<24} {:<24} {:<24} {:<24} {:>5.3f}\n", one.name,
                            one.figures.positives, one.figures.negatives, with_interval(one.figures.auc, one.within[0]),
                            with_interval(one.figures.average_precision, one.within[1]),
                            with_interval(one.figures.recall_at_one, one.within[2]),
                            with_interval(one.figures.recall_at_five, one.within[3]), one.calibration.error);
    if (out.empty()) return out;
    return fmt::format("\n{:<22} {:>6} {:>6}  {:<24} {:<24} {:<24} {:<24} {:>5}\n", "scores", "yes", "no", "AUC",
                       "average precision", "recall at 1 %", "recall at 5 %", "off") +
           out;
}

std::string line_of(std::string_view name, const Found& found) {
    return fmt::format("{:<22} {:>6} {:>6}  {:<24} {:<24} {:<24}\n", name, found.counts.positives(),
                       found.counts.negatives(), with_interval(found.counts.precision(), found.within[0]),
                       with_interval(found.counts.recall(), found.within[1]),
                       with_interval(found.counts.f1(), found.within[2]));
}

std::string findings_of(const Evaluation& evaluation) {
    const auto head = [](std::string_view of) {
        return fmt::format("\n{:<22} {:>6} {:>6}  {:<24} {:<24} {:<24}\n", of, "yes", "no", "precision", "recall",
                           "F1");
    };
    std::string out;
    if (!evaluation.questions.empty()) out += head("findings");
    for (const auto& one : evaluation.questions) out += line_of(one.name, one.findings);
    if (!evaluation.categories.empty()) out += head("names");
    for (const auto& one : evaluation.categories) out += line_of(to_string(one.category), one.findings);
    if (!evaluation.sources.empty()) out += head("sources");
    for (const auto& one : evaluation.sources) out += line_of(one.name, one.findings);
    return out;
}

std::string line_of(std::string_view name, const Reached& one) {
    return fmt::format("{:<22} {:>6}  {:<24} {:>5}\n", name, one.texts, with_interval(one.at_least, one.texts),
                       fmt::join(one.levels, " "));
}

std::string severities_of(const Evaluation& evaluation) {
    std::string out;
    for (std::size_t right = 0; right < kSeverityCount; ++right)
        if (const auto& one = evaluation.severities[right]; one.texts > 0)
            out += line_of(fmt::format("V{} is right", right), one);
    for (const auto& one : evaluation.categories)
        if (one.severity.texts > 0) out += line_of(to_string(one.category), one.severity);
    if (!out.empty())
        out = fmt::format("\n{:<22} {:>6}  {:<24} {}\n", "severity", "texts", "as severe or more", "V0 to V4") + out;
    if (!evaluation.targets.empty())
        out += fmt::format("\n{:<22} {:>6}  {:<24} {:<24}\n", "target", "texts", "right", "nobody said");
    for (const auto& one : evaluation.targets)
        out += fmt::format("{:<22} {:>6}  {:<24} {:<24}\n", to_string(one.target), one.texts,
                           with_interval(one.right, one.texts), with_interval(one.not_said, one.texts));
    return out;
}

std::string functional_of(const Evaluation& evaluation) {
    if (evaluation.functionalities.empty()) return {};
    const auto line = [](const Functionality& one) {
        return fmt::format("{:<38} {:>7} {:>8}  {:<24} {:>6}\n", one.name, one.harmful.texts, one.harmless.texts,
                           with_interval(one.right(), one.texts()), one.harmless_hidden);
    };
    auto out =
        fmt::format("\n{:<38} {:>7} {:>8}  {:<24} {:>6}\n", "functionality", "harmful", "harmless", "right", "hidden");
    for (const auto& one : evaluation.functionalities) out += line(one);
    return out + line(evaluation.all_functionalities);
}

std::string line_of(const Slice& one) {
    return fmt::format("{:<22} {:>7}  {:<24} {:>8}  {:<24} {:<24}\n", one.name, one.harmful,
                       with_interval(one.harmful_seen, one.harmful), one.harmless,
                       with_interval(one.harmless_seen, one.harmless),
                       with_interval(one.harmless_hidden, one.harmless));
}

std::string slices_of(const Evaluation& evaluation) {
    if (evaluation.sources.empty()) return {};
    auto out = fmt::format("\n{:<22} {:>7}  {:<24} {:>8}  {:<24} {:<24}\n", "texts", "harmful", "seen", "harmless",
                           "seen", "may be hidden");
    for (const auto& one : evaluation.sources) out += line_of(one);
    if (evaluation.groups.empty()) return out;
    for (const auto& one : evaluation.groups) out += line_of(one.texts);
    out += line_of(evaluation.no_group);
    std::string ratios;
    for (const auto& one : evaluation.groups)
        if (one.false_hides)
            ratios +=
                fmt::format("{:<22} {:<24}\n", one.texts.name, with_interval(one.false_hides, one.false_hides_within));
    if (!ratios.empty()) out += fmt::format("\n{:<22} {:<24}\n", "groups", "false-hide ratio") + ratios;
    return out;
}

std::string disguises_of(const Evaluation& evaluation) {
    if (evaluation.disguises.empty()) return {};
    auto out = fmt::format("\n{:<22} {:<24} {:<24} {:<24} {:<24} {:<24}\n", "disguise", "recall", "false alarms",
                           "seen", "severity kept", "severity reached");
    for (const auto& one : evaluation.disguises)
        out += fmt::format("{:<22} {:<24} {:<24} {:<24} {:<24} {:<24}\n", one.name,
                           with_interval(one.harmful_above, evaluation.bar ? one.harmful : 0),
                           with_interval(one.harmless_above, evaluation.bar ? one.harmless : 0),
                           with_interval(one.harmful_seen, one.harmful), with_interval(one.grave_kept, one.grave),
                           with_interval(one.severity_reached, one.with_severity));
    return out;
}

}  // namespace

std::string to_text(const Evaluation& evaluation) {
    auto out = fmt::format("{} texts, {}\n", evaluation.texts, evaluation.version);
    if (evaluation.tuned_on_it) out += std::string{kTunedOnIt} + '\n';
    out += scores_of(evaluation) + findings_of(evaluation) + severities_of(evaluation);
    out += functional_of(evaluation);
    out += slices_of(evaluation) + disguises_of(evaluation);
    for (const auto& sentence : evaluation.not_measured) out += "\nnot measured: " + sentence;
    return out + (evaluation.not_measured.empty() ? "" : "\n");
}

}  // namespace models::text
