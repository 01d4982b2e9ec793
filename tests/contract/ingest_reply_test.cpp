// What an answer promises on every network: it stands there once, whatever becomes of the connection, and what is not
// known is said so.

#include "tests/contract/ingest_publishing_world.hpp"
#include "tests/support/task_runner.hpp"

#include <memory>

#include <gmock/gmock.h>

namespace tests {
namespace {

using models::Network;
using runtime::ErrorKind;
using namespace std::chrono_literals;

class ReplyTest : public testing::TestWithParam<Network> {
  protected:
    static constexpr const char* kText = "At 11, see https://bramblecote.example/fair for more";

    runtime::Result<ingest::Published> reply(const models::CollectedItem& item, const std::string& text,
                                             std::optional<runtime::Time> tried = std::nullopt) {
        return runner.run(world->publisher().reply(world->channel, item, text, tried));
    }
    std::size_t stands() { return world->said().size(); }

    std::unique_ptr<PublishingWorld> world{world_of(GetParam())};
    TaskRunner runner;
};

TEST_P(ReplyTest, StandsThereAndIsReadBack) {
    const auto published = reply(world->comment, kText);
    ASSERT_TRUE(published) << published.error().message;
    EXPECT_TRUE(published->seen);
    EXPECT_FALSE(published->external_id.empty());
    EXPECT_EQ(stands(), 1U);
    EXPECT_THAT(world->said().front(), testing::HasSubstr("At 11, see"));
    EXPECT_EQ(world->http().writes(), 1U);
}

TEST_P(ReplyTest, AnswersAReplyUnderTheSameComment) {
    ASSERT_TRUE(reply(world->reply, kText));
    EXPECT_EQ(stands(), 1U);
    EXPECT_TRUE(reply(world->reply, kText, world->clock.now()));
    EXPECT_EQ(stands(), 1U);
}

TEST_P(ReplyTest, IsNotSentAgainWhenTheNetworkHadAcceptedTheFirst) {
    const auto tried = world->clock.now();
    world->http().cut = [](const auto& request) { return FaultyHttp::writes(request); };
    const auto lost = reply(world->comment, kText);
    ASSERT_FALSE(lost);
    EXPECT_EQ(lost.error().kind, ErrorKind::unreachable);
    EXPECT_EQ(stands(), 1U);
    const auto again = reply(world->comment, kText, tried);
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_TRUE(again->seen);
    EXPECT_FALSE(again->external_id.empty());
    EXPECT_EQ(stands(), 1U);
    EXPECT_EQ(world->http().writes(), 1U);
}

TEST_P(ReplyTest, IsSentAgainWhenItDoesNotStandThere) {
    const auto tried = world->clock.now();
    world->http().refuse = [](const auto& request) { return FaultyHttp::writes(request); };
    ASSERT_FALSE(reply(world->comment, kText));
    EXPECT_EQ(stands(), 0U);
    world->http().refuse = nullptr;
    EXPECT_TRUE(reply(world->comment, kText, tried));
    EXPECT_EQ(stands(), 1U);
}

TEST_P(ReplyTest, IsNotSentWhileNobodyCanSeeWhetherItStandsThere) {
    runtime::HttpResponse garbage;
    garbage.status = 200;
    for (const char* body : {"", "[]", R"({"data":[{"id":{}}],"items":[{"id":{}}]})", "<html>", R"({"data":[)"}) {
        garbage.body = body;
        world->http().answer = garbage;
        world->http().refuse = [](const auto& request) { return !FaultyHttp::writes(request); };
        const auto unknown = reply(world->comment, kText, world->clock.now());
        ASSERT_FALSE(unknown) << body;
        EXPECT_EQ(unknown.error().kind, ErrorKind::unreachable) << body;
    }
    EXPECT_EQ(world->http().writes(), 0U);
}

TEST_P(ReplyTest, LeavesItToAPersonWhenTheSchoolHasAnsweredInOtherWords) {
    ASSERT_TRUE(reply(world->comment, "At noon"));
    const auto refused = reply(world->comment, kText, world->clock.now());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::conflict);
    EXPECT_EQ(stands(), 1U);
    // What was said before the first try has nothing to do with it.
    EXPECT_TRUE(reply(world->comment, kText, world->clock.now() + 5min));
    EXPECT_EQ(stands(), 2U);
}

TEST_P(ReplyTest, CallsTheOutcomeUnknownWhenTheAnswerMakesNoSense) {
    runtime::HttpResponse garbage;
    garbage.status = 200;
    for (const char* body : {"", "{}", R"({"id":[]})", R"({"data":{"id":""}})", "<html>"}) {
        garbage.body = body;
        world->http().answer = garbage;
        world->http().refuse = [](const auto& request) { return FaultyHttp::writes(request); };
        const auto unknown = reply(world->comment, kText);
        ASSERT_FALSE(unknown) << body;
        EXPECT_EQ(unknown.error().kind, ErrorKind::unreachable) << body;
    }
}

TEST_P(ReplyTest, IsAcceptedAlsoWhenItCannotBeReadBack) {
    world->http().refuse = [](const auto& request) { return !FaultyHttp::writes(request); };
    const auto published = reply(world->comment, kText);
    ASSERT_TRUE(published);
    EXPECT_FALSE(published->seen);
    EXPECT_FALSE(published->external_id.empty());
}

TEST_P(ReplyTest, IsRefusedWhenWhatItAnswersIsGone) {
    world->comment.external_id = "999";
    const auto refused = reply(world->comment, kText);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::rejected);
}

std::string name_of(const testing::TestParamInfo<Network>& info) {
    return std::string{models::display_name(info.param)};
}

INSTANTIATE_TEST_SUITE_P(Networks, ReplyTest,
                         testing::Values(Network::facebook, Network::instagram, Network::x, Network::youtube), name_of);

}  // namespace
}  // namespace tests
