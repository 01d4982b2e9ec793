#include "config/policy/csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using Fields = std::vector<std::string>;

std::vector<Fields> fields_of(std::string_view text) {
    std::vector<Fields> all;
    const auto records = config::read_csv(text);
    if (records)
        for (const auto& record : *records) all.push_back(record.fields);
    return all;
}

std::string error_of(std::string_view text, config::CsvLimits limits = {}) {
    const auto records = config::read_csv(text, limits);
    return records ? "" : std::to_string(records.error().line) + ": " + records.error().what;
}

TEST(Csv, IsReadWithEitherLineBreakAndWithoutALastOne) {
    const std::vector<Fields> expected{{"a", "b"}, {"c", ""}};
    EXPECT_EQ(fields_of("a,b\nc,\n"), expected);
    EXPECT_EQ(fields_of("a,b\r\nc,\r\n"), expected);
    EXPECT_EQ(fields_of("a,b\nc,"), expected);
    EXPECT_EQ(fields_of("\xEF\xBB\xBF"
                        "a,b\n\n\r\nc,"),
              expected);
    EXPECT_EQ(fields_of(""), std::vector<Fields>{});
}

TEST(Csv, QuotesHoldCommasQuotesAndLineBreaks) {
    EXPECT_EQ(fields_of("\"a,b\",\"c\"\"d\",\"e\nf\"\ng\n"), (std::vector<Fields>{{"a,b", "c\"d", "e\nf"}, {"g"}}));
    EXPECT_EQ(fields_of("\"\",x"), (std::vector<Fields>{{"", "x"}}));
}

TEST(Csv, AnotherSeparatorMakesTheCommaALetter) {
    const auto records = config::read_csv("a,b;\"c;d\"\n", {}, ';');
    ASSERT_TRUE(records);
    EXPECT_EQ(records->front().fields, (Fields{"a,b", "c;d"}));
}

TEST(Csv, RecordsKnowTheirLines) {
    const auto records = config::read_csv("a\n\"b\nb\"\n\nc\n");
    ASSERT_TRUE(records);
    ASSERT_EQ(records->size(), 3U);
    EXPECT_EQ((*records)[1].line, 2);
    EXPECT_EQ((*records)[2].line, 5);
}

TEST(Csv, WhatIsWrongIsSaidWithItsLine) {
    EXPECT_EQ(error_of("a\n\"b"), "2: a quote is never closed");
    EXPECT_EQ(error_of("a\nb\"c\n"), "2: a quote inside a field that does not begin with one");
    EXPECT_EQ(error_of("\"a\"b\n"), "1: a quoted field must end at a separator or at the end of the line");
    EXPECT_EQ(error_of(std::string_view{"a\0b", 3}), "1: a NUL byte");
}

TEST(Csv, HasLimits) {
    const config::CsvLimits limits{.records = 2, .fields = 2, .field_bytes = 3};
    EXPECT_EQ(error_of("aaa,b\nc\n", limits), "");
    EXPECT_EQ(error_of("aaaa\n", limits), "1: a field is too long");
    EXPECT_EQ(error_of("\"aaaa\"\n", limits), "1: a field is too long");
    EXPECT_EQ(error_of("a,b,c\n", limits), "1: too many fields");
    EXPECT_NE(error_of("a\nb\nc\n", limits), "");
}

TEST(Csv, EveryCutOfATableEndsWithoutHarm) {
    const std::string text = "a,\"b\"\"c\nd\",e\r\n\"f\",\r\n";
    for (std::size_t length = 0; length <= text.size(); ++length) {
        const auto records = config::read_csv(std::string_view{text}.substr(0, length));
        if (records) {
            EXPECT_LE(records->size(), 2U);
        }
    }
}

}  // namespace
