// What giving and keeping access to Meta's networks promises.

#include "ingest/meta/graph_access.hpp"
#include "ingest/meta/graph_needs.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/task_runner.hpp"

#include <map>

#include <gtest/gtest.h>

namespace tests {
namespace {

using namespace std::chrono_literals;
using Names = std::vector<std::string>;

constexpr const char* kOurPage =
    R"({"data":[{"id":"104","name":"Ashgrove","access_token":"page-2","tasks":["MODERATE","CREATE_CONTENT"]}]})";

/// A Meta that gives a person's token, says nothing of its end unless told to, and answers by path.
class OneMeta final : public runtime::HttpClient, public ingest::ApiClient {
  public:
    runtime::Task<runtime::Result<runtime::HttpResponse>> send(runtime::HttpRequest) override {
        runtime::HttpResponse response;
        response.status = 200;
        response.body = R"({"access_token":"person-2","token_type":"bearer")" + expiry + "}";
        co_return response;
    }
    runtime::Task<ingest::ApiResult<ingest::ApiReply>> send(ingest::ApiCall call, std::string token,
                                                            std::string) override {
        auto asked = call.path;
        for (const auto& [name, value] : call.query)
            if (name == "after") asked += "?" + value;
        tokens[asked] = std::move(token);
        ingest::ApiReply reply;
        if (const auto found = answers.find(asked); found != answers.end()) {
            reply.body = found->second;
            co_return reply;
        }
        ingest::ApiError error;
        error.kind = ingest::ApiErrorKind::gone;
        co_return tl::unexpected(error);
    }
    /// What `debug_token` says beside its being valid.
    void describe(const std::string& members) {
        answers["debug_token"] = R"({"data":{"is_valid":true,)" + members + "}}";
    }

    std::string expiry;
    std::map<std::string, std::string> answers{{"me/accounts", kOurPage}};
    std::map<std::string, std::string> tokens;  ///< by what was asked with them
};

class GraphAccessTest : public testing::Test {
  protected:
    static models::Channel channel(models::Network network = models::Network::facebook) {
        models::Channel channel;
        channel.network = network;
        channel.external_id = network == models::Network::instagram ? "178" : "104";
        return channel;
    }
    static models::Credentials given() {
        models::Credentials given;
        given.access = "page-1";
        given.refresh = "person-1";
        return given;
    }
    std::string renewed(models::Network network = models::Network::facebook) {
        auto& access = network == models::Network::instagram ? instagram : facebook;
        auto renewed = runner.run(access.renew(channel(network), given()));
        return renewed ? renewed->access : to_string(renewed.error().kind);
    }
    ingest::Standing standing(models::Network network = models::Network::facebook) {
        auto& access = network == models::Network::instagram ? instagram : facebook;
        auto standing = runner.run(access.examine(channel(network), given()));
        EXPECT_TRUE(standing);
        return standing ? *standing : ingest::Standing{};
    }

    FakeClock clock;
    TaskRunner runner;
    OneMeta meta;
    ingest::GraphAccess facebook{meta,
                                 meta,
                                 {"https://graph.example", "v26.0", "7001", "secret", ""},
                                 ingest::facebook_permissions(false),
                                 clock};
    ingest::GraphAccess instagram{meta,
                                  meta,
                                  {"https://graph.example", "v26.0", "7001", "secret", "", models::Network::instagram},
                                  ingest::instagram_permissions(false),
                                  clock};
};

TEST_F(GraphAccessTest, RenewsAfterTenDaysAlsoWhenMetaDoesNotSayHowLongAConnectionLasts) {
    for (const auto* expiry : {"", R"(,"expires_in":5184000)"}) {
        meta.expiry = expiry;
        const auto renewed = runner.run(facebook.renew(channel(), given()));
        ASSERT_TRUE(renewed);
        EXPECT_EQ(renewed->access, "page-2");
        EXPECT_EQ(renewed->refresh, "person-2");
        EXPECT_EQ(facebook.due(*renewed), clock.now() + 10 * 24h);
    }
}

TEST_F(GraphAccessTest, APageBehindTheFirstHundredIsFound) {
    meta.answers["me/accounts"] = R"({"data":[{"id":"105","name":"Choir","access_token":"page-5"}],)"
                                  R"("paging":{"cursors":{"after":"A"},"next":"https://graph.example/next"}})";
    meta.answers["me/accounts?A"] = kOurPage;
    EXPECT_EQ(renewed(), "page-2");
    const auto offered = runner.run(facebook.redeem({"code", "", "https://school.example"}));
    ASSERT_TRUE(offered);
    EXPECT_EQ(offered->size(), 2u);
}

TEST_F(GraphAccessTest, APageThatIsNotListedIsAskedForByItsIdWithThePersonsToken) {
    meta.answers["me/accounts"] = R"({"data":[]})";
    meta.answers["104"] = R"({"id":"104","access_token":"page-7","instagram_business_account":{"id":"178"}})";
    EXPECT_EQ(renewed(), "page-7");
    EXPECT_EQ(meta.tokens["104"], "person-2");
    meta.describe(R"("profile_id":"104","scopes":[])");
    EXPECT_EQ(renewed(models::Network::instagram), "page-7") << "the page's number is in its token";
    meta.answers.erase("104");
    EXPECT_EQ(renewed(), "token") << "the person no longer looks after it";
}

TEST_F(GraphAccessTest, WhatWasGrantedForAnotherPageOnlyIsMissing) {
    meta.describe(R"("profile_id":"104","scopes":["pages_show_list","pages_manage_posts","pages_read_engagement"],)"
                  R"("granular_scopes":[{"scope":"pages_show_list","target_ids":["104"]},)"
                  R"({"scope":"pages_manage_posts","target_ids":["105"]},{"scope":"pages_read_engagement"}])");
    const auto now = standing();
    EXPECT_EQ(now.trouble, models::ConnectionTrouble::none);
    EXPECT_EQ(now.credentials.elsewhere, Names{"pages_manage_posts"});
    EXPECT_EQ(now.missing, (Names{"pages_read_user_content", "pages_manage_engagement", "pages_manage_metadata",
                                  "pages_manage_posts"}));
}

TEST_F(GraphAccessTest, AnInstagramAccountsPermissionsMayNameItOrItsPage) {
    meta.describe(R"("profile_id":"104","scopes":["pages_show_list","instagram_basic","instagram_manage_comments"],)"
                  R"("granular_scopes":[{"scope":"pages_show_list","target_ids":["104"]},)"
                  R"({"scope":"instagram_basic","target_ids":["178"]},)"
                  R"({"scope":"instagram_manage_comments","target_ids":["179"]}])");
    EXPECT_EQ(standing(models::Network::instagram).credentials.elsewhere, Names{"instagram_manage_comments"});
    meta.describe(R"("scopes":["pages_show_list","ads_read"],"granular_scopes":[)"
                  R"({"scope":"pages_show_list","target_ids":["104"]},{"scope":"ads_read","target_ids":["9"]}])");
    EXPECT_EQ(standing(models::Network::instagram).credentials.elsewhere, Names{})
        << "which Page is the account's is not told";
}

TEST_F(GraphAccessTest, ATaskThatThePersonLacksIsMissing) {
    meta.describe(R"("profile_id":"104","scopes":["pages_show_list","pages_read_engagement","pages_read_user_content",)"
                  R"("pages_manage_engagement","pages_manage_metadata","pages_manage_posts"])");
    EXPECT_EQ(standing().missing, Names{});
    meta.answers["me/accounts"] = R"({"data":[{"id":"104","access_token":"page-2","tasks":["CREATE_CONTENT"]}]})";
    EXPECT_EQ(standing().missing, Names{"MODERATE"});
    meta.answers.erase("me/accounts");
    EXPECT_EQ(standing().missing, Names{}) << "whether it is there is not known";
}

TEST_F(GraphAccessTest, ATokenOfAnotherPageIsNotTheChannels) {
    meta.describe(R"("profile_id":"105","scopes":["pages_show_list"])");
    EXPECT_EQ(standing().trouble, models::ConnectionTrouble::revoked);
}

TEST_F(GraphAccessTest, WhatWasDeclinedIsAskedForAgainAndAPortfolioTakesMore) {
    const ingest::Errand errand{"state", "", "https://school.example"};
    EXPECT_EQ(facebook.login_address(errand, false).find("rerequest"), std::string::npos);
    EXPECT_NE(facebook.login_address(errand, true).find("auth_type=rerequest"), std::string::npos);
    const auto asked = [](auto needs) { return ingest::names_of(needs, ","); };
    EXPECT_EQ(asked(ingest::facebook_permissions(false)).find("business_management"), std::string::npos);
    EXPECT_NE(asked(ingest::facebook_permissions(true)).find("business_management"), std::string::npos);
    EXPECT_NE(asked(ingest::instagram_permissions(true)).find("business_management,ads_read"), std::string::npos);
    EXPECT_EQ(asked(ingest::facebook_permissions(true)).find("MODERATE"), std::string::npos) << "no permission";
}

TEST_F(GraphAccessTest, WhatWasGrantedIsKnownAsSoonAsTheChannelIsConnected) {
    meta.describe(R"("scopes":["pages_show_list","pages_manage_posts"],)"
                  R"("granular_scopes":[{"scope":"pages_manage_posts","target_ids":["105"]}])");
    const auto offered = runner.run(facebook.redeem({"code", "", "https://school.example"}));
    ASSERT_TRUE(offered);
    EXPECT_EQ(meta.tokens["debug_token"], "7001|secret");
    EXPECT_EQ(offered->front().credentials.permissions, (Names{"pages_show_list", "MODERATE", "CREATE_CONTENT"}));
    EXPECT_EQ(offered->front().credentials.elsewhere, Names{"pages_manage_posts"});
}

}  // namespace
}  // namespace tests
