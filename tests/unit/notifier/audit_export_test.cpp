// What an export promises: it is verified before it is written, it is complete, and it says so signed.

#include "notifier/audit_export.hpp"

#include "config/policy/csv.hpp"
#include "tests/unit/models/journal/journal_fixture.hpp"
#include "tests/unit/notifier/fakes.hpp"
#include "tests/unit/notifier/school.hpp"

#include <sstream>

using notifier::ExportFormat;
using notifier::ExportRequest;
using namespace std::chrono_literals;

namespace tests {
namespace {

class AuditExportTest : public JournalTest {
  protected:
    ExportRequest request(ExportFormat format = ExportFormat::csv) const {
        return {segments, "bramblecote", a_friday_morning(), a_friday_morning() + 1h, format, a_friday_morning() + 2h};
    }

    config::Calendar calendar = school_calendar();
};

TEST_F(AuditExportTest, CsvIsWhatExcelWantsAndHoldsEveryEntryOfTheRange) {
    write(1, 5);
    auto wanted = request();
    wanted.from = a_friday_morning() + 2min;  // entry 2
    wanted.to = a_friday_morning() + 4min;    // entry 4 is not included
    std::ostringstream out;
    const auto manifest = notifier::export_journal(wanted, calendar, signer, out);
    ASSERT_TRUE(manifest);
    EXPECT_TRUE(out.str().starts_with("\xEF\xBB\xBFseq,at_utc,at_local,kind,actor,subject,data,hash\r\n"));
    const auto rows = config::read_csv(out.str());
    ASSERT_TRUE(rows);
    ASSERT_EQ(rows->size(), 3U);
    EXPECT_EQ((*rows)[1].fields[0], "2");
    EXPECT_EQ((*rows)[1].fields[1], "2026-11-20T09:17:00.000Z");
    EXPECT_EQ((*rows)[1].fields[2], "2026-11-20 09:17:00");
    EXPECT_EQ((*rows)[1].fields[6], R"({"verb":"hide","version":2})");
    EXPECT_EQ(manifest->entries, 2U);
    EXPECT_EQ(manifest->first_seq, 2U);
    EXPECT_EQ(manifest->last_seq, 3U);
    EXPECT_EQ(manifest->chain.seq, 5U);
    EXPECT_EQ(manifest->signed_up_to, 5U);
}

TEST_F(AuditExportTest, LocalTimeFollowsTheSchoolsClock) {
    auto summer = an_entry(1);
    summer.at_ms -= 150LL * 86'400'000;  // June
    auto writer = open_writer();
    ASSERT_TRUE(writer.append(std::span{&summer, 1}, a_friday_morning()));
    auto wanted = request();
    wanted.from = {};
    std::ostringstream out;
    ASSERT_TRUE(notifier::export_journal(wanted, calendar, signer, out));
    EXPECT_NE(out.str().find("2026-06-23T09:16:00.000Z,2026-06-23 10:16:00"), std::string::npos) << out.str();
}

TEST_F(AuditExportTest, HostileTextRunsNothing) {
    auto hostile = an_entry(1);
    hostile.kind = "=cmd|'/c calc'!A1";
    hostile.actor = "@SUM(1+1)";
    hostile.subject = "+44\r\n-1,\"x";
    auto writer = open_writer();
    ASSERT_TRUE(writer.append(std::span{&hostile, 1}, a_friday_morning()));
    std::ostringstream out;
    ASSERT_TRUE(notifier::export_journal(request(), calendar, signer, out));
    const auto rows = config::read_csv(out.str());
    ASSERT_TRUE(rows);
    ASSERT_EQ(rows->size(), 2U);
    EXPECT_EQ((*rows)[1].fields[3], "'" + hostile.kind);
    EXPECT_EQ((*rows)[1].fields[4], "'" + hostile.actor);
    EXPECT_EQ((*rows)[1].fields[5], "'" + hostile.subject);
}

TEST_F(AuditExportTest, JsonLinesAreTheJournalsOwnLines) {
    write(1, 3);
    std::ostringstream out;
    ASSERT_TRUE(notifier::export_journal(request(ExportFormat::jsonl), calendar, signer, out));
    std::istringstream lines{out.str()};
    const auto segment = content_of(path_of(1));
    int count = 0;
    for (std::string line; std::getline(lines, line); ++count) EXPECT_NE(segment.find(line + "\n"), std::string::npos);
    EXPECT_EQ(count, 3);
}

TEST_F(AuditExportTest, TheManifestIsSignedAndNamesTheBytes) {
    write(1, 3);
    std::ostringstream out;
    const auto manifest = notifier::export_journal(request(), calendar, signer, out);
    ASSERT_TRUE(manifest);
    EXPECT_EQ(manifest->sha256, runtime::sha256_hex(out.str()));
    EXPECT_EQ(manifest->bytes, out.str().size());
    EXPECT_TRUE(runtime::verify_signature(manifest->signed_bytes(), manifest->signature, key));
    auto other = *manifest;
    other.entries = 2;
    EXPECT_FALSE(runtime::verify_signature(other.signed_bytes(), manifest->signature, key));
    EXPECT_EQ(manifest->json(),
              R"({"manifest":)" + manifest->signed_bytes() + R"(,"signature":")" + manifest->signature + "\"}\n");
}

TEST_F(AuditExportTest, ABrokenJournalIsNotExportedAndTheLineIsNamed) {
    write(1, 3);
    auto text = content_of(path_of(1));
    text[text.find("trellis")] = 'T';
    put_content(path_of(1), text);
    std::ostringstream out;
    const auto manifest = notifier::export_journal(request(), calendar, signer, out);
    ASSERT_FALSE(manifest);
    EXPECT_EQ(manifest.error().kind, runtime::ErrorKind::malformed);
    EXPECT_NE(manifest.error().message.find(models::segment_name(1) + " line 1"), std::string::npos);
    EXPECT_EQ(out.str(), "");

    EXPECT_FALSE(notifier::export_to_file(request(), calendar, signer, scratch / "out.csv"));
    EXPECT_FALSE(std::filesystem::exists(scratch / "out.csv"));
}

TEST_F(AuditExportTest, AnEmptyRangeIsAnExportWithoutEntries) {
    std::ostringstream out;
    const auto manifest = notifier::export_journal(request(), calendar, signer, out);
    ASSERT_TRUE(manifest);
    EXPECT_EQ(manifest->entries, 0U);
}

TEST_F(AuditExportTest, TheCommandTakesLocalDaysBothIncluded) {
    write(1, 3);
    std::ostringstream out;
    const notifier::ExportCommand command{segments, scratch / "journal.key", "bramblecote", "2026-11-20", "2026-11-20",
                                          "csv",    scratch / "week.csv"};
    EXPECT_EQ(notifier::export_command(command, calendar, a_friday_morning(), out), 0) << out.str();
    EXPECT_NE(out.str().find("3 entries"), std::string::npos);
    EXPECT_NE(content_of(scratch / "week.csv.manifest.json").find("\"from\":\"2026-11-20T00:00:00.000Z\""),
              std::string::npos);
}

TEST_F(AuditExportTest, ACommandThatMakesNoSenseIsRefused) {
    const auto tried = [&](const char* from, const char* to, const char* format) {
        std::ostringstream out;
        const notifier::ExportCommand command{segments, scratch / "journal.key", "b", from, to, format, scratch / "x"};
        return notifier::export_command(command, calendar, a_friday_morning(), out);
    };
    EXPECT_EQ(tried("2026-11-21", "2026-11-20", "csv"), 2);
    EXPECT_EQ(tried("2026-13-01", "2026-11-20", "csv"), 2);
    EXPECT_EQ(tried("yesterday", "2026-11-20", "csv"), 2);
    EXPECT_EQ(tried("2026-11-20", "2026-11-20", "xls"), 2);
    EXPECT_FALSE(std::filesystem::exists(scratch / "x"));
}

}  // namespace
}  // namespace tests
