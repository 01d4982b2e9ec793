#pragma once

#include "models/domain/assessment.hpp"
#include "models/text/classifier.hpp"
#include "models/text/rules.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace models::text {

/// Turns what rules and models say of one text into findings, a target, features and reasons.
///
/// Rules say how bad it is; some of them only where a model thinks the same. A model alone never gives more than V2,
/// and never decides alone that something automatic happens unless the text is also aimed at somebody or holds a word
/// of the lexicon.
class Judge {
  public:
    /// Keeps a reference to the classifier.
    explicit Judge(const Classifier& classifier);

    Assessment judge(const Normalised& text, const RuleFindings& rules, const Judged& judged) const;

    /// What models can lead to, beside the rules: see Judge::judge.
    static std::vector<std::pair<Category, int>> model_findings();

  private:
    struct Case;
    void from_rules(Case& now) const;
    void from_models(Case& now) const;
    void from_umbrella(Case& now) const;
    void keep_criticism_apart(Case& now) const;
    void score(Case& now) const;
    void explain(Case& now) const;

    const Classifier& classifier_;
};

}  // namespace models::text
