// What the reading of URLs promises: only plain http(s) addresses are called, and nothing is guessed.

#include "config/runtime/http_target.hpp"

#include <gtest/gtest.h>

namespace {

using runtime::parse_target;

TEST(HttpTarget, TakesAUrlApart) {
    const auto target = parse_target("https://graph.facebook.com/v26.0/me?fields=id,name&x=%26#part");
    ASSERT_TRUE(target);
    EXPECT_TRUE(target->tls);
    EXPECT_EQ(target->host, "graph.facebook.com");
    EXPECT_EQ(target->port, "443");
    EXPECT_EQ(target->authority, "graph.facebook.com");
    EXPECT_EQ(target->path, "/v26.0/me?fields=id,name&x=%26");
}

TEST(HttpTarget, KeepsAnUnusualPortAndAddsTheMissingSlash) {
    const auto target = parse_target("http://127.0.0.1:8081");
    ASSERT_TRUE(target);
    EXPECT_FALSE(target->tls);
    EXPECT_EQ(target->port, "8081");
    EXPECT_EQ(target->authority, "127.0.0.1:8081");
    EXPECT_EQ(target->path, "/");
    EXPECT_EQ(parse_target("http://a?b=c")->path, "/?b=c");
}

TEST(HttpTarget, ReadsNumericIpv6Hosts) {
    const auto target = parse_target("https://[::1]:8443/x");
    ASSERT_TRUE(target);
    EXPECT_EQ(target->host, "::1");
    EXPECT_EQ(target->authority, "[::1]:8443");
}

TEST(HttpTarget, RefusesEverythingElseWithoutRepeatingIt) {
    for (const auto* url :
         {"", "/path", "ftp://a/", "file:///etc/passwd", "http://", "http:///x", "https://user:secret@a/",
          "http://a:99999/", "http://a:0/", "http://a/\r\nX: y", "http://a b/", "javascript:alert(1)"}) {
        const auto target = parse_target(url);
        ASSERT_FALSE(target) << url;
        EXPECT_EQ(target.error().kind, runtime::ErrorKind::rejected);
        EXPECT_EQ(target.error().message.find("secret"), std::string::npos);
    }
}

}  // namespace
