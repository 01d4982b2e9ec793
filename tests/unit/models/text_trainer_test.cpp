// Training: the same texts give the same models, and what comes out can be loaded.

#include "models/text/trainer.hpp"

#include "models/text/corpus.hpp"
#include "models/text/measure.hpp"
#include "models/text/perturb.hpp"
#include "tests/support/temporary_directory.hpp"
#include "text_fixture.hpp"

#include <sstream>

namespace tests {

using models::text::TrainOptions;

class TrainerTest : public testing::Test {
  protected:
    /// A little invented corpus in which "grumblewort" is a threat and everything else is not.
    std::string rules_that_ask(const std::string& model) {
        const auto path = directory / ("asks_" + model + ".toml");
        std::ofstream{path}
            << "version = 1\n[[rule]]\ncode = \"wobbleknot\"\ncategory = \"cp_disclosure\"\n"
               "severity = 3\nsentence = \"speaks of a wobbleknot\"\nany = [\"wobbleknot\"]\nlearnt = \""
            << model << "\"\n";
        return path;
    }

    TrainOptions options(const std::string& name) {
        std::ofstream corpus{directory / "corpus.jsonl"};
        for (int i = 0; i < 120; ++i) {
            const bool threat = i % 3 == 0;
            corpus << R"({"id":"x","text":")" << (threat ? "beware of the grumblewort " : "a lovely day at the fair ")
                   << i << R"(","labels":[)" << (threat ? "\"threat\"" : "\"benign\"")
                   << R"(],"known":["threat"],"toxic":)" << (threat ? 1 : 0)
                   << R"(,"source":"invented","licence":"none","use":")" << (i == 0 ? "train-verify" : "train")
                   << R"(","core":true})" << '\n';
        }
        corpus.close();
        std::ofstream dev{directory / "dev.jsonl"};
        for (int i = 0; i < 60; ++i)
            dev << R"({"text":")" << (i % 3 == 0 ? "that grumblewort " : "those fair days ") << i
                << R"( once more","labels":[)" << (i % 3 == 0 ? "\"threat\"" : "\"benign\"")
                << R"(],"known":["threat"],"toxic":)" << (i % 3 == 0 ? 1 : 0) << R"(,"use":"train","core":true})"
                << '\n';
        dev.close();
        TrainOptions out;
        out.train_files = {directory / "corpus.jsonl"};
        out.dev_file = directory / "dev.jsonl";
        out.rules_file = rules_that_ask("disclosure");
        out.sentences_file = directory / "sentences.toml";
        std::ofstream{directory / "sentences.toml"} << R"([slots]
who = ["miss", "sir"]
[sentences]
disclosure = ["{who} there is a wobbleknot at home", "the wobbleknot is in my room"]
harmless = ["thank you {who}", "a day at home"]
[held_back]
harmless = ["the sparklefish is at home"]
)";
        out.output = directory / name;
        std::filesystem::create_directories(out.output);
        std::filesystem::copy_file(ARTEFACTS_DIRECTORY "/lexicon.tsv",
                                   std::filesystem::path{out.output} / "lexicon.tsv");
        return out;
    }

    TemporaryDirectory directory;
};

TEST_F(TrainerTest, MakesModelsThatLoadAndTheSameOnesAgain) {
    std::ostringstream progress;
    const auto first = models::text::train(options("one"), progress);
    ASSERT_TRUE(first) << first.error().message;
    const auto loaded = models::Assessor::load(directory / "one");
    ASSERT_TRUE(loaded) << loaded.error().message;
    const auto threat = static_cast<std::size_t>(models::Category::threat);
    EXPECT_GT((*loaded)->assess("beware of the grumblewort").scores[threat],
              (*loaded)->assess("a lovely day at the fair").scores[threat]);

    auto again = options("two");  // its rules are there already, called by another path
    std::filesystem::copy_file(again.rules_file, directory / "two/rules.toml");
    again.rules_file = directory / "one/../two/rules.toml";
    ASSERT_TRUE(models::text::train(again, progress));
    EXPECT_EQ(read_file(directory / "one/manifest.json"), read_file(directory / "two/manifest.json"));
    const auto card = read_file(directory / "one/MODEL_CARD.md");
    EXPECT_NE(card.find("| invented | none | 119 |"), std::string::npos) << card;
    EXPECT_TRUE((*loaded)->assess("the wobbleknot is in the house").has(models::Category::cp_disclosure));
    EXPECT_FALSE((*loaded)->assess("a day at home, thank you miss").has(models::Category::cp_disclosure));
    EXPECT_FALSE((*loaded)->assess("the sparklefish is at home").has(models::Category::cp_disclosure));
    EXPECT_NE(progress.str().find("hate: no texts to learn from"), std::string::npos);
}

TEST_F(TrainerTest, LearnsNothingThatIsNearlyTheSameAsWhatIsMeasuredOn) {
    const auto planted = options("planted");
    std::ofstream{directory / "dev.jsonl", std::ios::app}
        << R"({"text":"He said that the beastly quibblefrog would come for all of them on the day of the fair",)"
        << R"("labels":["threat"],"toxic":1,"use":"train-verify"})" << '\n';
    std::ofstream{directory / "corpus.jsonl", std::ios::app}
        << R"({"text":"HE SAID that the b e a s t l y quibblefrog would come for all of us on the day of the fair!!",)"
        << R"("labels":["threat"],"toxic":1,"source":"planted","licence":"none","use":"train"})" << '\n'
        << R"({"text":"The quibblefrog has nothing to do with this one","labels":[],"known":["threat"],"toxic":0,)"
        << R"("source":"other","licence":"none","use":"train"})" << '\n';
    auto sentences = read_file(directory / "sentences.toml");
    sentences.replace(sentences.find("a day at home"), 13, "The sparklefish is at home");
    std::ofstream{directory / "sentences.toml"} << sentences;
    std::ostringstream progress;
    ASSERT_TRUE(models::text::train(planted, progress));
    const auto card = read_file(directory / "planted/MODEL_CARD.md");
    EXPECT_EQ(card.find("| planted |"), std::string::npos) << card;
    EXPECT_NE(card.find("| other | none | 1 |"), std::string::npos) << card;
    EXPECT_NE(card.find("Left out: 41 texts"), std::string::npos) << "one of the file, forty of a sentence: " << card;
}

TEST_F(TrainerTest, AModelThatARuleAsksMustBeThere) {
    auto without = options("without");
    without.rules_file = rules_that_ask("pupil_data");
    std::ostringstream progress;
    ASSERT_TRUE(models::text::train(without, progress));
    const auto loaded = models::Assessor::load(directory / "without");
    ASSERT_FALSE(loaded) << "its rules would never fire, and nobody would know";
    EXPECT_NE(loaded.error().message.find("asks the model pupil_data, which is not there"), std::string::npos);
}

TEST_F(TrainerTest, SaysWhichLineMakesNoSense) {
    auto bad = options("bad");
    std::ofstream{directory / "broken.jsonl"} << "{\"text\":\"fine\"}\n{\"text\":\n";
    bad.train_files = {directory / "broken.jsonl"};
    std::ostringstream progress;
    const auto trained = models::text::train(bad, progress);
    ASSERT_FALSE(trained);
    EXPECT_NE(trained.error().message.find("broken.jsonl:2"), std::string::npos) << trained.error().message;
}

TEST_F(TrainerTest, LetsConcernsBeginAboveTheTalkThatWasHeldBack) {
    const auto quiet = options("quiet");
    auto sentences = read_file(directory / "sentences.toml");
    sentences.replace(sentences.find("the sparklefish is at home"), 26, "the wobbleknot is in the house");
    std::ofstream{directory / "sentences.toml"} << sentences;
    std::ostringstream progress;
    ASSERT_TRUE(models::text::train(quiet, progress));
    const auto loaded = models::Assessor::load(directory / "quiet");
    ASSERT_TRUE(loaded) << loaded.error().message;
    EXPECT_FALSE((*loaded)->assess("the wobbleknot is in the house").has(models::Category::cp_disclosure));
}

TEST_F(TrainerTest, SaysWhenTheSentencesAreMissingOrMakeNoSense) {
    auto bad = options("bad");
    std::ofstream{directory / "sentences.toml"} << "[sentences";
    std::ostringstream progress;
    const auto senseless = models::text::train(bad, progress);
    ASSERT_FALSE(senseless);
    EXPECT_NE(senseless.error().message.find("the sentences, line 1"), std::string::npos) << senseless.error().message;
    bad.sentences_file = directory / "nowhere.toml";
    EXPECT_FALSE(models::text::train(bad, progress));
}

TEST_F(TrainerTest, SaysWhenTheCorpusIsMissing) {
    auto bad = options("bad");
    bad.train_files = {directory / "nowhere.jsonl.gz"};
    std::ostringstream progress;
    EXPECT_FALSE(models::text::train(bad, progress));
}

TEST(Answers, AnAbsentLabelCountsOnlyWhenItIsKnown) {
    models::text::LabelledText text;
    using models::text::Label;
    EXPECT_EQ(text.answer(Label::hate), -1);
    text.toxic = 0;
    EXPECT_EQ(text.answer(Label::hate), 0);
    EXPECT_EQ(text.answer(Label::profanity), -1);
    text.known = 1U << static_cast<unsigned>(Label::profanity);
    EXPECT_EQ(text.answer(Label::profanity), 0);
    text.labels = 1U << static_cast<unsigned>(Label::profanity);
    EXPECT_EQ(text.answer(Label::profanity), 1);
}

TEST(Figures, OfASeparableScoreArePerfect) {
    std::vector<std::pair<float, bool>> scored;
    for (int i = 0; i < 200; ++i) scored.emplace_back(static_cast<float>(i), i >= 150);
    const auto found = models::text::figures(scored);
    EXPECT_DOUBLE_EQ(found.auc, 1.0);
    EXPECT_DOUBLE_EQ(found.recall_at_one, 1.0);
    EXPECT_GT(found.at_one, found.at_five);
    EXPECT_EQ(found.positives, 50u);
}

TEST(Figures, OfAScoreThatSaysNothingAreAHalf) {
    std::vector<std::pair<float, bool>> scored;
    for (int i = 0; i < 200; ++i) scored.emplace_back(1.0F, i % 2 == 0);
    EXPECT_DOUBLE_EQ(models::text::figures(scored).auc, 0.5);
}

TEST(Perturbation, IsTheSameForTheSameSeed) {
    const std::string text = "somebody really should have known better than this";
    EXPECT_EQ(models::text::perturb(text, 4), models::text::perturb(text, 4));
    bool changed = false;
    for (std::uint64_t seed = 0; seed < 20; ++seed) changed = changed || models::text::perturb(text, seed) != text;
    EXPECT_TRUE(changed);
}

}  // namespace tests
