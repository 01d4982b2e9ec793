#pragma once

#include "models/domain/category.hpp"
#include "models/text/corpus.hpp"
#include "models/text/linear_model.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace models::text {

/// What is learnt: a column of the linear model each.
struct Task {
    std::string_view name;
    std::string_view sentence;          ///< for a person: what a text is like of which the model says yes
    std::optional<Label> label{};       ///< nothing: the umbrella flag, or a concern
    bool fast_text{false};              ///< a fastText model beside the column was measured to help
    std::optional<Category> concern{};  ///< a grave matter of which no public text speaks: see sentences.hpp
};

/// The umbrella is learnt twice: from the sources whose "harmless" can be trusted, and from all.
inline constexpr std::size_t kUmbrella = 0;
inline constexpr std::size_t kUmbrellaOfAll = 12;
inline constexpr std::array<Task, LinearModel::kColumns> kTasks{{
    {"toxic", "reads like comments that people called rude or abusive"},
    {"threat", "reads like comments that people called threats", Label::threat, true},
    {"hate", "reads like comments that people called hateful", Label::hate},
    {"bullying", "reads like comments that people called insulting", Label::bullying, true},
    {"profanity", "reads like comments that people called coarse", Label::profanity},
    {"sexual", "reads like comments that people called sexual", Label::sexual},
    {"self_harm", "reads like texts about suicide or self-harm", Label::self_harm},
    {"criticism", "reads like a complaint", Label::criticism, true},
    {"allegation", "reads like harm done to a child by an adult at school", {}, false, Category::staff_allegation},
    {"contact", "reads like somebody who seeks contact with a child", {}, false, Category::grooming_contact},
    {"disclosure", "reads like a child who is not safe", {}, false, Category::cp_disclosure},
    {"pupil_data", "reads like private facts about a child", {}, false, Category::pupil_data},
    {"toxic_of_all", ""},
}};
/// How many of them are concerns.
inline constexpr auto kConcerns =
    std::count_if(kTasks.begin(), kTasks.end(), [](const Task& task) { return task.concern.has_value(); });
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
