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
    static const Classifier& classifier() {
        static const auto loaded =
            Classifier::load(ARTEFACTS_DIRECTORY, *models::text::read_manifest(ARTEFACTS_DIRECTORY));
        EXPECT_TRUE(loaded);
        return *loaded;
    }

    const std::vector<std::string> texts{
        "you are an idiot and nobody likes you", "what a lovely day", "zzqx unknownword", "a",
        "I will find you 🔪 and end you",        "Дуже дякую",        "¿qué? 😂😂 é",     "url @user 3.15"};
};

TEST_F(ClassifierTest, SaysWhatFastTextSays) {
    for (std::size_t k = 0; k < classifier().names().size(); ++k) {
        fasttext::FastText model;
        model.loadModel(ARTEFACTS_DIRECTORY "/" + classifier().names()[k] + ".ftz");
        for (const auto& text : texts) {
            const auto normal = normalised(text);
            std::istringstream line{normal.line() + '\n'};
            std::vector<std::pair<float, std::string>> predictions;
            ASSERT_TRUE(model.predictLine(line, predictions, -1, 0.0F));
            const auto raw = classifier().raw(normal.tokens)[k];
            const auto ours = 1 / (1 + std::exp(-raw));
            for (const auto& [probability, label] : predictions)
                if (label == "__label__1") {
                    EXPECT_NEAR(probability, ours, 1e-4) << text;
                }
        }
    }
}

TEST_F(ClassifierTest, ScoresLieBetweenNoughtAndOne) {
    for (const auto& text : texts)
        for (const auto score : classifier().score(normalised(text).tokens)) {
            EXPECT_GE(score, 0.0F);
            EXPECT_LE(score, 1.0F);
        }
}

TEST_F(ClassifierTest, AnEmptyTextScoresNothing) {
    for (const auto score : classifier().score({})) EXPECT_EQ(score, 0.0F);
}

TEST_F(ClassifierTest, TheWordThatMattersCarriesTheScore) {
    const auto text = normalised("the weather is fine you stupid idiot");
    const auto toxic = std::find(classifier().names().begin(), classifier().names().end(), "toxic");
    const auto weights =
        classifier().contributions(text.tokens, static_cast<std::size_t>(toxic - classifier().names().begin()));
    const auto top = std::max_element(weights.begin(), weights.end()) - weights.begin();
    const auto word = text.tokens[static_cast<std::size_t>(top)].text;
    EXPECT_TRUE(word == "idiot" || word == "stupid") << word;
}

}  // namespace tests
