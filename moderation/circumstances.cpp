#include "moderation/circumstances.hpp"

#include <algorithm>
#include <array>

namespace moderation {

namespace {

using models::Assessment;
using models::Category;
using models::Finding;
using models::Severity;

constexpr std::size_t kSaidBefore = 2;   ///< times: this is the third within a day
constexpr std::size_t kItemsBefore = 2;  ///< of the author: this is the third within nine days
constexpr std::size_t kPileOn = 10;      ///< items before this one under the same post within two hours

/// What somebody does to somebody, so that doing it again makes it worse.
constexpr std::array kConduct{Category::threat,      Category::hate,           Category::bullying_pupil,
                              Category::staff_abuse, Category::sexual_content, Category::sexual_harassment};
/// What a stranger may want of a child.
constexpr std::array kContact{Category::grooming_contact, Category::dm_solicitation, Category::pupil_contact};

template <std::size_t N>
bool among(const std::array<Category, N>& categories, Category category) {
    return std::find(categories.begin(), categories.end(), category) != categories.end();
}

void explain(Assessment& assessment, Category category, std::string code, std::string sentence) {
    assessment.reasons.push_back({category, std::move(code), std::move(sentence), 0, 0});
}

void raise(Finding& finding, Severity most) {
    if (finding.severity == Severity::v0 || finding.severity >= most) return;
    finding.severity = static_cast<Severity>(level(finding.severity) + 1);
    finding.raised = true;
}

Finding* found(Assessment& assessment, Category category) {
    for (auto& finding : assessment.findings)
        if (finding.category == category) return &finding;
    return nullptr;
}

void first_comment(Assessment& assessment, const Circumstances& around) {
    if (!around.first_comment) return;
    assessment.features.first_time_stranger = true;
    for (auto& finding : assessment.findings) {
        if (!among(kContact, finding.category)) continue;
        raise(finding, Severity::v2);
        explain(assessment, finding.category, "around:first_comment",
                "is the first comment by this person that was seen here in thirty days");
        return;
    }
}

void same_words(Assessment& assessment, const Circumstances& around) {
    if (around.same_words < kSaidBefore) return;
    if (auto* spam = found(assessment, Category::spam_scam); spam != nullptr)
        raise(*spam, Severity::v2);
    else if (assessment.findings.empty())
        assessment.findings.push_back({Category::spam_scam, Severity::v1, false, true});
    const auto category = assessment.findings.front().category;
    explain(assessment, category, "around:same_words", "the same words came at least three times within a day");
}

void third_item(Assessment& assessment, const Circumstances& around) {
    if (around.of_author < kItemsBefore) return;
    const Finding* worse = nullptr;
    for (auto& finding : assessment.findings) {
        if (!among(kConduct, finding.category)) continue;
        raise(finding, Severity::v3);
        worse = &finding;
    }
    if (worse != nullptr)
        explain(assessment, worse->category, "around:third_item",
                "is at least the third item by this person within nine days that needed somebody");
}

void pile_on(Assessment& assessment, const Circumstances& around) {
    auto* criticism = found(assessment, Category::criticism);
    if (around.under_post < kPileOn || criticism == nullptr) return;
    raise(*criticism, Severity::v2);
    explain(assessment, Category::criticism, "around:pile_on",
            "more than ten items under this post needed somebody within two hours");
}

void agreement(Assessment& assessment, const Circumstances& around) {
    if (!around.answers || !around.agrees || around.answers->severity < Severity::v2) return;
    const auto category = around.answers->category;
    if (!among(kConduct, category) || found(assessment, category) != nullptr) return;
    assessment.findings.push_back({category, Severity::v1, false, true});
    explain(assessment, category, "around:agrees", "agrees with the comment that it answers");
}

}  // namespace

void weigh(Assessment& assessment, const Circumstances& circumstances) {
    first_comment(assessment, circumstances);
    agreement(assessment, circumstances);
    same_words(assessment, circumstances);
    third_item(assessment, circumstances);
    pile_on(assessment, circumstances);
    auto& findings = assessment.findings;
    std::stable_sort(findings.begin(), findings.end(),
                     [](const Finding& a, const Finding& b) { return a.severity > b.severity; });
    if (!findings.empty()) assessment.severity = std::max(assessment.severity, findings.front().severity);
}

void PageSoFar::add_to(Circumstances& circumstances, const Intaken& next) const {
    const auto written = [&](const Intaken& one) { return one.item.created_at.value_or(now_); };
    const auto within = [&](const Intaken& one, runtime::Time::duration time) {
        return written(one) <= written(next) && written(next) - written(one) <= time;
    };
    for (const auto* earlier : seen_) {
        const auto& item = earlier->item;
        const bool counts = earlier->queue && earlier->barred.empty();
        const bool author = !item.author_id.empty() && item.author_id == next.item.author_id;
        if (author) circumstances.first_comment = false;
        if (author && counts && within(*earlier, kCourse)) ++circumstances.of_author;
        if (!next.words.empty() && earlier->words == next.words && within(*earlier, kDay)) ++circumstances.same_words;
        const bool beside = !item.post_external_id.empty() && item.post_external_id == next.item.post_external_id;
        if (beside && counts && within(*earlier, kPace)) ++circumstances.under_post;
        const bool answered = item.external_id == next.item.parent_external_id && earlier->barred.empty();
        if (answered && !earlier->assessment.findings.empty())
            circumstances.answers = earlier->assessment.findings.front();
    }
}

std::vector<std::pair<Category, int>> weighed_findings() {
    std::vector<std::pair<Category, int>> all{
        {Category::spam_scam, 1}, {Category::spam_scam, 2}, {Category::criticism, 2}};
    for (const auto category : kConduct)
        for (const int severity : {1, 2, 3}) all.emplace_back(category, severity);
    for (const auto category : kContact) all.emplace_back(category, 2);
    return all;
}

}  // namespace moderation
