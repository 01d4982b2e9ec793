#pragma once

#include "config/runtime/result.hpp"
#include "models/text/classifier.hpp"
#include "models/text/examples.hpp"
#include "models/text/measure.hpp"

#include <map>
#include <string>
#include <vector>

namespace models::text {

/// What was found for one model on texts it was not trained on.
struct Tuned {
    LastStep last;
    double at_five{0};  ///< the log odds that 5 % of the harmless texts exceed
    double at_one{1};
    Figures figures;  ///< of last steps that saw the other half of the texts only
};

/// By model name.
using Tuning = std::map<std::string, Tuned, std::less<>>;

/// Finds last steps and thresholds of all models but the concerns on the rows of a labelled file whose licence status
/// is one of `only_use`. Of a school's harmless `talk` (see Corpus) no more goes beyond a threshold than of the file,
/// complaints apart: they belong to such talk.
runtime::Result<Tuning> tune(const std::string& dev_file, const std::vector<std::string>& only_use,
                             const std::vector<std::string>& talk, const Classifier& classifier);
/// Where the concerns begin, found on the harmless texts that were held back from them: all concerns together speak of
/// at most one in a hundred of the public ones and one in fifty of a school's talk, and each perhaps of one in twenty.
/// There are no figures, as no text held back says yes.
Tuning tune_concerns(const Corpus& corpus, const Classifier& classifier);
/// One line for a person.
std::string describe(const std::string& model, const Figures& figures);

}  // namespace models::text
