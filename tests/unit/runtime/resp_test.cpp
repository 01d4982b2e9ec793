// What the codec promises: the same replies however the bytes are cut, and no more memory than allowed.

#include "config/runtime/resp.hpp"

#include <gtest/gtest.h>

namespace {

using runtime::RedisReply;

/// Every kind of reply, one of them with a NUL and line breaks inside.
std::string stream() {
    return "+OK\r\n-ERR no such thing\r\n:-42\r\n$-1\r\n*-1\r\n$0\r\n\r\n" + std::string{"$7\r\na\r\nb\0c\n\r\n", 13} +
           "*3\r\n:1\r\n*2\r\n$1\r\nx\r\n$-1\r\n-BAD\r\n*0\r\n";
}

std::string describe(const RedisReply& reply) {
    switch (reply.kind) {
        case RedisReply::Kind::nil: return "nil";
        case RedisReply::Kind::string: return "'" + reply.text + "'";
        case RedisReply::Kind::error: return "!" + reply.text;
        case RedisReply::Kind::integer: return std::to_string(reply.number);
        case RedisReply::Kind::array: break;
    }
    std::string text = "[";
    for (const auto& item : reply.items) text += describe(item) + ",";
    return text + "]";
}

std::string take_all(runtime::RespReader& reader) {
    std::string text;
    for (;;) {
        const auto reply = reader.next();
        if (!reply) return text + "malformed";
        if (!*reply) return text;
        text += describe(**reply) + ";";
    }
}

std::string read_in_pieces(const std::string& bytes, std::size_t cut) {
    runtime::RespReader reader;
    EXPECT_TRUE(reader.feed(std::string_view{bytes}.substr(0, cut)));
    auto text = take_all(reader);
    EXPECT_TRUE(reader.feed(std::string_view{bytes}.substr(cut)));
    return text + take_all(reader);
}

TEST(RespReader, ReadsEveryKindOfReply) {
    const std::string with_nul("'a\r\nb\0c\n';", 10);
    EXPECT_EQ(read_in_pieces(stream(), 0),
              "'OK';!ERR no such thing;-42;nil;nil;'';" + with_nul + "[1,['x',nil,],!BAD,];[];");
}

TEST(RespReader, ReadsTheSameWhereverTheBytesAreCut) {
    const auto whole = read_in_pieces(stream(), 0);
    for (std::size_t cut = 1; cut <= stream().size(); ++cut) EXPECT_EQ(read_in_pieces(stream(), cut), whole) << cut;
}

TEST(RespReader, ReadsTheSameByteByByte) {
    runtime::RespReader reader;
    std::string text;
    for (const char byte : stream()) {
        EXPECT_TRUE(reader.feed({&byte, 1}));
        text += take_all(reader);
    }
    EXPECT_EQ(text, read_in_pieces(stream(), 0));
}

TEST(RespReader, RefusesWhatIsNotRespAndSaysNothingOfIt) {
    for (const std::string bytes : {"HTTP/1.1 200 OK\r\n", "%1\r\n", "$abc\r\n", "*99999999999999999999\r\n"}) {
        runtime::RespReader reader;
        ASSERT_TRUE(reader.feed(bytes));
        const auto reply = reader.next();
        ASSERT_FALSE(reply) << bytes;
        EXPECT_EQ(reply.error().kind, runtime::ErrorKind::malformed);
        EXPECT_EQ(reply.error().message.find("HTTP"), std::string::npos);
    }
}

TEST(RespReader, RefusesNestingDeeperThanItsLimit) {
    std::string bytes;
    for (int depth = 0; depth < 20; ++depth) bytes += "*1\r\n";
    runtime::RespReader reader;
    ASSERT_TRUE(reader.feed(bytes));
    EXPECT_FALSE(reader.next());
}

TEST(RespReader, RefusesAnArrayOfAMillionBeforeItsElementsArrive) {
    runtime::RespReader reader;
    ASSERT_TRUE(reader.feed("*1000000\r\n"));
    EXPECT_FALSE(reader.next());
}

TEST(RespReader, CountsTheItemsOfNestedArraysTogether) {
    std::string bytes = "*2\r\n";
    for (int i = 0; i < 2; ++i) {
        bytes += "*600000\r\n";
        for (int j = 0; j < 600'000; ++j) bytes += ":1\r\n";
    }
    runtime::RespReader reader;
    ASSERT_TRUE(reader.feed(bytes));
    EXPECT_FALSE(reader.next());
}

TEST(RespReader, StartsCountingAnewForEveryReply) {
    std::string bytes = "*600000\r\n";
    for (int j = 0; j < 600'000; ++j) bytes += ":1\r\n";
    runtime::RespReader reader;
    ASSERT_TRUE(reader.feed(bytes + bytes));
    EXPECT_TRUE(reader.next());
    EXPECT_TRUE(reader.next());
}

TEST(RespReader, RefusesAReplyOfTooManyBytes) {
    runtime::RespReader reader{1000};
    ASSERT_TRUE(reader.feed("$5000\r\n"));
    ASSERT_TRUE(reader.feed(std::string(900, 'x')));
    EXPECT_FALSE(reader.feed(std::string(900, 'x')));
}

TEST(EncodeCommand, CountsBytesAndCarriesThemUnchanged) {
    const std::string value{"a\r\nb\0c", 6};
    EXPECT_EQ(runtime::encode_command({"SET", "k", value}), "*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$6\r\n" + value + "\r\n");
    EXPECT_EQ(runtime::encode_command({"ECHO", ""}), "*2\r\n$4\r\nECHO\r\n$0\r\n\r\n");
}

}  // namespace
