#pragma once

#include "config/runtime/result.hpp"

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

namespace models::text {

struct TrainOptions {
    std::vector<std::string> train_files;  ///< JSON Lines, gzipped or not: see corpus.hpp
    std::string dev_file;                  ///< for thresholds and figures; never trained on
    std::string sentences_file;            ///< TOML: see sentences.hpp. Empty: nothing is learnt of concerns
    std::string rules_file;                ///< copied beside the models when it is not there already
    std::string lexicon_file;              ///< CSV of profanity and slurs; becomes hashes. Empty: keeps the one there
    std::string output;                    ///< directory, made when missing
    std::vector<std::string> only_use{"train"};  ///< rows whose licence status is not listed are left out
    int seed{7};
    std::size_t max_rows{130000};  ///< per fastText model, before repeats; half of it where positives are rare
    int epochs{5};                 ///< of fastText
};

/// Trains the linear model of all categories and the fastText models where they help, finds last steps and thresholds
/// on the dev file, and writes models, lexicon, manifest and MODEL_CARD.md. The same options and files give the same
/// models. What was in `output` before stays usable until the manifest, which is written last, names the new files.
runtime::Result<void> train(const TrainOptions& options, std::ostream& progress);

}  // namespace models::text
