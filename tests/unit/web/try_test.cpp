// What trying a text promises: it says what would happen and why, and leaves no trace.

#include "site_world.hpp"

namespace tests {

using models::Category;
using models::Severity;

class TryTest : public SiteWorld {
  protected:
    void SetUp() override {
        SiteWorld::SetUp();
        models::Assessment threat;
        threat.severity = Severity::v4;
        threat.findings = {{Category::threat, Severity::v4, true}};
        threat.reasons = {{Category::threat, "weapon_time", "mentions a weapon together with a time", 2, 7}};
        assessor.known["knife"] = threat;
        models::Assessment cake;
        cake.look_alikes = {{Category::threat, 0, 5, 10, 14}};
        assessor.known["cut the cake"] = cake;
    }

    runtime::ServerResponse tried(const std::string& text, const std::string& network = "facebook") {
        auto quill = signed_in("quill");
        return post(quill, "/judging/try", {{"text", text}, {"network", network}});
    }

    std::int64_t keys_in_redis() {
        const runtime::RedisCommand count{"DBSIZE"};
        return runner.run(redis->command(count))->number;
    }
};

TEST_F(TryTest, SaysWhatWouldHappenAndWhy) {
    const auto page = tried("a knife at hometime").body;
    EXPECT_TRUE(has(page, "seen by the safeguarding team and the head only"));
    EXPECT_TRUE(has(page, "Gatehouse itself would begin with hiding it on Facebook at once"));
    EXPECT_TRUE(has(page, "the safeguarding team, the Headteacher"));
    EXPECT_TRUE(has(page, "Taken for: a threat."));
    EXPECT_TRUE(has(page, "Mentions a weapon together with a time: "));
    EXPECT_TRUE(has(page, "<mark>knife</mark>"));
}

TEST_F(TryTest, LeadsToAnExceptionFromARuleThatYields) {
    models::text::Rule rule{"weapon_time", Category::threat, Severity::v2, "mentions a weapon"};
    assessor.shipped_rules = {rule};
    EXPECT_FALSE(has(tried("a knife at hometime").body, "Not meant at this school?"));
    assessor.shipped_rules[0].yields = models::text::Yields::near_words;
    EXPECT_TRUE(has(tried("a knife at hometime").body, "/judging?rule=weapon_time"));
    EXPECT_FALSE(has(tried("what a lovely play").body, "/judging?rule=weapon_time"));
}

TEST_F(TryTest, ExplainsALookAlikeInOneSentence) {
    const auto harmless = tried("Blade can cut the cake").body;
    EXPECT_TRUE(has(harmless, "It would stay as it is and trouble nobody."));
    EXPECT_TRUE(has(harmless, "elsewhere could mean: a threat. Here it is harmless, because of "));
}

TEST_F(TryTest, SaysWhyNothingWasMadeOfWordsItKnowsNothingOf) {
    EXPECT_TRUE(has(tried("what a lovely play").body, "Nothing in it is used in a way that harms anybody"));
}

TEST_F(TryTest, SpeaksOfANetworkInItsOwnWords) {
    EXPECT_TRUE(has(tried("a knife", "youtube").body, "holding it for review on YouTube"));
}

TEST_F(TryTest, LeavesNoTrace) {
    const auto page = tried("a knife at hometime");
    EXPECT_EQ(header_of(page, "Cache-Control"), "no-store");
    EXPECT_FALSE(has(title_of(page), "knife"));
    auto quill = signed_in("quill");
    get(quill, "/judging/try");
    const auto keys = keys_in_redis();
    const auto entries = ok(store->journal_after(0, 1000)).size();
    post(quill, "/judging/try", {{"text", "a knife at hometime"}});
    EXPECT_EQ(keys_in_redis(), keys);
    EXPECT_EQ(ok(store->journal_after(0, 1000)).size(), entries);
}

TEST_F(TryTest, AsksForAText) {
    EXPECT_EQ(tried("").status, 422U);
    EXPECT_EQ(tried(std::string(20'000, 'a')).status, 422U);
}

TEST_F(TryTest, IsForThoseWhoMayProposeHowTextsAreJudged) {
    for (const auto* person : {"quill", "birch", "ottilie", "trellis", "heath"}) {
        auto browser = signed_in(person);
        EXPECT_EQ(get(browser, "/judging/try").status, 200U) << person;
    }
    for (const auto* person : {"sedge", "marsh"}) {
        auto browser = signed_in(person);
        get(browser, "/account");
        EXPECT_EQ(get(browser, "/judging/try").status, 403U) << person;
        EXPECT_EQ(post(browser, "/judging/try", {{"text", "a knife"}}).status, 403U) << person;
    }
}

TEST_F(TryTest, WhatIsTypedIsText) {
    const auto page = tried("<script>knife</script>").body;
    EXPECT_FALSE(has(page, "<script>knife"));
}

}  // namespace tests
