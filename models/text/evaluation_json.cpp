#include "models/text/evaluation_report.hpp"

#include <fmt/format.h>

namespace models::text {

namespace {

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

/// `"auc":0.98400,"auc_95":[0.98200,0.98600]`; null where there is no figure.
std::string figure(std::string_view name, const std::optional<double>& value, const Interval& within) {
    if (!value) return fmt::format(R"("{0}":null,"{0}_95":null)", name);
    return fmt::format(R"("{0}":{1:.5f},"{0}_95":[{2:.5f},{3:.5f}])", name, *value, within.low, within.high);
}

std::string share(std::string_view name, std::size_t some, std::size_t all) {
    if (all == 0) return figure(name, std::nullopt, {});
    return figure(name, static_cast<double>(some) / static_cast<double>(all), interval_of_share(some, all));
}

std::string json_of(const Found& found) {
    const auto& [within_precision, within_recall, within_f1] = found.within;
    return fmt::format("{},{},{}", figure("precision", found.counts.precision(), within_precision),
                       figure("recall", found.counts.recall(), within_recall),
                       figure("f1", found.counts.f1(), within_f1));
}

std::string json_of(const std::string& sentence) {
    return quoted(sentence);
}

std::string json_of(const Answered& one) {
    const auto ranking = [&](std::string_view name, double value, std::size_t i) {
        return one.ranked() ? figure(name, value, one.within[i]) : figure(name, std::nullopt, {});
    };
    const auto& counts = one.findings.counts;
    return fmt::format(R"({{"name":{},"positives":{},"negatives":{},{},{},{},{},{},"calibration_error":{}}})",
                       quoted(one.name), counts.positives(), counts.negatives(), ranking("auc", one.figures.auc, 0),
                       ranking("average_precision", one.figures.average_precision, 1),
                       ranking("recall_at_1", one.figures.recall_at_one, 2),
                       ranking("recall_at_5", one.figures.recall_at_five, 3), json_of(one.findings),
                       one.ranked() ? fmt::format("{:.5f}", one.calibration.error) : "null");
}

std::string fields_of(const Slice& one) {
    const bool both = one.harmful > 0 && one.harmless > 0;
    return fmt::format(R"("name":{},"harmful":{},"harmful_seen":{},"harmless":{},"harmless_seen":{},)"
                       R"("harmless_hidden":{},{},"auc":{})",
                       quoted(one.name), one.harmful, one.harmful_seen, one.harmless, one.harmless_seen,
                       one.harmless_hidden, json_of(one.findings), both ? fmt::format("{:.5f}", one.auc) : "null");
}

std::string json_of(const Slice& one) {
    return fmt::format("{{{}}}", fields_of(one));
}

std::string json_of(const GroupSlice& one) {
    return fmt::format("{{{},{}}}", fields_of(one.texts),
                       figure("false_hide_ratio", one.false_hides, one.false_hides_within));
}

template <class Items, class Write>
std::string json_list(const Items& items, const Write& write) {
    std::string out{'['};
    for (const auto& item : items) {
        if (out.size() > 1) out += ',';
        out += write(item);
    }
    return out + ']';
}

/// `levels`: how many texts got V0, V1 and so on.
std::string fields_of(const Reached& one) {
    return fmt::format(R"("with_severity":{},{},"levels":{})", one.texts,
                       share("severity_reached", one.at_least, one.texts),
                       json_list(one.levels, [](std::size_t texts) { return std::to_string(texts); }));
}

std::string json_of(const NamedCategory& one) {
    const auto& counts = one.findings.counts;
    return fmt::format(R"({{"name":{},"positives":{},"negatives":{},{},{},{}}})", quoted(to_string(one.category)),
                       counts.positives(), counts.negatives(), json_of(one.findings),
                       share("called_rightly", one.called, counts.positives()), fields_of(one.severity));
}

std::string json_of(const NamedTarget& one) {
    return fmt::format(R"({{"name":{},"texts":{},{},"not_said":{}}})", quoted(to_string(one.target)), one.texts,
                       share("right", one.right, one.texts), one.not_said);
}

std::string json_of(const Functionality& one) {
    return fmt::format(R"({{"name":{},"texts":{},"harmful":{},{},"harmless_hidden":{}}})", quoted(one.name),
                       one.texts(), one.harmful.texts, share("right", one.right(), one.texts()), one.harmless_hidden);
}

std::string severities_of(const Evaluation& evaluation) {
    std::vector<std::string> rows;
    for (std::size_t right = 0; right < kSeverityCount; ++right)
        if (evaluation.severities[right].texts > 0)
            rows.push_back(fmt::format(R"({{"right":{},{}}})", right, fields_of(evaluation.severities[right])));
    return json_list(rows, [](const std::string& row) { return row; });
}

/// Recall and false alarms are null where the file has too few harmless texts for a bar.
std::string json_of_disguise(const Robustness& one, bool barred) {
    return fmt::format(
        R"({{"name":{},"harmful":{},"harmless":{},{},{},{},"grave":{},{},"with_severity":{},{}}})", quoted(one.name),
        one.harmful, one.harmless, share("recall", one.harmful_above, barred ? one.harmful : 0),
        share("false_alarms", one.harmless_above, barred ? one.harmless : 0),
        share("seen", one.harmful_seen, one.harmful), one.grave, share("severity_kept", one.grave_kept, one.grave),
        one.with_severity, share("severity_reached", one.severity_reached, one.with_severity));
}

template <class Items>
std::string json_list(const Items& items) {
    return json_list(items, [](const auto& item) { return json_of(item); });
}

}  // namespace

std::string to_json(const Evaluation& evaluation) {
    const auto disguise = [&](const Robustness& one) { return json_of_disguise(one, evaluation.bar.has_value()); };
    return fmt::format(R"({{"file":{},"version":{},"texts":{},"tuned_on_it":{},"categories":{},"sources":{},)"
                       R"("identities":{},"no_identity":{},"named_categories":{},"severities":{},"targets":{},)"
                       R"("functionalities":{},"all_functionalities":{},)"
                       R"("disguises":{},"not_measured":{}}})",
                       quoted(evaluation.file), quoted(evaluation.version), evaluation.texts, evaluation.tuned_on_it,
                       json_list(evaluation.questions), json_list(evaluation.sources), json_list(evaluation.groups),
                       json_of(evaluation.no_group), json_list(evaluation.categories), severities_of(evaluation),
                       json_list(evaluation.targets), json_list(evaluation.functionalities),
                       json_of(evaluation.all_functionalities), json_list(evaluation.disguises, disguise),
                       json_list(evaluation.not_measured)) +
           '\n';
}

}  // namespace models::text
