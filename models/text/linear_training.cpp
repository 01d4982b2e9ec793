#include "models/text/linear_training.hpp"

#include "models/text/ngrams.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <unordered_map>
#include <vector>

#include <fmt/format.h>

namespace models::text {

namespace {

constexpr std::size_t kColumns = LinearModel::kColumns;
constexpr std::size_t kWide = 16;  ///< a cache line of floats: the compiler then works on all columns at once
constexpr double kStep = 4;        ///< of the descent, at its beginning; texts have length one
constexpr double kBiasStep = 0.02;

static_assert(kTasks.size() == kColumns);

using Features = std::vector<std::uint32_t>;

std::vector<std::string_view> words_of(std::string_view line) {
    std::vector<std::string_view> words;
    for (std::size_t at = 0; at < line.size();) {
        const auto end = std::min(line.find(' ', at), line.size());
        if (end > at) words.push_back(line.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

/// The n-grams that are learnt, numbered, the commonest first.
class Vocabulary {
  public:
    Vocabulary(std::span<const Example> examples, const LinearSettings& settings) {
        struct Seen {
            std::uint32_t texts{0};
            std::uint32_t last{0};
        };
        std::unordered_map<std::uint64_t, Seen> seen;
        std::uint32_t number = 0;
        for (const auto& example : examples) {
            ++number;
            each_feature(words_of(example.line), [&](std::uint64_t key, std::size_t) {
                auto& one = seen[key];
                if (one.last != number) ++one.texts;
                one.last = number;
            });
        }
        std::vector<std::pair<std::uint32_t, std::uint64_t>> common;
        for (const auto& [key, one] : seen)
            if (one.texts >= settings.min_texts) common.emplace_back(one.texts, key);
        std::sort(common.begin(), common.end(), std::greater<>{});
        if (common.size() > settings.max_features) common.resize(settings.max_features);
        for (const auto& [texts, key] : common) {
            numbers_.emplace(key, static_cast<std::uint32_t>(features.size()));
            const auto share = static_cast<double>(examples.size()) / texts;
            features.push_back({key, static_cast<float>(1 + std::log(share)), {}});
        }
    }

    /// The known n-grams of a line, each once.
    Features of(std::string_view line) const {
        Features out;
        each_feature(words_of(line), [&](std::uint64_t key, std::size_t) {
            if (const auto found = numbers_.find(key); found != numbers_.end()) out.push_back(found->second);
        });
        std::sort(out.begin(), out.end());
        out.erase(std::unique(out.begin(), out.end()), out.end());
        out.shrink_to_fit();
        return out;
    }

    std::vector<LinearModel::Feature> features;

  private:
    std::unordered_map<std::uint64_t, std::uint32_t> numbers_;
};

struct alignas(64) Weights {
    std::array<float, kWide> column{};
};

/// One text to learn from: a line or its disguised copy.
struct Lesson {
    Features features;
    float length{0};
    Answers answers{};
};

class Descent {
  public:
    Descent(std::span<const Example> examples, const LinearSettings& settings)
        : settings_{settings}, vocabulary_{examples, settings}, weights_(vocabulary_.features.size()) {
        scale_.fill(1);
        weigh_positives(examples);
        for (const auto& example : examples) {
            add(example.line, example.answers);
            if (!example.disguised.empty()) add(example.disguised, example.answers);
        }
    }

    void epoch(std::mt19937_64& random) {
        std::shuffle(lessons_.begin(), lessons_.end(), random);
        for (const auto& lesson : lessons_) learn(lesson);
        for (std::size_t k = 0; k < kColumns; ++k) {
            for (auto& weights : weights_) weights.column[k] *= static_cast<float>(scale_[k]);
            scale_[k] = 1;
        }
    }

    std::size_t lessons() const { return lessons_.size(); }

    /// REQUIRES: an epoch has just ended.
    std::string file() {
        auto& features = vocabulary_.features;
        for (std::size_t i = 0; i < features.size(); ++i)
            std::copy_n(weights_[i].column.begin(), kColumns, features[i].weight.begin());
        return LinearModel::file_of(features, bias_);
    }

  private:
    /// Until positives weigh about one in eight.
    void weigh_positives(std::span<const Example> examples) {
        for (std::size_t k = 0; k < kColumns; ++k) {
            double yes = 0;
            double no = 0;
            for (const auto& example : examples) {
                yes += example.answers[k] == 1 ? 1 : 0;
                no += example.answers[k] == 0 ? 1 : 0;
            }
            positive_[k] = std::clamp(no / 8 / std::max(yes, 1.0), 1.0, 20.0);
        }
    }

    void add(std::string_view line, const Answers& answers) {
        if (std::all_of(answers.begin(), answers.end(), [](auto answer) { return answer < 0; })) return;
        Lesson lesson{vocabulary_.of(line), 0, answers};
        for (const auto i : lesson.features) lesson.length += rarity(i) * rarity(i);
        lesson.length = std::sqrt(lesson.length);
        if (lesson.length > 0) lessons_.push_back(std::move(lesson));
    }

    float rarity(std::uint32_t feature) const { return vocabulary_.features[feature].rarity; }

    void learn(const Lesson& lesson) {
        Weights sum;
        for (const auto i : lesson.features) {
            const auto x = rarity(i);
            for (std::size_t k = 0; k < kWide; ++k) sum.column[k] += weights_[i].column[k] * x;
        }
        Weights change;
        for (std::size_t k = 0; k < kColumns; ++k)
            if (lesson.answers[k] >= 0)
                change.column[k] = step(k, lesson.answers[k], static_cast<double>(sum.column[k] / lesson.length));
        for (auto& value : change.column) value /= lesson.length;
        for (const auto i : lesson.features) {
            const auto x = rarity(i);
            for (std::size_t k = 0; k < kWide; ++k) weights_[i].column[k] -= change.column[k] * x;
        }
    }

    /// By how much the weights of a column go down the slope. The decay of all weights is one factor beside them.
    float step(std::size_t k, int answer, double sum) {
        const double chance = 1 / (1 + std::exp(-sum * scale_[k] - static_cast<double>(bias_[k])));
        const double slope = (chance - answer) * (answer == 1 ? positive_[k] : 1.0);
        const double length = kStep / (1 + kStep * settings_.decay * taken_[k]);
        taken_[k] += 1;
        scale_[k] *= 1 - length * settings_.decay;
        bias_[k] -= static_cast<float>(kBiasStep * length * slope);
        return static_cast<float>(length * slope / scale_[k]);
    }

    const LinearSettings& settings_;
    Vocabulary vocabulary_;
    std::vector<Weights> weights_;
    std::vector<Lesson> lessons_;
    LinearModel::Scores bias_{};
    std::array<double, kColumns> scale_{};
    std::array<double, kColumns> taken_{};
    std::array<double, kColumns> positive_{};
};

}  // namespace

std::string train_linear(std::span<const Example> examples, const LinearSettings& settings,
                         const std::function<void(const std::string&)>& say) {
    Descent descent{examples, settings};
    std::mt19937_64 random{settings.seed};
    for (int epoch = 1; epoch <= settings.epochs; ++epoch) {
        descent.epoch(random);
        say(fmt::format("read {} texts, {} of {} times", descent.lessons(), epoch, settings.epochs));
    }
    return descent.file();
}

}  // namespace models::text
