#pragma once

#include "config/runtime/result.hpp"
#include "models/text/assessor.hpp"
#include "models/text/corpus.hpp"
#include "models/text/measure.hpp"

#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace models::text {

/// What findings say, beside what is right.
struct Found {
    Confusion counts;
    std::array<Interval, 3> within;  ///< of precision, recall and F1
};

/// How well one question is answered by whole assessments.
struct Answered {
    std::string name;  ///< "threat", "umbrella"
    Found findings;
    Figures figures;                 ///< of the scores; this and what follows only where ranked()
    std::array<Interval, 4> within;  ///< see intervals()
    Calibration calibration;
    std::vector<std::pair<double, double>> curve;  ///< ROC: false alarms, recall

    /// There are texts of both kinds, so scores can put one kind above the other.
    bool ranked() const { return findings.counts.positives() > 0 && findings.counts.negatives() > 0; }
};

/// What happens to some of the texts.
struct Slice {
    std::string name;
    std::size_t harmful{0};
    std::size_t harmful_seen{0};  ///< a person sees it: V1 or more
    std::size_t harmless{0};
    std::size_t harmless_seen{0};
    std::size_t harmless_hidden{0};  ///< it is material for hiding: see Assessment::may_be_hidden
    Found findings;                  ///< of anything harmful, as the umbrella counts it
    double auc{0.5};                 ///< of the umbrella; where there are texts of both kinds
};

/// Texts that mention a group of people.
struct GroupSlice {
    Slice texts;
    /// How many times as often as those that mention no group its harmless texts are material for hiding; nothing where
    /// none of the others is.
    std::optional<double> false_hides;
    Interval false_hides_within{};
};

/// What is left of what was found when the texts are disguised. Counts of texts.
struct Robustness {
    std::string name;
    std::size_t harmful{0};
    std::size_t harmless{0};
    std::size_t harmful_seen{0};
    std::size_t harmful_above{0};  ///< above the score that 5 % of the harmless texts exceed undisguised, where known
    std::size_t harmless_above{0};
    std::size_t grave{0};          ///< V3 or more when written plainly
    std::size_t grave_kept{0};     ///< of these, at least as severe
    std::size_t with_severity{0};  ///< the row says which severity is right
    std::size_t severity_reached{0};
};

/// How severe texts were found to be of which rows say the lowest severity that is right; those of which V0 is right
/// are counted, and reach it all.
struct Reached {
    std::size_t texts{0};
    std::size_t at_least{0};                           ///< as severe as is right, or more
    std::array<std::size_t, kSeverityCount> levels{};  ///< how many got V0, V1...
};

/// Texts that our own rows give one of their categories.
struct NamedCategory {
    Category category{Category::benign};
    Reached severity;
    Found findings;         ///< by this very name, among all rows that say which names are right
    std::size_t called{0};  ///< by any of the names that are right
};

/// Texts of which rows say whom they are aimed at or about.
struct NamedTarget {
    Target target{Target::unknown};
    std::size_t texts{0};
    std::size_t right{0};
    std::size_t not_said{0};  ///< the assessment has no target
};

/// Functional tests of one thing that ought to be got right: see FunctionalCount.
struct Functionality {
    struct Passed {
        std::size_t texts{0};
        std::size_t right{0};
    };

    std::string name;  ///< "negated hate"
    Passed harmful;
    Passed harmless;
    std::size_t harmless_hidden{0};  ///< material for hiding: see Assessment::may_be_hidden

    std::size_t texts() const { return harmful.texts + harmless.texts; }
    std::size_t right() const { return harmful.right + harmless.right; }
};

struct Evaluation {
    std::string file;
    std::string version;      ///< of the assessor
    bool tuned_on_it{false};  ///< the last steps of the models were found on these very texts
    std::size_t texts{0};
    std::vector<Answered> questions;
    std::vector<Slice> sources;
    std::vector<GroupSlice> groups;
    Slice no_group;  ///< texts that mention none
    std::vector<NamedCategory> categories;
    std::array<Reached, kSeverityCount> severities;  ///< by the lowest that is right
    std::vector<NamedTarget> targets;
    std::vector<Functionality> functionalities;  ///< in the file's order
    Functionality all_functionalities;
    std::optional<double>
        bar;  ///< the umbrella score that disguised texts have to exceed; nothing: too few harmless ones
    std::vector<Robustness> disguises;
    std::vector<std::string> not_measured;  ///< sentences: what the file does not say
};

struct EvaluateOptions {
    std::string file;      ///< labelled texts: see corpus.hpp
    std::string tuned_on;  ///< SHA-256 of the file the models were tuned on, to say so when it is this one
    bool disguised{false};
};

/// Judges every text of a labelled file with the assessor as it would be in service. Keeps numbers and no texts, save
/// those to disguise. `say` hears how far it is. malformed with the lines that make no sense, or with what rows would
/// need when none says anything that could be measured.
runtime::Result<Evaluation> evaluate(const EvaluateOptions& options, const Assessor& assessor,
                                     const std::function<void(const std::string&)>& say);

}  // namespace models::text
