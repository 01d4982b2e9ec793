#include "models/text/last_step.hpp"

#include <algorithm>
#include <cmath>

namespace models::text {

namespace {

constexpr std::size_t kUnknowns = Evidence::kParts + 1;
using Column = std::array<double, kUnknowns>;
using Equations = std::array<std::array<double, kUnknowns + 1>, kUnknowns>;

Column inputs(const Evidence& evidence) {
    const auto parts = evidence.parts();
    return {parts[0], parts[1], parts[2], 1};
}

/// Gauss-Jordan with pivots; an unknown of which nothing is known becomes nought.
Column solved(Equations equations) {
    for (std::size_t i = 0; i < kUnknowns; ++i) {
        const auto larger = [&](const auto& a, const auto& b) { return std::abs(a[i]) < std::abs(b[i]); };
        std::iter_swap(equations.begin() + static_cast<std::ptrdiff_t>(i),
                       std::max_element(equations.begin() + static_cast<std::ptrdiff_t>(i), equations.end(), larger));
        for (std::size_t row = 0; row < kUnknowns; ++row) {
            if (row == i) continue;
            const double factor = equations[row][i] / equations[i][i];
            for (std::size_t c = i; c <= kUnknowns; ++c) equations[row][c] -= factor * equations[i][c];
        }
    }
    Column out{};
    for (std::size_t i = 0; i < kUnknowns; ++i) out[i] = equations[i][kUnknowns] / equations[i][i];
    return out;
}

/// Newton's method; `used` says which unknowns may move.
Column fitted(std::span<const std::pair<Evidence, bool>> seen, const std::array<bool, kUnknowns>& used) {
    constexpr int kRounds = 25;
    constexpr double kRidge = 1e-3;  // keeps a category that is told apart perfectly from running away
    constexpr double kPull = 1.0;    // of everything but the bias towards nought: few positives say little
    Column unknown{};
    for (int round = 0; round < kRounds; ++round) {
        Equations equations{};
        for (const auto& [evidence, positive] : seen) {
            auto x = inputs(evidence);
            double sum = 0;
            for (std::size_t i = 0; i < kUnknowns; ++i) sum += (x[i] = used[i] ? x[i] : 0) * unknown[i];
            const double chance = 1 / (1 + std::exp(-sum));
            const double spread = std::max(chance * (1 - chance), 1e-9);
            for (std::size_t i = 0; i < kUnknowns; ++i) {
                for (std::size_t j = 0; j < kUnknowns; ++j) equations[i][j] += spread * x[i] * x[j];
                equations[i][kUnknowns] += ((positive ? 1 : 0) - chance) * x[i];
            }
        }
        for (std::size_t i = 0; i < kUnknowns; ++i) {
            const double pull = i < Evidence::kParts ? kPull : kRidge;
            equations[i][i] += pull;
            equations[i][kUnknowns] -= pull * unknown[i];
        }
        const auto change = solved(equations);
        for (std::size_t i = 0; i < kUnknowns; ++i) unknown[i] += std::clamp(change[i], -2.0, 2.0);
    }
    return unknown;
}

}  // namespace

double LastStep::log_odds(const Evidence& evidence) const {
    const auto parts = evidence.parts();
    double sum = bias;
    for (std::size_t i = 0; i < parts.size(); ++i) sum += weight[i] * parts[i];
    return sum;
}

LastStep fit_last_step(std::span<const std::pair<Evidence, bool>> seen) {
    std::array<bool, kUnknowns> used{true, true, true, true};
    Column found{};
    for (bool settled = false; !settled;) {
        found = fitted(seen, used);
        settled = true;
        for (std::size_t i = 0; i < Evidence::kParts; ++i)
            if (found[i] < 0) used[i] = settled = false;
    }
    return {{found[0], found[1], found[2]}, found[3]};
}

}  // namespace models::text
