#include "moderation/calibration.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace moderation {

namespace {

using models::Category;

/// What corrections are kept in: a bar that were rounded up would leave the comment at it alone.
float rounded_down(float bar) {
    return std::floor(bar * 10'000) / 10'000;
}

/// How likely each comment is of the category, by what is known of it.
struct Likely {
    std::vector<float> harmless_shown;   ///< for the category, by a model alone
    std::vector<float> harmless_unseen;  ///< not found in the category
    std::vector<float> confirmed_shown;
    std::vector<float> confirmed_missed;
};

Likely sorted(const Correction& line, Category category, const std::vector<Sample>& samples, Basis& basis) {
    Likely likely;
    for (const auto& sample : samples) {
        const auto p = corrected(line, sample.found.scores[static_cast<std::size_t>(category)], sample.words);
        const bool by_model = found_by_model_only(sample.found, category);
        const bool harmless = sample.decided ? !sample.called : sample.found.findings.empty();
        if (sample.decided && (sample.called == category || (harmless && by_model))) ++basis.decisions;
        if (sample.called == category) {
            ++basis.confirmed;
            if (by_model) likely.confirmed_shown.push_back(p);
            if (!sample.found.has(category)) likely.confirmed_missed.push_back(p);
        } else if (harmless) {
            ++basis.harmless;
            if (by_model) likely.harmless_shown.push_back(p);
            if (!sample.found.has(category)) likely.harmless_unseen.push_back(p);
        }
    }
    std::sort(likely.harmless_shown.begin(), likely.harmless_shown.end());
    std::sort(likely.harmless_unseen.begin(), likely.harmless_unseen.end(), std::greater<>{});
    return likely;
}

std::size_t count_from(const std::vector<float>& likely, float bar) {
    return static_cast<std::size_t>(std::count_if(likely.begin(), likely.end(), [&](float p) { return p >= bar; }));
}

/// So high that no more than `allowed` harmless ones are shown, and no higher than what people confirmed.
float leave_below(const Likely& likely, std::size_t allowed) {
    constexpr float kHighest = 0.4F;
    auto bar = std::min(kHighest, likely.harmless_shown[likely.harmless_shown.size() - allowed - 1] + 0.0002F);
    for (const auto p : likely.confirmed_shown) bar = std::min(bar, p);
    return rounded_down(bar);
}

/// So low that what people called this is shown, as far as no more than `allowed` harmless ones are shown with it.
float look_from(const Likely& likely, std::size_t allowed) {
    constexpr float kNever = 2;
    constexpr float kHair = 0.0002F;
    const auto& missed = likely.confirmed_missed;
    if (missed.empty()) return kNever;
    auto bar = *std::min_element(missed.begin(), missed.end());
    if (allowed < likely.harmless_unseen.size()) bar = std::max(bar, likely.harmless_unseen[allowed] + kHair);
    return count_from(missed, bar) > 0 ? rounded_down(bar) : kNever;
}

}  // namespace

bool enough(const Basis& basis) {
    return basis.decisions >= kFewestDecisions && basis.confirmed >= kFewestConfirmed &&
           basis.harmless >= kFewestHarmless;
}

bool stays_sensitive(Category category) {
    return category == Category::threat || category == Category::grooming_contact ||
           category == Category::cp_disclosure || category == Category::self_harm ||
           category == Category::staff_allegation;
}

Basis set_bars(Correction& line, Category category, const std::vector<Sample>& samples, std::size_t aim) {
    Basis basis;
    const auto likely = sorted(line, category, samples, basis);
    const auto allowed = basis.harmless * aim / 1000;
    const auto shown = likely.harmless_shown.size();
    basis.shown_before =
        count_from(likely.harmless_shown, line.leave_below) + count_from(likely.harmless_unseen, line.look_from);
    basis.found_before = count_from(likely.confirmed_missed, line.look_from);
    if (enough(basis)) {
        const bool fewer = shown > allowed && !stays_sensitive(category);
        line.leave_below = fewer ? leave_below(likely, allowed) : 0;
        line.look_from = shown < allowed ? look_from(likely, allowed - shown) : 2;
    }
    basis.shown_after =
        count_from(likely.harmless_shown, line.leave_below) + count_from(likely.harmless_unseen, line.look_from);
    basis.found_after = count_from(likely.confirmed_missed, line.look_from);
    return basis;
}

}  // namespace moderation
