// What no public text speaks of: our own sentences are read as they are meant, and what they teach finds others.

#include "models/text/near_duplicates.hpp"
#include "models/text/sentences.hpp"

#include "text_fixture.hpp"

namespace tests {

using models::Category;
using models::text::read_sentences;

TEST(Sentences, TakeOneValueAfterTheOtherInPlaceOfASlot) {
    const auto read = read_sentences(R"(
[slots]
who = ["the teacher", "miss"]
[sentences]
allegation = ["{who} hurt a child"]
harmless = ["thank you {who}"]
[held_back]
harmless = ["Well done"]
)");
    ASSERT_TRUE(read) << read.error().message;
    const auto task = *models::text::task_named("allegation");
    for (const auto* line : {"miss hurt a child", "the teacher hurt a child", "thank you miss"}) {
        const auto found = std::find_if(read->examples.begin(), read->examples.end(),
                                        [&](const auto& example) { return example.line == line; });
        ASSERT_NE(found, read->examples.end()) << line;
        EXPECT_EQ(found->answers[task], line[0] == 't' && line[2] == 'a' ? 0 : 1) << line;
    }
    EXPECT_EQ(read->examples.size(), 44u);
    EXPECT_EQ(read->harmless_talk, std::vector<std::string>{"well done"}) << "nothing learns from what is held back";
}

TEST(Sentences, SayNothingOfWhatTheyAreNotAbout) {
    const auto read =
        read_sentences("[slots]\n[sentences]\nallegation = [\"x y\"]\nharmless = [\"z\"]\n[held_back]\nharmless = []");
    ASSERT_TRUE(read) << read.error().message;
    for (const auto& example : read->examples) {
        EXPECT_EQ(example.answers[*models::text::task_named("disclosure")], -1);
        EXPECT_EQ(example.answers[*models::text::task_named("toxic")], -1);
    }
}

TEST(Sentences, ThatMakeNoSenseAreRefusedWithAReason) {
    const std::string slots = "[slots]\nwho = [\"miss\"]\nnobody = []\n[held_back]\nharmless = []\n";
    for (const auto& [text, reason] : {std::pair<std::string, std::string>{"[slots", "line 1"},
                                       {"a = 1", "need [slots]"},
                                       {"[slots]\n[sentences]", "and [held_back] harmless"},
                                       {slots + "[sentences]\nkindness = [\"x\"]", "kindness is nothing"},
                                       {slots + "[sentences]\nthreat = [\"{where} now\"]", "without values"},
                                       {slots + "[sentences]\nthreat = [\"{nobody} now\"]", "without values"},
                                       {slots + "[sentences]\nthreat = [\"{who now\"]", "without values"}}) {
        const auto read = read_sentences(text);
        ASSERT_FALSE(read) << text;
        EXPECT_NE(read.error().message.find(reason), std::string::npos) << read.error().message;
    }
}

TEST(Sentences, AreNotThoseThatMeasureWhatWasLearnt) {
    const auto read = read_sentences(read_file(ARTEFACTS_DIRECTORY "/sentences.toml"));
    ASSERT_TRUE(read) << read.error().message;
    models::text::NearDuplicates measuring;
    const auto remember = [&](const Example& example) { measuring.remember(normalised(example.text).line()); };
    for (const auto* file : {"unseen.jsonl", "unseen_concerns.jsonl", "unseen_harmless.jsonl", "others.jsonl"})
        for (const auto& example : examples(file, UNSEEN_DIRECTORY)) remember(example);
    for (const auto* file :
         {"harmful.jsonl", "lookalikes.jsonl", "criticism.jsonl", "benign.jsonl", "functional.jsonl"})
        for (const auto& example : examples(file)) remember(example);
    for (const auto& line : read->harmless_talk) EXPECT_FALSE(measuring.has_like(line)) << line;
    for (const auto& line : read->harmless_talk) measuring.remember(line);
    for (const auto& example : read->examples) EXPECT_FALSE(measuring.has_like(example.line)) << example.line;
}

double share_seen(const std::string& file) {
    const auto all = examples(file, UNSEEN_DIRECTORY);
    const auto seen = std::count_if(all.begin(), all.end(), [](const Example& example) {
        return shipped_assessor().assess(example.text).severity >= models::Severity::v1;
    });
    return static_cast<double>(seen) / static_cast<double>(all.size());
}

const models::text::Task* concern_of(const models::Reason& reason) {
    for (const auto& task : models::text::kTasks)
        if (task.concern && reason.code == "model:" + std::string{task.name}) return &task;
    return nullptr;
}

/// Of the first file rules alone put 0.37 before a person.
TEST(Concerns, OfSentencesNobodyLearntFromAreMostlyPutBeforeAPerson) {
    EXPECT_GE(share_seen("unseen.jsonl"), 0.57);
    EXPECT_GE(share_seen("unseen_concerns.jsonl"), 0.5);
}

TEST(Concerns, LeaveHarmlessTalkInTheSameWordsAlone) {
    EXPECT_LE(share_seen("unseen_harmless.jsonl"), 0.1);
}

TEST(Concerns, SpeakOfAtMostOneInFiftyOfTheTalkThatWasHeldBackFromThem) {
    const auto read = read_sentences(read_file(ARTEFACTS_DIRECTORY "/sentences.toml"));
    ASSERT_TRUE(read) << read.error().message;
    ASSERT_GE(read->harmless_talk.size(), 150u);
    const auto spoken_of =
        std::count_if(read->harmless_talk.begin(), read->harmless_talk.end(), [](const std::string& line) {
            const auto reasons = shipped_assessor().assess(line).reasons;
            return std::any_of(reasons.begin(), reasons.end(),
                               [](const auto& reason) { return concern_of(reason) != nullptr; });
        });
    EXPECT_LE(static_cast<std::size_t>(spoken_of) * 50, read->harmless_talk.size());
}

TEST(Models, HearNoMoreInASchoolsTalkThanInPublicTexts) {
    const auto& classifier = shipped_classifier();
    const auto read = read_sentences(read_file(ARTEFACTS_DIRECTORY "/sentences.toml"));
    ASSERT_TRUE(read) << read.error().message;
    const auto& names = classifier.names();
    std::vector<std::size_t> maybe(names.size());
    std::vector<std::size_t> sure(names.size());
    for (const auto& line : read->harmless_talk) {
        const auto standing = classifier.judge(normalised(line).tokens).standing;
        for (std::size_t k = 0; k < names.size(); ++k) {
            maybe[k] += standing[k] > models::text::Classifier::kMaybe ? 1U : 0U;
            sure[k] += standing[k] > models::text::Classifier::kSure ? 1U : 0U;
        }
    }
    for (std::size_t k = 0; k < names.size(); ++k) {
        if (names[k] == "criticism") continue;  // such talk holds complaints
        EXPECT_LE(maybe[k] * 100, read->harmless_talk.size() * 5 + 100) << names[k];
        EXPECT_LE(sure[k] * 100, read->harmless_talk.size() + 100) << names[k];
    }
}

TEST(Concerns, AreNeverSureAndSayWhy) {
    std::size_t found = 0;
    for (const auto& example : examples("unseen_concerns.jsonl", UNSEEN_DIRECTORY)) {
        const auto assessment = shipped_assessor().assess(example.text);
        for (const auto& reason : assessment.reasons) {
            const auto* task = concern_of(reason);
            if (task == nullptr) continue;
            ++found;
            EXPECT_TRUE(assessment.has(*task->concern)) << example.text;
            EXPECT_TRUE(reason.sentence.starts_with(task->sentence)) << reason.sentence;
            EXPECT_LE(reason.end, example.text.size());
        }
        const auto& reasons = assessment.reasons;
        const bool alone = std::all_of(reasons.begin(), reasons.end(),
                                       [](const auto& reason) { return concern_of(reason) != nullptr; });
        for (const auto& finding : assessment.findings) EXPECT_FALSE(alone && finding.sure) << example.text;
        EXPECT_FALSE(alone && assessment.severity > models::Severity::v2) << example.text;
    }
    EXPECT_GT(found, 0u);
}

}  // namespace tests
