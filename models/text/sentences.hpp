#pragma once

#include "config/runtime/result.hpp"
#include "models/text/examples.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace models::text {

/// Sentences of our own, made up from the taxonomy, for what no public text speaks of.
struct Sentences {
    std::vector<Example> examples;
    std::vector<std::string> harmless_talk;  ///< see Corpus
};

/// Reads `[slots]` with values, `[sentences]` with a list for each task they are a yes to and for `harmless`, and
/// `[held_back]` with a list `harmless` of the talk that nothing learns from. One value after the other takes the place
/// of a {slot}; the harmless ones come more often, as they alone speak of a school and nothing is the matter.
/// malformed with the line, or with what makes no sense.
runtime::Result<Sentences> read_sentences(std::string_view toml);

}  // namespace models::text
