#pragma once

#include "models/text/corpus.hpp"
#include "models/text/linear_model.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace models::text {

/// What is learnt: a column of the linear model each.
struct Task {
    std::string_view name;
    std::optional<Label> label;  ///< nothing: the umbrella flag
    bool fast_text{false};       ///< a fastText model beside the column was measured to help
};

/// The umbrella is learnt twice: from the sources whose "harmless" can be trusted, and from all.
inline constexpr std::size_t kUmbrella = 0;
inline constexpr std::size_t kUmbrellaOfAll = 8;
inline constexpr std::array<Task, LinearModel::kColumns> kTasks{{
    {"toxic", std::nullopt},
    {"threat", Label::threat, true},
    {"hate", Label::hate},
    {"bullying", Label::bullying, true},
    {"profanity", Label::profanity},
    {"sexual", Label::sexual},
    {"self_harm", Label::self_harm},
    {"criticism", Label::criticism, true},
    {"toxic_of_all", std::nullopt},
}};
/// The task of a model; nothing when there is no model of that name. The second umbrella is no model of its own.
std::optional<std::size_t> task_named(std::string_view name);

/// By task: 1, 0, or -1 when the text says nothing of it.
using Answers = std::array<std::int8_t, kTasks.size()>;
Answers answers_of(const LabelledText& text);

struct FastTextSettings {
    int seed{0};
    int epochs{5};
};

/// Trains on the lines of `input`, quantises, and writes the model. Throws what fastText throws.
void train_fasttext(const std::string& input, const std::string& output, const FastTextSettings& settings);

}  // namespace models::text
