// What the actor promises: it does one thing once, says plainly what became of it, and calls an outcome
// unknown when it is.

#include "ingest/facebook/actor.hpp"
#include "ingest/meta/graph_client.hpp"
#include "tests/contract/ingest_memory_facebook.hpp"
#include "tests/support/one_token.hpp"
#include "tests/support/task_runner.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tests {
namespace {

using models::NetworkState;
using models::Verb;
using runtime::ErrorKind;

class ActorTest : public testing::Test {
  protected:
    ActorTest() {
        channel.id = "channel1";
        channel.external_id = MemoryFacebook::kPage;
        item.external_id = "201_1";
        item.author_id = "6600000000000901";
        MemoryFacebook::Post post;
        post.id = "104000000000011_201";
        facebook.add(std::move(post));
        MemoryFacebook::Comment comment;
        comment.id = item.external_id;
        comment.text = "Lovely";
        facebook.add("104000000000011_201", std::move(comment));
    }

    MemoryFacebook::Comment& comment() { return facebook.threads["104000000000011_201"]["201_1"]; }
    runtime::Result<void> act(Verb verb) { return runner.run(actor.act(channel, item, verb)); }
    runtime::Result<ingest::Observation> observe() { return runner.run(actor.observe(channel, item)); }

    std::optional<bool> in_force(Verb verb) { return runner.run(actor.in_force(channel, item, verb)).value(); }

    MemoryFacebook facebook;
    OneToken tokens{MemoryFacebook::kToken};
    ingest::GraphClient client{facebook, {}, "Facebook"};
    ingest::FacebookActor actor{client, tokens};
    models::Channel channel;
    models::CollectedItem item;
    TaskRunner runner;
};

TEST_F(ActorTest, HidesAndUnhidesWithOneRequestEach) {
    ASSERT_TRUE(act(Verb::hide));
    EXPECT_TRUE(comment().hidden);
    EXPECT_EQ(observe()->state, NetworkState::hidden);
    ASSERT_TRUE(act(Verb::unhide));
    EXPECT_FALSE(comment().hidden);
    EXPECT_EQ(observe()->state, NetworkState::visible);
    EXPECT_EQ(facebook.requests.size(), 4U);
    EXPECT_EQ(facebook.requests[0].method, "POST");
    EXPECT_EQ(facebook.requests[0].parameters.at("is_hidden"), "true");
}

TEST_F(ActorTest, ObservesWithTheNetworksOwnWordsAsEvidence) {
    EXPECT_THAT(observe()->raw, testing::HasSubstr("Lovely"));
    facebook.remove("104000000000011_201", "201_1");
    const auto gone = observe();
    ASSERT_TRUE(gone);
    EXPECT_EQ(gone->state, NetworkState::gone);
    EXPECT_THAT(gone->raw, testing::HasSubstr("33"));
}

TEST_F(ActorTest, RemovesAndIsContentWhenItIsGoneAlready) {
    ASSERT_TRUE(act(Verb::remove));
    EXPECT_EQ(facebook.requests.back().method, "DELETE");
    EXPECT_EQ(observe()->state, NetworkState::gone);
    EXPECT_TRUE(act(Verb::remove));
    const auto hide = act(Verb::hide);
    ASSERT_FALSE(hide);
    EXPECT_EQ(hide.error().kind, ErrorKind::rejected);
}

TEST_F(ActorTest, BlocksTheAuthorOnlyWhenTheNetworkSaidWhoThatIs) {
    ASSERT_TRUE(act(Verb::ban));
    EXPECT_EQ(facebook.blocked, (std::vector<std::string>{"6600000000000901"}));
    item.author_id.clear();
    const auto refused = act(Verb::ban);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::rejected);
    EXPECT_EQ(facebook.requests.size(), 1U);
}

TEST_F(ActorTest, LiftsABanAndReadsTheListOfTheBlockedToItsEnd) {
    std::vector<std::string> cursors;
    facebook.instead = [&](const MemoryFacebook::Seen& seen) -> std::optional<runtime::Result<runtime::HttpResponse>> {
        if (seen.path != std::string{MemoryFacebook::kPage} + "/blocked") return std::nullopt;
        runtime::HttpResponse response;
        response.status = 200;
        response.body = R"({"success":true})";
        if (seen.method == "DELETE") {
            EXPECT_EQ(seen.parameters.at("user"), item.author_id);
            return response;
        }
        cursors.push_back(seen.parameters.contains("after") ? seen.parameters.at("after") : "");
        response.body =
            cursors.back().empty()
                ? R"({"data":[{"id":"1"},7],"paging":{"cursors":{"after":"two"},"next":"https://x"}})"
                : R"({"data":[{"id":"6600000000000901","name":"Sample"}],"paging":{"cursors":{"after":"z"}}})";
        return response;
    };
    EXPECT_EQ(in_force(Verb::ban), true);
    EXPECT_EQ(in_force(Verb::unban), false);
    EXPECT_EQ(cursors, (std::vector<std::string>{"", "two", "", "two"}));
    item.author_id = "5";
    EXPECT_EQ(in_force(Verb::ban), false);
    EXPECT_EQ(in_force(Verb::unban), true);
    item.author_id = "6600000000000901";
    EXPECT_TRUE(act(Verb::unban));
    EXPECT_EQ(facebook.requests.back().method, "DELETE");
}

TEST_F(ActorTest, AsksNothingForDecisionsThatNeedNothing) {
    EXPECT_EQ(act(Verb::leave).error().kind, ErrorKind::rejected);
    EXPECT_EQ(act(Verb::escalate).error().kind, ErrorKind::rejected);
    tokens.missing = true;
    EXPECT_EQ(act(Verb::hide).error().kind, ErrorKind::unavailable);
    EXPECT_TRUE(facebook.requests.empty());
}

struct Failure {
    const char* name;
    runtime::Result<runtime::HttpResponse> answer;
    ErrorKind kind;
};

runtime::HttpResponse body(unsigned status, std::string text) {
    runtime::HttpResponse response;
    response.status = status;
    response.body = std::move(text);
    return response;
}

const std::vector<Failure>& failures() {
    static const std::vector<Failure> all{
        {"CutOff", runtime::fail(ErrorKind::unreachable, "cut off"), ErrorKind::unreachable},
        {"NotHttp", runtime::fail(ErrorKind::malformed, "garbage"), ErrorKind::unreachable},
        {"Html502", body(502, "<html>"), ErrorKind::unreachable},
        {"Transient", MemoryFacebook::error(2, 0, 500), ErrorKind::unreachable},
        {"GarbageWith200", body(200, "???"), ErrorKind::unreachable},
        {"NeitherYesNorNo", body(200, "{}"), ErrorKind::unreachable},
        {"SaysNo", body(200, R"({"success":false})"), ErrorKind::rejected},
        {"Throttled", MemoryFacebook::error(80001), ErrorKind::rate_limited},
        {"Plain429", body(429, "slow down"), ErrorKind::rate_limited},
        {"Permission", MemoryFacebook::error(200, 0, 403), ErrorKind::rejected},
        {"Token", MemoryFacebook::error(190, 460, 401), ErrorKind::unavailable},
        {"Blocked", MemoryFacebook::error(368), ErrorKind::rejected},
        {"BadParameter", MemoryFacebook::error(100), ErrorKind::rejected},
    };
    return all;
}

TEST_F(ActorTest, TellsRefusedFromUnknownAndNeverRepeatsByItself) {
    for (const auto& failure : failures()) {
        for (const auto verb : {Verb::hide, Verb::remove}) {
            facebook.requests.clear();
            facebook.instead = [&](const MemoryFacebook::Seen&) { return failure.answer; };
            const auto outcome = act(verb);
            ASSERT_FALSE(outcome) << failure.name;
            EXPECT_STREQ(to_string(outcome.error().kind), to_string(failure.kind)) << failure.name;
            EXPECT_FALSE(outcome.error().message.empty());
            EXPECT_EQ(facebook.requests.size(), 1U) << failure.name;
        }
    }
}

TEST_F(ActorTest, PassesOnHowLongToBeSilent) {
    facebook.instead = [](const MemoryFacebook::Seen&) {
        auto response = MemoryFacebook::error(80001);
        response.headers.emplace_back(
            "X-Business-Use-Case-Usage",
            R"({"104000000000011":[{"type":"pages","call_count":101,"estimated_time_to_regain_access":17}]})");
        return response;
    };
    EXPECT_EQ(act(Verb::hide).error().retry_after, std::chrono::minutes{17});
}

TEST_F(ActorTest, CannotBeLedAstrayByAnId) {
    item.external_id = "../../v1/x?y#z";
    (void)act(Verb::hide);
    EXPECT_EQ(facebook.requests.back().url, "https://graph.facebook.com/v26.0/%2E%2E%2F%2E%2E%2Fv1%2Fx%3Fy%23z");
}

}  // namespace
}  // namespace tests
