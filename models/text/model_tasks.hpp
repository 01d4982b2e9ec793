#pragma once

#include "models/text/classifier.hpp"
#include "models/text/corpus.hpp"
#include "models/text/measure.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace models::text {

/// What one model learns.
struct Task {
    std::string_view name;
    std::optional<Label> label;  ///< nothing: the umbrella flag, of the sources whose "harmless" can be trusted
};

inline constexpr std::array<Task, Classifier::kMaxModels> kTasks{{
    {"toxic", std::nullopt},
    {"threat", Label::threat},
    {"hate", Label::hate},
    {"bullying", Label::bullying},
    {"profanity", Label::profanity},
    {"sexual", Label::sexual},
    {"self_harm", Label::self_harm},
    {"criticism", Label::criticism},
}};

/// By task: 1, 0, or -1 when the text says nothing of it.
using Answers = std::array<std::int8_t, kTasks.size()>;
Answers answers_of(const LabelledText& text);

struct FastTextSettings {
    int seed{0};
    int epochs{5};
};

/// Trains on the lines of `input`, quantises, and writes the model. Throws what fastText throws.
void train_fasttext(const std::string& input, const std::string& output, const FastTextSettings& settings);

/// By model name.
using Measured = std::map<std::string, Figures, std::less<>>;

/// Raw scores on a labelled file.
runtime::Result<Measured> measure_on(const std::string& dev_file, const std::vector<std::string>& only_use,
                                     const Classifier& classifier);
/// One line for a person.
std::string describe(const std::string& model, const Figures& figures);

}  // namespace models::text
