// What intake promises: what is new is judged once, what was judged before is not judged again, and the same page
// twice leaves the same state.

#include "moderation/intake.hpp"

#include "config/data_dir.hpp"
#include "tests/integration/store_world.hpp"
#include "tests/support/fake_clock.hpp"

#include <atomic>

namespace tests {
namespace {

/// Finds a threat in every text that says so, and counts.
class CountingAssessor final : public models::Assessor {
  public:
    models::Assessment assess(std::string_view text) const override {
        ++judged;
        models::Assessment assessment;
        if (text.find("threat") == std::string_view::npos) return assessment;
        assessment.severity = Severity::v4;
        assessment.findings = {{models::Category::threat, Severity::v4, true}};
        return assessment;
    }
    std::string version() const override { return "m:test r:1"; }

    mutable std::atomic<int> judged{0};
};

class IntakeTest : public StoreWorld {
  protected:
    IntakeTest()
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
    }

    models::RecordedPage take(std::vector<models::CollectedItem> items) {
        auto collected = page();
        collected.items = std::move(items);
        const auto recorded = runner.run(intake->record(std::move(collected)));
        if (!recorded) throw std::runtime_error(recorded.error().message);
        return *recorded;
    }

    FakeClock clock;
    runtime::Metrics metrics;
    runtime::CpuPool cpu{1};
    config::People people;
    config::Calendar calendar;
    config::RoutingTable routing;
    moderation::Triage triage;
    CountingAssessor assessor;
    std::unique_ptr<moderation::AdjustmentStore> adjustments;
    std::unique_ptr<moderation::Practice> practice;
    std::unique_ptr<moderation::Intake> intake;
};

TEST_F(IntakeTest, JudgesWhatIsNewOnceAndARepeatedPageChangesNothing) {
    const std::vector<models::CollectedItem> items{comment("1", "a threat"), comment("2", "well done")};
    EXPECT_EQ(take(items).fresh, 2u);
    EXPECT_EQ(assessor.judged, 2);
    const auto kinds = journal_kinds();
    EXPECT_EQ(take(items).repeated, 2u);
    EXPECT_EQ(assessor.judged, 2);
    EXPECT_EQ(journal_kinds(), kinds);
    EXPECT_EQ(length("actions"), 1u);
    EXPECT_EQ(length("alerts"), 1u);
}

TEST_F(IntakeTest, JudgesAnEditedTextAgain) {
    take({comment("1", "well done")});
    EXPECT_EQ(take({comment("1", "now a threat")}).revised, 1u);
    EXPECT_EQ(item("1").revisions.size(), 2u);
    EXPECT_EQ(item("1").severity, Severity::v4);
    EXPECT_EQ(length("actions"), 1u);
}

TEST_F(IntakeTest, SeesWhatWasSaidBeforeOnThisAndOnEarlierPages) {
    const std::string words = "cheap tickets for the show here";
    take({comment("1", words), comment("2", words)});
    EXPECT_EQ(item("2").review, models::ReviewState::none);
    take({comment("3", words)});
    EXPECT_EQ(item("3").review, models::ReviewState::open);
    EXPECT_EQ(item("3").assessment.reasons.front().code, "around:same_words");
}

TEST_F(IntakeTest, SeesTheThirdItemOfAnAuthorAndAReplyThatAgreesWithAThreat) {
    take({comment("1", "a threat")});
    auto reply = comment("2", "well said");
    reply.parent_external_id = "1";
    reply.author_id = "another";
    take({reply});
    EXPECT_TRUE(item("2").assessment.has(models::Category::threat));
    EXPECT_EQ(item("2").severity, Severity::v1);
}

TEST_F(IntakeTest, NothingAroundAnItemTellsOfOthersFromWhichSomebodyIsBarred) {
    auto first = concern("1");
    auto second = concern("2");
    for (auto* one : {&first, &second}) one->item.author_id = "660";
    auto next = concern("3");
    next.item.author_id = "660";
    next.item.parent_external_id = "1";
    const auto around = [&] { return ok(store->circumstances({next}, now)).at(0); };
    first.barred = {"quill"};
    record({first, second});
    EXPECT_EQ(around().of_author, 1U);
    EXPECT_EQ(around().under_post, 1U);
    EXPECT_FALSE(around().answers);
    next.item.parent_external_id = "2";
    EXPECT_TRUE(around().answers);
}

TEST_F(IntakeTest, ForgetsWhoCommentedAfterThirtyDays) {
    take({comment("1", "well done")});
    const auto known = redis_command({"ZCARD", "gh:{bramblecote}:commenters:page"}).number;
    EXPECT_EQ(known, 1);
    now += std::chrono::hours{24 * 31};
    clock.set(now);
    lease = ok(store->take_lease("page", lease.owner, std::chrono::hours{1}, now));
    take({});
    EXPECT_EQ(redis_command({"ZCARD", "gh:{bramblecote}:commenters:page"}).number, 0);
}

TEST_F(IntakeTest, RefusesAPageOfAChannelThatIsNotAuthorised) {
    ok(store->suspend_channel("page", "quill", "looked at again", now));
    auto collected = page();
    collected.items = {comment("1", "a threat")};
    const auto recorded = runner.run(intake->record(std::move(collected)));
    ASSERT_FALSE(recorded);
    EXPECT_EQ(recorded.error().kind, ErrorKind::rejected);
    EXPECT_EQ(count_kind("item.recorded"), 0u);
}

}  // namespace
}  // namespace tests
