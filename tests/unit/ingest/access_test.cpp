// What is read out of the answers that give and describe access.

#include "ingest/meta/graph_accounts.hpp"
#include "ingest/token_request.hpp"

#include <gtest/gtest.h>

namespace ingest {
namespace {

using namespace std::chrono_literals;

ApiErrorKind kind_of(unsigned status, std::string_view body) {
    const auto answer = parse_token_answer(status, body, "X");
    return answer ? ApiErrorKind::bad_request : answer.error().kind;
}

TEST(TokenAnswer, HoldsAPairItsLifeAndItsPermissions) {
    const auto answer = parse_token_answer(
        200,
        R"({"token_type":"bearer","expires_in":7200,"access_token":"at","scope":"tweet.read users.read",)"
        R"("refresh_token":"rt"})",
        "X");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->access, "at");
    EXPECT_EQ(answer->refresh, "rt");
    EXPECT_EQ(answer->lives, 7200s);
    EXPECT_EQ(answer->permissions, (std::vector<std::string>{"tweet.read", "users.read"}));
}

TEST(TokenAnswer, ARenewalWithoutARefreshTokenKeepsTheOldOne) {
    models::Credentials before;
    before.refresh = "rt";
    before.spare = "oauth1:a:b:c:d";
    const auto now = runtime::Time{1000h};
    const auto answer = parse_token_answer(200, R"({"access_token":"at2","expires_in":3599})", "YouTube");
    ASSERT_TRUE(answer);
    const auto given = credentials_of(*answer, before, now, 2h);
    EXPECT_EQ(given.access, "at2");
    EXPECT_EQ(given.refresh, "rt");
    EXPECT_EQ(given.spare, "oauth1:a:b:c:d");
    EXPECT_EQ(given.access_until, now + 3599s);
}

TEST(TokenAnswer, ATokenWhoseLifeIsNotToldLivesAsLongAsTheyUsuallyDo) {
    const auto now = runtime::Time{1000h};
    const auto answer = parse_token_answer(200, R"({"access_token":"at2"})", "X");
    ASSERT_TRUE(answer);
    EXPECT_EQ(credentials_of(*answer, {}, now, 2h).access_until, now + 2h);
}

TEST(TokenAnswer, RefusalsSayWhetherAPersonOrTheSettingsAreAsked) {
    EXPECT_EQ(kind_of(400, R"({"error":"invalid_grant","error_description":"Token has been expired or revoked."})"),
              ApiErrorKind::token);
    EXPECT_EQ(kind_of(400, R"({"error":"invalid_request","error_description":"Value passed for the token"})"),
              ApiErrorKind::token);
    EXPECT_EQ(kind_of(401, R"({"error":"unauthorized_client"})"), ApiErrorKind::bad_request);
    EXPECT_EQ(kind_of(400, R"({"error":"invalid_client"})"), ApiErrorKind::bad_request);
    EXPECT_EQ(kind_of(503, "<html>"), ApiErrorKind::transient);
    EXPECT_EQ(kind_of(429, ""), ApiErrorKind::throttled);
    EXPECT_EQ(kind_of(200, "{}"), ApiErrorKind::malformed);
    EXPECT_EQ(kind_of(200, "[1"), ApiErrorKind::malformed);
    EXPECT_EQ(kind_of(200, R"({"access_token":7})"), ApiErrorKind::malformed);
}

TEST(GraphAccounts, HoldsPagesWithWhatHangsOnThem) {
    const auto accounts =
        parse_graph_accounts(R"({"data":[{"id":"104","name":"Bramblecote","access_token":"pt","tasks":["MODERATE"],)"
                             R"("instagram_business_account":{"id":"178","username":"bramblecote"}},{"id":"105"},7]})");
    ASSERT_TRUE(accounts);
    ASSERT_EQ(accounts->accounts.size(), 1u) << "one without a token is of no use";
    const auto& page = accounts->accounts.front();
    EXPECT_EQ(page.token, "pt");
    EXPECT_EQ(page.instagram_id, "178");
    EXPECT_EQ(page.tasks, std::vector<std::string>{"MODERATE"});
    EXPECT_TRUE(accounts->after.empty());
    EXPECT_FALSE(parse_graph_accounts("{}"));
    EXPECT_FALSE(parse_graph_accounts("[]"));
}

TEST(GraphAccounts, ThereAreMoreOnlyWhenAnotherPageIsNamed) {
    const auto after = [](const std::string& paging) {
        return parse_graph_accounts(R"({"data":[],"paging":)" + paging + "}")->after;
    };
    EXPECT_EQ(after(R"({"cursors":{"after":"QVFI"},"next":"https://graph.example/next"})"), "QVFI");
    EXPECT_EQ(after(R"({"cursors":{"after":"QVFI"}})"), "") << "the last page has a cursor, too";
    EXPECT_EQ(after("7"), "");
}

TEST(GraphToken, SaysWhichAccountsAPermissionIsFor) {
    const auto token = parse_graph_token(
        R"({"data":{"is_valid":true,"scopes":["pages_show_list","instagram_basic"],"granular_scopes":[)"
        R"({"scope":"pages_show_list","target_ids":["104","105"]},{"scope":"instagram_basic"},7,{"target_ids":[]}]}})");
    ASSERT_TRUE(token);
    ASSERT_EQ(token->only_for.size(), 1u) << "one that names no account is for all of them";
    EXPECT_EQ(token->only_for.at("pages_show_list"), (std::vector<std::string>{"104", "105"}));
}

TEST(GraphToken, SaysWhetherItIsValidWhatItMayAndUntilWhen) {
    const auto good = parse_graph_token(
        R"({"data":{"is_valid":true,"profile_id":"104","expires_at":0,"data_access_expires_at":1802649600,)"
        R"("scopes":["pages_show_list","pages_read_engagement"]}})");
    ASSERT_TRUE(good);
    EXPECT_TRUE(good->valid);
    EXPECT_EQ(good->expires_at, 0);
    EXPECT_EQ(good->data_access_expires_at, 1802649600);
    EXPECT_EQ(good->permissions.size(), 2u);
    const auto bad = parse_graph_token(
        R"({"data":{"error":{"code":190,"message":"expired","subcode":463},"is_valid":false,"scopes":[]}})");
    ASSERT_TRUE(bad);
    EXPECT_FALSE(bad->valid);
    EXPECT_EQ(bad->subcode, 463);
    EXPECT_FALSE(parse_graph_token(R"({"data":{}})"));
}

}  // namespace
}  // namespace ingest
