// What verify promises: nothing is changed, taken out, moved or added without being named.

#include "models/journal/verify.hpp"

#include "tests/unit/models/journal/journal_fixture.hpp"

#include <sstream>

using models::BreachKind;
using models::VerifyReport;

namespace tests {
namespace {

class VerifyTest : public JournalTest {
  protected:
    /// Two files: entries 1 to 4 and 5 to 6, a checkpoint behind 2, 4 and 6.
    VerifyTest() {
        write(1, 2, {.entries_max = 4});
        write(3, 4, {.entries_max = 4});
        write(5, 6, {.entries_max = 4});
    }

    static std::vector<std::string> lines_of(const std::string& path) {
        std::istringstream in{content_of(path)};
        std::vector<std::string> lines;
        for (std::string line; std::getline(in, line);) lines.push_back(line);
        return lines;
    }
    static void put_lines(const std::string& path, const std::vector<std::string>& lines) {
        std::string text;
        for (const auto& line : lines) text += line + '\n';
        put_content(path, text);
    }
    VerifyReport report() const { return models::verify(segments, key); }
    void expect_breach(BreachKind kind, std::uint64_t first_seq, std::uint64_t line) const {
        const auto found = report();
        ASSERT_TRUE(found.breach);
        EXPECT_EQ(to_string(found.breach->kind), to_string(kind)) << found.breach->why;
        EXPECT_EQ(found.breach->file, models::segment_name(first_seq));
        EXPECT_EQ(found.breach->line, line);
        EXPECT_FALSE(found.breach->why.empty());
    }
};

TEST_F(VerifyTest, AnUntouchedJournalIsIntact) {
    const auto found = report();
    EXPECT_TRUE(found.intact());
    EXPECT_EQ(found.files, 2U);
    EXPECT_EQ(found.entries, 6U);
    EXPECT_EQ(found.checkpoints, 3U);
    EXPECT_EQ(found.unsealed(), 0U);
}

TEST_F(VerifyTest, EveryChangedBitOfEveryByteIsFoundAndALineNamed) {
    for (const std::uint64_t first : {1U, 5U}) {
        const auto original = content_of(path_of(first));
        std::uint64_t line = 1;
        for (std::size_t at = 0; at < original.size(); ++at) {
            for (unsigned bit = 0; bit < 8; ++bit) {
                auto changed = original;
                changed[at] = static_cast<char>(static_cast<unsigned char>(changed[at]) ^ (1U << bit));
                put_content(path_of(first), changed);
                const auto found = report();
                ASSERT_TRUE(found.breach) << "byte " << at << " bit " << bit;
                ASSERT_EQ(found.breach->file, models::segment_name(first));
                ASSERT_EQ(found.breach->line, line) << "byte " << at << " bit " << bit << " " << found.breach->why;
            }
            if (original[at] == '\n') ++line;
        }
        put_content(path_of(first), original);
    }
}

TEST_F(VerifyTest, EveryDeletedLineIsFound) {
    const auto lines = lines_of(path_of(1));
    ASSERT_EQ(lines.size(), 6U);  // 1 2 checkpoint 3 4 checkpoint
    for (std::size_t gone = 0; gone < lines.size(); ++gone) {
        auto fewer = lines;
        fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(gone));
        put_lines(path_of(1), fewer);
        EXPECT_FALSE(report().intact()) << "line " << gone + 1;
    }
    auto without_third = lines;
    without_third.erase(without_third.begin() + 3);
    put_lines(path_of(1), without_third);
    expect_breach(BreachKind::missing, 1, 4);
}

TEST_F(VerifyTest, ACheckpointTakenOutOfTheMiddleIsFoundAtTheNext) {
    auto lines = lines_of(path_of(1));
    lines.erase(lines.begin() + 2);
    put_lines(path_of(1), lines);
    expect_breach(BreachKind::missing, 1, 5);
}

TEST_F(VerifyTest, ReorderedEntriesAreFound) {
    auto lines = lines_of(path_of(1));
    std::swap(lines[0], lines[1]);
    put_lines(path_of(1), lines);
    expect_breach(BreachKind::reordered, 1, 1);
}

TEST_F(VerifyTest, EveryRepeatedLineIsFound) {
    const auto lines = lines_of(path_of(1));
    for (std::size_t again = 0; again < lines.size(); ++again) {
        auto more = lines;
        more.insert(more.begin() + static_cast<std::ptrdiff_t>(again), lines[again]);
        put_lines(path_of(1), more);
        expect_breach(BreachKind::repeated, 1, again + 2);
    }
}

TEST_F(VerifyTest, AFileCutAnywhereIsFoundOrItsEndIsReportedAsUnsealed) {
    const auto original = content_of(path_of(5));
    for (std::size_t bytes = 1; bytes < original.size(); ++bytes) {
        put_content(path_of(5), original.substr(0, bytes));
        const auto found = report();
        if (original[bytes - 1] == '\n') {
            EXPECT_TRUE(found.intact());
            EXPECT_GT(found.unsealed(), 0U);
        } else {
            ASSERT_TRUE(found.breach) << bytes;
            EXPECT_EQ(found.breach->kind, BreachKind::truncated);
        }
    }
}

TEST_F(VerifyTest, AMissingFileInTheMiddleOrAtTheBeginningIsFound) {
    write(7, 9, {.entries_max = 2});
    std::filesystem::remove(path_of(5));
    expect_breach(BreachKind::file_missing, 7, 1);
    std::filesystem::remove(path_of(1));
    expect_breach(BreachKind::file_missing, 7, 1);
}

TEST_F(VerifyTest, AFileThatWasEmptiedOrCopiedIsFound) {
    const auto original = content_of(path_of(1));
    put_content(path_of(1), "");
    expect_breach(BreachKind::truncated, 1, 1);
    put_content(path_of(1), original);
    put_content(path_of(3), original);
    expect_breach(BreachKind::repeated, 3, 1);
}

TEST_F(VerifyTest, AChainWrittenAnewWithAnotherKeyIsFound) {
    const auto other = runtime::Signer::from_file(scratch / "other.key", true).value();
    const auto found = models::verify(segments, other.public_key_hex());
    ASSERT_TRUE(found.breach);
    EXPECT_EQ(found.breach->kind, BreachKind::wrong_key);
    EXPECT_EQ(found.breach->line, 3U);
}

TEST_F(VerifyTest, AnEntryWrittenAnewBreaksTheChainBehindIt) {
    auto lines = lines_of(path_of(1));
    auto forged = an_entry(1);
    forged.actor = "quill";
    lines[0] = models::link_entry(forged, models::ChainHead{}).line;
    put_lines(path_of(1), lines);
    expect_breach(BreachKind::changed, 1, 2);
}

TEST_F(VerifyTest, AWholeChainWrittenAnewFailsAtItsFirstCheckpoint) {
    std::vector<std::string> lines;
    models::ChainHead head;
    for (std::uint64_t seq = 1; seq <= 2; ++seq) {
        auto forged = an_entry(seq);
        forged.actor = "quill";
        auto linked = models::link_entry(forged, head);
        head = linked.head;
        lines.push_back(linked.line);
    }
    const auto checkpoint = lines_of(path_of(1))[2];
    lines.push_back(checkpoint);
    put_lines(path_of(1), lines);
    expect_breach(BreachKind::changed, 1, 3);
}

TEST_F(VerifyTest, AForgedSignatureIsFound) {
    auto lines = lines_of(path_of(1));
    auto checkpoint = std::get<models::Checkpoint>(*models::parse_journal_line(lines[2]));
    const auto other = runtime::Signer::from_file(scratch / "other.key", true).value();
    checkpoint.signature = other.sign_base64(checkpoint.signed_bytes());
    lines[2] = models::checkpoint_line(checkpoint);
    put_lines(path_of(1), lines);
    expect_breach(BreachKind::bad_signature, 1, 3);
}

TEST_F(VerifyTest, ATailCutOffWithItsCheckpointIsFoundWithThePrintedHead) {
    const auto printed = report().head;
    std::filesystem::remove(path_of(5));
    EXPECT_TRUE(report().intact());
    const auto found = models::verify(segments, key, printed);
    ASSERT_TRUE(found.breach);
    EXPECT_EQ(found.breach->kind, BreachKind::missing);
}

TEST_F(VerifyTest, AChainThatIsNotThePrintedOneIsFoundEvenIfSigned) {
    models::ChainHead printed;
    printed.seq = 4;
    printed.hash = runtime::sha256_hex("what it was");
    const auto found = models::verify(segments, key, printed);
    ASSERT_TRUE(found.breach);
    EXPECT_EQ(found.breach->kind, BreachKind::rewritten);
    EXPECT_EQ(found.breach->line, 5U);
}

TEST_F(VerifyTest, HostileFilesAreNamedAndDoNoHarm) {
    put_content(segments + "/journal-notes.txt", "not ours");
    EXPECT_TRUE(report().intact());
    put_content(path_of(7), std::string(models::kJournalLineBytesMax * 2, '{') + "\n");
    expect_breach(BreachKind::changed, 7, 1);
    put_content(path_of(7), std::string(1000, '\0') + "\n\n\n");
    expect_breach(BreachKind::changed, 7, 1);
}

TEST_F(VerifyTest, TheCommandSaysWhatItFound) {
    put_content(scratch / "public.key", key + "\n");
    std::ostringstream intact;
    EXPECT_EQ(models::verify_command(segments, scratch / "public.key", intact), 0);
    EXPECT_NE(intact.str().find("intact: 6 entries in 2 files"), std::string::npos) << intact.str();

    auto lines = lines_of(path_of(5));
    lines.pop_back();
    put_lines(path_of(5), lines);
    std::ostringstream tail;
    EXPECT_EQ(models::verify_command(segments, scratch / "public.key", tail), 0);
    EXPECT_NE(tail.str().find("Unsealed tail: the last 2 entries"), std::string::npos) << tail.str();

    lines[1][20] = '?';
    put_lines(path_of(5), lines);
    std::ostringstream broken;
    EXPECT_EQ(models::verify_command(segments, scratch / "public.key", broken), 1);
    EXPECT_NE(broken.str().find("BROKEN at " + models::segment_name(5) + " line 2 (changed)"), std::string::npos);
}

TEST_F(VerifyTest, TheCommandIsNotContentWithNothing) {
    put_content(scratch / "public.key", key);
    std::ostringstream out;
    EXPECT_EQ(models::verify_command(scratch / "nowhere", scratch / "public.key", out), 2);
    EXPECT_EQ(models::verify_command(segments, scratch / "no.key", out), 2);
    put_content(scratch / "public.key", "not a key");
    EXPECT_EQ(models::verify_command(segments, scratch / "public.key", out), 2);
}

}  // namespace
}  // namespace tests
