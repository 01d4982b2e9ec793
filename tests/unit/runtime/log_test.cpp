// What the log promises: one event is one line, whatever stands in it.

#include "config/runtime/log.hpp"

#include "config/runtime/log_escape.hpp"
#include "tests/support/temporary_directory.hpp"

#include <fstream>
#include <iterator>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using runtime::escape_for_log;
using runtime::Log;
using runtime::log_value;
using runtime::LogLevel;
using testing::MatchesRegex;

class LogTest : public testing::Test {
  protected:
    std::vector<std::string> lines() const {
        std::ifstream in{file};
        std::vector<std::string> result;
        for (std::string line; std::getline(in, line);) result.push_back(line);
        return result;
    }

    tests::TemporaryDirectory directory;
    std::string file = directory / "log";
};

TEST_F(LogTest, WritesTimeLevelPartEventAndFields) {
    Log log{LogLevel::info, file};
    log.info("ingest", "page recorded", {{"channel", "ab12"}, {"items", 37}});
    ASSERT_EQ(lines().size(), 1u);
    EXPECT_THAT(lines()[0], MatchesRegex("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\\.[0-9]{3}Z info ingest: page recorded "
                                         "channel=ab12 items=37"));
}

TEST_F(LogTest, DropsWhatIsBelowItsLevel) {
    Log log{LogLevel::warning, file};
    log.debug("a", "x");
    log.info("a", "x");
    log.warning("a", "x");
    log.error("a", "x");
    EXPECT_EQ(lines().size(), 2u);
}

TEST_F(LogTest, KeepsAForgedLineBreakInsideTheLine) {
    Log log{LogLevel::info, file};
    log.info("web", "refused", {{"path", "x\n2026-01-01T00:00:00.000Z info web: signed in user=head\r\n"}});
    ASSERT_EQ(lines().size(), 1u);
    EXPECT_NE(lines()[0].find("path=\"x\\n2026"), std::string::npos);
}

TEST_F(LogTest, DoesNotMixTheLinesOfSeveralThreads) {
    Log log{LogLevel::info, file};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&log] {
            for (int i = 0; i < 200; ++i) log.info("part", "event", {{"text", std::string(100, 'x')}});
        });
    for (auto& thread : threads) thread.join();
    const auto all = lines();
    EXPECT_EQ(all.size(), 800u);
    for (const auto& line : all) EXPECT_TRUE(line.ends_with("text=" + std::string(100, 'x'))) << line;
}

TEST_F(LogTest, SaysWhichFileItCannotOpen) {
    EXPECT_THROW((Log{LogLevel::info, directory / "no/such/directory"}), std::exception);
}

TEST(LogEscape, EscapesWhatMovesTheCursorOrTurnsTheText) {
    EXPECT_EQ(escape_for_log("a\tb\x1b[2J"), "a\\tb\\u{1b}[2J");
    EXPECT_EQ(escape_for_log(std::string_view{"a\0b", 3}), "a\\u{0}b");
    EXPECT_EQ(escape_for_log("\x7f"), "\\u{7f}");
    EXPECT_EQ(escape_for_log("\xc2\x85"), "\\u{85}");        // next line
    EXPECT_EQ(escape_for_log("\xe2\x80\xa8"), "\\u{2028}");  // line separator
    EXPECT_EQ(escape_for_log("\xe2\x80\xae"), "\\u{202e}");  // right-to-left override
    EXPECT_EQ(escape_for_log("say \"x\" \\n"), "say \\\"x\\\" \\\\n");
}

TEST(LogEscape, KeepsUtf8AndEscapesOtherBytes) {
    EXPECT_EQ(escape_for_log("Llanf\xc3\xa2n \xf0\x9f\x8f\xab"), "Llanf\xc3\xa2n \xf0\x9f\x8f\xab");
    EXPECT_EQ(escape_for_log("\xff"), "\\xff");
    EXPECT_EQ(escape_for_log("\xc3"), "\\xc3");                             // cut off
    EXPECT_EQ(escape_for_log("\xc0\x8a"), "\\xc0\\x8a");                    // overlong line break
    EXPECT_EQ(escape_for_log("\xed\xa0\x80"), "\\xed\\xa0\\x80");           // surrogate
    EXPECT_EQ(escape_for_log("\xf4\x90\x80\x80"), "\\xf4\\x90\\x80\\x80");  // beyond Unicode
}

TEST(LogEscape, QuotesValuesThatCouldBeTakenForSeveral) {
    EXPECT_EQ(log_value("plain"), "plain");
    EXPECT_EQ(log_value(""), "\"\"");
    EXPECT_EQ(log_value("a b"), "\"a b\"");
    EXPECT_EQ(log_value("a=b"), "\"a=b\"");
}

TEST(LogEscape, CutsOffEndlessValues) {
    EXPECT_LE(escape_for_log(std::string(1'000'000, 'x')).size(), runtime::kLogValueMax + 3);
}

}  // namespace
