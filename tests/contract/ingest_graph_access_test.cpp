// What giving and keeping access to Meta's networks promises.

#include "ingest/meta/graph_access.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/task_runner.hpp"

#include <gtest/gtest.h>

namespace tests {
namespace {

using namespace std::chrono_literals;

/// A Meta that gives a person's token, says nothing of its end unless told to, and knows one page.
class OneMeta final : public runtime::HttpClient, public ingest::ApiClient {
  public:
    runtime::Task<runtime::Result<runtime::HttpResponse>> send(runtime::HttpRequest) override {
        runtime::HttpResponse response;
        response.status = 200;
        response.body = R"({"access_token":"person-2","token_type":"bearer")" + expiry + "}";
        co_return response;
    }
    runtime::Task<ingest::ApiResult<ingest::ApiReply>> send(ingest::ApiCall, std::string, std::string) override {
        ingest::ApiReply reply;
        reply.body = R"({"data":[{"id":"104","name":"Ashgrove","access_token":"page-2","tasks":["MODERATE"]}]})";
        co_return reply;
    }
    std::string expiry;
};

class GraphAccessTest : public testing::Test {
  protected:
    models::Credentials renewed() {
        models::Channel channel;
        channel.external_id = "104";
        models::Credentials given;
        given.access = "page-1";
        given.refresh = "person-1";
        auto renewed = runner.run(access.renew(channel, given));
        EXPECT_TRUE(renewed);
        return renewed ? *renewed : given;
    }

    FakeClock clock;
    TaskRunner runner;
    OneMeta meta;
    ingest::GraphAccess access{
        meta, meta, {"https://graph.example", "v26.0", "7001", "secret", ""}, ingest::facebook_permissions(), clock};
};

TEST_F(GraphAccessTest, RenewsAfterTenDaysAlsoWhenMetaDoesNotSayHowLongAConnectionLasts) {
    for (const auto* expiry : {"", R"(,"expires_in":5184000)"}) {
        meta.expiry = expiry;
        const auto given = renewed();
        EXPECT_EQ(given.access, "page-2");
        EXPECT_EQ(given.refresh, "person-2");
        EXPECT_EQ(access.due(given), clock.now() + 10 * 24h);
    }
}

}  // namespace
}  // namespace tests
