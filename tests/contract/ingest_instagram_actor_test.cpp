// What the actor promises on Instagram: one request a deed, under the names that Instagram uses, and a sentence for
// what cannot be done there. What it promises of failures it shares with Facebook's (ingest_actor_test.cpp).

#include "ingest/instagram/actor.hpp"
#include "ingest/meta/graph_client.hpp"
#include "tests/contract/ingest_memory_instagram.hpp"
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

class InstagramActorTest : public testing::Test {
  protected:
    InstagramActorTest() {
        channel.network = models::Network::instagram;
        channel.external_id = MemoryInstagram::kAccount;
        item.network = models::Network::instagram;
        item.external_id = "17950000000000201";
        item.author_id = "1230000000000077";
        MemoryInstagram::Media media;
        media.id = "17900000000000101";
        MemoryInstagram::Comment comment;
        comment.id = item.external_id;
        comment.text = "Lovely display!";
        media.comments[comment.id] = std::move(comment);
        instagram.add(std::move(media));
    }

    runtime::Result<void> act(Verb verb) { return runner.run(actor.act(channel, item, verb)); }
    runtime::Result<ingest::Observation> observe() { return runner.run(actor.observe(channel, item)); }

    MemoryInstagram instagram;
    OneToken tokens{MemoryInstagram::kToken};
    ingest::GraphClient client{instagram, {}, "Instagram"};
    ingest::InstagramActor actor{client, tokens};
    models::Channel channel;
    models::CollectedItem item;
    TaskRunner runner;
};

TEST_F(InstagramActorTest, HidesAndUnhidesWithOneRequestEach) {
    ASSERT_TRUE(act(Verb::hide));
    EXPECT_EQ(instagram.requests[0].method, "POST");
    EXPECT_EQ(instagram.requests[0].path, item.external_id);
    EXPECT_EQ(instagram.requests[0].parameters.at("hide"), "true");
    EXPECT_EQ(observe()->state, NetworkState::hidden);
    ASSERT_TRUE(act(Verb::unhide));
    EXPECT_EQ(observe()->state, NetworkState::visible);
    EXPECT_EQ(instagram.requests.size(), 4U);
}

TEST_F(InstagramActorTest, ObservesWithTheNetworksOwnWordsAsEvidence) {
    EXPECT_THAT(observe()->raw, testing::HasSubstr("Lovely display!"));
    instagram.remove(item.external_id);
    EXPECT_EQ(observe()->state, NetworkState::gone);
}

TEST_F(InstagramActorTest, RemovesAndIsContentWhenItIsGoneAlready) {
    ASSERT_TRUE(act(Verb::remove));
    EXPECT_EQ(instagram.requests.back().method, "DELETE");
    EXPECT_EQ(observe()->state, NetworkState::gone);
    EXPECT_TRUE(act(Verb::remove));
    EXPECT_EQ(act(Verb::hide).error().kind, ErrorKind::rejected);
}

TEST_F(InstagramActorTest, SwitchesCommentsOffUnderThePostThatTheCommentStandsUnder) {
    bool enabled = true;
    item.post_external_id = "17900000000000101";
    instagram.instead =
        [&](const MemoryInstagram::Seen& seen) -> std::optional<runtime::Result<runtime::HttpResponse>> {
        EXPECT_EQ(seen.path, "17900000000000101");
        runtime::HttpResponse response;
        response.status = 200;
        response.body = R"({"success":true})";
        if (seen.method == "POST")
            enabled = seen.parameters.at("comment_enabled") == "true";
        else
            response.body = enabled ? R"({"is_comment_enabled":true})" : R"({"is_comment_enabled":false})";
        return response;
    };
    const auto in_force = [&](Verb verb) { return runner.run(actor.in_force(channel, item, verb)).value(); };
    EXPECT_EQ(in_force(Verb::comments_off), false);
    ASSERT_TRUE(act(Verb::comments_off));
    EXPECT_FALSE(enabled);
    EXPECT_EQ(in_force(Verb::comments_off), true);
    EXPECT_EQ(in_force(Verb::comments_on), false);
    item.kind = ItemKind::own_post;
    item.external_id = std::exchange(item.post_external_id, "");
    ASSERT_TRUE(act(Verb::comments_on));
    EXPECT_TRUE(enabled);
}

TEST_F(InstagramActorTest, SaysWhatCannotBeDoneHereAndAsksNothing) {
    EXPECT_THAT(act(Verb::ban).error().message, testing::HasSubstr("Instagram app"));
    EXPECT_EQ(act(Verb::leave).error().kind, ErrorKind::rejected);
    EXPECT_EQ(act(Verb::escalate).error().kind, ErrorKind::rejected);
    item.kind = ItemKind::tagged_post;
    EXPECT_THAT(act(Verb::remove).error().message, testing::HasSubstr("somebody else's"));
    EXPECT_THAT(act(Verb::hide).error().message, testing::HasSubstr("comments only"));
    EXPECT_TRUE(instagram.requests.empty());
}

TEST_F(InstagramActorTest, CallsALostAnswerUnknownAndFindsOutByLooking) {
    instagram.instead =
        [&](const MemoryInstagram::Seen& seen) -> std::optional<runtime::Result<runtime::HttpResponse>> {
        if (seen.method == "GET") return std::nullopt;
        instagram.find(item.external_id)->hidden = true;  // carried out, and then the line went dead
        return runtime::fail(ErrorKind::unreachable, "cut off");
    };
    EXPECT_EQ(act(Verb::hide).error().kind, ErrorKind::unreachable);
    EXPECT_EQ(instagram.requests.size(), 1U);
    EXPECT_EQ(observe()->state, NetworkState::hidden);
}

TEST_F(InstagramActorTest, SaysWhoAsksForAPause) {
    instagram.instead = [](const MemoryInstagram::Seen&) { return MemoryInstagram::error(80002); };
    const auto outcome = act(Verb::hide);
    EXPECT_EQ(outcome.error().kind, ErrorKind::rate_limited);
    EXPECT_THAT(outcome.error().message, testing::HasSubstr("Instagram"));
}

}  // namespace
}  // namespace tests
