// A CSV file that is opened in Excel runs nothing, loses no digit and holds every text as it was.

#include "notifier/csv.hpp"

#include "config/policy/csv.hpp"

#include <gtest/gtest.h>

namespace tests {
namespace {

TEST(Csv, NothingIsAFormula) {
    for (const char* text : {"=1+1", "+44", "-1", "@handle", "\tx", "\rx"}) {
        const auto cell = notifier::csv_cell(text);
        EXPECT_TRUE(cell.starts_with("'") || cell.starts_with("\"'")) << text;
    }
    EXPECT_EQ(notifier::csv_cell("a=1"), "a=1");
}

TEST(Csv, LongNumbersStayTextAndShortOnesNumbers) {
    EXPECT_EQ(notifier::csv_cell("1234567890123456"), "'1234567890123456");
    EXPECT_EQ(notifier::csv_cell("123456789012345"), "123456789012345");
    EXPECT_EQ(notifier::csv_cell(""), "");
}

TEST(Csv, EveryTextComesBackFromAReader) {
    const std::vector<std::string> cells{"", "plain", "a,b", "\"quoted\"", "two\nlines", "caf\xC3\xA9; x", "end"};
    const auto read = config::read_csv(notifier::csv_row(cells));
    ASSERT_TRUE(read);
    ASSERT_EQ(read->size(), 1U);
    EXPECT_EQ((*read)[0].fields, cells);
    EXPECT_TRUE(notifier::csv_row(cells).ends_with("\r\n"));
}

}  // namespace
}  // namespace tests
