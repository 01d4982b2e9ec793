#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace models::text {

/// How well a score separates two kinds of texts.
struct Figures {
    std::size_t positives{0};
    std::size_t negatives{0};
    double auc{0};            ///< area under the ROC curve
    double recall_at_one{0};  ///< at the score that 1 % of the negatives exceed
    double recall_at_five{0};
    double at_one{1};  ///< those scores
    double at_five{0};
};

/// `scored` holds scores with whether the text is a positive.
Figures figures(std::vector<std::pair<float, bool>> scored);

}  // namespace models::text
