#pragma once

#include "config/runtime/result.hpp"
#include "models/text/model_tasks.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace models::text {

/// A text ready to be learnt from, with its answer to every task.
struct Example {
    std::string line;       ///< Normalised::line
    std::string disguised;  ///< of every other text: the line of a perturbed copy
    Answers answers{};
};

/// Source and licence, with how many texts were learnt from.
using Sources = std::map<std::pair<std::string, std::string>, std::size_t>;

/// Texts in memory, shuffled, and where they are from.
struct Corpus {
    std::vector<Example> examples;
    Sources sources;
};

/// Reads the rows of `files` whose licence status is one of `only_use`. The same files and seed give the same corpus.
runtime::Result<Corpus> read_examples(const std::vector<std::string>& files, const std::vector<std::string>& only_use,
                                      std::uint64_t seed);

}  // namespace models::text
