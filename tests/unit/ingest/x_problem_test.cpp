// What the error reading of X promises: type, title and status decide in this order, and the sentence tells a
// person what to do without repeating a word of X's own text.

#include "ingest/x/problem.hpp"

#include <chrono>

#include <gtest/gtest.h>

namespace ingest {
namespace {

using namespace std::chrono_literals;
using Kind = ApiErrorKind;

struct Case {
    const char* name;
    unsigned status;
    std::string body;
    Kind kind;
};

std::string problem(const std::string& type, const std::string& more = "") {
    return R"({"title":"T","detail":"Ottilie","type":"https://api.twitter.com/2/problems/)" + type + "\"" + more + "}";
}

const Case kCases[] = {
    {"InvalidRequest", 400, problem("invalid-request"), Kind::bad_request},
    {"NewHost", 400, R"({"type":"https://api.x.com/2/problems/invalid-request"})", Kind::bad_request},
    {"Unauthorized", 401, R"({"title":"Unauthorized","type":"about:blank","status":401,"detail":"Unauthorized"})",
     Kind::token},
    {"PaymentRequired", 402, "", Kind::throttled},
    {"CreditsDepleted", 403, R"({"title":"CreditsDepleted","detail":"x"})", Kind::throttled},
    {"NotEnrolled", 403, problem("client-forbidden", R"(,"reason":"client-not-enrolled")"), Kind::permission},
    {"AppToken", 403, problem("unsupported-authentication"), Kind::permission},
    {"ReadOnlyToken", 403, problem("oauth1-permissions"), Kind::permission},
    {"Protected", 403, problem("not-authorized-for-resource"), Kind::permission},
    {"Forbidden", 403, R"({"title":"Forbidden","type":"about:blank","status":403})", Kind::permission},
    {"Duplicate", 403,
     R"({"detail":"You are not allowed to create a Tweet with duplicate content.","type":"about:blank"})",
     Kind::duplicate},
    {"NotFound", 404, problem("resource-not-found"), Kind::gone},
    {"BareNotFound", 404, "", Kind::gone},
    {"TooManyRequests", 429, R"({"title":"Too Many Requests","type":"about:blank","status":429})", Kind::throttled},
    {"OldLimit", 429, R"({"errors":[{"code":88,"message":"Rate limit exceeded"}]})", Kind::throttled},
    {"OldLimitOddStatus", 400, R"({"errors":[{"code":88,"message":"Rate limit exceeded"}]})", Kind::throttled},
    {"Capped", 429, problem("usage-capped", R"(,"period":"Monthly","scope":"Product")"), Kind::throttled},
    {"Html503", 503, "<html>Over capacity</html>", Kind::transient},
    {"Internal", 500, problem("internal-error"), Kind::transient},
    {"Garbage", 400, "\xFF{", Kind::bad_request},
    {"Redirect", 302, "", Kind::malformed},
    {"Array", 403, "[1]", Kind::permission},
};

TEST(XProblem, IsJudgedByWhatItSays) {
    for (const auto& given : kCases) {
        const auto error = parse_x_error(given.status, given.body);
        ASSERT_TRUE(error) << given.name;
        EXPECT_STREQ(to_string(error->kind), to_string(given.kind)) << given.name;
        EXPECT_FALSE(error->sentence.empty()) << given.name;
        EXPECT_EQ(error->sentence.find("Ottilie"), std::string::npos) << given.name;
    }
}

TEST(XProblem, IsNoneWhenTheAnswerIsASuccess) {
    EXPECT_FALSE(parse_x_error(200, R"({"errors":[{"title":"Not Found Error"}]})"));
    EXPECT_FALSE(parse_x_error(201, ""));
}

TEST(XProblem, SaysHowLongToBeSilentWhereMoneyOrCapsRunOut) {
    EXPECT_EQ(parse_x_error(402, "")->retry_after, 1h);
    EXPECT_EQ(parse_x_error(429, problem("usage-capped", R"(,"period":"Daily")"))->retry_after, 1h);
    EXPECT_EQ(parse_x_error(429, problem("usage-capped", R"(,"period":"Monthly")"))->retry_after, 6h);
    EXPECT_EQ(parse_x_error(429, "")->retry_after, std::nullopt);
    EXPECT_NE(parse_x_error(402, "")->sentence.find("credit"), std::string::npos);
}

TEST(XProblem, NamesTheParameterThatXComplainsAbout) {
    const auto reason = [](const std::string& body) { return parse_x_error(400, body)->reason; };
    EXPECT_EQ(reason(R"({"errors":[{"parameters":{"tweet.fields":["id"]},"message":"m"}],"type":"invalid-request"})"),
              "tweet.fields");
    EXPECT_EQ(reason(R"({"errors":[{"message":"The query parameter [tweet.fields] is not one of"}]})"), "tweet.fields");
    EXPECT_EQ(reason(R"({"detail":"'since_id' must be a tweet id created after"})"), "since_id");
    EXPECT_EQ(reason(R"({"errors":[{"parameters":{}},5,{"parameters":{"ids":["x"]}}]})"), "ids");
    EXPECT_EQ(reason("{}"), "");
}

TEST(XUsage, IsReadFromTheWindowOfTheCall) {
    const auto now = runtime::Time{std::chrono::seconds{1'794'873'600}};
    const auto usage = parse_x_usage({"300", "60", "1794873900"}, now);
    EXPECT_EQ(usage.percent, 80);
    EXPECT_EQ(usage.regain, 5min + 1s);
    EXPECT_EQ(parse_x_usage({"300", "0", "1794873600"}, now).percent, 100);
    EXPECT_EQ(parse_x_usage({"300", "0", "1"}, now).regain, 1s) << "a clock that goes wrong";
    EXPECT_EQ(parse_x_usage({"300", "0", "1794973600"}, now).regain, 24h + 1s) << "no window is longer";
    for (const char* bad : {"", "x", "-1", "301", "99999999999999999999"}) {
        EXPECT_EQ(parse_x_usage({"300", bad, bad}, now).percent, 0) << bad;
        EXPECT_EQ(parse_x_usage({bad, "60", "1"}, now).percent == 0, std::string_view{bad} != "301") << bad;
    }
    EXPECT_EQ(parse_x_usage({}, now).percent, 0);
}

}  // namespace
}  // namespace ingest
