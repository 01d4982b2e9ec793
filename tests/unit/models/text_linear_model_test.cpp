// The linear model: what is learnt is found again, a text's length does not matter, and no file is believed.

#include "models/text/linear_model.hpp"

#include "models/text/last_step.hpp"
#include "models/text/linear_training.hpp"
#include "models/text/ngrams.hpp"

#include <cmath>
#include <cstring>
#include <numeric>
#include <set>

#include <gtest/gtest.h>

namespace tests {

using models::text::Example;
using models::text::LinearModel;

using Words = std::vector<std::string_view>;

std::vector<Example> examples() {
    std::vector<Example> out;
    for (int i = 0; i < 90; ++i) {
        Example example;
        example.line = (i % 3 == 0 ? "beware the grumblewort " : "a lovely day out ") + std::to_string(i % 7);
        example.answers.fill(-1);
        example.answers[0] = i % 3 == 0 ? 1 : 0;
        out.push_back(std::move(example));
    }
    return out;
}

LinearModel trained() {
    const auto model = LinearModel::parse(models::text::train_linear(examples(), {}, [](const std::string&) {}));
    EXPECT_TRUE(model);
    return *model;
}

TEST(LinearModel, FindsAgainWhatItLearnt) {
    const auto model = trained();
    const auto bad = model.score(Words{"the", "grumblewort"});
    const auto good = model.score(Words{"a", "lovely", "day"});
    EXPECT_GT(bad[0], good[0] + 2);
    EXPECT_EQ(bad[1], 0.0F) << "nobody said anything of the second column";
}

TEST(LinearModel, KnowsAWordByItsParts) {
    const auto model = trained();
    EXPECT_GT(model.score(Words{"grumbleworts"})[0], model.score(Words{"zzz"})[0] + 1);
}

TEST(LinearModel, CountsAWordOnceHoweverOftenItStandsThere) {
    const auto model = trained();
    const Words once{"a", "lovely", "grumblewort", "lovely"};
    const Words often{"a", "lovely", "grumblewort", "lovely", "grumblewort", "lovely", "grumblewort", "lovely"};
    EXPECT_NEAR(model.score(once)[0], model.score(often)[0], 0.05);
}

TEST(LinearModel, AddsUpToWhatItScores) {
    const auto model = trained();
    const Words words{"a", "day", "with", "the", "grumblewort"};
    const auto parts = model.contributions(words, 0);
    EXPECT_NEAR(std::accumulate(parts.begin(), parts.end(), model.score({})[0]), model.score(words)[0], 1e-4);
    EXPECT_EQ(std::max_element(parts.begin(), parts.end()) - parts.begin(), 4);
}

TEST(LinearModel, KeepsTheWeightsItWasMadeOf) {
    const Words words{"a"};
    std::vector<LinearModel::Feature> features;
    std::set<std::uint64_t> keys;
    models::text::each_feature(words, [&](std::uint64_t key, std::size_t) { keys.insert(key); });
    float expected = 0;
    float squares = 0;
    for (const auto key : keys) {
        LinearModel::Feature feature{key, 2 + static_cast<float>(features.size() % 5), {}};
        feature.weight[3] = static_cast<float>(features.size()) / 10 + 0.4F;
        expected += feature.weight[3] * feature.rarity;
        squares += feature.rarity * feature.rarity;
        features.push_back(feature);
    }
    const auto model = LinearModel::parse(LinearModel::file_of(features, {}));
    ASSERT_TRUE(model);
    EXPECT_NEAR(model->score(words)[3], expected / std::sqrt(squares), 0.02);
}

TEST(LinearModel, IsTheSameForTheSameTexts) {
    const auto file = [] { return models::text::train_linear(examples(), {}, [](const std::string&) {}); };
    EXPECT_EQ(file(), file());
}

TEST(LinearModel, TakesNoOtherFile) {
    const auto file = models::text::train_linear(examples(), {}, [](const std::string&) {});
    ASSERT_TRUE(LinearModel::parse(file));
    EXPECT_FALSE(LinearModel::parse(""));
    EXPECT_FALSE(LinearModel::parse("ghlinear"));
    for (std::size_t size = 0; size < file.size(); size += 61) EXPECT_FALSE(LinearModel::parse(file.substr(0, size)));
    EXPECT_FALSE(LinearModel::parse(file + std::string(64, '\0')));
    auto other = file;
    other[8] = 9;  // the format
    EXPECT_FALSE(LinearModel::parse(other));
    auto nonsense = file;
    const float not_a_number = NAN;
    std::memcpy(nonsense.data() + 20, &not_a_number, sizeof not_a_number);
    EXPECT_FALSE(LinearModel::parse(nonsense));
}

TEST(Features, OfATextAreAsManyAsItIsLong) {
    // Work, not time: twice the text, twice the n-grams.
    const auto work = [](std::size_t length) {
        const std::string word(length, 'x');
        std::size_t count = 0;
        models::text::each_feature(Words{word, "end"}, [&](std::uint64_t, std::size_t) { ++count; });
        return count;
    };
    EXPECT_LE(work(2000), 2 * work(1000) + 16);
    EXPECT_LE(work(4000), 2 * work(2000) + 16);
}

TEST(LastStep, MakesProbabilitiesOfEvidence) {
    // Of log odds that say twice what they mean, three quarters harmless.
    std::vector<std::pair<models::text::Evidence, bool>> seen;
    for (int i = 0; i < 3400; ++i) {
        const double odds = (i % 17) / 4.0 - 3;
        const double chance = 1 / (1 + std::exp(-odds));
        seen.push_back({{2 * odds, 2 * odds, 0}, (i / 17) % 100 < 100 * chance});
    }
    const auto last = models::text::fit_last_step(seen);
    EXPECT_NEAR(last.log_odds({0, 0, 0}), 0, 0.15);
    EXPECT_NEAR(last.log_odds({2, 2, 0}), 1, 0.2);
    EXPECT_EQ(last.weight[2], 0.0);
}

TEST(LastStep, NeverTakesEvidenceForItsOpposite) {
    std::vector<std::pair<models::text::Evidence, bool>> seen;
    for (int i = 0; i < 400; ++i) {
        const double x = (i % 20) / 5.0 - 2;
        seen.push_back({{x, x, -x}, i % 20 > 9});
    }
    for (const auto weight : models::text::fit_last_step(seen).weight) EXPECT_GE(weight, 0.0);
}

}  // namespace tests
