#include "models/text/evaluation_report.hpp"

#include <fmt/format.h>

namespace models::text {

namespace {

constexpr const char* kTuned =
    "The last steps of these models were found on these very texts: thresholds and probabilities flatter.";

double share(std::size_t some, std::size_t all) {
    return all == 0 ? 0 : static_cast<double>(some) / static_cast<double>(all);
}

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

std::string quoted(std::string_view text) {
    std::string out{'"'};
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (static_cast<unsigned char>(c) < 0x20)
            out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        else
            out += c;
    }
    return out + '"';
}

/// "0.984 (0.982 to 0.986)".
std::string with_interval(double value, const Interval& within) {
    return fmt::format("{:.3f} ({:.3f} to {:.3f})", value, within.low, within.high);
}

std::string with_interval(std::size_t some, std::size_t all) {
    return all == 0 ? "-" : with_interval(share(some, all), interval_of_share(some, all));
}

std::string json_of(const Answered& one) {
    const auto interval = [&](std::size_t i) {
        return fmt::format("[{:.5f},{:.5f}]", one.within[i].low, one.within[i].high);
    };
    return fmt::format(
        R"({{"name":{},"positives":{},"negatives":{},"auc":{:.5f},"auc_95":{},"average_precision":{:.5f},)"
        R"("average_precision_95":{},"recall_at_1":{:.5f},"recall_at_1_95":{},"recall_at_5":{:.5f},)"
        R"("recall_at_5_95":{},)"
        R"("precision":{:.5f},"recall":{:.5f},"f1":{:.5f},"calibration_error":{:.5f}}})",
        quoted(one.name), one.figures.positives, one.figures.negatives, one.figures.auc, interval(0),
        one.figures.average_precision, interval(1), one.figures.recall_at_one, interval(2), one.figures.recall_at_five,
        interval(3), one.precision(), one.recall(), one.f1(), one.calibration.error);
}

std::string json_of(const Slice& one) {
    return fmt::format(R"({{"name":{},"harmful":{},"harmful_seen":{},"harmless":{},"harmless_seen":{},)"
                       R"("harmless_hidden":{},"auc":{:.5f}}})",
                       quoted(one.name), one.harmful, one.harmful_seen, one.harmless, one.harmless_seen,
                       one.harmless_hidden, one.auc);
}

std::string json_of(const Robustness& one) {
    return fmt::format(R"({{"name":{},"recall":{:.5f},"false_alarms":{:.5f}}})", quoted(one.name), one.recall,
                       one.false_alarms);
}

template <class Items>
std::string json_list(const Items& items) {
    std::string out{'['};
    for (const auto& item : items) {
        if (out.size() > 1) out += ',';
        out += json_of(item);
    }
    return out + ']';
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

std::string row(std::initializer_list<std::string> cells) {
    std::string out = "<tr>";
    for (const auto& cell : cells) out += "<td>" + escaped(cell) + "</td>";
    return out + "</tr>\n";
}

std::string question_table(const Evaluation& evaluation) {
    std::string out =
        "<h2>By category</h2>\n<table><tr><th>category</th><th>positives</th><th>negatives</th><th>ROC-AUC</th>"
        "<th>average precision</th><th>recall at 1 %</th><th>recall at 5 %</th><th>precision</th><th>recall</th>"
        "<th>F1</th><th>calibration error</th></tr>\n";
    for (const auto& one : evaluation.questions)
        out += row({one.name, std::to_string(one.figures.positives), std::to_string(one.figures.negatives),
                    with_interval(one.figures.auc, one.within[0]),
                    with_interval(one.figures.average_precision, one.within[1]),
                    with_interval(one.figures.recall_at_one, one.within[2]),
                    with_interval(one.figures.recall_at_five, one.within[3]), fmt::format("{:.3f}", one.precision()),
                    fmt::format("{:.3f}", one.recall()), fmt::format("{:.3f}", one.f1()),
                    fmt::format("{:.3f}", one.calibration.error)});
    return out + "</table>\n";
}

std::string slice_table(const std::string& title, const std::vector<Slice>& slices) {
    std::string out = fmt::format(
        "<h2>{}</h2>\n<table><tr><th></th><th>harmful</th><th>of them seen by a person</th><th>harmless</th>"
        "<th>of them seen</th><th>of them may be hidden</th><th>umbrella AUC</th></tr>\n",
        title);
    for (const auto& one : slices)
        out += row({one.name, std::to_string(one.harmful), with_interval(one.harmful_seen, one.harmful),
                    std::to_string(one.harmless), with_interval(one.harmless_seen, one.harmless),
                    with_interval(one.harmless_hidden, one.harmless), fmt::format("{:.3f}", one.auc)});
    return out + "</table>\n";
}

std::string disguise_table(const Evaluation& evaluation) {
    if (evaluation.disguises.empty()) return {};
    std::string out =
        "<h2>Disguised</h2>\n<p>At the score that 5 % of the harmless texts exceed when written plainly.</p>\n"
        "<table><tr><th>disguise</th><th>recall</th><th>lost</th><th>false alarms</th></tr>\n";
    for (const auto& one : evaluation.disguises)
        out += row({one.name, fmt::format("{:.3f}", one.recall),
                    fmt::format("{:.3f}", evaluation.disguises.front().recall - one.recall),
                    fmt::format("{:.3f}", one.false_alarms)});
    return out + "</table>\n";
}

constexpr const char* kHead =
    "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>How well texts are judged</title>\n<style>"
    "body{font-family:sans-serif;margin:2em;max-width:80em}table{border-collapse:collapse}"
    "td,th{border:1px solid #b1b4b6;padding:.3em .6em;text-align:left}figure{display:inline-block;margin:1em}"
    ".frame{fill:none;stroke:#505a5f}.diagonal{stroke:#b1b4b6}polyline{fill:none;stroke:#1d70b8;stroke-width:2}"
    "circle{fill:#1d70b8}</style></head><body>\n<h1>How well texts are judged</h1>\n";

}  // namespace

std::string to_text(const Evaluation& evaluation) {
    auto out = fmt::format("{} texts, {}\n", evaluation.texts, evaluation.version);
    if (evaluation.tuned_on_it) out += std::string{kTuned} + '\n';
    out += fmt::format("{:<22} {:>6} {:>6}  {:<24} {:<24} {:<24} {:<24} {:>5} {:>5}\n", "category", "yes", "no", "AUC",
                       "average precision", "recall at 1 %", "recall at 5 %", "F1", "off");
    for (const auto& one : evaluation.questions)
        out += fmt::format("{:<22} {:>6} {:>6}  {:<24} {:<24} {:<24} {:<24} {:>5.3f} {:>5.3f}\n", one.name,
                           one.figures.positives, one.figures.negatives, with_interval(one.figures.auc, one.within[0]),
                           with_interval(one.figures.average_precision, one.within[1]),
                           with_interval(one.figures.recall_at_one, one.within[2]),
                           with_interval(one.figures.recall_at_five, one.within[3]), one.f1(), one.calibration.error);
    for (const auto* slices : {&evaluation.sources, &evaluation.identities}) {
        out += fmt::format("\n{:<22} {:>7} {:>6} {:>8} {:>6} {:>7} {:>6}\n", "", "harmful", "seen", "harmless", "seen",
                           "hidden", "AUC");
        for (const auto& one : *slices)
            out +=
                fmt::format("{:<22} {:>7} {:>6.3f} {:>8} {:>6.3f} {:>7.4f} {:>6.3f}\n", one.name, one.harmful,
                            share(one.harmful_seen, one.harmful), one.harmless, share(one.harmless_seen, one.harmless),
                            share(one.harmless_hidden, one.harmless), one.auc);
    }
    if (!evaluation.disguises.empty())
        out += fmt::format("\n{:<22} {:>6} {:>12}\n", "disguise", "recall", "false alarms");
    for (const auto& one : evaluation.disguises)
        out += fmt::format("{:<22} {:>6.3f} {:>12.3f}\n", one.name, one.recall, one.false_alarms);
    return out;
}

std::string to_json(const Evaluation& evaluation) {
    return fmt::format(R"({{"file":{},"version":{},"texts":{},"tuned_on_it":{},"categories":{},"sources":{},)"
                       R"("identities":{},"disguises":{}}})",
                       quoted(evaluation.file), quoted(evaluation.version), evaluation.texts, evaluation.tuned_on_it,
                       json_list(evaluation.questions), json_list(evaluation.sources), json_list(evaluation.identities),
                       json_list(evaluation.disguises)) +
           '\n';
}

std::string to_html(const Evaluation& evaluation) {
    std::string out = kHead;
    out += fmt::format("<p>{} texts of {}, judged by {}.</p>\n", evaluation.texts, escaped(evaluation.file),
                       escaped(evaluation.version));
    if (evaluation.tuned_on_it) out += fmt::format("<p><strong>{}</strong></p>\n", kTuned);
    out += question_table(evaluation);
    for (const auto& one : evaluation.questions)
        out += fmt::format(
            "<figure>{}{}<figcaption>{}: recall by false alarms; what was so by the probability said"
            "</figcaption></figure>\n",
            roc_plot(one), calibration_plot(one), escaped(one.name));
    out += slice_table("By source", evaluation.sources);
    out += slice_table("Texts that mention", evaluation.identities);
    out += disguise_table(evaluation);
    return out + "</body></html>\n";
}

}  // namespace models::text
