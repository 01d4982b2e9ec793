#include "moderation/learning.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace moderation {

namespace {

using models::Category;

constexpr int kRounds = 150;
constexpr float kStep = 0.3F;
constexpr float kWordPull = 0.05F;  ///< a word alone has to earn its weight
constexpr float kLinePull = 0.05F;  ///< towards the shipped score as it is
constexpr std::size_t kFolds = 5;
constexpr std::size_t kFewestLeft = 3;  ///< harmless lessons that a bar must be good for
constexpr float kHighestLeave = 0.4F;

/// One lesson as one category sees it.
struct Point {
    const Lesson* lesson;
    float score;
    bool is;
    float weight;
};

std::vector<Point> points_about(Category category, const std::vector<Lesson>& lessons) {
    std::vector<Point> points;
    for (const auto& lesson : lessons) {
        const auto score = lesson.shipped.scores[static_cast<std::size_t>(category)];
        points.push_back({&lesson, score, lesson.called == category, lesson.agreed ? 2.0F : 1.0F});
    }
    return points;
}

std::size_t about(Category category, const std::vector<Lesson>& lessons) {
    return static_cast<std::size_t>(std::count_if(lessons.begin(), lessons.end(), [&](const Lesson& lesson) {
        return lesson.called == category || lesson.shipped.has(category);
    }));
}

/// Logistic regression with the shipped score as its first word, pulled towards leaving it as it is.
Correction fit(const std::vector<Point>& points) {
    Correction line;
    if (points.empty()) return line;
    const auto total = std::accumulate(points.begin(), points.end(), 0.0F,
                                       [](float sum, const Point& point) { return sum + point.weight; });
    for (int round = 0; round < kRounds; ++round) {
        float slope = kLinePull * (line.slope - 1);
        float offset = kLinePull * line.offset;
        std::map<std::uint32_t, float> words;
        for (const auto& [word, weight] : line.words) words[word] = kWordPull * weight / total;
        for (const auto& point : points) {
            const auto wrong =
                (corrected(line, point.score, point.lesson->words) - (point.is ? 1.0F : 0.0F)) * point.weight / total;
            slope += wrong * log_odds(point.score) / 4;
            offset += wrong;
            for (const auto word : point.lesson->words) words[word] += wrong;
        }
        line.slope = std::max(0.0F, line.slope - kStep * slope);
        line.offset -= kStep * offset;
        for (const auto& [word, pull] : words) line.words[word] -= 4 * kStep * pull;
    }
    return line;
}

/// How each point would be judged by what the others teach.
std::vector<float> judged_by_others(const std::vector<Point>& points) {
    std::vector<float> likely(points.size());
    for (std::size_t fold = 0; fold < kFolds; ++fold) {
        std::vector<Point> others;
        for (std::size_t i = 0; i < points.size(); ++i)
            if (i % kFolds != fold) others.push_back(points[i]);
        const auto line = fit(others);
        for (std::size_t i = fold; i < points.size(); i += kFolds)
            likely[i] = corrected(line, points[i].score, points[i].lesson->words);
    }
    return likely;
}

void set_bars(Correction& line, const std::vector<Point>& points, const std::vector<float>& likely) {
    float lowest_confirmed = kHighestLeave;
    for (std::size_t i = 0; i < points.size(); ++i)
        if (points[i].is) lowest_confirmed = std::min(lowest_confirmed, likely[i]);
    std::size_t left = 0;
    for (std::size_t i = 0; i < points.size(); ++i)
        if (!points[i].is && likely[i] < lowest_confirmed) ++left;
    if (left >= kFewestLeft) line.leave_below = lowest_confirmed;

    for (const float bar : {0.6F, 0.7F, 0.8F, 0.9F}) {
        std::size_t shown = 0;
        std::size_t right = 0;
        for (std::size_t i = 0; i < points.size(); ++i) {
            if (likely[i] < bar) continue;
            ++shown;
            if (points[i].is) ++right;
        }
        if (right < kFewestLeft || 10 * right < 9 * shown) continue;
        line.look_from = bar;
        return;
    }
}

}  // namespace

std::optional<Correction> learn(Category category, const std::vector<Lesson>& lessons) {
    if (category == Category::benign || about(category, lessons) < kFewestLessons) return std::nullopt;
    const auto points = points_about(category, lessons);
    auto line = fit(points);
    set_bars(line, points, judged_by_others(points));
    std::erase_if(line.words, [](const auto& word) { return std::abs(word.second) < 0.01F; });
    return line;
}

}  // namespace moderation
