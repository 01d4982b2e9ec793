#pragma once

#include "config/runtime/result.hpp"
#include "models/text/assessor.hpp"
#include "models/text/corpus.hpp"
#include "models/text/measure.hpp"

#include <array>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace models::text {

/// How well one question is answered by the scores of whole assessments.
struct Answered {
    std::string name;  ///< "threat", "umbrella"
    Figures figures;
    std::array<Interval, 4> within;  ///< see intervals()
    Calibration calibration;
    std::vector<std::pair<double, double>> curve;  ///< ROC: false alarms, recall
    std::size_t found{0};                          ///< positives of which the assessment says so
    std::size_t false_alarms{0};                   ///< negatives of which it says so

    double precision() const;
    double recall() const;
    double f1() const;
};

/// What happens to some of the texts.
struct Slice {
    std::string name;
    std::size_t harmful{0};
    std::size_t harmful_seen{0};  ///< a person sees it: V1 or more
    std::size_t harmless{0};
    std::size_t harmless_seen{0};
    std::size_t harmless_hidden{0};  ///< it is material for hiding: see may_be_hidden
    double auc{0.5};                 ///< of the umbrella
};

/// Recall when the texts are disguised, at the score that 5 % of the harmless texts exceed undisguised.
struct Robustness {
    std::string name;
    double recall{0};
    double false_alarms{0};
};

struct Evaluation {
    std::string file;
    std::string version;      ///< of the assessor
    bool tuned_on_it{false};  ///< the last steps of the models were found on these very texts
    std::size_t texts{0};
    std::vector<Answered> questions;
    std::vector<Slice> sources;
    std::vector<Slice> identities;  ///< texts that mention a group of people
    std::vector<Robustness> disguises;
};

/// It holds a finding on which something automatic may happen.
bool may_be_hidden(const Assessment& assessment);

struct EvaluateOptions {
    std::string file;      ///< labelled texts: see corpus.hpp
    std::string tuned_on;  ///< SHA-256 of the file the models were tuned on, to say so when it is this one
    bool disguised{false};
};

/// Judges every text of a labelled file with the assessor as it would be in service. Keeps numbers and no texts, save
/// those to disguise. `say` hears how far it is.
runtime::Result<Evaluation> evaluate(const EvaluateOptions& options, const Assessor& assessor,
                                     const std::function<void(const std::string&)>& say);

}  // namespace models::text
