// Exports are made late rather than never, without a gap, and a failure is an alarm.

#include "notifier/export_schedule.hpp"

#include "models/journal/verify.hpp"
#include "tests/support/task_runner.hpp"
#include "tests/unit/models/journal/journal_fixture.hpp"
#include "tests/unit/notifier/fake_schedule.hpp"
#include "tests/unit/notifier/fakes.hpp"
#include "tests/unit/notifier/school.hpp"

using notifier::due_exports;
using namespace std::chrono_literals;

namespace tests {
namespace {

class ExportScheduleTest : public JournalTest {
  protected:
    ExportScheduleTest() { write(1, 5); }

    std::size_t step() {
        const auto made = runner.run(scheduler.step());
        return made ? *made : 0;
    }
    bool exists(const std::string& name) const { return std::filesystem::exists(exports + "/" + name); }

    FakeClock clock;  // Friday 2026-11-20 9:15
    MemorySchedule schedule;
    MemoryAlertBook book{clock};
    config::Calendar calendar = school_calendar();
    std::string exports = scratch / "exports";
    TaskRunner runner;
    runtime::CpuPool pool{1};
    runtime::Log log{runtime::LogLevel::error, "/dev/null"};
    runtime::Metrics metrics;
    notifier::ExportScheduler scheduler{schedule, book,  calendar, signer, {segments, exports, "bramblecote", 6h},
                                        pool,     clock, log,      metrics};
    const std::string daily{notifier::kDailyExport};
};

TEST_F(ExportScheduleTest, TheFirstExportTakesInEverything) {
    EXPECT_EQ(step(), 1U);
    EXPECT_TRUE(exists("journal-2026-11-20.csv"));
    EXPECT_EQ(step(), 0U);
    clock.advance(24h);
    EXPECT_EQ(step(), 1U);
    EXPECT_NE(content_of(exports + "/journal-2026-11-21.csv").find("item:ottilie5"), std::string::npos);
}

TEST_F(ExportScheduleTest, EachExportHasItsManifestAndAHeadToPrint) {
    step();
    EXPECT_TRUE(exists("journal-2026-11-20.csv.manifest.json"));
    const auto head = models::read_chain_head_line(content_of(exports + "/journal-2026-11-20.head.txt"));
    ASSERT_TRUE(head);
    EXPECT_TRUE(models::verify(segments, key, *head).intact());
    ASSERT_EQ(schedule.journal.size(), 1U);
    EXPECT_NE(schedule.journal[0].data.find(head->hash), std::string::npos);
}

TEST_F(ExportScheduleTest, MissedDaysAreMadeLateOldestFirst) {
    schedule.runs[daily] = clock.now() - 75h;  // Tuesday 6:15
    EXPECT_EQ(step(), 3U);
    ASSERT_EQ(schedule.journal.size(), 3U);
    EXPECT_LT(schedule.journal[0].at, schedule.journal[1].at);
    for (const char* day : {"18", "19", "20"}) EXPECT_TRUE(exists(std::string{"journal-2026-11-"} + day + ".csv"));
}

TEST_F(ExportScheduleTest, NothingIsMadeBeforeTheLastEntriesCanBeInTheFiles) {
    schedule.runs[daily] = clock.now() - 3h - 15min;  // 6:00 today
    clock.advance(20h + 45min);                       // tomorrow 6:00
    EXPECT_EQ(step(), 0U);
    clock.advance(5min);
    EXPECT_EQ(step(), 1U);
}

TEST_F(ExportScheduleTest, AFailureIsAnAlarmOnceAndIsTriedAgain) {
    const auto good = content_of(path_of(1));
    put_content(path_of(1), "broken\n");
    step();
    ASSERT_EQ(book.raised.size(), 1U);
    EXPECT_EQ(book.raised[0].kind, "export_failed");
    EXPECT_EQ(book.raised[0].subject, "export:daily");
    EXPECT_TRUE(schedule.journal.empty());

    book.raised.clear();
    clock.advance(10min);
    step();
    EXPECT_TRUE(book.raised.empty());

    put_content(path_of(1), good);
    EXPECT_EQ(step(), 0U);  // not before its time
    clock.advance(10min);
    EXPECT_EQ(step(), 1U);
}

TEST_F(ExportScheduleTest, AnExportThatWasNotRecordedIsMadeAgain) {
    step();
    schedule.runs.clear();
    EXPECT_EQ(step(), 1U);
}

TEST_F(ExportScheduleTest, WindowsLeaveNoGapWhateverTheDowntime) {
    const auto now = clock.now();
    for (const auto days : {1, 2, 30, 31, 32, 90, 400}) {
        const auto last = now - 24h * days;
        const auto windows = due_exports(last, now, 6h, calendar, 31);
        ASSERT_FALSE(windows.empty());
        EXPECT_LE(windows.size(), 31U);
        EXPECT_EQ(windows.front().from, last);
        for (std::size_t i = 1; i < windows.size(); ++i) EXPECT_EQ(windows[i].from, windows[i - 1].to);
        EXPECT_LE(windows.back().to, now);
        EXPECT_GT(windows.back().to + 24h, now);
    }
}

TEST_F(ExportScheduleTest, TheTimeIsLocalAcrossTheChangeOfClocks) {
    const auto before = runtime::from_ms(1'792'796'400'000);  // 2026-10-24 00:00 local, the day before clocks go back
    const auto windows = due_exports(before, before + 72h, 6h, calendar, 31);
    ASSERT_EQ(windows.size(), 3U);
    EXPECT_EQ(windows[1].to - windows[0].to, 25h);
    for (const auto& window : windows) EXPECT_EQ(calendar.local(window.to).substr(11), "06:00:00");
}

TEST_F(ExportScheduleTest, ATimeOfDayIsRead) {
    EXPECT_EQ(notifier::minutes_of_day("06:05"), 365min);
    for (const char* text : {"", "6:00", "24:00", "06:60", "ab:cd", "06:0x"})
        EXPECT_FALSE(notifier::minutes_of_day(text)) << text;
}

}  // namespace
}  // namespace tests
