#include "models/text/measure.hpp"

#include <algorithm>

namespace models::text {

namespace {

/// The score that `share` of the sorted (ascending) scores exceed.
double exceeded_by(const std::vector<double>& sorted, double share) {
    if (sorted.empty()) return 0;
    const auto rank = static_cast<std::size_t>((1 - share) * static_cast<double>(sorted.size() - 1));
    return sorted[rank];
}

double share_above(const std::vector<double>& sorted, double threshold) {
    if (sorted.empty()) return 0;
    const auto above = sorted.end() - std::upper_bound(sorted.begin(), sorted.end(), threshold);
    return static_cast<double>(above) / static_cast<double>(sorted.size());
}

/// The chance that a positive scores higher than a negative; half for equal ones.
double area(const std::vector<double>& positives, const std::vector<double>& negatives) {
    if (positives.empty() || negatives.empty()) return 0.5;
    double wins = 0;
    for (const auto score : positives) {
        const auto [low, high] = std::equal_range(negatives.begin(), negatives.end(), score);
        wins += static_cast<double>(low - negatives.begin()) + static_cast<double>(high - low) / 2;
    }
    return wins / static_cast<double>(positives.size()) / static_cast<double>(negatives.size());
}

}  // namespace

Figures figures(std::vector<std::pair<float, bool>> scored) {
    std::vector<double> positives;
    std::vector<double> negatives;
    for (const auto& [score, positive] : scored)
        (positive ? positives : negatives).push_back(static_cast<double>(score));
    std::sort(positives.begin(), positives.end());
    std::sort(negatives.begin(), negatives.end());
    Figures out;
    out.positives = positives.size();
    out.negatives = negatives.size();
    out.auc = area(positives, negatives);
    out.at_one = exceeded_by(negatives, 0.01);
    out.at_five = exceeded_by(negatives, 0.05);
    if (out.at_one <= out.at_five) out.at_one = out.at_five + 1e-3;  // too few negatives to tell them apart
    out.recall_at_one = share_above(positives, out.at_one);
    out.recall_at_five = share_above(positives, out.at_five);
    return out;
}

}  // namespace models::text
