#pragma once

#include "config/runtime/result.hpp"
#include "models/text/model_tasks.hpp"
#include "models/text/trainer.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <utility>

namespace models::text {

/// Source and licence, with how many texts were learnt from.
using Sources = std::map<std::pair<std::string, std::string>, std::size_t>;

/// Writes MODEL_CARD.md into the output directory.
runtime::Result<void> write_card(const TrainOptions& options, const Sources& sources, const Measured& measured);

}  // namespace models::text
