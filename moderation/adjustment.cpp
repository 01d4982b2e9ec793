#include "moderation/adjustment.hpp"

#include "models/text/assessor.hpp"
#include "models/text/ngrams.hpp"
#include "moderation/store/packed.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace moderation {

namespace {

using models::Assessment;
using models::Category;
using models::Finding;
using models::Severity;
using models::text::Normalised;

constexpr std::int64_t kMost = 100'000;  ///< elements of a list; what claims to hold more is damaged
constexpr double kUnits = 10'000;        ///< weights are kept to four digits

std::int64_t units(float value) {
    return std::llround(static_cast<double>(value) * kUnits);
}
float from_units(std::int64_t value) {
    return static_cast<float>(static_cast<double>(value) / kUnits);
}

/// Found by nothing but a model, and not so grave that it stays whatever colleagues said of other texts. That something
/// is a complaint stays, too: it keeps the machine from hiding what else is in it.
bool may_be_left(const Assessment& assessment, const Finding& finding) {
    if (finding.severity >= Severity::v3 || finding.sure || finding.category == Category::criticism) return false;
    bool by_model = false;
    for (const auto& reason : assessment.reasons) {
        if (reason.category != finding.category) continue;
        if (!reason.code.starts_with("model:")) return false;
        by_model = true;
    }
    return by_model;
}

void add(Assessment& assessment, Category category, Severity severity) {
    for (auto& finding : assessment.findings) {
        if (finding.category != category) continue;
        if (finding.severity < severity) finding = {category, severity, false};
        return;
    }
    assessment.findings.push_back({category, severity, false});
}

void correct(Assessment& assessment, Category category, const Correction& correction,
             const std::vector<std::uint32_t>& words) {
    const auto likely = corrected(correction, assessment.scores[static_cast<std::size_t>(category)], words);
    const bool found = assessment.has(category);
    if (found && likely < correction.leave_below) {
        const auto left = std::erase_if(assessment.findings, [&](const Finding& finding) {
            return finding.category == category && may_be_left(assessment, finding);
        });
        if (left > 0)
            std::erase_if(assessment.reasons, [&](const auto& reason) { return reason.category == category; });
    }
    if (!found && likely >= correction.look_from) {
        add(assessment, category, Severity::v1);
        assessment.reasons.push_back(
            {category, "school:learnt", "is like comments that colleagues here did not leave", 0, 0});
    }
}

void look_for(Assessment& assessment, const SchoolTerm& term, const Normalised& text) {
    const auto places = term.words.places_in(text.tokens);
    if (places.empty()) return;
    add(assessment, term.category, term.severity);
    assessment.reasons.push_back({term.category, "school:term", "holds words that the school watches for",
                                  text.tokens[places[0].first].begin, text.tokens[places[0].second - 1].end});
}

Correction read_correction(Unpacker& unpacker) {
    Correction correction;
    correction.slope = from_units(unpacker.number());
    correction.offset = from_units(unpacker.number());
    correction.leave_below = from_units(unpacker.number());
    correction.look_from = from_units(unpacker.number());
    const auto count = std::min(unpacker.number(), kMost);
    for (std::int64_t i = 0; i < count && !unpacker.broken(); ++i) {
        const auto word = static_cast<std::uint32_t>(unpacker.number());
        correction.words[word] = from_units(unpacker.number());
    }
    return correction;
}

SchoolTerm read_term(Unpacker& unpacker) {
    SchoolTerm term;
    term.words = unpacker.text();
    term.category = models::category_from(unpacker.text()).value_or(Category::staff_abuse);
    term.severity = models::severity_from(static_cast<int>(unpacker.number())).value_or(Severity::v1);
    term.source = unpacker.text();
    term.by = unpacker.text();
    term.expires = runtime::from_ms(unpacker.number());
    return term;
}

constexpr std::array kBasisCounts{&Basis::decisions,   &Basis::confirmed,    &Basis::harmless,   &Basis::shown_before,
                                  &Basis::shown_after, &Basis::found_before, &Basis::found_after};

void pack_bases(Packer& packer, const std::map<Category, Basis>& bases) {
    packer.add(static_cast<std::int64_t>(bases.size()));
    for (const auto& [category, basis] : bases) {
        packer.add(to_string(category));
        for (const auto count : kBasisCounts) packer.add(static_cast<std::int64_t>(basis.*count));
    }
}

std::map<Category, Basis> read_bases(Unpacker& unpacker) {
    std::map<Category, Basis> bases;
    const auto size = std::min(unpacker.number(), kMost);
    for (std::int64_t i = 0; i < size && !unpacker.broken(); ++i) {
        const auto category = models::category_from(unpacker.text());
        Basis basis;
        for (const auto count : kBasisCounts) basis.*count = static_cast<std::size_t>(unpacker.number());
        if (category) bases[*category] = basis;
    }
    return bases;
}

SchoolException read_exception(Unpacker& unpacker) {
    SchoolException exception;
    exception.aside.rule = unpacker.text();
    exception.aside.words = unpacker.text();
    exception.reason = unpacker.text();
    exception.by = unpacker.text();
    exception.expires = runtime::from_ms(unpacker.number());
    return exception;
}

}  // namespace

std::string pack(const Adjustment& adjustment) {
    Packer packer;
    packer.add(static_cast<std::int64_t>(adjustment.number)).add(static_cast<std::int64_t>(adjustment.terms.size()));
    for (const auto& term : adjustment.terms)
        packer.add(term.words.written())
            .add(to_string(term.category))
            .add(level(term.severity))
            .add(term.source)
            .add(term.by)
            .add(runtime::to_ms(term.expires));
    packer.add(static_cast<std::int64_t>(adjustment.corrections.size()));
    for (const auto& [category, correction] : adjustment.corrections) {
        packer.add(to_string(category)).add(units(correction.slope)).add(units(correction.offset));
        packer.add(units(correction.leave_below)).add(units(correction.look_from));
        packer.add(static_cast<std::int64_t>(correction.words.size()));
        for (const auto& [word, weight] : correction.words) packer.add(std::int64_t{word}).add(units(weight));
    }
    packer.add(static_cast<std::int64_t>(adjustment.exceptions.size()));
    for (const auto& exception : adjustment.exceptions)
        packer.add(exception.aside.rule)
            .add(exception.aside.words.written())
            .add(exception.reason)
            .add(exception.by)
            .add(runtime::to_ms(exception.expires));
    pack_bases(packer, adjustment.bars_rest_on);
    return packer.take();
}

std::optional<Adjustment> unpack_adjustment(std::string_view packed) {
    Adjustment adjustment;
    Unpacker unpacker{packed};
    adjustment.number = static_cast<std::uint64_t>(unpacker.number());
    const auto terms = std::min(unpacker.number(), kMost);
    for (std::int64_t i = 0; i < terms && !unpacker.broken(); ++i) adjustment.terms.push_back(read_term(unpacker));
    const auto corrections = std::min(unpacker.number(), kMost);
    for (std::int64_t i = 0; i < corrections && !unpacker.broken(); ++i) {
        const auto category = models::category_from(unpacker.text());
        auto correction = read_correction(unpacker);
        if (category) adjustment.corrections[*category] = std::move(correction);
    }
    if (!unpacker.finished()) {  // a change of a time before there were exceptions ends here
        const auto exceptions = std::min(unpacker.number(), kMost);
        for (std::int64_t i = 0; i < exceptions && !unpacker.broken(); ++i)
            adjustment.exceptions.push_back(read_exception(unpacker));
        adjustment.bars_rest_on = read_bases(unpacker);
    }
    if (unpacker.broken()) return std::nullopt;
    return adjustment;
}

std::vector<std::uint32_t> words_in(const Normalised& text) {
    constexpr std::size_t kShortest = 3;
    std::vector<std::uint32_t> words;
    for (const auto& token : text.tokens)
        if (token.kind == models::text::TokenKind::word && token.text.size() >= kShortest)
            words.push_back(models::text::word_hash(token.text));
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return words;
}

float log_odds(float score) {
    constexpr float kFarthest = 0.002F;
    const auto p = std::clamp(score, kFarthest, 1 - kFarthest);
    return std::log(p / (1 - p));
}

float corrected(const Correction& correction, float score, const std::vector<std::uint32_t>& words) {
    float sum = correction.slope * log_odds(score) + correction.offset;
    for (const auto word : words)
        if (const auto known = correction.words.find(word); known != correction.words.end()) sum += known->second;
    return 1 / (1 + std::exp(-sum));
}

bool found_by_model_only(const Assessment& assessment, Category category) {
    return std::any_of(assessment.findings.begin(), assessment.findings.end(), [&](const Finding& finding) {
        return finding.category == category && may_be_left(assessment, finding);
    });
}

std::vector<models::text::SetAside> set_aside(const Adjustment& adjustment, runtime::Time now) {
    std::vector<models::text::SetAside> aside;
    for (const auto& exception : adjustment.exceptions)
        if (exception.expires > now) aside.push_back(exception.aside);
    return aside;
}

Assessment adjusted(Assessment shipped, const Normalised& text, const Adjustment& adjustment, runtime::Time now) {
    if (adjustment.number == 0) return shipped;
    const auto words = words_in(text);
    for (const auto& [category, correction] : adjustment.corrections) correct(shipped, category, correction, words);
    for (const auto& term : adjustment.terms)
        if (term.expires > now) look_for(shipped, term, text);
    auto& findings = shipped.findings;
    std::stable_sort(findings.begin(), findings.end(),
                     [](const Finding& a, const Finding& b) { return a.severity > b.severity; });
    shipped.severity = findings.empty() ? Severity::v0 : findings.front().severity;
    shipped.version += " s:" + std::to_string(adjustment.number);
    return shipped;
}

}  // namespace moderation
