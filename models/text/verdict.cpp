#include "models/text/verdict.hpp"

#include "models/text/model_tasks.hpp"

#include <algorithm>
#include <array>

namespace models::text {

namespace {

constexpr float kSure = Classifier::kSure;
constexpr float kMaybe = Classifier::kMaybe;
constexpr std::size_t kWordsOfAConcern = 6;  ///< fewer say too little: our sentences are no shorter
constexpr float kUnsure = 0.6F;              ///< the score of what is found and not sure
constexpr float kRareSexual = 7.4F;          ///< by how much the odds are raised; measured: orders both kinds well

struct ModelFinding {
    Finding finding;
    std::string_view model;
};

bool harmful(Category category) {
    return category != Category::criticism && category != Category::benign && category != Category::benign_question &&
           category != Category::unknown_language;
}

bool worse(const Finding& a, const Finding& b) {
    if (a.severity != b.severity) return a.severity > b.severity;
    return a.sure != b.sure ? a.sure : a.category < b.category;
}

std::string_view but(Doubt doubt) {
    switch (doubt) {
        case Doubt::none: return "";
        case Doubt::laughed: return ", though perhaps not in earnest";
        case Doubt::excused: return ", though other words near it may explain it";
        case Doubt::guessed: return ", if that is the word that was meant";
    }
    return "";
}

Target target_of(Category category, const About& about) {
    const bool of_staff = category == Category::staff_abuse || category == Category::staff_allegation;
    const bool of_pupil = category == Category::pupil_data || category == Category::pupil_contact ||
                          category == Category::grooming_contact || category == Category::bullying_pupil;
    if (of_pupil) return Target::pupil;
    if (about.head) return Target::head;
    if (about.dsl) return Target::dsl;
    if (about.governor && !about.staff) return Target::governor;
    if (of_staff || about.staff) return Target::staff;
    if (category == Category::hate && about.group) return Target::group;
    if (about.pupil) return Target::pupil;
    if (category == Category::self_harm && about.self) return Target::self;
    if (about.you) return Target::other;
    if (about.school) return Target::school;
    if (about.group) return Target::group;
    return about.parent ? Target::parent : Target::unknown;
}

}  // namespace

/// One text on its way through the judge.
struct Judge::Case {
    const Normalised& text;
    const RuleFindings& rules;
    const Judged& judged;
    Assessment result;
    std::vector<ModelFinding> by_model;

    bool aimed() const {
        const auto& about = rules.about;
        return about.you || about.pupil || about.staff || about.head || rules.named;
    }
    /// Whether rudeness is for the people of the school. On its own page "you" is the school, unless the text speaks
    /// of a pupil or names somebody.
    bool of_staff() const {
        const auto& about = rules.about;
        if (about.staff || about.head) return true;
        return (about.you || about.school) && !about.pupil && !rules.named;
    }
    bool not_understood() const { return rules.unknown_language || (judged.strange && !rules.only_greets); }
    void add(Finding finding) {
        for (auto& known : result.findings) {
            if (known.category != finding.category) continue;
            if (worse(finding, known)) known = finding;
            return;
        }
        result.findings.push_back(finding);
    }
    void add_by_model(std::string_view model, Category category, Severity severity, bool sure) {
        by_model.push_back({{category, severity, sure}, model});
    }
    bool rude_words() const {
        return std::any_of(rules.terms.begin(), rules.terms.end(),
                           [](const TermHit& hit) { return hit.term.strength >= 16; });
    }
    bool has_slur() const {
        return std::any_of(rules.terms.begin(), rules.terms.end(),
                           [](const TermHit& hit) { return hit.term.slur() && hit.term.strength >= 20; });
    }
};

Judge::Judge(const Classifier& classifier) : classifier_{classifier} {}

void Judge::from_rules(Case& now) const {
    for (const auto& hit : now.rules.hits) now.add({hit.rule->category, hit.severity(), hit.sure()});
    if (now.not_understood()) now.add({Category::unknown_language, Severity::v1, false});
}

void Judge::from_models(Case& now) const {
    const auto& about = now.rules.about;
    const auto above = [&](std::string_view name, float bar) {
        return classifier_.of(now.judged.standing, name) >= bar;
    };
    if (above("threat", kSure)) {
        const bool backed = now.aimed() && above("toxic", kMaybe);
        now.add_by_model("threat", Category::threat, backed ? Severity::v2 : Severity::v1, false);
    }
    if (above("hate", kSure)) {
        const bool backed = about.group || now.has_slur();
        now.add_by_model("hate", Category::hate, backed ? Severity::v2 : Severity::v1, backed && above("toxic", kSure));
    }
    if (above("bullying", kSure)) {
        const bool backed = now.aimed() && above("toxic", kSure);
        const bool sure = backed && now.rude_words();
        const auto category = now.of_staff() ? Category::staff_abuse : Category::bullying_pupil;
        now.add_by_model("bullying", category, backed ? Severity::v2 : Severity::v1, sure);
    }
    if (above("sexual", kSure) && above("toxic", kMaybe))
        now.add_by_model("sexual", Category::sexual_content, Severity::v2, now.rude_words());
    if (above("profanity", kSure) && above("toxic", kMaybe))
        now.add_by_model("profanity", Category::sexual_content, Severity::v1, false);
    if (above("self_harm", kSure)) {
        const bool backed = about.self && above("self_harm", 0.95F);
        now.add_by_model("self_harm", Category::self_harm, backed ? Severity::v2 : Severity::v1, false);
    }
    if (above("criticism", kSure) && (about.school || about.staff || about.head))
        now.add_by_model("criticism", Category::criticism, Severity::v1, false);
    if (now.text.tokens.size() < kWordsOfAConcern) return;
    for (const auto& task : kTasks)
        if (task.concern && above(task.name, kSure)) now.add_by_model(task.name, *task.concern, Severity::v2, false);
}

void Judge::from_umbrella(Case& now) const {
    const bool found = std::any_of(now.result.findings.begin(), now.result.findings.end(),
                                   [](const Finding& finding) { return harmful(finding.category); });
    if (found || !now.by_model.empty()) return;
    // The abstain band: nobody can say what it is, so a person looks.
    if (classifier_.of(now.judged.standing, "toxic") < (now.aimed() ? kMaybe : 0.65F)) return;
    now.add_by_model("toxic", now.of_staff() ? Category::staff_abuse : Category::bullying_pupil, Severity::v1, false);
}

void Judge::keep_criticism_apart(Case& now) const {
    const bool complaint = std::any_of(now.rules.hits.begin(), now.rules.hits.end(),
                                       [](const RuleHit& hit) { return hit.rule->category == Category::criticism; });
    if (!complaint || now.rude_words()) return;
    // A complaint is often angry. What only the models think of it then counts for nothing.
    std::erase_if(now.by_model, [](const ModelFinding& item) {
        const auto category = item.finding.category;
        return category == Category::staff_abuse || category == Category::bullying_pupil ||
               category == Category::hate || category == Category::sexual_content;
    });
}

void Judge::score(Case& now) const {
    auto& scores = now.result.scores;
    const auto& chances = now.judged.chance;
    const auto raise = [&](Category category, float to) {
        auto& score = scores[static_cast<std::size_t>(category)];
        score = std::max(score, to);
    };
    raise(Category::threat, classifier_.of(chances, "threat"));
    raise(Category::hate, classifier_.of(chances, "hate"));
    raise(Category::bullying_pupil, classifier_.of(chances, "bullying"));
    raise(Category::staff_abuse, (now.of_staff() ? 1.0F : 0.3F) * classifier_.of(chances, "bullying"));
    // Sexual texts are one in three hundred of the dev set and surely more of what strangers post; swearing alone is
    // the lesser half of this category.
    const float sexual = classifier_.of(chances, "sexual");
    raise(Category::sexual_content, kRareSexual * sexual / (1 + (kRareSexual - 1) * sexual));
    raise(Category::sexual_content, 0.5F * classifier_.of(chances, "profanity"));
    raise(Category::self_harm, classifier_.of(chances, "self_harm"));
    raise(Category::criticism, classifier_.of(chances, "criticism"));
    // Of a concern nobody knows how often it is true: it counts as a rule that is not sure.
    for (const auto& item : now.by_model)
        if (kTasks[*task_named(item.model)].concern) raise(item.finding.category, kUnsure);
    const float toxic = classifier_.of(chances, "toxic");
    // Abuse of no other kind is the staff's to bear: so the highest score of all kinds ranks as the umbrella does.
    raise(Category::staff_abuse, 0.7F * toxic);
    const auto by_models = scores;
    float harm = toxic;
    for (const auto& hit : now.rules.hits) {
        const auto grade = level(hit.severity());
        const bool serious = grade >= 2;
        const float strength = hit.sure() ? (serious ? 0.97F : 0.85F) : kUnsure;
        const auto of_model = by_models[static_cast<std::size_t>(hit.rule->category)];
        // Where a model has a say too, a rule brings the score nearer to one and keeps the model's order.
        // A slur is a word the model has read in hateful and in other texts, so the rule knows little more.
        const bool known = hit.rule->category == Category::hate && grade < 4;
        const float share = !hit.sure() || known ? 0.2F : grade >= 4 ? 0.8F : 0.5F;
        raise(hit.rule->category, of_model > 0 ? of_model + (1 - of_model) * share : strength);
        if (harmful(hit.rule->category) && serious && hit.sure())
            harm = std::max(harm, toxic + (1 - toxic) * (grade >= 4 ? 0.8F : grade == 3 ? 0.5F : 0.2F));
    }
    if (now.not_understood()) raise(Category::unknown_language, 0.9F);
    scores[static_cast<std::size_t>(Category::benign)] = 1.0F - harm;
    for (auto& value : scores) value = std::clamp(value, 0.0F, 1.0F);
}

void Judge::explain(Case& now) const {
    constexpr std::size_t kMaxReasons = 24;
    constexpr std::size_t kWords = 3;
    constexpr std::size_t kMaxWeighed = 400;  ///< tokens of which the weight is looked at
    auto& reasons = now.result.reasons;
    for (const auto& hit : now.rules.hits) {
        const auto& tokens = now.text.tokens;
        reasons.push_back({hit.rule->category, hit.rule->code, hit.rule->sentence + std::string{but(hit.doubt)},
                           tokens[hit.first].begin, tokens[hit.last - 1].end});
    }
    if (now.not_understood()) {
        std::string sentence{"is written in a language that is not understood"};
        if (!now.rules.language.empty()) sentence.append(", probably ").append(now.rules.language);
        reasons.push_back({Category::unknown_language, "unknown_language", std::move(sentence), 0, 0});
    }
    std::sort(reasons.begin(), reasons.end(), [](const Reason& a, const Reason& b) {
        return a.begin != b.begin ? a.begin < b.begin : a.code < b.code;
    });
    for (const auto& item : now.by_model) {
        const auto& names = classifier_.names();
        const auto model = static_cast<std::size_t>(std::find(names.begin(), names.end(), item.model) - names.begin());
        const std::span<const Token> tokens{now.text.tokens.data(), std::min(now.text.tokens.size(), kMaxWeighed)};
        const auto weights = classifier_.contributions(tokens, model);
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i < weights.size(); ++i)
            if (weights[i] > 0) order.push_back(i);
        const auto top = order.begin() + static_cast<std::ptrdiff_t>(std::min(kWords, order.size()));
        std::partial_sort(order.begin(), top, order.end(),
                          [&](std::size_t a, std::size_t b) { return weights[a] > weights[b]; });
        const auto code = "model:" + std::string{item.model};
        const std::string sentence{kTasks[*task_named(item.model)].sentence};
        for (auto at = order.begin(); at != top; ++at)
            reasons.push_back({item.finding.category, code, sentence + ", most of all for the marked words",
                               tokens[*at].begin, tokens[*at].end});
        if (order.empty()) reasons.push_back({item.finding.category, code, sentence, 0, 0});
    }
    if (reasons.size() > kMaxReasons) reasons.resize(kMaxReasons);
}

Assessment Judge::judge(const Normalised& text, const RuleFindings& rules, const Judged& judged) const {
    Case now{text, rules, judged, {}, {}};
    from_rules(now);
    // The models learnt English: of another language only rules have something to say.
    if (!rules.unknown_language) {
        from_models(now);
        from_umbrella(now);
        keep_criticism_apart(now);
    }
    for (const auto& item : now.by_model) now.add(item.finding);
    auto& found = now.result.findings;
    std::sort(found.begin(), found.end(), worse);
    if (!found.empty()) now.result.severity = found.front().severity;

    now.result.target = found.empty() ? Target::unknown : target_of(found.front().category, rules.about);
    bool by_rule = false;
    auto& features = now.result.features;
    for (const auto& hit : rules.hits) {
        features.target = features.target || hit.rule->aimed;
        features.two_identifiers = features.two_identifiers || hit.rule->two_identifiers;
        if (by_rule || !hit.rule->target || found.empty() || hit.rule->category != found.front().category ||
            hit.severity() != found.front().severity)
            continue;
        const bool finer = *hit.rule->target == Target::staff && (rules.about.head || rules.about.dsl);
        const bool vague = *hit.rule->target == Target::other;
        if (!finer && !vague) now.result.target = *hit.rule->target;
        by_rule = true;
    }
    features.target = features.target || (now.aimed() && !found.empty());
    features.slur = now.has_slur();
    features.named = rules.named;
    features.named_and_abusive = rules.named && now.result.has(Category::staff_abuse);
    score(now);
    explain(now);
    return std::move(now.result);
}

std::vector<std::pair<Category, int>> Judge::model_findings() {
    std::vector<std::pair<Category, int>> out{{Category::criticism, 1}, {Category::unknown_language, 1}};
    for (const auto category : {Category::threat, Category::hate, Category::staff_abuse, Category::bullying_pupil,
                                Category::sexual_content, Category::self_harm})
        out.insert(out.end(), {{category, 1}, {category, 2}});
    for (const auto& task : kTasks)
        if (task.concern) out.emplace_back(*task.concern, 2);
    return out;
}

}  // namespace models::text
