// What stands around the words and what it changes: severity by one step for people to see, and nothing automatic.

#include "moderation/circumstances.hpp"

#include "models/text/agreement.hpp"
#include "models/text/assessor.hpp"

#include <gtest/gtest.h>

namespace {

using models::Category;
using models::Severity;
using moderation::Circumstances;

struct Row {
    const char* name;
    std::vector<models::Finding> findings;
    Circumstances around;
    Category category;
    Severity severity;
    const char* reason;  ///< empty: nothing is added
};

Circumstances first_comment() {
    Circumstances around;
    around.first_comment = true;
    return around;
}
Circumstances counts(std::size_t of_author, std::size_t same_words, std::size_t under_post) {
    Circumstances around;
    around.of_author = of_author;
    around.same_words = same_words;
    around.under_post = under_post;
    return around;
}
Circumstances agreeing_with(Category category, Severity severity) {
    Circumstances around;
    around.answers = models::Finding{category, severity, true};
    around.agrees = true;
    return around;
}

const std::vector<Row> kRows{
    {"AStrangersFirstCommentToAChild",
     {{Category::grooming_contact, Severity::v1, true}},
     first_comment(),
     Category::grooming_contact,
     Severity::v2,
     "around:first_comment"},
    {"AFirstCommentThatIsRudeIsAsRudeAsAnother",
     {{Category::staff_abuse, Severity::v1, true}},
     first_comment(),
     Category::staff_abuse,
     Severity::v1,
     ""},
    {"TheSameWordsForTheThirdTime", {}, counts(0, 2, 0), Category::spam_scam, Severity::v1, "around:same_words"},
    {"TheSameWordsForTheSecondTime", {}, counts(0, 1, 0), Category::benign, Severity::v0, ""},
    {"TheSameAdvertisementAgain",
     {{Category::spam_scam, Severity::v1, true}},
     counts(0, 5, 0),
     Category::spam_scam,
     Severity::v2,
     "around:same_words"},
    {"TheThirdItemInNineDays",
     {{Category::staff_abuse, Severity::v2, true}},
     counts(2, 0, 0),
     Category::staff_abuse,
     Severity::v3,
     "around:third_item"},
    {"TheSecondItemInNineDays",
     {{Category::staff_abuse, Severity::v2, true}},
     counts(1, 0, 0),
     Category::staff_abuse,
     Severity::v2,
     ""},
    {"NothingBecomesAnEmergencyByItsCircumstances",
     {{Category::threat, Severity::v3, true}},
     counts(9, 0, 0),
     Category::threat,
     Severity::v3,
     "around:third_item"},
    {"ThirdTimesDoNotMakeACriticWorse",
     {{Category::criticism, Severity::v1, true}},
     counts(9, 0, 0),
     Category::criticism,
     Severity::v1,
     ""},
    {"MoreThanTenUnderAPost",
     {{Category::criticism, Severity::v1, true}},
     counts(0, 0, 10),
     Category::criticism,
     Severity::v2,
     "around:pile_on"},
    {"TenUnderAPost",
     {{Category::criticism, Severity::v1, true}},
     counts(0, 0, 9),
     Category::criticism,
     Severity::v1,
     ""},
    {"AgreeingWithAbuse",
     {},
     agreeing_with(Category::bullying_pupil, Severity::v2),
     Category::bullying_pupil,
     Severity::v1,
     "around:agrees"},
    {"AgreeingWithWhatIsMild",
     {},
     agreeing_with(Category::bullying_pupil, Severity::v1),
     Category::benign,
     Severity::v0,
     ""},
    {"AgreeingWithAComplaint",
     {},
     agreeing_with(Category::criticism, Severity::v2),
     Category::benign,
     Severity::v0,
     ""},
};

class Around : public testing::TestWithParam<Row> {};

TEST_P(Around, WeighsAsTheTableSays) {
    const auto& row = GetParam();
    models::Assessment assessment;
    assessment.findings = row.findings;
    if (!row.findings.empty()) assessment.severity = row.findings.front().severity;
    moderation::weigh(assessment, row.around);
    EXPECT_EQ(assessment.severity, row.severity);
    const std::string reason{row.reason};
    if (reason.empty()) {
        EXPECT_TRUE(assessment.reasons.empty());
        EXPECT_EQ(assessment.findings.size(), row.findings.size());
        return;
    }
    ASSERT_EQ(assessment.reasons.size(), 1U);
    EXPECT_EQ(assessment.reasons.front().code, reason);
    EXPECT_FALSE(assessment.reasons.front().sentence.empty());
    ASSERT_TRUE(assessment.has(row.category));
    EXPECT_EQ(assessment.findings.front().raised, row.findings.empty() || row.findings.front().severity < row.severity);
}

INSTANTIATE_TEST_SUITE_P(Circumstances, Around, testing::ValuesIn(kRows),
                         [](const auto& test) { return std::string{test.param.name}; });

moderation::Intaken comment(const std::string& author, const std::string& words, runtime::Time written, bool queue) {
    moderation::Intaken one;
    one.item.external_id = author + words;
    one.item.author_id = author;
    one.item.post_external_id = "post";
    one.item.created_at = written;
    one.words = words;
    one.queue = queue;
    return one;
}

TEST(PageSoFar, CountsWhatTheSamePageHoldsAlreadyAndNotWhatIsLongAgo) {
    const auto now = runtime::from_ms(1'795'168'800'000);
    const auto long_ago = comment("660", "buy now", now - std::chrono::hours{24 * 10}, true);
    const auto earlier = comment("660", "buy now", now - std::chrono::minutes{5}, true);
    const auto fine = comment("661", "well done", now - std::chrono::minutes{4}, false);
    moderation::PageSoFar page{now};
    for (const auto* one : {&long_ago, &earlier, &fine}) page.take(*one);
    Circumstances around = first_comment();
    page.add_to(around, comment("660", "buy now", now, true));
    EXPECT_FALSE(around.first_comment);
    EXPECT_EQ(around.of_author, 1U);
    EXPECT_EQ(around.same_words, 1U);
    EXPECT_EQ(around.under_post, 1U);
}

TEST(Agreement, IsShortAndSaysNothingElse) {
    const auto agrees = [](const std::string& text) {
        return models::text::only_agrees(models::text::normalise(text, models::Assessor::kMaxTextBytes));
    };
    for (const auto* text :
         {"this", "THIS!!", "100% true", "so true lol", "well said", "agreed", "Couldn't agree more"})
        EXPECT_TRUE(agrees(text)) << text;
    for (const auto* text : {"", "no", "this is unkind, please take it down", "agree to disagree", "lol",
                             "same time next week?", "yes the hall opens at six"})
        EXPECT_FALSE(agrees(text)) << text;
    EXPECT_FALSE(agrees(std::string(100'000, 'y')));
}

}  // namespace
