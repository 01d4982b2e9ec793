// The morning's message: who has it by the routing table hears of what waits, in numbers, late rather than never.

#include "notifier/digest.hpp"

#include "tests/support/task_runner.hpp"
#include "tests/unit/notifier/fake_schedule.hpp"
#include "tests/unit/notifier/fakes.hpp"
#include "tests/unit/notifier/school.hpp"

#include <gmock/gmock.h>

using namespace std::chrono_literals;

namespace tests {
namespace {

using config::Recipient;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class MemoryLists final : public notifier::WaitingLists {
  public:
    runtime::Task<runtime::Result<notifier::Waiting>> waiting(std::string person) override {
        co_return lists[person];
    }
    std::map<std::string, notifier::Waiting> lists;
};

config::Route digest_row(std::string category, std::vector<Recipient> recipients) {
    auto row = route(std::move(category), 1, std::move(recipients));
    row.notify = {config::Notify::digest};
    return row;
}

class DigestTest : public testing::Test {
  protected:
    DigestTest() {
        lists.lists["quill"] = {3, 1};
        lists.lists["marsh"] = {1, 0};
        lists.lists["byte"] = {5, 0};
    }
    std::size_t step() {
        const auto sent = runner.run(digest.step());
        EXPECT_TRUE(sent);
        return sent.value_or(99);
    }

    FakeClock clock;  // Friday 9:15
    MemorySchedule schedule;
    MemoryLists lists;
    MemoryCourier courier;
    config::People people = school_people();
    config::Calendar calendar = school_calendar();
    config::RoutingTable routing{{digest_row("criticism", {Recipient::ht}),
                                  digest_row("pupil_contact", {Recipient::dsl}),
                                  route("spam_scam", 3, {Recipient::it})}};
    runtime::Log log{runtime::LogLevel::error, "/dev/null"};
    runtime::Metrics metrics;
    notifier::Digest digest{schedule, lists,   courier,
                            people,   calendar, routing,
                            {.public_url = "https://gate.example"},
                            clock,    log,     metrics};
    TaskRunner runner;
};

TEST_F(DigestTest, WhoHasARowByDigestHearsInNumbersWhatWaits) {
    EXPECT_EQ(step(), 2u);
    EXPECT_THAT(courier.accepted_by(), ElementsAre("quill", "marsh"));
    const auto& message = courier.accepted[0];
    EXPECT_EQ(message.subject, "Gatehouse: 3 items wait");
    EXPECT_THAT(message.body, HasSubstr("3 items wait on your list, and 1 alert to acknowledge."));
    EXPECT_THAT(message.body, HasSubstr("https://gate.example/review"));
}

TEST_F(DigestTest, ComesOnceADayAndOnSchoolDaysOnly) {
    step();
    clock.advance(2h);
    EXPECT_EQ(step(), 0u);
    clock.advance(24h);  // Saturday
    EXPECT_EQ(step(), 0u);
    clock.advance(46h);  // Monday morning, after the time
    EXPECT_EQ(step(), 2u);
    EXPECT_EQ(courier.accepted.size(), 4u);
    EXPECT_NE(courier.accepted[0].id, courier.accepted[2].id);
}

TEST_F(DigestTest, IsLateRatherThanSkippedAndNotTwice) {
    schedule.runs[std::string{notifier::Digest::kName}] = clock.now() - 5 * 24h;
    EXPECT_EQ(step(), 2u) << "several missed days are one message";
    EXPECT_EQ(step(), 0u);
}

TEST_F(DigestTest, NobodyIsToldOfNothing) {
    lists.lists.clear();
    EXPECT_EQ(step(), 0u);
    EXPECT_THAT(courier.tried, IsEmpty());
    EXPECT_EQ(schedule.journal.size(), 1u);
}

TEST_F(DigestTest, ThoseWhoHaveItAreNotToldAgainWhenTheServerWasAway) {
    courier.answers["marsh@bramblecote.example"] = runtime::ErrorKind::unreachable;
    EXPECT_FALSE(runner.run(digest.step()));
    courier.answers.clear();
    EXPECT_EQ(step(), 0u) << "not at once";
    clock.advance(10min);
    EXPECT_EQ(step(), 1u);
    EXPECT_THAT(courier.accepted_by(), ElementsAre("quill", "marsh"));
}

TEST_F(DigestTest, AnAddressThatNeverWorksKeepsNobodyElseFromTheirs) {
    courier.answers["quill@bramblecote.example"] = runtime::ErrorKind::rejected;
    EXPECT_EQ(step(), 1u);
    EXPECT_THAT(courier.accepted_by(), ElementsAre("marsh"));
}

}  // namespace
}  // namespace tests
