#pragma once

#include "models/domain/assessment.hpp"
#include "models/text/corpus.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace models::text {

/// What the scores of an assessment are asked.
struct Question {
    std::string_view name;
    std::optional<Label> label;        ///< nothing: the umbrella flag
    bool core{false};                  ///< of the sources whose "harmless" can be trusted
    std::vector<Category> categories;  ///< of which one has to be found; none: anything harmful

    float score(const Assessment& assessment) const;
    /// Whether the assessment says so: it has such a finding.
    bool says(const Assessment& assessment) const;
    /// What is right: 1, 0, or -1 when the text says nothing of it.
    int answer(const LabelledText& text) const;
};

/// The first one is the umbrella over the sources that can be trusted.
const std::vector<Question>& questions();

}  // namespace models::text
