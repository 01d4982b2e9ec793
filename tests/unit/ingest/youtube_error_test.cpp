// What the reading of YouTube's refusals promises: the reason decides, whatever shape it comes in, and none of the
// network's own words reach a page.

#include "ingest/youtube/youtube_error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ingest {
namespace {

using Kind = ApiErrorKind;

std::string body(int code, const std::string& reason, const std::string& more = "") {
    return R"({"error":{"code":)" + std::to_string(code) + R"(,"message":"<b>secret words</b>","errors":[{"reason":")" +
           reason + R"(","domain":"youtube.x"}])" + more + "}}";
}

struct Case {
    const char* name;
    unsigned status;
    std::string answer;
    Kind kind;
};

TEST(YoutubeError, IsDecidedByTheReasonInEveryShape) {
    const std::vector<Case> cases{
        {"quota", 403, body(403, "quotaExceeded"), Kind::throttled},
        {"too fast", 403, body(403, "rateLimitExceeded"), Kind::throttled},
        {"too fast, newer", 429, R"({"error":{"code":429,"status":"RESOURCE_EXHAUSTED"}})", Kind::throttled},
        {"comments off", 403, body(403, "commentsDisabled"), Kind::bad_request},
        {"not the owner", 403, body(403, "forbidden"), Kind::permission},
        {"scope", 403, body(403, "insufficientPermissions"), Kind::permission},
        {"not on", 403, body(403, "accessNotConfigured"), Kind::permission},
        {"token", 401, body(401, "authError"), Kind::token},
        {"token, newer", 401, R"({"error":{"code":401,"status":"UNAUTHENTICATED"}})", Kind::token},
        {"sign-in", 400, R"({"error":"invalid_grant","error_description":"Token has been revoked."})", Kind::token},
        {"gone", 404, body(404, "commentNotFound"), Kind::gone},
        {"gone, no words", 404, "", Kind::gone},
        {"deleted meanwhile", 400, body(400, "processingFailure"), Kind::transient},
        {"their side", 500, body(500, "backendError"), Kind::transient},
        {"conflict", 409, body(409, "SERVICE_UNAVAILABLE"), Kind::transient},
        {"says unavailable, means denied", 403, body(403, "SERVICE_UNAVAILABLE", R"(,"status":"PERMISSION_DENIED")"),
         Kind::permission},
        {"page", 400, body(400, "invalidPageToken"), Kind::bad_request},
        {"unheard of", 400, body(400, "somethingNew"), Kind::bad_request},
        {"bare text", 503, R"({"error":"error message"})", Kind::transient},
        {"HTML", 502, "<html>", Kind::transient},
        {"redirect", 302, "", Kind::malformed},
    };
    for (const auto& each : cases) {
        const auto error = parse_youtube_error(each.status, each.answer);
        ASSERT_TRUE(error) << each.name;
        EXPECT_STREQ(to_string(error->kind), to_string(each.kind)) << each.name;
        EXPECT_FALSE(error->sentence.empty()) << each.name;
        EXPECT_THAT(error->sentence, testing::Not(testing::HasSubstr("secret"))) << each.name;
        EXPECT_EQ(error->answer, each.answer) << each.name;
    }
    EXPECT_FALSE(parse_youtube_error(200, "{}"));
    EXPECT_FALSE(parse_youtube_error(204, ""));
}

TEST(YoutubeError, TellsTheBudgetOfTheDayFromAskingTooFast) {
    const auto quota = parse_youtube_error(403, body(403, "quotaExceeded"));
    EXPECT_TRUE(is_quota_refusal(*quota));
    EXPECT_FALSE(quota->retry_after);  // the day's end is not in the answer
    const auto fast = parse_youtube_error(403, body(403, "userRateLimitExceeded"));
    EXPECT_FALSE(is_quota_refusal(*fast));
    EXPECT_EQ(fast->retry_after, std::chrono::seconds{64});
}

TEST(YoutubeError, RepeatsOnlyReasonsThatItKnows) {
    EXPECT_EQ(parse_youtube_error(403, body(403, "commentsDisabled"))->reason, kCommentsDisabled);
    EXPECT_EQ(parse_youtube_error(400, body(400, "secret words"))->reason, "");
}

}  // namespace
}  // namespace ingest
