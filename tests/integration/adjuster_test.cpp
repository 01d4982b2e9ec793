// From colleagues' decisions to a candidate in shadow, and from an agreement to how the next comment is judged.

#include "moderation/adjuster.hpp"

#include "config/data_dir.hpp"
#include "moderation/intake.hpp"
#include "tests/integration/store_world.hpp"
#include "tests/support/fake_clock.hpp"

namespace tests {
namespace {

/// A model that takes every destruction for a threat and what devastates for hate, and a rule against tickets.
class NervousAssessor final : public models::Assessor {
  public:
    models::Assessment assess(std::string_view text) const override { return assess_without(text, {}); }
    models::Assessment assess_without(std::string_view text,
                                      std::span<const models::text::SetAside> aside) const override {
        models::Assessment assessment;
        if (aside.empty() && text.find("tickets") != std::string_view::npos) {
            assessment.severity = Severity::v1;
            assessment.findings = {{models::Category::spam_scam, Severity::v1, true}};
            return assessment;
        }
        const bool destroys = text.find("destroy") != std::string_view::npos;
        if (text.find("devastate") != std::string_view::npos) {
            assessment.severity = Severity::v1;
            assessment.findings = {{models::Category::hate, Severity::v1, false}};
            assessment.reasons = {{models::Category::hate, "model:hate", "reads like hate", 0, 0}};
            assessment.scores[static_cast<std::size_t>(models::Category::hate)] = destroys ? 0.9F : 0.2F;
            return assessment;
        }
        if (!destroys) return assessment;
        assessment.severity = Severity::v1;
        assessment.findings = {{models::Category::threat, Severity::v1, false}};
        assessment.reasons = {{models::Category::threat, "model:threat", "reads like threats", 0, 0}};
        assessment.scores[static_cast<std::size_t>(models::Category::threat)] = 0.9F;
        return assessment;
    }
    std::string version() const override { return "m:test r:1"; }
};

class AdjusterTest : public StoreWorld {
  protected:
    AdjusterTest()
        : people{{}},
          calendar{config::Calendar::Times{}},
          routing{*config::load_routing(config::data_file("routing.csv"), {})},
          triage{routing, people, calendar} {}

    void SetUp() override {
        StoreWorld::SetUp();
        clock.set(now);
        adjustments = std::make_unique<moderation::AdjustmentStore>(*redis, sealer, "bramblecote");
        practice = std::make_unique<moderation::Practice>(*adjustments, assessor);
        intake = std::make_unique<moderation::Intake>(*store, *practice, triage, cpu, clock, quiet_log(), metrics);
        adjuster = std::make_unique<moderation::Adjuster>(*store, *adjustments, *practice, triage, cpu, clock,
                                                          quiet_log(), config::data_file("golden"));
    }

    void take(const std::string& external_id, const std::string& text) {
        auto collected = page();
        auto one = comment(external_id, text);
        one.author_id = "author-" + external_id;
        collected.items = {std::move(one)};
        ok(intake->record(std::move(collected)));
    }
    /// Colleagues leave what is about football and hide the rest.
    void decide_on_two_dozen() {
        for (int i = 0; i < 12; ++i) {
            const auto number = std::to_string(i);
            take("f" + number, "we will destroy them at football " + number);
            take("m" + number, "i destroy whoever waits outside " + number);
            call("f" + number, Verb::leave, {});
            call("m" + number, Verb::hide, {models::Category::threat, Severity::v1});
        }
    }
    void call(const std::string& external_id, Verb verb, moderation::Label label) {
        auto request = decision(external_id, verb, "ottilie");
        request.label = label;
        ok(store->decide(ottilie, request, now));
    }

    FakeClock clock;
    runtime::Metrics metrics;
    runtime::CpuPool cpu{1};
    config::People people;
    config::Calendar calendar;
    config::RoutingTable routing;
    moderation::Triage triage;
    NervousAssessor assessor;
    std::unique_ptr<moderation::AdjustmentStore> adjustments;
    std::unique_ptr<moderation::Practice> practice;
    std::unique_ptr<moderation::Intake> intake;
    std::unique_ptr<moderation::Adjuster> adjuster;
};

TEST_F(AdjusterTest, DecisionsBecomeACandidateThatRunsInShadowAndThenGoesLive) {
    EXPECT_FALSE(ok(adjuster->step()));
    decide_on_two_dozen();
    const moderation::AdjustmentRequest learn{std::string{moderation::AdjustmentRequest::kLearn}};
    const auto number = ok(adjustments->ask("ottilie", learn.what, pack(learn), now));
    EXPECT_TRUE(ok(adjuster->step()));
    EXPECT_FALSE(ok(adjuster->step()));

    const auto candidate = ok(adjustments->adjustment(number));
    EXPECT_EQ(candidate.state, "shadow");
    EXPECT_EQ(candidate.examples, 24u);
    EXPECT_FALSE(candidate.worse);
    const auto backtest = moderation::unpack_backtest(candidate.backtest);
    EXPECT_EQ(backtest.looked_at, 24u);
    EXPECT_EQ(backtest.changes[static_cast<std::size_t>(moderation::Change::fewer)], 12u);
    EXPECT_EQ(backtest.fewer_harmless, 12u);
    EXPECT_EQ(backtest.fewer_confirmed, 0u);

    take("shadow", "we will destroy everybody at football");
    EXPECT_EQ(item("shadow").review, models::ReviewState::open);
    EXPECT_EQ(ok(adjustments->state()).differs, 1u);

    ok(adjustments->agree(number, "trellis", now));
    take("live", "we will destroy the others at football");
    EXPECT_EQ(item("live").review, models::ReviewState::none);
    take("still", "i destroy whoever waits");
    EXPECT_EQ(item("still").review, models::ReviewState::open);

    ok(adjustments->step_back(number, "trellis", now));
    take("back", "we will destroy all of them at football");
    EXPECT_EQ(item("back").review, models::ReviewState::open);
}

TEST_F(AdjusterTest, ATermIsTriedOnTheLastWeeksAndWatchedForOnceAgreed) {
    take("c1", "what a grimble");
    moderation::AdjustmentRequest term{std::string{moderation::AdjustmentRequest::kTerm}};
    term.term = {std::string{"grimble"},      models::Category::staff_abuse, Severity::v1, "colleagues", "quill",
                 now + std::chrono::hours{24}};
    const auto number = ok(adjustments->ask("quill", term.what, pack(term), now));
    EXPECT_TRUE(ok(adjuster->step()));
    const auto backtest = moderation::unpack_backtest(ok(adjustments->adjustment(number)).backtest);
    EXPECT_EQ(backtest.changes[static_cast<std::size_t>(moderation::Change::more)], 1u);
    ASSERT_EQ(backtest.newest.size(), 1u);
    EXPECT_EQ(backtest.newest[0].item, id_of("c1"));
    EXPECT_EQ(item("c1").review, models::ReviewState::none);

    ok(adjustments->agree(number, "trellis", now));
    take("c2", "g r i m b l e again");
    EXPECT_EQ(item("c2").review, models::ReviewState::open);
}

TEST_F(AdjusterTest, ARuleIsSetAsideOnceAgreedUntilItsTimeIsOver) {
    take("c1", "tickets for the fete");
    EXPECT_EQ(item("c1").review, models::ReviewState::open);
    moderation::AdjustmentRequest except{std::string{moderation::AdjustmentRequest::kExcept}};
    except.exception = {{"selling", {"fete"}}, "we sell our own", "quill", now + std::chrono::hours{24}};
    const auto number = ok(adjustments->ask("quill", except.what, pack(except), now));
    EXPECT_TRUE(ok(adjuster->step()));
    const auto backtest = moderation::unpack_backtest(ok(adjustments->adjustment(number)).backtest);
    EXPECT_EQ(backtest.changes[static_cast<std::size_t>(moderation::Change::fewer)], 1u);
    take("shadow", "more tickets for the fete");
    EXPECT_EQ(item("shadow").review, models::ReviewState::open);
    EXPECT_EQ(ok(adjustments->state()).differs, 1u);

    ok(adjustments->agree(number, "trellis", now));
    take("live", "tickets for our fete");
    EXPECT_EQ(item("live").review, models::ReviewState::none);
    clock.set(now + std::chrono::hours{25});
    take("later", "tickets for the last fete");
    EXPECT_EQ(item("later").review, models::ReviewState::open);
    clock.set(now);

    moderation::AdjustmentRequest end{std::string{moderation::AdjustmentRequest::kEndException}};
    end.exception.aside = {"selling", {"fete"}};
    const auto ending = ok(adjustments->ask("quill", end.what, pack(end), now));
    EXPECT_TRUE(ok(adjuster->step()));
    ok(adjustments->agree(ending, "trellis", now));
    take("ended", "tickets for that fete");
    EXPECT_EQ(item("ended").review, models::ReviewState::open);
}

TEST_F(AdjusterTest, BarsRestOnDecisionsAndHarmlessCommentsOfTheSchool) {
    for (int i = 0; i < 12; ++i) {
        const auto number = std::to_string(i);
        take("h" + number, "they devastate the other side " + number);
        take("m" + number, "devastate and destroy you " + number);
        call("h" + number, Verb::leave, {});
        call("m" + number, Verb::hide, {models::Category::hate, Severity::v1});
    }
    for (int i = 0; i < 200; ++i) take("n" + std::to_string(i), "a lovely day " + std::to_string(i));
    moderation::AdjustmentRequest bars{std::string{moderation::AdjustmentRequest::kBars}};
    bars.category = models::Category::hate;
    bars.aim = moderation::kAimFewer;
    const auto number = ok(adjustments->ask("quill", bars.what, pack(bars), now));
    EXPECT_TRUE(ok(adjuster->step()));
    const auto candidate = ok(adjustments->adjustment(number));
    EXPECT_EQ(candidate.examples, 24u);
    const auto made = moderation::unpack_adjustment(candidate.content);
    ASSERT_TRUE(made);
    ASSERT_EQ(made->bars_rest_on.size(), 1u);
    const auto& basis = made->bars_rest_on.at(models::Category::hate);
    EXPECT_EQ(basis.decisions, 24u);
    EXPECT_EQ(basis.harmless, 212u);
    EXPECT_EQ(basis.shown_before, 12u);
    EXPECT_EQ(basis.shown_after, 0u);

    ok(adjustments->agree(number, "trellis", now));
    take("live", "they devastate everybody at chess");
    EXPECT_EQ(item("live").review, models::ReviewState::none);
    take("still", "devastate and destroy them");
    EXPECT_EQ(item("still").review, models::ReviewState::open);

    bars.aim = 0;
    const auto back = ok(adjustments->ask("quill", bars.what, pack(bars), now));
    EXPECT_TRUE(ok(adjuster->step()));
    ok(adjustments->agree(back, "trellis", now));
    take("shipped", "they devastate everybody at draughts");
    EXPECT_EQ(item("shipped").review, models::ReviewState::open);
}

TEST_F(AdjusterTest, WhatWasWithdrawnMeanwhileIsNotMade) {
    const moderation::AdjustmentRequest learn{std::string{moderation::AdjustmentRequest::kLearn}};
    const auto number = ok(adjustments->ask("quill", learn.what, pack(learn), now));
    ok(adjustments->withdraw(number, "quill", now));
    EXPECT_FALSE(ok(adjuster->step()));
    EXPECT_EQ(ok(adjustments->adjustment(number)).state, "withdrawn");
}

}  // namespace
}  // namespace tests
