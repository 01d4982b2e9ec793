// What forms, cookies, addresses and the routing table promise about foreign input.

#include "moderation/web/forms.hpp"
#include "moderation/web/gate.hpp"
#include "moderation/web/routes.hpp"

#include <gtest/gtest.h>

#include <set>

namespace moderation::web {
namespace {

runtime::ServerRequest request_with(runtime::HttpHeaders headers, std::string peer = "127.0.0.1") {
    runtime::ServerRequest request;
    request.headers = std::move(headers);
    request.peer = std::move(peer);
    return request;
}

TEST(Params, DecodesWhatABrowserSends) {
    const auto params = Params::parse("person=mr+trellis&note=a%26b%3D%C3%A9&empty=&verb=hide");
    EXPECT_EQ(params.get("person"), "mr trellis");
    EXPECT_EQ(params.get("note"), "a&b=\xC3\xA9");
    EXPECT_EQ(params.get("empty"), "");
    EXPECT_EQ(params.get("absent"), "");
}

TEST(Params, CountsTheFirstOfTwoValues) {
    EXPECT_EQ(Params::parse("verb=leave&verb=delete").get("verb"), "leave");
}

TEST(Params, LeavesOutWhatIsEncodedWrongly) {
    EXPECT_EQ(Params::parse("a=%G1").get("a"), "");
    EXPECT_EQ(Params::parse("a=%2").get("a"), "");
    EXPECT_EQ(Params::parse("a=%FF").get("a"), "");
    EXPECT_EQ(Params::parse("a=x%00y").get("a"), "");
    EXPECT_EQ(Params::parse("a=" + std::string(Params::kValueBytesMax + 1, 'x')).get("a"), "");
}

TEST(Params, StopsAtTheLimitOfFields) {
    std::string body;
    for (std::size_t i = 0; i < Params::kFieldsMax; ++i) body += "f" + std::to_string(i) + "=1&";
    EXPECT_EQ(Params::parse(body + "late=1").get("late"), "");
}

TEST(Params, ReadsNumbersOrNothing) {
    EXPECT_EQ(Params::parse("v=17").number("v"), 17U);
    for (const char* bad : {"v=", "v=-1", "v=1x", "v=99999999999999999999999"})
        EXPECT_FALSE(Params::parse(bad).number("v")) << bad;
}

TEST(Params, TrimsTextButNotPasswords) {
    const auto params = Params::parse("password=+pass+word+");
    EXPECT_EQ(params.exact("password"), " pass word ");
    EXPECT_EQ(params.get("password"), "pass word");
}

TEST(OwnPath, NeverLeadsAway) {
    EXPECT_EQ(own_path("/alerts/ab12?done=x"), "/alerts/ab12?done=x");
    for (const char* bad : {"//evil.example", "https://evil.example", "/\\evil.example", "javascript:x", "", "evil",
                            "/a\r\nSet-Cookie: x", "/a b", "/<script>"})
        EXPECT_EQ(own_path(bad), "/") << bad;
}

TEST(Cookies, AreFoundByTheirWholeName) {
    EXPECT_EQ(cookie("a=1; gatehouse=tok; b=2", "gatehouse"), "tok");
    EXPECT_EQ(cookie("xgatehouse=no", "gatehouse"), "");
    EXPECT_EQ(cookie("gatehouse-form=no", "gatehouse"), "");
}

TEST(OriginCheck, RefusesForeignPages) {
    const SiteSettings settings{.school_name = "Bramblecote Primary",
                                .public_url = "https://gatehouse.bramblecote.example"};
    const std::string host = "127.0.0.1:8080";
    EXPECT_TRUE(from_our_page(settings, request_with({{"Host", host}, {"Origin", "http://127.0.0.1:8080"}})));
    EXPECT_TRUE(
        from_our_page(settings, request_with({{"Host", host}, {"Origin", "https://gatehouse.bramblecote.example"}})));
    EXPECT_TRUE(from_our_page(settings, request_with({{"Host", host}, {"Sec-Fetch-Site", "same-origin"}})));
    EXPECT_FALSE(from_our_page(settings, request_with({{"Host", host}, {"Origin", "https://evil.example"}})));
    EXPECT_FALSE(from_our_page(settings, request_with({{"Host", host}, {"Origin", "null"}})));
    EXPECT_FALSE(from_our_page(settings, request_with({{"Host", host}, {"Sec-Fetch-Site", "cross-site"}})));
    EXPECT_FALSE(from_our_page(settings, request_with({{"Host", host}, {"Sec-Fetch-Site", "same-site"}})));
}

TEST(AddressOf, BelievesOnlyTheProxyOnThisMachine) {
    EXPECT_EQ(address_of(request_with({{"X-Forwarded-For", "1.2.3.4, 10.0.0.7"}})), "10.0.0.7");
    EXPECT_EQ(address_of(request_with({{"X-Forwarded-For", "1.2.3.4"}}, "192.0.2.9")), "192.0.2.9");
    EXPECT_EQ(address_of(request_with({})), "127.0.0.1");
}

TEST(CookieNames, InsistOnTlsWhereThereIsTls) {
    SiteSettings settings;
    EXPECT_EQ(session_token(settings, request_with({{"Cookie", "gatehouse=" + std::string(64, 'a')}})), "");
    EXPECT_EQ(session_token(settings, request_with({{"Cookie", "__Host-gatehouse=" + std::string(64, 'a')}})),
              std::string(64, 'a'));
    EXPECT_EQ(session_token(settings, request_with({{"Cookie", "__Host-gatehouse=short"}})), "");
}

TEST(Routes, FindPagesAndTheirIds) {
    const auto item = match(routes(), "GET", "/items/ab12cd");
    ASSERT_NE(item.route, nullptr);
    EXPECT_EQ(item.id, "ab12cd");
    const auto decide = match(routes(), "POST", "/items/ab12cd/decide");
    ASSERT_NE(decide.route, nullptr);
    EXPECT_EQ(decide.id, "ab12cd");
    EXPECT_EQ(match(routes(), "GET", "/channels/new").route->path, "/channels/new");
}

TEST(Routes, RefuseWhatIsNoId) {
    for (const char* path : {"/items/", "/items/a/b", "/items/AB", "/items/a b", "/items/<x>", "/nothing", ""})
        EXPECT_EQ(match(routes(), "GET", path).route, nullptr) << path;
    EXPECT_EQ(match(routes(), "GET", "/items/" + std::string(200, 'a')).route, nullptr);
}

TEST(Routes, ChangeSomethingOnlyByPost) {
    for (const auto& route : routes()) {
        if (route.method != "POST") continue;
        if (route.path == "/sign-in" || route.path == "/channels/new") continue;  // forms at the same address
        const auto with_get = match(routes(), "GET", std::string{route.path});
        if (with_get.route != nullptr) {
            EXPECT_NE(with_get.route->handler, route.handler) << route.path;
        }
    }
    EXPECT_TRUE(match(routes(), "GET", "/items/ab/decide").other_method);
}

TEST(Routes, NameEveryAddressOnce) {
    std::set<std::string> seen;
    for (const auto& route : routes())
        EXPECT_TRUE(seen.insert(std::string{route.method} + " " + std::string{route.path}).second) << route.path;
}

}  // namespace
}  // namespace moderation::web
