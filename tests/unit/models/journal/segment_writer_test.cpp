// What the writer promises: what it reported as written is there, in one chain over all files, also when
// the machine died at any byte.

#include "models/journal/verify.hpp"
#include "tests/unit/models/journal/journal_fixture.hpp"

#include <algorithm>

using models::SegmentWriter;

namespace tests {
namespace {

class SegmentWriterTest : public JournalTest {
  protected:
    void expect_intact(std::uint64_t up_to) {
        const auto report = models::verify(segments, key);
        ASSERT_TRUE(report.intact()) << report.breach->file << ":" << report.breach->line << " " << report.breach->why;
        EXPECT_EQ(report.head.seq, up_to);
        EXPECT_EQ(report.entries, up_to);
        EXPECT_EQ(report.unsealed(), 0U);
    }
};

TEST_F(SegmentWriterTest, ContinuesTheChainWhenItIsOpenedAgain) {
    write(1, 3);
    write(4, 4);
    write(5, 9);
    expect_intact(9);
}

TEST_F(SegmentWriterTest, BeginsANewFileWhenOneIsFullAndSignsTheEndOfEach) {
    write(1, 8, {.entries_max = 3});
    expect_intact(8);
    for (const std::uint64_t first : {1U, 4U, 7U}) {
        const auto text = content_of(path_of(first));
        const auto last_line = text.rfind('\n', text.size() - 2);
        EXPECT_EQ(text.substr(last_line + 1).find(R"({"checkpoint":)"), 0U) << first;
    }
}

TEST_F(SegmentWriterTest, BeginsANewFileWithTheLocalDay) {
    auto writer = open_writer({.day = [](runtime::Time at) {
        return runtime::to_iso(at) < "2026-11-20T09:18" ? std::string{"yesterday"} : std::string{"today"};
    }});
    const auto list = entries(1, 5);
    ASSERT_TRUE(writer.append(list, a_friday_morning()));
    EXPECT_TRUE(std::filesystem::exists(path_of(3)));
    expect_intact(5);
}

TEST_F(SegmentWriterTest, RefusesEntriesThatLeaveAGapAndWritesNothing) {
    auto writer = open_writer();
    ASSERT_TRUE(writer.append(entries(1, 2), a_friday_morning()));
    auto with_gap = entries(3, 5);
    with_gap.erase(with_gap.begin() + 1);
    EXPECT_EQ(writer.append(with_gap, a_friday_morning()).error().kind, runtime::ErrorKind::malformed);
    EXPECT_EQ(writer.append(entries(2, 3), a_friday_morning()).error().kind, runtime::ErrorKind::malformed);
    EXPECT_EQ(writer.end()->seq, 2U);
    expect_intact(2);
}

TEST_F(SegmentWriterTest, ASecondWriterIsRefused) {
    auto first = open_writer();
    EXPECT_EQ(SegmentWriter::open(segments, signer, {}).error().kind, runtime::ErrorKind::conflict);
}

TEST_F(SegmentWriterTest, KnowsTheEntryItEndsWith) {
    write(1, 3);
    const auto writer = open_writer();
    EXPECT_TRUE(writer.ends_with(an_entry(3)));
    auto other = an_entry(3);
    other.actor = "quill";
    EXPECT_FALSE(writer.ends_with(other));
    EXPECT_FALSE(writer.ends_with(an_entry(2)));
}

TEST_F(SegmentWriterTest, ACrashInTheMiddleOfWritingLosesNothingThatIsAppendedAgain) {
    write(1, 2, {.entries_max = 2});
    write(3, 4, {.entries_max = 2});
    const auto second = content_of(path_of(3));
    for (std::size_t bytes = 0; bytes <= second.size(); ++bytes) {
        // Every byte around the ends of lines, where it matters, and samples of what lies between.
        const auto line_end = std::min(second.find('\n', bytes > 3 ? bytes - 3 : 0), second.size());
        if (line_end > bytes + 3 && bytes % 17 != 0) continue;
        put_content(path_of(3), second.substr(0, bytes));
        auto writer = open_writer({.entries_max = 2});
        const auto end = writer.end();
        ASSERT_TRUE(end);
        ASSERT_GE(end->seq, 2U);
        ASSERT_TRUE(writer.append(entries(end->seq + 1, 5), a_friday_morning()));
        expect_intact(5);
        std::filesystem::remove(path_of(5));
    }
}

TEST_F(SegmentWriterTest, WritesNothingBehindAJournalThatWasChanged) {
    write(1, 4);
    auto text = content_of(path_of(1));
    text[text.find("trellis")] = 'T';
    put_content(path_of(1), text);
    const auto opened = SegmentWriter::open(segments, signer, {});
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, runtime::ErrorKind::malformed);
    EXPECT_NE(opened.error().message.find(models::segment_name(1) + " line 1"), std::string::npos);
}

TEST_F(SegmentWriterTest, SaysWhenTheDiskRefusesAndGoesOnWhenItAcceptsAgain) {
    auto writer = open_writer({.entries_max = 2});
    ASSERT_TRUE(writer.append(entries(1, 2), a_friday_morning()));
    std::filesystem::create_directory(path_of(3));  // in the way of the next file
    EXPECT_EQ(writer.append(entries(3, 3), a_friday_morning()).error().kind, runtime::ErrorKind::unavailable);
    std::filesystem::remove(path_of(3));
    EXPECT_EQ(writer.end()->seq, 2U);
    ASSERT_TRUE(writer.append(entries(3, 3), a_friday_morning()));
    expect_intact(3);
}

TEST_F(SegmentWriterTest, FilesAreForTheirOwnerOnly) {
    write(1, 1);
    const auto mode = std::filesystem::status(path_of(1)).permissions();
    EXPECT_EQ(mode & std::filesystem::perms::all,
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_F(SegmentWriterTest, AFileIsReplacedWholeOrNotAtAll) {
    put_content(scratch / "report.csv.tmp", "left over by a crash");
    ASSERT_TRUE(models::write_file_atomically(scratch / "report.csv", "new"));
    EXPECT_EQ(content_of(scratch / "report.csv"), "new");
    EXPECT_FALSE(std::filesystem::exists(scratch / "report.csv.tmp"));
    EXPECT_FALSE(models::write_file_atomically(scratch / "nowhere/report.csv", "new"));
}

}  // namespace
}  // namespace tests
