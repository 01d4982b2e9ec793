// What repairing promises: it makes broken JSON readable, invents nothing, and survives any bytes.

#include "ingest/json_repair.hpp"

#include <gtest/gtest.h>

namespace ingest {
namespace {

TEST(RepairJson, LeavesGoodJsonByteForByte) {
    const std::string good =
        R"({"a":[1,-2.5e3,"\u00e9 \ud83d\ude00 \/ \" \\",true,null],"b":{"c":""}, "d":123456789012345678})";
    EXPECT_EQ(repair_json(good), good);
}

TEST(RepairJson, ReplacesLoneSurrogatesOnly) {
    EXPECT_EQ(repair_json(R"("\ud800")"), R"("\ufffd")");
    EXPECT_EQ(repair_json(R"("\udc00x")"), R"("\ufffdx")");
    EXPECT_EQ(repair_json(R"("\ud83d\u0041")"), R"("\ufffd\u0041")");
    EXPECT_EQ(repair_json(R"("\ud83d\ud83d\ude00")"), R"("\ufffd\ud83d\ude00")");
    EXPECT_EQ(repair_json(R"("\\ud800")"), R"("\\ud800")");
    EXPECT_EQ(repair_json(R"("\ud83d)"), R"("\ufffd)");
}

TEST(RepairJson, ReplacesInvalidUtf8) {
    EXPECT_EQ(repair_json("\"a\xFF"
                          "b\""),
              "\"a\xEF\xBF\xBD"
              "b\"");
    EXPECT_EQ(repair_utf8("\xC0\xAF"), "\xEF\xBF\xBD\xEF\xBF\xBD");
    EXPECT_EQ(repair_utf8("\xED\xA0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    EXPECT_EQ(repair_utf8("caf\xC3\xA9 \xF0\x9F\x99\x82"), "caf\xC3\xA9 \xF0\x9F\x99\x82");
}

TEST(RepairJson, QuotesIntegersTooLongForAMachine) {
    EXPECT_EQ(repair_json("[12345678901234567890123, -9223372036854775809, 1e400, 12]"),
              "[\"12345678901234567890123\", \"-9223372036854775809\", 1e400, 12]");
    EXPECT_EQ(repair_json(R"(["12345678901234567890123"])"), R"(["12345678901234567890123"])");
}

TEST(RepairJson, ReplacesRawControlCharactersInsideStringsAndDropsAByteOrderMark) {
    EXPECT_EQ(repair_json("\xEF\xBB\xBF{\"a\":\"x\ny\x01\"}\n"), "{\"a\":\"x y \"}\n");
}

TEST(FindMember, FindsTheFirstMemberOfThatNameAtTheTop) {
    EXPECT_EQ(find_member(R"({"a":{"data":1}, "data" : [1,"]"] ,"data":2})", "data")->text, R"([1,"]"])");
    EXPECT_FALSE(find_member(R"({"a":"\"data\":1"})", "data"));
    EXPECT_FALSE(find_member(R"(["data",1])", "data"));
    EXPECT_FALSE(find_member("", "data"));
}

TEST(FindMember, SaysWhenTheValueIsCutOff) {
    const auto cut = find_member(R"({"data":[{"id":"1"},{"id)", "data");
    ASSERT_TRUE(cut);
    EXPECT_FALSE(cut->whole);
    EXPECT_FALSE(ends_whole(R"({"data":[])"));
    EXPECT_TRUE(ends_whole(R"( {"data":[]} )"));
}

TEST(SplitArray, GivesCompleteElementsAndCountsTheRest) {
    const auto whole = split_array(R"([{"a":[1,2]} , "x,]" , 5])", 10);
    EXPECT_TRUE(whole.ended);
    ASSERT_EQ(whole.whole.size(), 3U);
    EXPECT_EQ(whole.whole[0], R"({"a":[1,2]})");
    EXPECT_EQ(whole.whole[1], R"("x,]")");

    const auto cut = split_array(R"([{"a":1},{"b":)", 10);
    EXPECT_FALSE(cut.ended);
    EXPECT_EQ(cut.whole.size(), 1U);
    EXPECT_EQ(cut.left_out, 1U);

    const auto many = split_array("[1,2,3]", 2);
    EXPECT_EQ(many.whole.size(), 2U);
    EXPECT_EQ(many.left_out, 1U);
}

TEST(SplitArray, NeedsNoStackForDepth) {
    std::string deep = "[";
    deep.append(1'000'000, '[').append(1'000'000, ']').append(",1]");
    const auto elements = split_array(deep, 10);
    EXPECT_EQ(elements.whole.size(), 2U);
    EXPECT_TRUE(elements.ended);
}

TEST(SplitArray, EndsOnEveryInput) {
    for (const std::string hostile : {"[}", "[]]", "[,,,", "[}{", "[\"", "[\"\\", "[1 2", "{\"data\"", "[:::]"}) {
        const auto elements = split_array(hostile, 10);
        EXPECT_LE(elements.whole.size(), 4U) << hostile;
        repair_json(hostile);
        find_member(hostile, "data");
    }
}

}  // namespace
}  // namespace ingest
