#include "models/text/measure.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
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

constexpr std::size_t kDraws = 200;

/// All but a fortieth on either side; everything where nothing could be drawn.
Interval middle_of(std::vector<double>& drawn) {
    if (drawn.empty()) return {0, 1};
    std::sort(drawn.begin(), drawn.end());
    return {drawn[drawn.size() / 40], drawn[drawn.size() - 1 - drawn.size() / 40]};
}

std::optional<double> share_of(std::size_t some, std::size_t all) {
    if (all == 0) return std::nullopt;
    return static_cast<double>(some) / static_cast<double>(all);
}

/// Each text is drawn once on the average, so the number of those that are alike is drawn at once.
std::size_t drawn_anew(std::size_t texts, std::mt19937_64& random) {
    return texts == 0 ? 0 : std::poisson_distribution<std::size_t>{static_cast<double>(texts)}(random);
}

double harmonic_mean(double one, double other) {
    return one + other > 0 ? 2 * one * other / (one + other) : 0;
}

/// What never happened in the texts happens in no draw, so of four rightly found of four draws would say that it is
/// always so. Wilson's interval says what four are worth.
std::array<Interval, 3> where_draws_are_alike(const Confusion& answers, std::array<Interval, 3> drawn) {
    auto& [precision, recall, f1] = drawn;
    const auto& [found, missed, false_alarms, passed] = answers;
    if (answers.precision() && (found == 0 || false_alarms == 0))
        precision = interval_of_share(found, found + false_alarms);
    if (answers.recall() && (found == 0 || missed == 0)) recall = interval_of_share(found, found + missed);
    if (answers.f1() && (found == 0 || missed + false_alarms == 0))
        f1 = {harmonic_mean(precision.low, recall.low), harmonic_mean(precision.high, recall.high)};
    return drawn;
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
    for (std::size_t i = 0; i < drawn.size(); ++i) out[i] = middle_of(drawn[i]);
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

Interval interval_of_ratio(std::size_t hits, std::size_t all, std::size_t hits_beside, std::size_t all_beside) {
    if (all == 0 || all_beside == 0) return {0, std::numeric_limits<double>::infinity()};
    constexpr double kZ = 1.96;
    const auto more = [](std::size_t texts) { return static_cast<double>(texts) + 0.5; };
    const double middle = std::log(more(hits) / more(all)) - std::log(more(hits_beside) / more(all_beside));
    const double reach =
        kZ * std::sqrt(1 / more(hits) - 1 / more(all + 1) + 1 / more(hits_beside) - 1 / more(all_beside + 1));
    return {hits == 0 ? 0 : std::exp(middle - reach), std::exp(middle + reach)};
}

std::optional<double> Confusion::precision() const {
    return negatives() == 0 ? std::nullopt : share_of(found, found + false_alarms);
}

std::optional<double> Confusion::recall() const {
    return share_of(found, positives());
}

std::optional<double> Confusion::f1() const {
    return positives() == 0 || negatives() == 0 ? std::nullopt : share_of(2 * found, 2 * found + false_alarms + missed);
}

std::array<Interval, 3> intervals(const Confusion& answers) {
    std::mt19937_64 random{1};
    std::array<std::vector<double>, 3> drawn;
    for (std::size_t draw = 0; draw < kDraws; ++draw) {
        const Confusion anew{drawn_anew(answers.found, random), drawn_anew(answers.missed, random),
                             drawn_anew(answers.false_alarms, random), drawn_anew(answers.passed, random)};
        const std::array results{anew.precision(), anew.recall(), anew.f1()};
        for (std::size_t i = 0; i < drawn.size(); ++i)
            if (results[i]) drawn[i].push_back(*results[i]);
    }
    return where_draws_are_alike(answers, {middle_of(drawn[0]), middle_of(drawn[1]), middle_of(drawn[2])});
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
