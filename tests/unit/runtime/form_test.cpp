// What the parsers of forms, queries and cookies promise: what browsers send comes out, all else is refused.

#include "config/runtime/form.hpp"

#include <gtest/gtest.h>

namespace {

using runtime::parse_cookies;
using runtime::parse_form;
using runtime::url_decode;
using runtime::url_encode;

TEST(Form, GivesNamesAndValuesInOrder) {
    const auto form = parse_form("a=1&b=two+words&a=3&c&d=%C3%A9%26%3D&=nameless&&e=x=y");
    ASSERT_TRUE(form);
    EXPECT_EQ(form->size(), 7u);
    EXPECT_EQ(form->text("a"), "1");
    EXPECT_EQ(form->all("a"), (std::vector<std::string>{"1", "3"}));
    EXPECT_EQ(form->text("b"), "two words");
    EXPECT_TRUE(form->has("c"));
    EXPECT_EQ(form->text("c"), "");
    EXPECT_EQ(form->text("d"), "\xc3\xa9&=");
    EXPECT_EQ(form->text("e"), "x=y");
    EXPECT_FALSE(form->has("f"));
    EXPECT_EQ(form->text("f"), "");
}

TEST(Form, IsEmptyWithoutText) {
    EXPECT_EQ(parse_form("")->size(), 0u);
}

TEST(Form, RefusesBrokenEscapesNulAndOtherBytes) {
    for (const auto* text : {"a=%", "a=%4", "a=%zz", "a=%00", "%00=a", "a=%ff", "a=%c3", "a=%ed%a0%80", "a=\xff"})
        EXPECT_FALSE(parse_form(text)) << text;
    EXPECT_FALSE(parse_form(std::string_view{"a=\0", 3}));
}

TEST(Form, RefusesMoreThanItsLimits) {
    std::string fields;
    for (std::size_t i = 0; i < runtime::kFormFieldsMax; ++i) fields += "a=1&";
    EXPECT_TRUE(parse_form(fields));
    EXPECT_FALSE(parse_form(fields + "a=1"));
    EXPECT_TRUE(parse_form("a=" + std::string(runtime::kFormValueMax, 'x')));
    EXPECT_FALSE(parse_form("a=" + std::string(runtime::kFormValueMax + 1, 'x')));
    EXPECT_FALSE(parse_form(std::string(runtime::kFormNameMax + 1, 'x') + "=a"));
}

TEST(Cookies, AreFoundByName) {
    const auto cookies = parse_cookies("session=abc; theme = dark;broken; =x; token=a=b==");
    EXPECT_EQ(cookies.text("session"), "abc");
    EXPECT_EQ(cookies.text("theme"), "dark");
    EXPECT_EQ(cookies.text("token"), "a=b==");
    EXPECT_EQ(cookies.size(), 3u);
    EXPECT_EQ(parse_cookies("").size(), 0u);
}

TEST(Cookies, AreNotCountedWithoutEnd) {
    std::string header;
    for (int i = 0; i < 10'000; ++i) header += "a=1;";
    EXPECT_EQ(parse_cookies(header).size(), runtime::kCookiesMax);
}

TEST(UrlEncode, GoesThereAndBackForEveryByte) {
    std::string bytes;
    for (int i = 1; i < 256; ++i) bytes += static_cast<char>(i);
    EXPECT_EQ(url_decode(url_encode(bytes), true), bytes);
    EXPECT_EQ(url_encode("a b/c?d=\xc3\xa9&~"), "a%20b%2Fc%3Fd%3D%C3%A9%26~");
    EXPECT_EQ(url_decode("a+b", false), "a+b");
}

}  // namespace
