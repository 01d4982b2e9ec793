#include "models/text/measure.hpp"

#include <algorithm>
#include <cmath>
#include <random>

namespace models::text {

namespace {

/// One pass over the scores from the highest down, each text counted `times` (all once when empty).
class Descent {
  public:
    Descent(const Scored& sorted, const std::vector<int>& times) {
        for (std::size_t i = 0; i < sorted.size(); ++i)
            (sorted[i].second ? all_yes_ : all_no_) += times.empty() ? 1 : times[i];
        for (std::size_t i = 0; i < sorted.size();) {
            double yes = 0;
            double no = 0;
            const auto score = sorted[i].first;
            for (; i < sorted.size() && sorted[i].first == score; ++i)
                (sorted[i].second ? yes : no) += times.empty() ? 1 : times[i];
            level(yes, no);
        }
    }

    /// auc, average precision, recall at 1 % and at 5 %.
    std::array<double, 4> results() const {
        if (all_yes_ == 0 || all_no_ == 0) return {0.5, 0, 0, 0};
        return {area_ / all_yes_ / all_no_, precision_ / all_yes_, at_one_ / all_yes_, at_five_ / all_yes_};
    }

  private:
    /// Texts of the same score: a positive beats half of the negatives among them.
    void level(double yes, double no) {
        area_ += yes * (all_no_ - no_ - no / 2);
        yes_ += yes;
        no_ += no;
        if (yes_ > 0) precision_ += yes * yes_ / (yes_ + no_);
        if (no_ <= 0.01 * all_no_) at_one_ = yes_;
        if (no_ <= 0.05 * all_no_) at_five_ = yes_;
    }

    double all_yes_{0}, all_no_{0}, yes_{0}, no_{0}, area_{0}, precision_{0}, at_one_{0}, at_five_{0};
};

void sort_down(Scored& scored) {
    std::sort(scored.begin(), scored.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
}

}  // namespace

double exceeded_by(const std::vector<double>& ascending, double share) {
    if (ascending.empty()) return 0;
    const auto rank = static_cast<std::size_t>((1 - share) * static_cast<double>(ascending.size() - 1));
    return ascending[rank];
}

Figures figures(Scored scored) {
    sort_down(scored);
    Figures out;
    std::vector<double> negatives;
    for (const auto& [score, positive] : scored)
        if (!positive) negatives.push_back(static_cast<double>(score));
    std::reverse(negatives.begin(), negatives.end());
    out.negatives = negatives.size();
    out.positives = scored.size() - negatives.size();
    out.at_one = exceeded_by(negatives, 0.01);
    out.at_five = exceeded_by(negatives, 0.05);
    if (out.at_one <= out.at_five) out.at_one = out.at_five + 1e-3;  // too few negatives to tell them apart
    const auto results = Descent{scored, {}}.results();
    out.auc = results[0];
    out.average_precision = results[1];
    out.recall_at_one = results[2];
    out.recall_at_five = results[3];
    return out;
}

std::array<Interval, 4> intervals(Scored scored) {
    constexpr std::size_t kDraws = 200;
    sort_down(scored);
    std::mt19937_64 random{1};
    std::poisson_distribution<int> times_drawn{1};
    std::array<std::vector<double>, 4> drawn;
    std::vector<int> times(scored.size());
    for (std::size_t draw = 0; draw < kDraws; ++draw) {
        for (auto& time : times) time = times_drawn(random);
        const auto results = Descent{scored, times}.results();
        for (std::size_t i = 0; i < drawn.size(); ++i) drawn[i].push_back(results[i]);
    }
    std::array<Interval, 4> out;
    for (std::size_t i = 0; i < drawn.size(); ++i) {
        std::sort(drawn[i].begin(), drawn[i].end());
        out[i] = {drawn[i][kDraws / 40], drawn[i][kDraws - 1 - kDraws / 40]};
    }
    return out;
}

Interval interval_of_share(std::size_t hits, std::size_t all) {
    if (all == 0) return {0, 1};
    constexpr double kZ = 1.96;
    const auto n = static_cast<double>(all);
    const double share = static_cast<double>(hits) / n;
    const double middle = share + kZ * kZ / (2 * n);
    const double reach = kZ * std::sqrt(share * (1 - share) / n + kZ * kZ / (4 * n * n));
    const double whole = 1 + kZ * kZ / n;
    return {std::max(0.0, (middle - reach) / whole), std::min(1.0, (middle + reach) / whole)};
}

Calibration calibration(const Scored& scored) {
    Calibration out;
    for (const auto& [score, positive] : scored) {
        const auto tenth = static_cast<std::size_t>(std::clamp(score, 0.0F, 0.999F) * 10);
        auto& bin = out.bins[tenth];
        ++bin.texts;
        bin.said += static_cast<double>(score);
        bin.was += positive ? 1 : 0;
    }
    for (auto& bin : out.bins) {
        if (bin.texts == 0) continue;
        out.error += std::abs(bin.said - bin.was) / static_cast<double>(scored.size());
        bin.said /= static_cast<double>(bin.texts);
        bin.was /= static_cast<double>(bin.texts);
    }
    return out;
}

}  // namespace models::text
