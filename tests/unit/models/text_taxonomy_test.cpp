// The taxonomy's examples, in our words (models/golden): how many are found, and what must never happen.

#include "models/text/evaluation.hpp"
#include "text_fixture.hpp"

namespace tests {

using models::Category;

/// The share of the harmful examples of one severity that get at least that severity; misses are printed.
double recall(int severity) {
    double all = 0;
    double found = 0;
    for (const auto& example : examples("harmful.jsonl")) {
        if (example.at_least != severity) continue;
        ++all;
        if (level(shipped_assessor().assess(example.text).severity) >= severity)
            ++found;
        else
            std::cout << "missed V" << severity << ": " << example.text << '\n';
    }
    return found / all;
}

TEST(Taxonomy, EmergenciesAreFound) {
    EXPECT_GE(recall(4), 0.97);
}
TEST(Taxonomy, WhatMustBeActedOnNowIsFound) {
    EXPECT_GE(recall(3), 0.90);
}
TEST(Taxonomy, WhatMustBeActedOnTodayIsFound) {
    EXPECT_GE(recall(2), 0.80);
}

TEST(Taxonomy, ALaughSilencesNothingGrave) {
    double all = 0;
    double seen = 0;
    for (const auto& example : examples("harmful.jsonl"))
        for (const auto* laugh : {" 😂", " lol", " jk"}) {
            if (example.at_least < 3) continue;
            ++all;
            if (level(shipped_assessor().assess(example.text + laugh).severity) >= 3)
                ++seen;
            else
                std::cout << "laughed away: " << example.text << laugh << '\n';
        }
    EXPECT_GE(seen / all, 0.95);
    const auto* armed = "Bringing a knife to school at 3.15 today 😂";
    EXPECT_EQ(level(shipped_assessor().assess(armed).severity), 4) << armed;
}

TEST(Taxonomy, WordsRunTogetherInAHashtagAreRead) {
    EXPECT_EQ(level(shipped_assessor().assess("#BringingAKnifeToSchoolToday").severity), 4);
    EXPECT_LE(level(shipped_assessor().assess("#SportsDay #ProudParents #Year6Leavers").severity), 1);
}

TEST(Taxonomy, HarmIsCalledByItsName) {
    double all = 0;
    double right = 0;
    for (const auto& example : examples("harmful.jsonl")) {
        const auto found = shipped_assessor().assess(example.text);
        const bool any = std::any_of(example.categories.begin(), example.categories.end(),
                                     [&](Category category) { return found.has(category); });
        ++all;
        right += any ? 1 : 0;
    }
    EXPECT_GE(right / all, 0.9);
}

TEST(Taxonomy, LookAlikesAreNeverMaterialForHiding) {
    for (const auto& example : examples("lookalikes.jsonl")) {
        const auto found = shipped_assessor().assess(example.text);
        EXPECT_FALSE(found.may_be_hidden())
            << example.text << (found.reasons.empty() ? "" : " " + found.reasons[0].code);
    }
}

TEST(Taxonomy, HarmlessCommentsAreLeftAlone) {
    double all = 0;
    double alone = 0;
    for (const auto& example : examples("benign.jsonl")) {
        ++all;
        if (level(shipped_assessor().assess(example.text).severity) <= 1)
            ++alone;
        else
            std::cout << "not left alone: " << example.text << '\n';
    }
    EXPECT_GE(alone / all, 0.97);
}

TEST(Taxonomy, CriticismIsNeverMaterialForHiding) {
    for (const auto& example : examples("criticism.jsonl"))
        EXPECT_FALSE(shipped_assessor().assess(example.text).may_be_hidden()) << example.text;
}

TEST(Taxonomy, ALanguageOfTheCommunityIsNamedToWhoeverHasItRead) {
    for (const auto& [language, text] : std::vector<std::pair<std::string, std::string>>{
             {"Welsh", "Mae'r plant wedi cael diwrnod da yn yr ysgol"},
             {"Polish", "Kiedy jest zebranie dla rodziców w szkole?"},
             {"Romanian", "Copilul meu nu este la școală pentru că are febră"},
             {"Turkish", "Bu okul çocuklar için çok iyi değil mi"},
             {"Urdu", "یہ اسکول بچوں کے لیے بہت اچھا ہے اور"},
             {"Urdu", "Mera bacha kal school nahi aa sakta hai"},
             {"Punjabi", "ਬੱਚਿਆਂ ਨੇ ਬਹੁਤ ਵਧੀਆ ਕੰਮ ਕੀਤਾ ਹੈ"},
             {"Ukrainian", "Коли діти мають контрольну у школі, це дуже важливо для нас"},
             {"Arabic", "هل يوجد موعد مع المدرسة في هذا الأسبوع من فضلكم"},
             {"", "Οι δάσκαλοι είναι πολύ καλοί φέτος"}}) {
        const auto reasons = shipped_assessor().assess(text).reasons;
        const auto found = std::find_if(reasons.begin(), reasons.end(),
                                        [](const auto& reason) { return reason.code == "unknown_language"; });
        ASSERT_NE(found, reasons.end()) << text;
        EXPECT_EQ(found->sentence, "is written in a language that is not understood" +
                                       (language.empty() ? std::string{} : ", probably " + language));
    }
}

TEST(Taxonomy, AnotherLanguageIsNotUnderstoodRatherThanFine) {
    for (const auto& example : examples("languages.jsonl"))
        EXPECT_EQ(shipped_assessor().assess(example.text).has(Category::unknown_language), example.unknown)
            << example.text;
}

TEST(Taxonomy, RudenessTowardsTheSchoolIsAboutItsStaffAndNotAboutAPupil) {
    for (const auto* text : {"you are a bunch of useless idiots", "what a load of rubbish you idiots",
                             "you lot at this school are absolute clowns and idiots"}) {
        const auto found = shipped_assessor().assess(text);
        EXPECT_TRUE(found.has(Category::staff_abuse)) << text;
        EXPECT_FALSE(found.has(Category::bullying_pupil)) << text;
    }
    const auto* of_a_child = "you are a useless idiot and so is your son";
    EXPECT_TRUE(shipped_assessor().assess(of_a_child).has(Category::bullying_pupil)) << of_a_child;
}

TEST(Taxonomy, EveryFindingHasAReason) {
    for (const auto* file : {"harmful.jsonl", "lookalikes.jsonl", "criticism.jsonl"})
        for (const auto& example : examples(file)) {
            const auto found = shipped_assessor().assess(example.text);
            for (const auto& finding : found.findings)
                EXPECT_TRUE(std::any_of(found.reasons.begin(), found.reasons.end(),
                                        [&](const models::Reason& reason) {
                                            return reason.category == finding.category && !reason.sentence.empty();
                                        }))
                    << example.text << ' ' << to_string(finding.category);
        }
}

}  // namespace tests
