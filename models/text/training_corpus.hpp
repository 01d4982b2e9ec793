#pragma once

#include "config/runtime/result.hpp"
#include "models/text/examples.hpp"
#include "models/text/trainer.hpp"

#include <iosfwd>

namespace models::text {

/// The texts of the files, and our own sentences after them, without what is nearly the same as a text of the dev file
/// or a sentence that was held back: figures and thresholds are to be of texts that no model has read.
runtime::Result<Corpus> training_corpus(const TrainOptions& options, std::ostream& progress);

}  // namespace models::text
