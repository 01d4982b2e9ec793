#pragma once

#include <array>
#include <cstddef>
#include <optional>
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

/// Of the share of `hits` among `all`, divided by that of `hits_beside` among `all_beside`, by logarithms with half a
/// hit more on either side (Walter): finite also where there is no hit.
Interval interval_of_ratio(std::size_t hits, std::size_t all, std::size_t hits_beside, std::size_t all_beside);

/// How a yes or no was answered.
struct Confusion {
    std::size_t found{0};
    std::size_t missed{0};
    std::size_t false_alarms{0};
    std::size_t passed{0};  ///< rightly

    void add(bool is, bool said) { ++(is ? said ? found : missed : said ? false_alarms : passed); }
    std::size_t positives() const { return found + missed; }
    std::size_t negatives() const { return false_alarms + passed; }
    /// Each is nothing where there is nothing to divide by; precision and F1 also where there are no negatives, since
    /// nothing could have been a false alarm.
    std::optional<double> precision() const;
    std::optional<double> recall() const;
    std::optional<double> f1() const;
};

/// Of precision, recall and F1, in that order, by drawing the texts anew as intervals() does; where all that counts
/// were answered alike, so that all draws are, Wilson's.
std::array<Interval, 3> intervals(const Confusion& answers);

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
