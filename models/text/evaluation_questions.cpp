#include "models/text/evaluation_questions.hpp"

#include <algorithm>
#include <array>

namespace models::text {

namespace {

constexpr std::array kAbusive{Category::threat,           Category::hate,           Category::bullying_pupil,
                              Category::staff_abuse,      Category::sexual_content, Category::sexual_harassment,
                              Category::grooming_contact, Category::self_harm};

/// Found, and no harm.
constexpr std::array kHarmless{Category::criticism, Category::unknown_language, Category::benign_question,
                               Category::benign};

}  // namespace

float Question::score(const Assessment& assessment) const {
    if (categories.empty()) return 1 - assessment.scores[static_cast<std::size_t>(Category::benign)];
    float score = 0;
    for (const auto category : categories)
        score = std::max(score, assessment.scores[static_cast<std::size_t>(category)]);
    return score;
}

bool Question::says(const Assessment& assessment) const {
    return std::any_of(assessment.findings.begin(), assessment.findings.end(), [&](const Finding& finding) {
        if (!categories.empty())
            return std::find(categories.begin(), categories.end(), finding.category) != categories.end();
        return std::find(kHarmless.begin(), kHarmless.end(), finding.category) == kHarmless.end();
    });
}

int Question::answer(const LabelledText& text) const {
    if (label) return text.answer(*label);
    return core && !text.core ? -1 : text.toxic;
}

const std::vector<Question>& questions() {
    static const std::vector<Question> all{
        {"umbrella", std::nullopt, true, {}},
        {"umbrella, all sources", std::nullopt, false, {}},
        {"worst kind of abuse", std::nullopt, true, {kAbusive.begin(), kAbusive.end()}},
        {"threat", Label::threat, false, {Category::threat}},
        {"hate", Label::hate, false, {Category::hate}},
        {"bullying", Label::bullying, false, {Category::bullying_pupil}},
        {"sexual", Label::sexual, false, {Category::sexual_content}},
        {"profanity", Label::profanity, false, {Category::sexual_content}},
        {"self_harm", Label::self_harm, false, {Category::self_harm}},
        {"spam", Label::spam, false, {Category::spam_scam}},
        {"personal_info", Label::personal_info, false, {Category::pupil_data, Category::pupil_contact}},
        {"criticism", Label::criticism, false, {Category::criticism}},
    };
    return all;
}

}  // namespace models::text
