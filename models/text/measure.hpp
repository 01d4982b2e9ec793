#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace models::text {

/// How well a score separates two kinds of texts.
struct Figures {
    std::size_t positives{0};
    std::size_t negatives{0};
    double auc{0};  ///< area under the ROC curve
    double average_precision{0};
    double recall_at_one{0};  ///< at the score that 1 % of the negatives exceed
    double recall_at_five{0};
    double at_one{1};  ///< those scores
    double at_five{0};
};

/// Scores with whether the text is a positive.
using Scored = std::vector<std::pair<float, bool>>;

Figures figures(Scored scored);

/// The score that `share` of the scores, in ascending order, exceed; nought of none.
double exceeded_by(const std::vector<double>& ascending, double share);

/// Where a figure lies in 95 of 100 draws of such texts.
struct Interval {
    double low{0};
    double high{0};
};

/// Of auc, average precision, recall at 1 % and at 5 %, in that order, by drawing the texts anew 200 times. The same
/// scores give the same intervals.
std::array<Interval, 4> intervals(Scored scored);

/// Of a share of `hits` among `all` (Wilson).
Interval interval_of_share(std::size_t hits, std::size_t all);

/// How often what was said with a probability is so.
struct Calibration {
    struct Bin {
        std::size_t texts{0};
        double said{0};  ///< mean probability
        double was{0};   ///< share of positives
    };
    std::array<Bin, 10> bins{};
    double error{0};  ///< mean distance of the two, by texts
};
Calibration calibration(const Scored& scored);

}  // namespace models::text
