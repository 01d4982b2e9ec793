// What the client of X promises: both credentials, both vocabularies, and the window of the call that was asked.

#include "ingest/x/client.hpp"
#include "ingest/x/oauth.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/task_runner.hpp"

#include <deque>

#include <date/date.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ingest {
namespace {

using namespace std::chrono_literals;
using testing::AnyOf;
using testing::HasSubstr;
using testing::Not;

/// Answers in the order given, and keeps what it was asked.
class ScriptedHttp final : public runtime::HttpClient {
  public:
    runtime::Task<runtime::Result<runtime::HttpResponse>> send(runtime::HttpRequest request) override {
        asked.push_back(std::move(request));
        auto answer = std::move(answers.front());
        answers.pop_front();
        co_return answer;
    }
    void answer(unsigned status, std::string body, runtime::HttpHeaders headers = {}) {
        runtime::HttpResponse response;
        response.status = status;
        response.body = std::move(body);
        response.headers = std::move(headers);
        answers.emplace_back(std::move(response));
    }

    std::deque<runtime::Result<runtime::HttpResponse>> answers;
    std::vector<runtime::HttpRequest> asked;
};

class XClientTest : public testing::Test {
  protected:
    ApiResult<ApiReply> send(ApiCall call, const std::string& token = "token1", const std::string& account = "150") {
        return runner.run(client.send(std::move(call), token, account));
    }
    static ApiCall reading() {
        ApiCall call;
        call.path = "tweets";
        call.query = {{"tweet.fields", "id,author_id,note_tweet"}, {"expansions", "author_id,referenced_tweets.id"}};
        return call;
    }
    void refuse(const char* parameter) {
        http.answer(400, std::string{R"({"errors":[{"parameters":{")"} + parameter +
                             R"(":["x"]}}],"type":"https://api.x.com/2/problems/invalid-request"})");
    }

    ScriptedHttp http;
    tests::FakeClock clock;
    XClient client{http, "https://api.x.com", clock};
    tests::TaskRunner runner;
};

TEST_F(XClientTest, SendsTheTokenInAHeaderOnly) {
    http.answer(200, "{}");
    ASSERT_TRUE(send(reading()));
    EXPECT_THAT(http.asked[0].url, HasSubstr("https://api.x.com/2/tweets?tweet.fields=id%2Cauthor_id%2Cnote_tweet&"));
    EXPECT_THAT(http.asked[0].url, Not(HasSubstr("token1")));
    EXPECT_THAT(http.asked[0].headers, testing::Contains(testing::Pair("Authorization", "Bearer token1")));
}

TEST_F(XClientTest, AsksInTheNewerWordsWhenTheOlderAreRefusedAndRemembersIt) {
    refuse("tweet.fields");
    http.answer(200, "{}");
    http.answer(200, "{}");
    http.answer(200, "{}");
    ASSERT_TRUE(send(reading()));
    ASSERT_EQ(http.asked.size(), 2U);
    EXPECT_THAT(http.asked[1].url, HasSubstr("post.fields=id%2Cnote_post&expansions=author_id%2Creferenced_posts"));
    ASSERT_TRUE(send(reading()));
    EXPECT_THAT(http.asked[2].url, HasSubstr("post.fields"));
    ASSERT_TRUE(send(reading(), "token2", "151"));
    EXPECT_THAT(http.asked[3].url, HasSubstr("tweet.fields")) << "another account may be answered otherwise";
}

TEST_F(XClientTest, GoesBackToTheOlderWordsWhenTheNewerAreRefused) {
    refuse("tweet.fields");
    http.answer(200, "{}");
    refuse("post.fields");
    http.answer(200, "{}");
    http.answer(200, "{}");
    ASSERT_TRUE(send(reading()));
    ASSERT_TRUE(send(reading()));
    EXPECT_THAT(http.asked[3].url, HasSubstr("tweet.fields"));
    ASSERT_TRUE(send(reading()));
    EXPECT_THAT(http.asked[4].url, HasSubstr("tweet.fields"));
}

TEST_F(XClientTest, AsksOnlyOnceMore) {
    refuse("tweet.fields");
    refuse("post.fields");
    EXPECT_EQ(send(reading()).error().kind, ApiErrorKind::bad_request);
    refuse("since_id");
    EXPECT_EQ(send(reading()).error().reason, "since_id");
    EXPECT_EQ(http.asked.size(), 3U);
}

TEST_F(XClientTest, NeverSendsAWriteTwice) {
    ApiCall call;
    call.method = "PUT";
    call.path = "tweets/5/hidden";
    call.json = R"({"hidden":true})";
    refuse("tweet.fields");
    EXPECT_FALSE(send(call));
    ASSERT_EQ(http.asked.size(), 1U);
    EXPECT_EQ(http.asked[0].body, R"({"hidden":true})");
    EXPECT_THAT(http.asked[0].headers, testing::Contains(testing::Pair("Content-Type", "application/json")));
}

TEST_F(XClientTest, SaysHowMuchOfTheWindowIsLeft) {
    const auto reset = std::to_string(runtime::to_ms(clock.now() + 5min) / 1000);
    http.answer(200, "{}",
                {{"x-rate-limit-limit", "300"}, {"x-rate-limit-remaining", "30"}, {"x-rate-limit-reset", reset}});
    const auto reply = send(reading());
    EXPECT_EQ(reply->usage.percent, 90);
    EXPECT_EQ(reply->usage.regain, 5min + 1s);
    http.answer(429, "",
                {{"x-rate-limit-limit", "300"}, {"x-rate-limit-remaining", "0"}, {"x-rate-limit-reset", reset}});
    EXPECT_EQ(send(reading()).error().retry_after, 5min + 1s);
    http.answer(429, "");
    EXPECT_EQ(send(reading()).error().retry_after, 60s);
    http.answer(402, "",
                {{"x-rate-limit-limit", "300"}, {"x-rate-limit-remaining", "1"}, {"x-rate-limit-reset", reset}});
    EXPECT_EQ(send(reading()).error().retry_after, 1h) << "money does not come back with the window";
}

TEST_F(XClientTest, SignsWithTheFourValuesOfOAuth) {
    http.answer(200, "{}");
    ASSERT_TRUE(send(reading(), "oauth1:ck-sample:cs-sample:tok-sample:ts-sample"));
    const auto& [name, value] = http.asked[0].headers[0];
    EXPECT_EQ(name, "Authorization");
    EXPECT_THAT(value, testing::StartsWith("OAuth oauth_consumer_key=\"ck-sample\", oauth_nonce=\""));
    EXPECT_THAT(value, HasSubstr("oauth_timestamp=\"" + std::to_string(runtime::to_ms(clock.now()) / 1000) + "\""));
    EXPECT_THAT(value, Not(AnyOf(HasSubstr("cs-sample"), HasSubstr("ts-sample"))));
    for (const char* bad : {"oauth1:", "oauth1:a:b:c", "oauth1:a:b:c:d:e", "oauth1:a::c:d"}) {
        EXPECT_EQ(send(reading(), bad).error().kind, ApiErrorKind::token) << bad;
    }
    EXPECT_EQ(http.asked.size(), 1U);
}

TEST_F(XClientTest, AWrongClockIsNotTakenForAWithdrawnConnection) {
    const auto refused_at = [&](std::chrono::minutes theirs, const std::string& token) {
        const auto at = std::chrono::floor<std::chrono::seconds>(clock.now() + theirs);
        http.answer(401, "", {{"Date", date::format("%a, %d %b %Y %T GMT", at)}});
        return send(reading(), token).error();
    };
    const std::string oauth1 = "oauth1:ck:cs:tok:ts";
    EXPECT_EQ(refused_at(0min, oauth1).kind, ApiErrorKind::token);
    EXPECT_EQ(refused_at(10min, oauth1).kind, ApiErrorKind::clock);
    EXPECT_THAT(refused_at(10min, oauth1).sentence, HasSubstr("10 minutes behind that of X"));
    EXPECT_THAT(refused_at(-10min, oauth1).sentence, HasSubstr("10 minutes ahead of that of X"));
    EXPECT_EQ(refused_at(10min, "bearer").kind, ApiErrorKind::token) << "nothing but signatures holds the time";
    http.answer(401, "", {{"Date", "yesterday"}});
    EXPECT_EQ(send(reading(), oauth1).error().kind, ApiErrorKind::token);
}

TEST(XOAuth, SignsLikeXsOwnSample) {
    OAuth1Request request;
    request.method = "POST";
    request.address = "https://api.x.com/1.1/statuses/update.json";
    request.query = {{"include_entities", "true"}, {"status", "Hello Ladies + Gentlemen, a signed OAuth request!"}};
    request.nonce = "kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg";
    request.timestamp = "1318622958";
    const OAuth1 secrets{"xvz1evFS4wEEPTGEFPHBog", "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw",
                         "370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb",
                         "LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE"};
    EXPECT_THAT(oauth1_header(request, secrets), HasSubstr("oauth_signature=\"Ls93hJiZbQ3akF3HF3x1Bz8%2FzU4%3D\""));
}

TEST(XOAuth, SignsAWriteWithoutItsJson) {
    OAuth1Request request;
    request.method = "PUT";
    request.address = "https://api.x.com/2/tweets/1700000000000000002/hidden";
    request.nonce = "nonce0001";
    request.timestamp = "1794873600";
    const auto secrets = oauth1_from("oauth1:ck-sample:cs-sample:tok-sample:ts-sample");
    ASSERT_TRUE(secrets);
    EXPECT_EQ(oauth1_header(request, *secrets),
              "OAuth oauth_consumer_key=\"ck-sample\", oauth_nonce=\"nonce0001\", "
              "oauth_signature=\"Tc5rddVZZ69X%2FlHgyQTNi5B%2B0jo%3D\", oauth_signature_method=\"HMAC-SHA1\", "
              "oauth_timestamp=\"1794873600\", oauth_token=\"tok-sample\", oauth_version=\"1.0\"");
}

}  // namespace
}  // namespace ingest
