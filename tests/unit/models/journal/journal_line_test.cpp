// What a line of the journal promises: one entry has one spelling, and a line that was not written like
// that is refused.

#include "config/runtime/json_text.hpp"
#include "tests/unit/models/journal/journal_fixture.hpp"

#include <sstream>

using models::ChainHead;
using models::JournalEntry;
using models::SealedEntry;

namespace tests {
namespace {

class JournalLineTest : public JournalTest {
  protected:
    static std::string line_of(const JournalEntry& entry) { return models::link_entry(entry, ChainHead{}).line; }
    static SealedEntry read_back(const JournalEntry& entry) {
        const auto parsed = models::parse_journal_line(line_of(entry));
        if (!parsed) throw std::runtime_error{parsed.error().message};
        return std::get<SealedEntry>(*parsed);
    }
};

TEST_F(JournalLineTest, AnEntryComesBackAsItWasWritten) {
    const auto entry = an_entry(1);
    const auto sealed = read_back(entry);
    EXPECT_EQ(sealed.entry.seq, 1U);
    EXPECT_EQ(sealed.entry.at_ms, entry.at_ms);
    EXPECT_EQ(sealed.entry.kind, entry.kind);
    EXPECT_EQ(sealed.entry.actor, entry.actor);
    EXPECT_EQ(sealed.entry.subject, entry.subject);
    EXPECT_EQ(sealed.entry.data, entry.data);
    EXPECT_EQ(sealed.prev, std::string(64, '0'));
}

TEST_F(JournalLineTest, TheHashIsThatOfThePreviousHashAndTheLineWithoutItsOwn) {
    const auto line = line_of(an_entry(1));
    const auto body = line.substr(0, line.rfind(R"(,"hash":)")) + "}";
    EXPECT_NE(line.find(runtime::sha256_hex(std::string(64, '0') + body)), std::string::npos);
}

TEST_F(JournalLineTest, HostileTextStaysOnOneLineAndComesBack) {
    auto entry = an_entry(1);
    entry.kind = "a\nb\r\"c\\\x01\t";
    entry.actor = "\xE2\x80\xA8 \xF0\x9F\x98\x80 =1+1";
    entry.subject = std::string{"nul\0byte", 8};
    EXPECT_EQ(line_of(entry).find('\n'), std::string::npos);
    const auto sealed = read_back(entry);
    EXPECT_EQ(sealed.entry.kind, entry.kind);
    EXPECT_EQ(sealed.entry.actor, entry.actor);
    EXPECT_EQ(sealed.entry.subject, entry.subject);
}

TEST_F(JournalLineTest, BytesThatAreNoUtf8BecomeReplacementCharacters) {
    EXPECT_EQ(runtime::json_string("a\xFFz"), "\"a\xEF\xBF\xBDz\"");
    EXPECT_EQ(runtime::json_string("\xED\xA0\x80"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
    EXPECT_EQ(runtime::json_string("\xC3"), "\"\xEF\xBF\xBD\"");
}

TEST_F(JournalLineTest, DataThatIsNoObjectIsKeptAsText) {
    for (const char* data : {"not json", "[1]", "{\"a\":1}{}", "{\"a\":\n1}", "{\"a\":", "\xFF"}) {
        auto entry = an_entry(1);
        entry.data = data;
        EXPECT_EQ(read_back(entry).entry.data, R"({"not_json":)" + runtime::json_string(data) + "}") << data;
    }
}

TEST_F(JournalLineTest, NoDataIsAnEmptyObject) {
    auto entry = an_entry(1);
    entry.data.clear();
    EXPECT_EQ(read_back(entry).entry.data, "{}");
}

TEST_F(JournalLineTest, WhatIsTooLongIsReplacedByItsHashAndDoesNotStopTheJournal) {
    auto entry = an_entry(1);
    entry.data = R"({"a":")" + std::string(models::kJournalDataBytesMax, 'x') + R"("})";
    entry.subject = std::string(models::kJournalFieldBytesMax + 1, '"');
    const auto sealed = read_back(entry);
    EXPECT_NE(sealed.entry.data.find(runtime::sha256_hex(entry.data)), std::string::npos);
    EXPECT_NE(sealed.entry.subject.find(runtime::sha256_hex(entry.subject)), std::string::npos);
}

TEST_F(JournalLineTest, AnotherSpellingOfTheSameEntryIsRefused) {
    const auto line = line_of(an_entry(1));
    auto spaced = line;
    spaced.insert(1, " ");
    EXPECT_FALSE(models::parse_journal_line(spaced));
    EXPECT_FALSE(models::parse_journal_line(line + " "));
    auto doubled = line;
    doubled.insert(1, R"("seq":1,)");
    EXPECT_FALSE(models::parse_journal_line(doubled));
    auto upper = line;
    upper[upper.size() - 3] = upper[upper.size() - 3] == 'a' ? 'A' : 'B';
    EXPECT_FALSE(models::parse_journal_line(upper));
}

TEST_F(JournalLineTest, LinesThatAreNoneAreRefused) {
    for (const char* line : {"", "{}", "[]", "null", "{\"checkpoint\":{}}", "{\"checkpoint\":1,\"signature\":\"\"}",
                             "{\"seq\":0}", "{\"seq\":-1,\"at\":\"2026-11-20T09:15:00.000Z\"}"})
        EXPECT_FALSE(models::parse_journal_line(line)) << line;
    EXPECT_FALSE(models::parse_journal_line(std::string(models::kJournalLineBytesMax + 1, ' ')));
    EXPECT_FALSE(models::parse_journal_line(std::string(5000, '[')));
}

TEST_F(JournalLineTest, TheDailyLineIsReadBack) {
    ChainHead head;
    head.seq = 812;
    head.hash = runtime::sha256_hex("x");
    const auto line = models::chain_head_line("bramblecote", head, a_friday_morning());
    EXPECT_EQ(line, "2026-11-20T09:15:00.000Z journal of bramblecote entry 812 sha256 " + head.hash);
    EXPECT_EQ(models::read_chain_head_line("> " + line + " (printed)").value(), head);
    EXPECT_FALSE(models::read_chain_head_line("entry 812"));
    EXPECT_FALSE(models::read_chain_head_line(" entry x sha256 " + head.hash));
    EXPECT_FALSE(models::read_chain_head_line(" sha256  entry 1"));
}

TEST_F(JournalLineTest, AReaderGivesLinesAndSaysWhereTheFileEndsInOne) {
    std::istringstream in{"one\n\ntwo"};
    models::SegmentReader reader{in};
    const auto one = reader.next();
    EXPECT_EQ(one->text, "one");
    EXPECT_EQ(one->end_offset, 4U);
    EXPECT_EQ(reader.next()->text, "");
    const auto two = reader.next();
    EXPECT_EQ(two->text, "two");
    EXPECT_FALSE(two->whole);
    EXPECT_FALSE(reader.next());
}

TEST_F(JournalLineTest, AReaderHoldsNoMoreThanTheLongestLine) {
    for (const char* end : {"", "\nmore\n"}) {
        std::istringstream in{std::string(models::kJournalLineBytesMax * 3, 'x') + end};
        models::SegmentReader reader{in};
        const auto line = reader.next();
        ASSERT_TRUE(line);
        EXPECT_TRUE(line->too_long);
        EXPECT_EQ(line->text.size(), models::kJournalLineBytesMax);
        EXPECT_FALSE(reader.next());
    }
}

}  // namespace
}  // namespace tests
