// The folded table says exactly what fastText says, and says why.

#include "models/text/classifier.hpp"

#include "text_fixture.hpp"

#include <cmath>
#include <numeric>
#include <sstream>

#include <fasttext/fasttext.h>

namespace tests {

using models::text::Classifier;

class ClassifierTest : public testing::Test {
  protected:
    const std::vector<std::string> texts{
        "you are an idiot and nobody likes you", "what a lovely day", "zzqx unknownword", "a",
        "I will find you 🔪 and end you",        "Дуже дякую",        "¿qué? 😂😂 é",     "url @user 3.15"};
};

TEST_F(ClassifierTest, SaysWhatFastTextSays) {
    const auto manifest = models::text::read_manifest(ARTEFACTS_DIRECTORY);
    ASSERT_TRUE(manifest);
    std::size_t with_fast_text = 0;
    for (std::size_t k = 0; k < manifest->models.size(); ++k) {
        if (!manifest->models[k].fast_text) continue;
        ++with_fast_text;
        fasttext::FastText model;
        model.loadModel(ARTEFACTS_DIRECTORY "/" + manifest->models[k].fast_text->name);
        for (const auto& text : texts) {
            const auto normal = normalised(text);
            std::istringstream line{normal.line() + '\n'};
            std::vector<std::pair<float, std::string>> predictions;
            ASSERT_TRUE(model.predictLine(line, predictions, -1, 0.0F));
            const auto ours = 1 / (1 + std::exp(-shipped_classifier().evidence(normal.tokens)[k].fast_text));
            for (const auto& [probability, label] : predictions)
                if (label == "__label__1") {
                    EXPECT_NEAR(probability, ours, 1e-4) << text;
                }
        }
    }
    EXPECT_GT(with_fast_text, 0u);
}

TEST_F(ClassifierTest, ScoresLieBetweenNoughtAndOne) {
    for (const auto& text : texts) {
        const auto judged = shipped_classifier().judge(normalised(text).tokens);
        for (const auto& scores : {judged.chance, judged.standing})
            for (const auto score : scores) {
                EXPECT_GE(score, 0.0F);
                EXPECT_LE(score, 1.0F);
            }
    }
}

TEST_F(ClassifierTest, AnEmptyTextScoresNothing) {
    for (const auto score : shipped_classifier().judge({}).chance) EXPECT_EQ(score, 0.0F);
}

std::size_t model_named(const Classifier& classifier, const std::string& name) {
    const auto& names = classifier.names();
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

TEST_F(ClassifierTest, TheWordThatMattersCarriesTheScore) {
    const auto text = normalised("the weather is fine you stupid idiot");
    const auto weights = shipped_classifier().contributions(text.tokens, model_named(shipped_classifier(), "toxic"));
    const auto top = std::max_element(weights.begin(), weights.end()) - weights.begin();
    const auto word = text.tokens[static_cast<std::size_t>(top)].text;
    EXPECT_TRUE(word == "idiot" || word == "stupid") << word;
}

/// What a short text scores is the bias and what its words add, of every model that is n-grams alone. (fastText also
/// counts the end of a line, which is no word.)
TEST_F(ClassifierTest, ThePartsOfAScoreAreTheScore) {
    const auto manifest = models::text::read_manifest(ARTEFACTS_DIRECTORY);
    ASSERT_TRUE(manifest);
    for (std::size_t k = 0; k < shipped_classifier().names().size(); ++k) {
        if (manifest->models[k].fast_text) continue;
        const auto odds = [&](const std::string& text) {
            return shipped_classifier().log_odds(k, shipped_classifier().evidence(normalised(text).tokens)[k]);
        };
        const auto one = normalised("you are an idiot and nobody likes you");
        const auto other = normalised("what a lovely day");
        const auto sum = [&](const models::text::Normalised& text) {
            const auto parts = shipped_classifier().contributions(text.tokens, k);
            return static_cast<double>(std::accumulate(parts.begin(), parts.end(), 0.0F));
        };
        EXPECT_NEAR(odds("you are an idiot and nobody likes you") - sum(one), odds("what a lovely day") - sum(other),
                    1e-3)
            << shipped_classifier().names()[k];
    }
}

TEST_F(ClassifierTest, AnInsultInAHeapOfKindWordsWeighsMoreThanTheHeapAlone) {
    const std::string heap =
        "Thank you so much to everybody who came along on Saturday, the children had a wonderful time and the weather "
        "was kind to us as well. The cake stall raised more than ever before, and the raffle sold out by eleven. We "
        "would like to say a special word of thanks to the kitchen, who fed two hundred people without a hitch, and to "
        "our neighbours for lending chairs and tables. Photographs will be on the website next week. Lost jumpers are "
        "in the hall until Friday, please come and have a look before they go to the charity shop. See you in spring! ";
    const auto toxic = model_named(shipped_classifier(), "toxic");
    const auto kind = shipped_classifier().evidence(normalised(heap).tokens)[toxic];
    const auto mixed = shipped_classifier().evidence(normalised(heap + "You are all useless idiots.").tokens)[toxic];
    EXPECT_GT(mixed.passage, kind.passage + 1.5);
    EXPECT_GT(mixed.passage, mixed.whole + 0.5);
}

}  // namespace tests
