// The page on which a school changes how its texts are judged: who may ask, who may agree, and what a head can read.

#include "moderation/adjuster.hpp"
#include "site_world.hpp"

#include "config/data_dir.hpp"

namespace tests {

class JudgingTest : public SiteWorld {
  protected:
    void SetUp() override {
        SiteWorld::SetUp();
        adjuster = std::make_unique<moderation::Adjuster>(*store, *adjustments, *practice, *triage, cpu, clock,
                                                          quiet_log(), config::data_file("golden"));
    }
    std::string page_for(const std::string& person) {
        auto browser = signed_in(person);
        return get(browser, "/judging").body;
    }
    unsigned press(const std::string& person, const std::string& path, Fields fields = {}) {
        auto browser = signed_in(person);
        get(browser, "/account");
        return post(browser, path, std::move(fields)).status;
    }
    static Fields term() {
        return {{"words", "grimble"},
                {"category", "staff_abuse"},
                {"severity", "1"},
                {"source", "colleagues"},
                {"months", "3"}};
    }

    std::unique_ptr<moderation::Adjuster> adjuster;
};

TEST_F(JudgingTest, ATermGoesLiveWhenASecondColleagueAgrees) {
    comment("c1", "what a grimble", moderation::Intaken{});
    EXPECT_EQ(press("quill", "/judging/terms", term()), 303U);
    EXPECT_TRUE(has(page_for("trellis"), "It is being made and tried on the last weeks."));
    EXPECT_TRUE(ok(adjuster->step()));

    const auto page = page_for("trellis");
    EXPECT_TRUE(has(page, "Change 1: more words to watch for. Asked for by Mrs Quill"));
    EXPECT_TRUE(has(page, "grimble"));
    EXPECT_TRUE(has(page, "It was tried on 1 comment of the last five weeks."));
    EXPECT_TRUE(has(page, "Emergencies are found"));
    EXPECT_TRUE(has(page_for("quill"), "You asked for this yourself."));
    EXPECT_EQ(press("quill", "/judging/agree", {{"number", "1"}}), 403U);
    EXPECT_EQ(press("birch", "/judging/agree", {{"number", "1"}}), 403U);

    EXPECT_EQ(press("trellis", "/judging/agree", {{"number", "1"}}), 303U);
    EXPECT_TRUE(has(page_for("quill"), "agreed by Mr Trellis"));
    EXPECT_TRUE(has(page_for("quill"), "Propose to end it"));
    EXPECT_EQ(press("ottilie", "/judging/back", {{"number", "1"}}), 303U);
    EXPECT_TRUE(has(page_for("quill"), "By the rules and models that came with Gatehouse, as they are."));
}

TEST_F(JudgingTest, SaysWhatIsWrongWithATerm) {
    EXPECT_EQ(press("quill", "/judging/terms", {{"words", ""}, {"months", "99"}}), 422U);
    EXPECT_EQ(ok(adjustments->state()).candidate, 0U);
}

/// One rule of each kind.
class ExceptionTest : public JudgingTest {
  protected:
    void SetUp() override {
        JudgingTest::SetUp();
        using models::text::Rule;
        using models::text::Yields;
        const auto rule = [](const char* code, models::Severity severity, Yields yields) {
            Rule made{code, models::Category::spam_scam, severity, std::string{"is what "} + code + " means"};
            made.yields = yields;
            return made;
        };
        assessor.shipped_rules = {rule("selling", models::Severity::v2, Yields::altogether),
                                  rule("beside", models::Severity::v2, Yields::near_words),
                                  rule("grave", models::Severity::v3, Yields::never),
                                  rule("quiet", models::Severity::v0, Yields::never)};
    }
    static Fields exception(const std::string& rule, const std::string& near = {}) {
        return {{"rule", rule}, {"near", near}, {"reason", "we sell our own"}, {"time", "6"}};
    }
    std::string refusal(Fields fields) {
        auto browser = signed_in("quill");
        get(browser, "/judging");
        const auto answer = post(browser, "/judging/exceptions", std::move(fields));
        EXPECT_EQ(answer.status, 422U);
        EXPECT_EQ(ok(adjustments->state()).candidate, 0U);
        return answer.body;
    }
};

TEST_F(ExceptionTest, ARuleIsSetAsideWhenASecondColleagueAgreesAndCountsAgainWhenThatEnds) {
    EXPECT_EQ(press("quill", "/judging/exceptions", exception("selling", "pta fete")), 303U);
    ok(adjuster->step());
    const auto page = page_for("trellis");
    EXPECT_TRUE(has(page, "Change 1: a shipped rule that is not meant here. Asked for by Mrs Quill"));
    EXPECT_TRUE(has(page, "is what selling means (not near certain words)"));
    EXPECT_TRUE(has(page, "pta fete"));
    EXPECT_TRUE(has(page, "we sell our own"));
    EXPECT_TRUE(has(page, "It would have changed: 0 more shown to a person and 0 fewer; 0 more hidden by Gatehouse"));
    EXPECT_TRUE(has(page, "texts that must always be judged right, none would be judged worse."));
    EXPECT_EQ(press("trellis", "/judging/agree", {{"number", "1"}}), 303U);
    ASSERT_EQ(ok(practice->now()).live->exceptions.size(), 1U);
    EXPECT_EQ(ok(practice->now()).live->exceptions[0].by, "quill");

    EXPECT_TRUE(has(page_for("birch"), "/judging/exceptions/end"));
    EXPECT_FALSE(has(page_for("heath"), "/judging/exceptions/end"));
    EXPECT_EQ(press("birch", "/judging/exceptions/end", {{"rule", "selling"}, {"near", "pta fete"}}), 303U);
    ok(adjuster->step());
    EXPECT_TRUE(has(page_for("trellis"), "Change 2: a shipped rule that counts again."));
    EXPECT_EQ(press("trellis", "/judging/agree", {{"number", "2"}}), 303U);
    EXPECT_TRUE(ok(practice->now()).live->exceptions.empty());
}

TEST_F(ExceptionTest, SaysInWordsWhatCannotBeSetAside) {
    EXPECT_TRUE(has(refusal(exception("grave", "fete")), "It finds what must be acted on now, so it stays"));
    EXPECT_TRUE(has(refusal(exception("quiet")), "It keeps complaints from being hidden or changes nothing"));
    EXPECT_TRUE(has(refusal(exception("beside")), "It stands beside rules for emergencies"));
    EXPECT_TRUE(has(refusal(exception("unknown")), "Choose a rule"));
    EXPECT_TRUE(has(refusal(exception("any")), "Write one to a few words"));
    EXPECT_TRUE(has(refusal(exception("selling", std::string(101, 'x'))), "Write a few words at most"));
    const auto nothing_said = refusal({{"rule", "selling"}});
    EXPECT_TRUE(has(nothing_said, "Say why, in a sentence or two"));
    EXPECT_TRUE(has(nothing_said, "Write a number from 1 to 12"));
    EXPECT_EQ(press("quill", "/judging/exceptions", exception("beside", "fete")), 303U);
}

TEST_F(ExceptionTest, OffersTheRulesThatYieldAndTheOneAskedFor) {
    auto quill = signed_in("quill");
    const auto page = get(quill, "/judging?rule=beside").body;
    EXPECT_TRUE(has(page, "is what selling means</option>"));
    EXPECT_TRUE(has(page, "value=\"beside\" selected"));
    EXPECT_FALSE(has(page, "is what grave means"));
    EXPECT_EQ(press("heath", "/judging/exceptions", exception("selling")), 403U);
    EXPECT_EQ(press("heath", "/judging/exceptions/end", exception("selling")), 403U);
}

TEST_F(JudgingTest, OneCandidateAtATimeAndItCanBeTakenBack) {
    EXPECT_EQ(press("quill", "/judging/learn"), 303U);
    EXPECT_EQ(press("birch", "/judging/learn"), 409U);
    EXPECT_EQ(press("quill", "/judging/withdraw", {{"number", "1"}}), 303U);
    EXPECT_EQ(press("birch", "/judging/learn"), 303U);
}

TEST_F(JudgingTest, BarsAreWorkedOutAndSaidInSentences) {
    models::Assessment rude;
    rude.severity = models::Severity::v1;
    rude.findings = {{models::Category::hate, models::Severity::v1, false}};
    rude.reasons = {{models::Category::hate, "model:hate", "reads like hate", 0, 0}};
    assessor.known["grimble"] = rude;
    auto quill = signed_in("quill");
    const auto id = comment("c1", "what a grimble", concern(models::Severity::v1, models::Category::hate));
    get(quill, "/items/" + id);
    ASSERT_EQ(post(quill, "/items/" + id + "/decide", {{"verb", "leave"}, {"version", version_of(id)}}).status, 303U);
    EXPECT_EQ(press("quill", "/judging/bars", {{"kind", ""}, {"aim", "7"}}), 422U);
    EXPECT_EQ(press("heath", "/judging/bars", {{"aim", "10"}}), 403U);
    EXPECT_EQ(press("quill", "/judging/bars", {{"kind", ""}, {"aim", "10"}}), 303U);
    ok(adjuster->step());
    const auto page = page_for("trellis");
    EXPECT_TRUE(has(page, "Change 1: how readily people are shown something. Asked for by Mrs Quill"));
    EXPECT_TRUE(has(
        page,
        "stays as it is. To rest on: 1 decision, of which colleagues confirmed 0, and 1 harmless comment; too few."));
    EXPECT_TRUE(has(page, "It takes 10 decisions, 3 of them confirmed, and 200 harmless comments."));
    EXPECT_EQ(press("quill", "/judging/withdraw", {{"number", "1"}}), 303U);
    EXPECT_EQ(press("quill", "/judging/bars", {{"kind", "hate"}, {"aim", "0"}}), 303U);
    ok(adjuster->step());
    EXPECT_TRUE(has(page_for("trellis"), "It takes back what was learnt here."));
}

TEST_F(JudgingTest, AuditorsReadAndOthersDoNot) {
    EXPECT_FALSE(has(page_for("heath"), "Make a candidate"));
    EXPECT_EQ(press("heath", "/judging/learn"), 403U);
    for (const auto* person : {"sedge", "marsh"}) {
        auto browser = signed_in(person);
        EXPECT_EQ(get(browser, "/judging").status, 403U) << person;
    }
}

TEST_F(JudgingTest, ShowsOnlyThoseChangedItemsThatThePersonMaySee) {
    auto kept = moderation::Intaken{};
    kept.visibility = models::Visibility::dsl;
    const auto id = comment("c1", "what a grimble", kept);
    press("quill", "/judging/terms", term());
    ok(adjuster->step());
    EXPECT_TRUE(has(page_for("ottilie"), "/items/" + id));
    EXPECT_FALSE(has(page_for("birch"), "/items/" + id));
}

}  // namespace tests
