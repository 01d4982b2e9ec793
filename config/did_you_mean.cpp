#include "config/did_you_mean.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace config {

namespace {

/// Words longer than this are not compared: nobody mistypes a key of that length by a letter or two.
constexpr std::size_t kMaxWordBytes = 80;

/// Edits (insert, remove, replace, swap of neighbours) that turn one word into the other.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = i;
    for (std::size_t j = 0; j <= b.size(); ++j) cost[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, replaced});
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
    }
    return cost[a.size()][b.size()];
}

}  // namespace

std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& candidates) {
    if (word.size() > kMaxWordBytes) return {};
    std::size_t closest = std::max<std::size_t>(2, word.size() / 4) + 1;
    std::string_view found;
    for (const auto candidate : candidates) {
        const auto edits = distance(word, candidate);
        if (edits >= closest || edits >= candidate.size()) continue;
        closest = edits;
        found = candidate;
    }
    if (found.empty()) return {};
    return "did you mean `" + std::string{found} + "`?";
}

}  // namespace config
