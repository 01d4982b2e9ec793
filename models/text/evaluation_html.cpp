#include "models/text/evaluation_figures.hpp"
#include "models/text/evaluation_report.hpp"

#include <initializer_list>

namespace models::text {

namespace {

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\'': out += "&#39;"; break;
            default: out += c;
        }
    return out;
}

constexpr int kSide = 220;
constexpr int kEdge = 24;

double across(double share) {
    return kEdge + share * (kSide - kEdge);
}

double up(double share) {
    return (1 - share) * (kSide - kEdge);
}

std::string plot(const std::string& label, const std::string& marks) {
    return fmt::format(R"(<svg viewBox="0 0 {0} {0}" width="{0}" height="{0}" role="img" aria-label="{1}">)"
                       R"(<rect x="{2}" y="0" width="{3}" height="{3}" class="frame"/>)"
                       R"(<line x1="{2}" y1="{3}" x2="{0}" y2="0" class="diagonal"/>{4}</svg>)",
                       kSide, escaped(label), kEdge, kSide - kEdge, marks);
}

std::string roc_plot(const Answered& one) {
    std::string points;
    for (const auto& [alarms, recall] : one.curve) points += fmt::format("{:.1f},{:.1f} ", across(alarms), up(recall));
    return plot("recall of " + one.name + " by false alarms", fmt::format(R"(<polyline points="{}"/>)", points));
}

std::string calibration_plot(const Answered& one) {
    std::string marks;
    for (const auto& bin : one.calibration.bins)
        if (bin.texts > 0)
            marks += fmt::format(R"(<circle cx="{:.1f}" cy="{:.1f}" r="4"><title>{} texts</title></circle>)",
                                 across(bin.said), up(bin.was), bin.texts);
    return plot("how often " + one.name + " was so, by the probability said", marks);
}

std::string row(const std::vector<std::string>& cells) {
    std::string out = "<tr>";
    for (const auto& cell : cells) out += "<td>" + escaped(cell) + "</td>";
    return out + "</tr>\n";
}

/// Nothing where there are no rows: no empty tables.
std::string table(const std::string& title, const std::string& what, std::initializer_list<const char*> columns,
                  const std::string& rows) {
    if (rows.empty()) return {};
    auto out = "<h2>" + escaped(title) + "</h2>\n";
    if (!what.empty()) out += "<p>" + escaped(what) + "</p>\n";
    out += "<table><tr>";
    for (const auto* column : columns) out += fmt::format("<th>{}</th>", escaped(column));
    return out + "</tr>\n" + rows + "</table>\n";
}

std::string question_table(const Evaluation& evaluation) {
    std::string rows;
    for (const auto& one : evaluation.questions)
        if (one.ranked())
            rows += row({one.name, std::to_string(one.figures.positives), std::to_string(one.figures.negatives),
                         with_interval(one.figures.auc, one.within[0]),
                         with_interval(one.figures.average_precision, one.within[1]),
                         with_interval(one.figures.recall_at_one, one.within[2]),
                         with_interval(one.figures.recall_at_five, one.within[3]),
                         fmt::format("{:.3f}", one.calibration.error)});
    return table("Scores by category", "How well scores put texts that are above texts that are not.",
                 {"category", "positives", "negatives", "ROC-AUC", "average precision", "recall at 1 %",
                  "recall at 5 %", "calibration error"},
                 rows);
}

std::vector<std::string> cells_of(const Found& found) {
    return {with_interval(found.counts.precision(), found.within[0]),
            with_interval(found.counts.recall(), found.within[1]), with_interval(found.counts.f1(), found.within[2])};
}

std::vector<std::string> joined(std::vector<std::string> cells, const std::vector<std::string>& more) {
    cells.insert(cells.end(), more.begin(), more.end());
    return cells;
}

std::string finding_table(const Evaluation& evaluation) {
    std::string rows;
    for (const auto& one : evaluation.questions) {
        const auto& counts = one.findings.counts;
        rows += row(joined({one.name, std::to_string(counts.positives()), std::to_string(counts.negatives())},
                           cells_of(one.findings)));
    }
    return table("Findings by category", "What is said of a text at the thresholds in service.",
                 {"category", "positives", "negatives", "precision", "recall", "F1"}, rows);
}

std::string named_table(const Evaluation& evaluation) {
    std::string rows;
    for (const auto& one : evaluation.categories) {
        const auto& counts = one.findings.counts;
        rows += row(joined({std::string{to_string(one.category)}, std::to_string(counts.positives()),
                            with_interval(one.called, counts.positives())},
                           cells_of(one.findings)));
    }
    return table(
        "By the names that rows call right", "A row may call several names right; it is called rightly by any of them.",
        {"category", "texts", "called rightly", "precision of this name", "recall of this name", "F1 of this name"},
        rows);
}

std::vector<std::string> cells_of(const std::string& name, const Reached& one) {
    std::vector<std::string> cells{name, std::to_string(one.texts), with_interval(one.at_least, one.texts)};
    for (const auto texts : one.levels) cells.push_back(std::to_string(texts));
    return cells;
}

std::string severity_tables(const Evaluation& evaluation) {
    std::string by_severity;
    for (std::size_t right = 0; right < kSeverityCount; ++right)
        if (const auto& one = evaluation.severities[right]; one.texts > 0)
            by_severity += row(cells_of(fmt::format("V{}", right), one));
    std::string by_category;
    for (const auto& one : evaluation.categories)
        if (one.severity.texts > 0) by_category += row(cells_of(std::string{to_string(one.category)}, one.severity));
    return table("Severity", "How severe texts are found to be, by the lowest severity that their rows call right.",
                 {"right", "texts", "at least as severe", "V0", "V1", "V2", "V3", "V4"}, by_severity) +
           table("Severity by category", "",
                 {"category", "texts", "at least as severe as is right", "V0", "V1", "V2", "V3", "V4"}, by_category);
}

std::string target_table(const Evaluation& evaluation) {
    std::string rows;
    for (const auto& one : evaluation.targets)
        rows += row({std::string{to_string(one.target)}, std::to_string(one.texts), with_interval(one.right, one.texts),
                     with_interval(one.not_said, one.texts)});
    return table("Target", "Whom texts are found to be aimed at or about, by whom their rows name.",
                 {"target", "texts", "right", "nobody said"}, rows);
}

std::vector<std::string> cells_of(const Slice& one) {
    return joined({one.name, std::to_string(one.harmful), with_interval(one.harmful_seen, one.harmful),
                   std::to_string(one.harmless), with_interval(one.harmless_seen, one.harmless),
                   with_interval(one.harmless_hidden, one.harmless)},
                  cells_of(one.findings));
}

std::string area_of(const Slice& one) {
    return one.harmful > 0 && one.harmless > 0 ? fmt::format("{:.3f}", one.auc) : kNoFigure;
}

std::string source_table(const Evaluation& evaluation) {
    std::string rows;
    for (const auto& one : evaluation.sources) rows += row(joined(cells_of(one), {area_of(one)}));
    return table("By source", "Precision, recall and F1 are of anything harmful, as of the umbrella above.",
                 {"", "harmful", "of them seen by a person", "harmless", "of them seen", "of them may be hidden",
                  "precision", "recall", "F1", "umbrella AUC"},
                 rows);
}

std::string group_table(const Evaluation& evaluation) {
    if (evaluation.groups.empty()) return {};
    std::string rows;
    for (const auto& one : evaluation.groups)
        rows += row(
            joined(cells_of(one.texts), {area_of(one.texts), with_interval(one.false_hides, one.false_hides_within)}));
    rows += row(joined(cells_of(evaluation.no_group), {area_of(evaluation.no_group), ""}));
    return table(
        "Texts that mention",
        "The false-hide ratio says how many times as often as those that mention no group the harmless texts of a "
        "group may be hidden. Groups come with other sources and other talk, so it is not the models' doing alone.",
        {"", "harmful", "of them seen by a person", "harmless", "of them seen", "of them may be hidden", "precision",
         "recall", "F1", "umbrella AUC", "false-hide ratio"},
        rows);
}

std::string disguise_table(const Evaluation& evaluation) {
    std::string rows;
    for (const auto& one : evaluation.disguises) {
        const auto barred = [&](std::size_t texts) { return evaluation.bar ? texts : 0; };
        rows += row({one.name, std::to_string(one.harmful), with_interval(one.harmful_above, barred(one.harmful)),
                     with_interval(one.harmless_above, barred(one.harmless)),
                     with_interval(one.harmful_seen, one.harmful), std::to_string(one.grave),
                     with_interval(one.grave_kept, one.grave), with_interval(one.severity_reached, one.with_severity)});
    }
    return table(
        "Disguised",
        "Recall and false alarms are at the score that 5 % of the harmless texts exceed when written plainly. "
        "Severity is kept when a text that gets V3 or more plainly gets at least as much disguised, and reached "
        "when it gets the lowest one that its row calls right.",
        {"disguise", "harmful", "recall", "false alarms", "seen by a person", "V3 or more plainly", "severity kept",
         "severity reached"},
        rows);
}

std::string cell_of(const Functionality::Passed& passed) {
    return passed.texts == 0 ? kNoFigure : fmt::format("{} of {}", passed.right, passed.texts);
}

std::string functional_table(const Evaluation& evaluation) {
    if (evaluation.functionalities.empty()) return {};
    const auto row_of = [](const Functionality& one) {
        return row({one.name, cell_of(one.harmful), cell_of(one.harmless), with_interval(one.right(), one.texts()),
                    std::to_string(one.harmless_hidden)});
    };
    std::string rows;
    for (const auto& one : evaluation.functionalities) rows += row_of(one);
    return table("Functional tests",
                 "A harmful text is judged rightly when it reaches the severity that is right and a person sees it, a "
                 "harmless one when it may not be hidden and gets less than V3.",
                 {"functionality", "harmful: right", "harmless: right", "share right", "harmless and may be hidden"},
                 rows + row_of(evaluation.all_functionalities));
}

std::string missing_list(const Evaluation& evaluation) {
    if (evaluation.not_measured.empty()) return {};
    std::string out = "<h2>Not measured</h2>\n<ul>";
    for (const auto& sentence : evaluation.not_measured) out += "<li>" + escaped(sentence) + "</li>";
    return out + "</ul>\n";
}

constexpr const char* kHead =
    "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>How well texts are judged</title>\n<style>"
    "body{font-family:sans-serif;margin:2em;max-width:80em}table{border-collapse:collapse}"
    "td,th{border:1px solid #b1b4b6;padding:.3em .6em;text-align:left}figure{display:inline-block;margin:1em}"
    ".frame{fill:none;stroke:#505a5f}.diagonal{stroke:#b1b4b6}polyline{fill:none;stroke:#1d70b8;stroke-width:2}"
    "circle{fill:#1d70b8}</style></head><body>\n<h1>How well texts are judged</h1>\n";

}  // namespace

std::string to_html(const Evaluation& evaluation) {
    std::string out = kHead;
    out += fmt::format("<p>{} texts of {}, judged by {}.</p>\n", evaluation.texts, escaped(evaluation.file),
                       escaped(evaluation.version));
    if (evaluation.tuned_on_it) out += fmt::format("<p><strong>{}</strong></p>\n", kTunedOnIt);
    out += question_table(evaluation) + finding_table(evaluation);
    for (const auto& one : evaluation.questions) {
        if (!one.ranked()) continue;
        out += fmt::format(
            "<figure>{}{}<figcaption>{}: recall by false alarms; what was so by the probability said"
            "</figcaption></figure>\n",
            roc_plot(one), calibration_plot(one), escaped(one.name));
    }
    out += named_table(evaluation) + severity_tables(evaluation) + target_table(evaluation);
    out += functional_table(evaluation);
    out += source_table(evaluation) + group_table(evaluation) + disguise_table(evaluation);
    out += missing_list(evaluation);
    return out + "</body></html>\n";
}

}  // namespace models::text
