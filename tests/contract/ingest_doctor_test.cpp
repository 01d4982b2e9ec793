// What `gatehouse doctor` says of the channels' networks: what is wrong, and where to look, in each network's own
// words.

#include "ingest/doctor.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/task_runner.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tests {
namespace {

using ingest::ApiErrorKind;
using models::Network;
using testing::AnyOf;
using testing::HasSubstr;
using testing::Not;

/// Refuses what it is asked, or answers for somebody.
class Api final : public ingest::ApiClient {
  public:
    runtime::Task<ingest::ApiResult<ingest::ApiReply>> send(ingest::ApiCall, std::string, std::string) override {
        ingest::ApiError error;
        error.kind = kind;
        if (body.empty()) co_return tl::unexpected(error);
        ingest::ApiReply reply;
        reply.body = body;
        co_return reply;
    }
    ApiErrorKind kind{ApiErrorKind::permission};
    std::string body;
};

class NetworkDoctorTest : public testing::TestWithParam<Network> {
  protected:
    /// All that is said of a channel whose network answers like this.
    std::string said() {
        models::ConnectedChannel connected;
        connected.channel.id = "news";
        connected.channel.network = GetParam();
        connected.channel.external_id = "104";
        connected.channel.state = models::ChannelState::authorised;
        connected.channel.last_round_at = clock.now();
        connected.connection.credentials.access = "token";
        connected.connection.credentials.elsewhere = {"write_posts"};
        connected.connection.missing = {"read_posts", "write_posts"};
        std::string text;
        for (const auto& finding : runner.run(ingest::examine_channel(api, connected, clock.now())))
            text += finding.what + ": " + finding.remedy + "\n";
        return text;
    }
    bool of_meta() const { return GetParam() == Network::facebook || GetParam() == Network::instagram; }

    FakeClock clock;
    TaskRunner runner;
    Api api;
};

TEST_P(NetworkDoctorTest, SpeaksTheWordsOfItsNetwork) {
    for (const auto kind : {ApiErrorKind::permission, ApiErrorKind::bad_request, ApiErrorKind::unreachable}) {
        api.kind = kind;
        if (of_meta())
            EXPECT_THAT(said(), AnyOf(HasSubstr("task on the Page"), HasSubstr("facebook.")));
        else
            EXPECT_THAT(said(), Not(AnyOf(HasSubstr("the Page"), HasSubstr("the page"), HasSubstr("facebook."))));
    }
    api.kind = ApiErrorKind::clock;
    EXPECT_THAT(said(), HasSubstr("NTP"));
    api.body = "{}";
    EXPECT_THAT(said(), HasSubstr(GetParam() == Network::x         ? "x.base_url"
                                  : GetParam() == Network::youtube ? "youtube.base_url"
                                                                   : "facebook.base_url"));
}

TEST_P(NetworkDoctorTest, NamesWhatWasGrantedForAnotherAccountOnly) {
    EXPECT_THAT(said(), HasSubstr("lacks permissions: read_posts, write_posts (granted for another account only)"));
}

INSTANTIATE_TEST_SUITE_P(Networks, NetworkDoctorTest, testing::ValuesIn(models::kNetworks),
                         [](const auto& tried) { return std::string{to_string(tried.param)}; });

}  // namespace
}  // namespace tests
