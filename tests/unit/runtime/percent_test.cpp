// What percent escapes and UTF-8 promise: all that we write comes back, and nothing odd comes through.

#include "config/runtime/percent.hpp"
#include "config/runtime/utf8.hpp"

#include <gtest/gtest.h>

namespace {

using runtime::is_utf8;
using runtime::percent_decoded;
using runtime::percent_encoded;

TEST(Percent, GoesThereAndBackForEveryByte) {
    std::string bytes;
    for (int i = 1; i < 256; ++i) bytes += static_cast<char>(i);
    EXPECT_EQ(percent_decoded(percent_encoded(bytes), true), bytes);
    EXPECT_EQ(percent_encoded("a b/c?d=\xc3\xa9&~"), "a%20b%2Fc%3Fd%3D%C3%A9%26~");
}

TEST(Percent, ReadsPlusAsABlankOnlyWhereItIsOne) {
    EXPECT_EQ(percent_decoded("a+b", true), "a b");
    EXPECT_EQ(percent_decoded("a+b", false), "a+b");
}

TEST(Percent, RefusesBrokenEscapesAndNul) {
    for (const auto* text : {"%", "%4", "%zz", "a%4", "%00"}) EXPECT_FALSE(percent_decoded(text, true)) << text;
    EXPECT_FALSE(percent_decoded(std::string_view{"a\0", 2}, true));
}

TEST(Utf8, IsByTheBook) {
    for (const auto* text : {"", "a", "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x98\x80"})
        EXPECT_TRUE(is_utf8(text)) << text;
    for (const auto* text : {"\xff", "\xc3", "\xed\xa0\x80", "\xc0\x80", "\xf4\x90\x80\x80", "\x80"})
        EXPECT_FALSE(is_utf8(text)) << text;
}

}  // namespace
