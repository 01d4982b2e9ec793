// What the actor of X promises: it hides what can be hidden, once, says plainly what X does not offer, and calls an
// outcome unknown when it is.

#include "ingest/x/actor.hpp"
#include "ingest/x/client.hpp"
#include "tests/contract/ingest_memory_x.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/one_token.hpp"
#include "tests/support/task_runner.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tests {
namespace {

using models::ItemKind;
using models::NetworkState;
using models::Verb;
using runtime::ErrorKind;
using testing::HasSubstr;

class XActorTest : public testing::Test {
  protected:
    XActorTest() {
        channel.id = "channel1";
        channel.network = models::Network::x;
        channel.external_id = MemoryX::kAccount;
        own = x.add(MemoryX::kAccount, "Winter fair on Saturday");
        item.network = models::Network::x;
        item.kind = ItemKind::comment;
        item.external_id = x.add("160", "Lovely", own, own);
    }

    MemoryX::Post& reply() { return x.posts.at(item.external_id); }
    runtime::Result<void> act(Verb verb) { return runner.run(actor.act(channel, item, verb)); }
    runtime::Result<ingest::Observation> observe() { return runner.run(actor.observe(channel, item)); }
    std::size_t writes() const {
        return static_cast<std::size_t>(
            std::count_if(x.requests.begin(), x.requests.end(), [](const auto& seen) { return seen.method != "GET"; }));
    }

    FakeClock clock;
    MemoryX x{clock};
    OneToken tokens{MemoryX::kToken};
    ingest::XClient client{x, "https://api.x.com", clock};
    ingest::XActor actor{client, tokens};
    models::Channel channel;
    models::CollectedItem item;
    std::string own;
    TaskRunner runner;
};

runtime::HttpResponse body(unsigned status, std::string text) {
    runtime::HttpResponse response;
    response.status = status;
    response.body = std::move(text);
    return response;
}

TEST_F(XActorTest, HidesAndUnhidesWithOneWriteEach) {
    ASSERT_TRUE(act(Verb::hide));
    EXPECT_TRUE(reply().hidden);
    EXPECT_EQ(writes(), 1U);
    ASSERT_TRUE(act(Verb::unhide));
    EXPECT_FALSE(reply().hidden);
    EXPECT_EQ(writes(), 2U);
}

TEST_F(XActorTest, HidesTheVersionThatStandsNow) {
    x.edit(item.external_id, "changed");
    ASSERT_TRUE(act(Verb::hide));  // MemoryX demands the newest id
    EXPECT_TRUE(reply().hidden);
}

TEST_F(XActorTest, ObservesOnlyWhatXSaysAndLeavesTheRestToOurRecord) {
    EXPECT_EQ(observe()->state, NetworkState::visible);
    EXPECT_THAT(observe()->raw, HasSubstr("Lovely"));
    ASSERT_TRUE(act(Verb::hide));
    EXPECT_EQ(observe()->state, NetworkState::visible) << "X does not say";
    item.hidden = true;
    EXPECT_EQ(observe()->state, NetworkState::hidden);
    x.posts.erase(item.external_id);
    const auto gone = observe();
    EXPECT_EQ(gone->state, NetworkState::gone);
    EXPECT_THAT(gone->raw, HasSubstr("resource-not-found"));
    EXPECT_EQ(act(Verb::unhide).error().kind, ErrorKind::rejected);
}

TEST_F(XActorTest, WhatItsAuthorHasProtectedIsNotTriedAgain) {
    reply().withheld = true;
    const auto hidden = act(Verb::hide);
    ASSERT_FALSE(hidden);
    EXPECT_EQ(hidden.error().kind, ErrorKind::rejected);
    EXPECT_THAT(hidden.error().message, HasSubstr("has protected"));
    EXPECT_EQ(writes(), 0U);
    EXPECT_EQ(observe()->state, NetworkState::visible) << "it is not gone";
}

TEST_F(XActorTest, SaysWhatXDoesNotOfferWithoutAsking) {
    for (const auto verb : {Verb::remove, Verb::ban, Verb::leave, Verb::escalate}) {
        const auto refused = act(verb);
        EXPECT_EQ(refused.error().kind, ErrorKind::rejected);
        EXPECT_THAT(refused.error().message, HasSubstr("X"));
    }
    for (const auto kind : {ItemKind::tagged_post, ItemKind::own_post}) {
        item.kind = kind;
        EXPECT_EQ(act(Verb::hide).error().kind, ErrorKind::rejected);
    }
    item.kind = ItemKind::reply;
    tokens.missing = true;
    EXPECT_EQ(act(Verb::hide).error().kind, ErrorKind::unavailable);
    EXPECT_EQ(observe().error().kind, ErrorKind::unavailable);
    EXPECT_TRUE(x.requests.empty());
}

TEST_F(XActorTest, MutesAndUnmutesTheAuthorAndSeesItInTheList) {
    bool muted = false;
    item.author_id = "160";
    item.kind = ItemKind::tagged_post;  // of whatever they wrote
    const auto list = std::string{"users/"} + MemoryX::kAccount + "/muting";
    x.instead = [&](const MemoryX::Seen& seen) -> std::optional<runtime::Result<runtime::HttpResponse>> {
        if (seen.method == "GET") {
            EXPECT_EQ(seen.path, list);
            return body(
                200, muted ? R"({"data":[{"id":"160"}],"meta":{"result_count":1}})" : R"({"meta":{"result_count":0}})");
        }
        EXPECT_EQ(seen.path, seen.method == "POST" ? list : list + "/160");
        if (seen.method == "POST") {
            EXPECT_EQ(seen.body, R"({"target_user_id":"160"})");
        }
        muted = seen.method == "POST";
        return body(200, muted ? R"({"data":{"muting":true}})" : R"({"data":{"muting":false}})");
    };
    const auto in_force = [&](Verb verb) { return runner.run(actor.in_force(channel, item, verb)).value(); };
    EXPECT_EQ(in_force(Verb::mute), false);
    ASSERT_TRUE(act(Verb::mute));
    EXPECT_EQ(in_force(Verb::mute), true);
    EXPECT_EQ(in_force(Verb::unmute), false);
    ASSERT_TRUE(act(Verb::unmute));
    EXPECT_EQ(in_force(Verb::unmute), true);
    item.author_id.clear();
    EXPECT_EQ(act(Verb::mute).error().kind, ErrorKind::rejected);
    EXPECT_EQ(writes(), 2U);
}

TEST_F(XActorTest, IsRefusedInAConversationThatTheSchoolDidNotBegin) {
    const auto foreign = x.add("163", "Town news");
    item.external_id = x.add("164", "@ashgroveprimary look", foreign, foreign);
    const auto refused = act(Verb::hide);
    EXPECT_EQ(refused.error().kind, ErrorKind::rejected);
    EXPECT_FALSE(refused.error().message.empty());
}

struct Failure {
    const char* name;
    runtime::Result<runtime::HttpResponse> answer;
    ErrorKind kind;
};

const std::vector<Failure>& failures() {
    static const std::vector<Failure> all{
        {"CutOff", runtime::fail(ErrorKind::unreachable, "cut off"), ErrorKind::unreachable},
        {"NotHttp", runtime::fail(ErrorKind::malformed, "garbage"), ErrorKind::unreachable},
        {"Html503", body(503, "<html>"), ErrorKind::unreachable},
        {"GarbageWith200", body(200, "???"), ErrorKind::unreachable},
        {"NeitherYesNorNo", body(200, R"({"data":{}})"), ErrorKind::unreachable},
        {"SaysNo", body(200, R"({"data":{"hidden":false}})"), ErrorKind::rejected},
        {"Throttled", body(429, ""), ErrorKind::rate_limited},
        {"NoMoney", body(402, ""), ErrorKind::rate_limited},
        {"Forbidden", MemoryX::problem(403, "about:blank"), ErrorKind::rejected},
        {"Token", MemoryX::problem(401, "about:blank"), ErrorKind::unavailable},
        {"Gone", MemoryX::problem(404, "resource-not-found"), ErrorKind::rejected},
        {"BadParameter", MemoryX::problem(400, "invalid-request"), ErrorKind::rejected},
    };
    return all;
}

TEST_F(XActorTest, TellsRefusedFromUnknownAndNeverRepeatsByItself) {
    for (const auto& failure : failures()) {
        x.requests.clear();
        x.instead = [&](const MemoryX::Seen& seen) -> std::optional<runtime::Result<runtime::HttpResponse>> {
            if (seen.method == "GET") return std::nullopt;
            return failure.answer;
        };
        const auto outcome = act(Verb::hide);
        ASSERT_FALSE(outcome) << failure.name;
        EXPECT_STREQ(to_string(outcome.error().kind), to_string(failure.kind)) << failure.name;
        EXPECT_FALSE(outcome.error().message.empty());
        EXPECT_EQ(writes(), 1U) << failure.name;
    }
}

TEST_F(XActorTest, WritesNothingWhenItCannotSeeWhatItActsOn) {
    for (const auto& failure : failures()) {
        x.requests.clear();
        x.instead = [&](const MemoryX::Seen&) { return failure.answer; };
        EXPECT_FALSE(act(Verb::hide)) << failure.name;
        EXPECT_FALSE(observe()) << failure.name;
        EXPECT_EQ(writes(), 0U) << failure.name;
    }
}

TEST_F(XActorTest, CannotBeLedAstrayByAnId) {
    item.external_id = "5,6&x=y";
    (void)act(Verb::hide);
    EXPECT_EQ(x.requests.back().parameters.at("ids"), "5,6&x=y");
    EXPECT_EQ(writes(), 0U);
}

}  // namespace
}  // namespace tests
