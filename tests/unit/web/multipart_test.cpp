// Forms with a file in them, as browsers write them and as nobody should.

#include "moderation/web/multipart.hpp"

#include <gtest/gtest.h>

namespace moderation::web {
namespace {

using namespace std::literals;

constexpr auto kType = "multipart/form-data; boundary=----form7"sv;

std::string part(const std::string& disposition, const std::string& data) {
    return "------form7\r\nContent-Disposition: form-data" + disposition + "\r\n\r\n" + data + "\r\n";
}
std::string value(const std::string& name, const std::string& data) {
    return part("; name=\"" + name + "\"", data);
}
std::string file(const std::string& name, const std::string& data) {
    return part("; name=\"picture\"; filename=\"" + name + "\"\r\nContent-Type: image/jpeg", data);
}
const std::string kEnd = "------form7--\r\n";

TEST(Multipart, ReadsValuesAndTheFile) {
    const auto bytes = "\xFF\xD8\r\n--\r\n------form\0"s;
    const auto form =
        parse_multipart(kType, value("csrf", "abc") + file("a;b=%22.jpg", bytes) + value("alt", "") + kEnd);
    ASSERT_TRUE(form);
    EXPECT_EQ(form->fields.get("csrf"), "abc");
    EXPECT_EQ(form->fields.get("picture"), "");
    EXPECT_EQ(form->file, bytes);
}

TEST(Multipart, NoFileIsChosen) {
    const auto form = parse_multipart(kType, file("", "") + value("csrf", "abc") + kEnd);
    ASSERT_TRUE(form);
    EXPECT_FALSE(form->file);
    EXPECT_EQ(form->fields.get("csrf"), "abc");
}

TEST(Multipart, TheBoundaryMayBeQuoted) {
    EXPECT_TRUE(parse_multipart("Multipart/Form-Data; boundary=\"----form7\"", value("a", "b") + kEnd));
}

TEST(Multipart, FormsKeepTheirLimits) {
    const auto long_value = std::string(Params::kValueBytesMax + 1, 'x');
    const auto form = parse_multipart(kType, value("a", long_value) + value("b", "\xFF") + value("c", "d") + kEnd);
    ASSERT_TRUE(form);
    EXPECT_EQ(form->fields.get("a"), "");
    EXPECT_EQ(form->fields.get("b"), "");
    EXPECT_EQ(form->fields.get("c"), "d");
    std::string many;
    for (std::size_t i = 0; i < Params::kFieldsMax; ++i) many += value("n" + std::to_string(i), "x");
    EXPECT_TRUE(parse_multipart(kType, many + kEnd));
    EXPECT_FALSE(parse_multipart(kType, many + value("more", "x") + kEnd));
}

TEST(Multipart, RefusesWhatNoBrowserWrites) {
    const auto whole = value("a", "b") + file("c", "d") + kEnd;
    for (const auto type : {""sv, "text/plain"sv, "multipart/form-data"sv, "multipart/form-data; boundary="sv,
                            "multipart/form-data; boundary=other"sv, "multipart/mixed; boundary=----form7"sv,
                            "multipart/form-data; boundary=----form7\r\nX: y"sv})
        EXPECT_FALSE(parse_multipart(type, whole)) << type;
    EXPECT_FALSE(
        parse_multipart("multipart/form-data; boundary=" + std::string(71, 'b'), "--" + std::string(71, 'b') + "--"));
    for (const auto& body :
         {""s, value("a", "b"), "x" + whole, file("c", "d") + file("e", "f") + kEnd, part("; name=\"a", "b") + kEnd,
          part("", "b") + kEnd, part("; name=\"a\"; name=\"b\"", "c") + kEnd, part("; name=a", "b") + kEnd,
          part("; name=\"a\"\r\nX: " + std::string(3000, 'x'), "b") + kEnd, "------form7\r\n\r\nb\r\n" + kEnd,
          "------form7\r\nContent-Disposition: form-data; name=\"a\"\r\n" + kEnd})
        EXPECT_FALSE(parse_multipart(kType, body)) << body.substr(0, 60);
    for (std::size_t size = 0; size + 4 < whole.size(); ++size)
        EXPECT_FALSE(parse_multipart(kType, whole.substr(0, size))) << size;
}

}  // namespace
}  // namespace moderation::web
