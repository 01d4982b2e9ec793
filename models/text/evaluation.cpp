#include "models/text/evaluation.hpp"

#include "models/text/disguises.hpp"
#include "models/text/manifest.hpp"
#include "models/text/normaliser.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace models::text {

namespace {

/// What the scores of an assessment are asked.
struct Question {
    std::string_view name;
    std::optional<Label> label;  ///< nothing: the umbrella flag
    bool core{false};            ///< of the sources whose "harmless" can be trusted
    std::vector<Category> categories;
};

constexpr std::array kAbusive{Category::threat,           Category::hate,           Category::bullying_pupil,
                              Category::staff_abuse,      Category::sexual_content, Category::sexual_harassment,
                              Category::grooming_contact, Category::self_harm};

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

/// Groups by words people write of them; a text belongs to all it mentions.
const std::vector<std::pair<std::string_view, std::vector<std::string_view>>>& groups() {
    static const std::vector<std::pair<std::string_view, std::vector<std::string_view>>> all{
        {"women", {"women", "woman", "girls", "girl", "female", "females"}},
        {"men", {"men", "man", "boys", "boy", "male", "males"}},
        {"Black people", {"black", "blacks", "african", "africans"}},
        {"white people", {"white", "whites"}},
        {"Muslims", {"muslim", "muslims", "islam", "islamic"}},
        {"Jews", {"jew", "jews", "jewish"}},
        {"Christians", {"christian", "christians", "catholic", "catholics"}},
        {"gay and lesbian people", {"gay", "gays", "lesbian", "lesbians", "homosexual", "homosexuals"}},
        {"trans people", {"trans", "transgender", "transsexual"}},
        {"disabled people", {"disabled", "autistic", "autism", "disability", "blind", "deaf", "wheelchair"}},
        {"immigrants", {"immigrant", "immigrants", "refugee", "refugees", "migrant", "migrants", "foreigners"}},
        {"Asian people", {"asian", "asians", "indian", "indians", "pakistani", "chinese"}},
        {"Gypsies and Travellers", {"gypsy", "gypsies", "traveller", "travellers", "roma"}},
    };
    return all;
}

float score_of(const Question& question, const Assessment& assessment) {
    if (question.categories.empty()) return 1 - assessment.scores[static_cast<std::size_t>(Category::benign)];
    float score = 0;
    for (const auto category : question.categories)
        score = std::max(score, assessment.scores[static_cast<std::size_t>(category)]);
    return score;
}

bool says(const Question& question, const Assessment& assessment) {
    const auto& categories = question.categories;
    return std::any_of(assessment.findings.begin(), assessment.findings.end(), [&](const Finding& finding) {
        if (!categories.empty())
            return std::find(categories.begin(), categories.end(), finding.category) != categories.end();
        return finding.category != Category::criticism && finding.category != Category::unknown_language;
    });
}

int answer_of(const Question& question, const LabelledText& text) {
    if (question.label) return text.answer(*question.label);
    return question.core && !text.core ? -1 : text.toxic;
}

/// A slice with the umbrella scores its area is computed from.
struct OpenSlice {
    Slice slice;
    Scored scored;

    void add(const Assessment& assessment, bool harmful) {
        const bool seen = assessment.severity >= Severity::v1;
        ++(harmful ? slice.harmful : slice.harmless);
        if (seen) ++(harmful ? slice.harmful_seen : slice.harmless_seen);
        if (!harmful && may_be_hidden(assessment)) ++slice.harmless_hidden;
        scored.emplace_back(score_of(questions().front(), assessment), harmful);
    }

    Slice closed(const std::string& name) {
        slice.name = name;
        if (slice.harmful > 0 && slice.harmless > 0) slice.auc = figures(scored).auc;
        return slice;
    }
};

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
        : assessor_{assessor}, disguised_{disguised}, scored_(questions().size()), out_(questions().size()) {}

    void take(const LabelledText& text) {
        const auto assessment = assessor_.assess(text.text);
        ++texts_;
        for (std::size_t q = 0; q < questions().size(); ++q) {
            const auto answer = answer_of(questions()[q], text);
            if (answer < 0) continue;
            scored_[q].emplace_back(score_of(questions()[q], assessment), answer == 1);
            if (says(questions()[q], assessment)) ++(answer == 1 ? out_[q].found : out_[q].false_alarms);
        }
        if (text.toxic < 0) return;
        const bool harmful = text.toxic == 1;
        sources_[text.source].add(assessment, harmful);
        for (const auto group : mentioned(text.text)) identities_[std::string{group}].add(assessment, harmful);
        if (disguised_ && text.core && texts_ % kDisguiseOneIn == 0) to_disguise_.emplace_back(text.text, harmful);
    }

    std::size_t texts() const { return texts_; }

    Evaluation close(const std::function<void(const std::string&)>& say) {
        Evaluation evaluation;
        evaluation.version = assessor_.version();
        evaluation.texts = texts_;
        for (std::size_t q = 0; q < questions().size(); ++q) {
            auto& answered = out_[q];
            answered.name = questions()[q].name;
            answered.figures = figures(scored_[q]);
            if (answered.figures.positives == 0 || answered.figures.negatives == 0) continue;
            answered.within = intervals(scored_[q]);
            answered.calibration = calibration(scored_[q]);
            answered.curve = roc(std::move(scored_[q]));
            evaluation.questions.push_back(std::move(answered));
        }
        for (auto& [name, slice] : sources_) evaluation.sources.push_back(slice.closed(name));
        for (auto& [name, slice] : identities_) evaluation.identities.push_back(slice.closed(name));
        if (disguised_ && !evaluation.questions.empty()) disguise(evaluation, say);
        return evaluation;
    }

  private:
    static constexpr std::size_t kDisguiseOneIn = 4;

    static std::vector<std::string_view> mentioned(std::string_view text) {
        std::vector<std::string_view> out;
        const auto tokens = normalise(text, Assessor::kMaxTextBytes).tokens;
        for (const auto& [group, words] : groups())
            if (std::any_of(tokens.begin(), tokens.end(), [&list = words](const Token& token) {
                    return std::find(list.begin(), list.end(), token.text) != list.end();
                }))
                out.push_back(group);
        return out;
    }

    void disguise(Evaluation& evaluation, const std::function<void(const std::string&)>& say) const {
        const auto bar = evaluation.questions.front().figures.at_five;
        for (const auto kind : all_disguises()) {
            say(fmt::format("disguised: {}", to_string(kind)));
            std::array<double, 2> all{};
            std::array<double, 2> above{};
            std::uint64_t number = 0;
            for (const auto& [text, harmful] : to_disguise_) {
                const auto assessment = assessor_.assess(disguised(text, kind, ++number));
                const auto side = harmful ? 1U : 0U;
                all[side] += 1;
                above[side] += static_cast<double>(score_of(questions().front(), assessment)) > bar ? 1 : 0;
            }
            evaluation.disguises.push_back(
                {std::string{to_string(kind)}, above[1] / std::max(all[1], 1.0), above[0] / std::max(all[0], 1.0)});
        }
    }

    const Assessor& assessor_;
    bool disguised_;
    std::size_t texts_{0};
    std::vector<Scored> scored_;
    std::vector<Answered> out_;
    std::map<std::string, OpenSlice> sources_;
    std::map<std::string, OpenSlice> identities_;
    std::vector<std::pair<std::string, bool>> to_disguise_;
};

}  // namespace

double Answered::precision() const {
    return found == 0 ? 0 : static_cast<double>(found) / static_cast<double>(found + false_alarms);
}

double Answered::recall() const {
    return figures.positives == 0 ? 0 : static_cast<double>(found) / static_cast<double>(figures.positives);
}

double Answered::f1() const {
    const double sum = precision() + recall();
    return sum > 0 ? 2 * precision() * recall() / sum : 0;
}

bool may_be_hidden(const Assessment& assessment) {
    return std::any_of(assessment.findings.begin(), assessment.findings.end(), [](const Finding& finding) {
        return finding.sure && finding.severity >= Severity::v2 && finding.category != Category::criticism;
    });
}

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
    evaluation.file = options.file;
    const auto measured = measure(options.file);
    if (!measured) return tl::unexpected(measured.error());
    evaluation.tuned_on_it = measured->sha256 == options.tuned_on;
    return evaluation;
}

}  // namespace models::text
