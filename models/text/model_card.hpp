#pragma once

#include "config/runtime/result.hpp"
#include "models/text/examples.hpp"
#include "models/text/trainer.hpp"
#include "models/text/tuning.hpp"

namespace models::text {

/// Writes MODEL_CARD.md into the output directory.
runtime::Result<void> write_card(const TrainOptions& options, const Corpus& corpus, const Tuning& tuning);

}  // namespace models::text
