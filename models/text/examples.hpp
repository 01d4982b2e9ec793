#pragma once

#include "config/runtime/result.hpp"
#include "models/text/model_tasks.hpp"
#include "models/text/near_duplicates.hpp"

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
    bool held_back{false};  ///< a harmless one that no concern learns from: where they begin is found on it
};

/// Source and licence, with how many texts were learnt from.
using Sources = std::map<std::pair<std::string, std::string>, std::size_t>;

/// Texts in memory, shuffled, and where they are from.
struct Corpus {
    std::vector<Example> examples;
    std::vector<std::string> harmless_talk;  ///< lines of a school's talk that nothing learns from
    Sources sources;
    std::size_t left_out{0};  ///< nearly the same as what is measured on
};

/// Reads the rows of `files` whose licence status is one of `only_use`, save those that are nearly the same as what is
/// measured on. The same files and seed give the same corpus.
runtime::Result<Corpus> read_examples(const std::vector<std::string>& files, const std::vector<std::string>& only_use,
                                      std::uint64_t seed, const NearDuplicates& measured_on);

}  // namespace models::text
