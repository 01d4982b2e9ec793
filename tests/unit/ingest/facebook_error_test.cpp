// What the error reading promises: code and subcode decide, and the sentence tells a person what to do without
// repeating a word of the network's own text.

#include "ingest/meta/graph_error.hpp"

#include <chrono>

#include <gtest/gtest.h>

namespace ingest {
namespace {

using namespace std::chrono_literals;

struct Case {
    const char* name;
    unsigned status;
    std::string body;
    ApiErrorKind kind;
};

std::string coded(int code, int subcode = 0, const std::string& more = "") {
    return "{\"error\":{\"message\":\"(#" + std::to_string(code) +
           ") Ottilie\",\"type\":\"OAuthException\",\"code\":" + std::to_string(code) +
           (subcode != 0 ? ",\"error_subcode\":" + std::to_string(subcode) : "") + more + "}}";
}

const Case kCases[] = {
    {"Unknown", 500, coded(1), ApiErrorKind::transient},
    {"Service", 400, coded(2), ApiErrorKind::transient},
    {"MarkedTransient", 400, coded(9999, 0, ",\"is_transient\":true"), ApiErrorKind::transient},
    {"TooMuch", 500, R"({"error":{"code":1,"message":"Please reduce the amount of data you're asking for"}})",
     ApiErrorKind::too_much},
    {"Capability", 400, coded(3), ApiErrorKind::permission},
    {"Permission10", 403, coded(10), ApiErrorKind::permission},
    {"Permission200", 403, coded(200), ApiErrorKind::permission},
    {"Permission299", 400, coded(299), ApiErrorKind::permission},
    {"App", 400, coded(4), ApiErrorKind::throttled},
    {"User", 400, coded(17), ApiErrorKind::throttled},
    {"PageWithUserToken", 403, coded(32), ApiErrorKind::throttled},
    {"Limit341", 400, coded(341), ApiErrorKind::throttled},
    {"Custom", 429, coded(613), ApiErrorKind::throttled},
    {"Page", 400, coded(80001, 2446079), ApiErrorKind::throttled},
    {"ThrottledEvenIfTransient", 400, coded(4, 0, ",\"is_transient\":true"), ApiErrorKind::throttled},
    {"BadParameter", 400, coded(100), ApiErrorKind::bad_request},
    {"Gone", 400, coded(100, 33), ApiErrorKind::gone},
    {"NotVisible", 400, R"({"error":{"code":100,"message":"cannot be loaded due to missing permission"}})",
     ApiErrorKind::permission},
    {"Session", 400, coded(102), ApiErrorKind::token},
    {"Token", 401, coded(190, 463), ApiErrorKind::token},
    {"Blocked", 400, coded(368), ApiErrorKind::blocked},
    {"Duplicate", 400, coded(506, 1455006), ApiErrorKind::duplicate},
    {"Alias", 404, coded(803), ApiErrorKind::bad_request},
    {"Path", 400, coded(2500), ApiErrorKind::bad_request},
    {"CodeOnlyInTheText", 400, R"({"error":{"type":"OAuthException","message":"(#100) Invalid fbid."}})",
     ApiErrorKind::bad_request},
    {"ErrorWithStatus200", 200, coded(190), ApiErrorKind::token},
    {"CodeAsText", 400, R"({"error":{"code":"190"}})", ApiErrorKind::token},
    {"ErrorIsText", 403, R"({"error":"no"})", ApiErrorKind::permission},
    {"Html502", 502, "<html>Bad gateway</html>", ApiErrorKind::transient},
    {"Html429", 429, "<html>slow down</html>", ApiErrorKind::throttled},
    {"Html404", 404, "<html>nothing here</html>", ApiErrorKind::bad_request},
    {"Redirect", 302, "", ApiErrorKind::malformed},
    {"CutOff", 400, R"({"error":{"message":"Unsupp)", ApiErrorKind::bad_request},
    {"LoneSurrogate", 400, R"({"error":{"message":"\ud800","code":100,"error_subcode":33}})", ApiErrorKind::gone},
};

class ParseErrorCase : public testing::TestWithParam<Case> {};

TEST_P(ParseErrorCase, IsClassifiedByWhatTheBodySays) {
    const auto& expected = GetParam();
    const auto error = parse_graph_error(expected.status, expected.body, "Facebook");
    ASSERT_TRUE(error);
    EXPECT_STREQ(to_string(error->kind), to_string(expected.kind));
    EXPECT_FALSE(error->sentence.empty());
    EXPECT_EQ(error->sentence.find("Ottilie"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Codes, ParseErrorCase, testing::ValuesIn(kCases),
                         [](const auto& test) { return std::string{test.param.name}; });

TEST(ParseError, FindsNoneInAGoodAnswer) {
    EXPECT_FALSE(parse_graph_error(200, R"({"data":[{"error":{"code":190}}]})", "Facebook"));
    EXPECT_FALSE(parse_graph_error(200, "{}", "Facebook"));
    EXPECT_FALSE(parse_graph_error(200, R"({"error":null})", "Facebook"));
}

TEST(ParseError, NamesThePermissionThatIsMissing) {
    const auto error = parse_graph_error(
        403, R"({"error":{"code":200,"message":"(#200) requires pages_read_user_content, says Mr Trellis"}})",
        "Facebook");
    ASSERT_TRUE(error);
    EXPECT_NE(error->sentence.find("pages_read_user_content"), std::string::npos);
    EXPECT_EQ(error->sentence.find("Trellis"), std::string::npos);
}

TEST(ParseError, TellsHowToMendEachKindOfDeadToken) {
    for (const int subcode : {458, 459, 460, 463, 464, 467, 492}) {
        const auto error = parse_graph_error(400, coded(190, subcode), "Facebook");
        ASSERT_TRUE(error);
        EXPECT_NE(error->sentence.find("onnect"), std::string::npos) << subcode;
    }
    EXPECT_NE(parse_graph_error(400, coded(190, 460), "Facebook")->sentence,
              parse_graph_error(400, coded(190, 463), "Facebook")->sentence);
}

TEST(ParseUsage, TakesTheHighestPercentageOfThePage) {
    const auto usage = parse_graph_usage(R"({"call_count":28,"total_time":25,"total_cputime":91})",
                                         R"({"104":[{"type":"pages","call_count":12,"total_cputime":3,"total_time":4,
                     "estimated_time_to_regain_access":17}],
            "999":[{"type":"pages","call_count":99}]})",
                                         "104");
    EXPECT_EQ(usage.percent, 91);
    EXPECT_EQ(usage.regain, 17min);

    EXPECT_EQ(parse_graph_usage({}, R"({"999":[{"call_count":99}]})", "104").percent, 99);
    EXPECT_EQ(
        parse_graph_usage({}, R"({"104":[{"call_count":101,"estimated_time_to_regain_access":0}]})", "104").percent,
        101);
}

TEST(ParseUsage, SurvivesNonsense) {
    for (const std::string nonsense : {"", "null", "[]", "{\"104\":5}", "{\"104\":[5]}", "{\"call_count\":\"x\"}", "{",
                                       "{\"104\":[{\"call_count\":1e308,\"estimated_time_to_regain_access\":-4}]}"}) {
        const auto usage = parse_graph_usage(nonsense, nonsense, "104");
        EXPECT_LE(usage.percent, 10'000) << nonsense;
        EXPECT_FALSE(usage.regain) << nonsense;
    }
    EXPECT_EQ(parse_graph_usage(R"({"call_count":"64"})", {}, "104").percent, 64);
    EXPECT_EQ(parse_graph_usage({}, {}, "104").percent, 0);
}

TEST(ToRuntime, CallsAnOutcomeUnknownUnlessTheNetworkRefused) {
    const auto kind = [](ApiErrorKind from) {
        ApiError error;
        error.kind = from;
        return to_runtime(error).kind;
    };
    EXPECT_EQ(kind(ApiErrorKind::transient), runtime::ErrorKind::unreachable);
    EXPECT_EQ(kind(ApiErrorKind::malformed), runtime::ErrorKind::unreachable);
    EXPECT_EQ(kind(ApiErrorKind::unreachable), runtime::ErrorKind::unreachable);
    EXPECT_EQ(kind(ApiErrorKind::throttled), runtime::ErrorKind::rate_limited);
    EXPECT_EQ(kind(ApiErrorKind::permission), runtime::ErrorKind::rejected);
    EXPECT_EQ(kind(ApiErrorKind::gone), runtime::ErrorKind::rejected);
}

TEST(ToRuntime, SaysThatPeopleHaveToMendTheConnectionFirstOnlyWhereItIsTheConnection) {
    ApiError error;
    error.kind = ApiErrorKind::permission;
    error.lacking = true;
    EXPECT_EQ(to_runtime(error).kind, runtime::ErrorKind::unavailable);
    error.kind = ApiErrorKind::gone;
    EXPECT_EQ(to_runtime(error).kind, runtime::ErrorKind::rejected);
}

}  // namespace
}  // namespace ingest
