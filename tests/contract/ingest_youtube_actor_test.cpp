// What the YouTube actor promises: it does one thing once, says plainly what cannot be taken back or seen, and calls an
// outcome unknown when it is.

#include "ingest/youtube/actor.hpp"
#include "ingest/youtube/youtube_client.hpp"
#include "tests/contract/ingest_memory_youtube.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/one_token.hpp"
#include "tests/support/task_runner.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tests {
namespace {

using models::NetworkState;
using models::Verb;
using runtime::ErrorKind;
using testing::HasSubstr;

class YoutubeActorTest : public testing::Test {
  protected:
    YoutubeActorTest() {
        channel.id = "channel1";
        channel.network = models::Network::youtube;
        channel.external_id = MemoryYoutube::kChannel;
        item.external_id = "Ug1";
        item.author_id = "UCvisitor";
        item.post_external_id = "vid1";
        item.permalink = "https://www.youtube.com/watch?v=vid1&lc=Ug1";
        MemoryYoutube::Video video;
        video.id = "vid1";
        youtube.add(std::move(video));
        MemoryYoutube::Comment made;
        made.id = item.external_id;
        made.video = "vid1";
        made.text = "Lovely";
        youtube.add(std::move(made));
    }

    MemoryYoutube::Comment& comment() { return youtube.comments.at("Ug1"); }
    runtime::Result<void> act(Verb verb) { return runner.run(actor.act(channel, item, verb)); }
    runtime::Result<ingest::Observation> observe() { return runner.run(actor.observe(channel, item)); }

    FakeClock clock;
    MemoryYoutube youtube;
    OneToken tokens{MemoryYoutube::kToken};
    ingest::YoutubeQuota quota{clock, {}};
    ingest::YoutubeClient client{youtube, quota, "https://www.googleapis.com"};
    ingest::YoutubeActor actor{client, tokens};
    models::Channel channel;
    models::CollectedItem item;
    TaskRunner runner;
};

/// Many that wait together.
class YoutubeManyTest : public YoutubeActorTest {
  protected:
    YoutubeManyTest() {
        for (int i = 0; i < 50; ++i) {
            auto each = item;
            each.external_id = "UgRaid" + std::to_string(i);
            MemoryYoutube::Comment made;
            made.id = each.external_id;
            made.video = "vid1";
            made.text = "Raid " + each.external_id;
            youtube.add(std::move(made));
            items.push_back(std::move(each));
        }
    }
    ingest::Actor::Outcomes act_on_all(Verb verb) { return runner.run(actor.act_on_each(channel, items, verb)); }
    ingest::Actor::Observations observe_all() { return runner.run(actor.observe_each(channel, items)); }

    std::vector<models::CollectedItem> items;
};

TEST_F(YoutubeActorTest, HoldsAndPublishesWithOneWriteEach) {
    ASSERT_TRUE(act(Verb::hide));
    EXPECT_EQ(comment().status, "heldForReview");
    EXPECT_EQ(youtube.requests.size(), 1U);
    EXPECT_EQ(youtube.requests[0].method, "POST");
    ASSERT_TRUE(act(Verb::unhide));
    EXPECT_EQ(comment().status, "published");
    EXPECT_EQ(youtube.requests.size(), 2U);
}

TEST_F(YoutubeActorTest, SeesWhetherItIsHeldHoweverTheNetworkTells) {
    for (const bool state_by_id : {false, true}) {
        for (const bool held_by_id : {false, true}) {
            youtube.state_by_id = state_by_id;
            youtube.held_by_id = held_by_id;
            comment().status = "published";
            EXPECT_EQ(observe()->state, NetworkState::visible);
            for (const auto* held : {"heldForReview", "likelySpam"}) {
                comment().status = held;
                const auto seen = observe();
                EXPECT_EQ(seen->state, NetworkState::hidden) << held;
                EXPECT_THAT(seen->raw, HasSubstr("Lovely"));
            }
        }
    }
}

TEST_F(YoutubeActorTest, SeesAHeldReplyInsideItsThreadAndOnLaterPages) {
    MemoryYoutube::Comment reply;
    reply.id = "Ug1.1";
    reply.video = "vid1";
    reply.text = "Not so lovely";
    reply.status = "heldForReview";
    youtube.add(std::move(reply));
    for (int i = 2; i < 6; ++i) {
        MemoryYoutube::Comment held;
        held.id = "Ug" + std::to_string(i);
        held.video = "vid1";
        held.created = comment().created + std::chrono::hours{i};
        held.status = "heldForReview";
        youtube.add(std::move(held));
    }
    youtube.page_size_max = 2;
    item.external_id = "Ug1.1";
    const auto seen = observe();
    EXPECT_EQ(seen->state, NetworkState::hidden);
    EXPECT_THAT(seen->raw, HasSubstr("Not so lovely"));
}

TEST_F(YoutubeActorTest, RejectsForGoodAndSaysSo) {
    ASSERT_TRUE(act(Verb::remove));
    EXPECT_EQ(comment().status, "rejected");
    EXPECT_EQ(observe()->state, NetworkState::gone);
    const auto again = act(Verb::unhide);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().kind, ErrorKind::rejected);
    EXPECT_THAT(again.error().message, HasSubstr("can never be published again"));
    youtube.remove("Ug1");
    EXPECT_TRUE(act(Verb::remove));  // gone already
}

TEST_F(YoutubeActorTest, DeletesWhatTheSchoolItselfWrote) {
    item.author_id = comment().author = MemoryYoutube::kChannel;
    EXPECT_FALSE(act(Verb::ban));
    ASSERT_TRUE(act(Verb::remove));
    EXPECT_EQ(youtube.requests.back().method, "DELETE");
    EXPECT_TRUE(youtube.comments.empty());
}

TEST_F(YoutubeActorTest, BansOnlyTogetherWithTheComment) {
    ASSERT_TRUE(act(Verb::ban));
    EXPECT_EQ(comment().status, "rejected");
    EXPECT_TRUE(youtube.banned.contains("UCvisitor"));
    EXPECT_EQ(youtube.requests.size(), 1U);
    youtube.remove("Ug1");
    const auto late = act(Verb::ban);
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().kind, ErrorKind::rejected);
    EXPECT_THAT(late.error().message, HasSubstr("YouTube Studio"));
}

TEST_F(YoutubeActorTest, ChangesNoVideoAndAsksNothingForOtherDecisions) {
    EXPECT_EQ(act(Verb::leave).error().kind, ErrorKind::rejected);
    EXPECT_EQ(act(Verb::escalate).error().kind, ErrorKind::rejected);
    tokens.missing = true;
    EXPECT_EQ(act(Verb::hide).error().kind, ErrorKind::unavailable);
    EXPECT_EQ(observe().error().kind, ErrorKind::unavailable);
    tokens.missing = false;
    item.kind = models::ItemKind::own_post;
    item.external_id = "vid1";
    EXPECT_EQ(act(Verb::remove).error().kind, ErrorKind::rejected);
    EXPECT_TRUE(youtube.requests.empty());
    EXPECT_EQ(observe()->state, NetworkState::visible);
    youtube.remove_video("vid1");
    EXPECT_EQ(observe()->state, NetworkState::gone);
}

TEST_F(YoutubeActorTest, TellsRefusedFromUnknownAndNeverRepeatsByItself) {
    struct Failure {
        const char* name;
        runtime::Result<runtime::HttpResponse> answer;
        ErrorKind kind;
    };
    runtime::HttpResponse garbage;
    garbage.status = 200;
    garbage.body = "???";
    const std::vector<Failure> failures{
        {"CutOff", runtime::fail(ErrorKind::unreachable, "cut off"), ErrorKind::unreachable},
        {"Garbage", garbage, ErrorKind::unreachable},
        {"TheirSide", MemoryYoutube::error(500, "backendError"), ErrorKind::unreachable},
        {"DeletedMeanwhile", MemoryYoutube::error(400, "processingFailure"), ErrorKind::unreachable},
        {"NotTheOwner", MemoryYoutube::error(403, "forbidden"), ErrorKind::rejected},
        {"TooFast", MemoryYoutube::error(403, "rateLimitExceeded"), ErrorKind::rate_limited},
        {"Token", MemoryYoutube::error(401, "authError"), ErrorKind::unavailable},
        {"Quota", MemoryYoutube::error(403, "quotaExceeded"), ErrorKind::rate_limited},
    };
    for (const auto& failure : failures) {
        youtube.requests.clear();
        youtube.instead = [&](const MemoryYoutube::Seen&) { return failure.answer; };
        const auto outcome = act(Verb::hide);
        ASSERT_FALSE(outcome) << failure.name;
        EXPECT_STREQ(to_string(outcome.error().kind), to_string(failure.kind)) << failure.name;
        EXPECT_FALSE(outcome.error().message.empty());
        EXPECT_EQ(youtube.requests.size(), 1U) << failure.name;
    }
}

TEST_F(YoutubeActorTest, CountsWhatEachCallCosts) {
    (void)act(Verb::hide);
    EXPECT_EQ(quota.spent(), 50);
    (void)observe();  // by its id, and in one list of held ones
    EXPECT_EQ(quota.spent(), 52);
    youtube.remove("Ug1");
    (void)act(Verb::hide);  // refused
    EXPECT_EQ(quota.spent(), 53);
}

TEST_F(YoutubeManyTest, AreHeldForThePriceOfOneAndEachIsReadBack) {
    for (const auto& outcome : act_on_all(Verb::hide)) EXPECT_TRUE(outcome);
    EXPECT_EQ(quota.spent(), 50);
    const auto seen = observe_all();
    EXPECT_EQ(quota.spent(), 52) << "by their ids, and in one list of held ones";
    for (std::size_t i = 0; i < items.size(); ++i) {
        ASSERT_TRUE(seen[i]);
        EXPECT_EQ(seen[i]->state, NetworkState::hidden);
        EXPECT_THAT(seen[i]->raw, HasSubstr("Raid " + items[i].external_id + "\""));
    }
}

TEST_F(YoutubeManyTest, EachHasItsOwnOutcomeWhenSomeAreRefused) {
    for (const bool in_part : {false, true}) {
        youtube.refuses_in_part = in_part;
        for (auto& [id, each] : youtube.comments) each.status = "published";
        youtube.comments.at(items[3].external_id).status = "rejected";
        const auto outcomes = act_on_all(Verb::unhide);
        for (std::size_t i = 0; i < items.size(); ++i) EXPECT_EQ(outcomes[i].has_value(), i != 3) << i;
        EXPECT_EQ(outcomes[3].error().kind, ErrorKind::rejected);
        const auto hidden = act_on_all(Verb::hide);
        for (std::size_t i = 0; i < items.size(); ++i) EXPECT_EQ(hidden[i].has_value(), i != 3) << i;
        EXPECT_EQ(youtube.comments.at(items[4].external_id).status, "heldForReview");
        EXPECT_LE(quota.spent(), (in_part ? 2 : 1) * 800) << "not as many writes as there are comments";
    }
}

TEST_F(YoutubeManyTest, KnowNothingWhenTheLineWasCutAndAreNotSentAgain) {
    youtube.instead = [](const MemoryYoutube::Seen&) { return runtime::fail(ErrorKind::unreachable, "cut off"); };
    for (const auto& outcome : act_on_all(Verb::hide)) EXPECT_EQ(outcome.error().kind, ErrorKind::unreachable);
    EXPECT_EQ(youtube.requests.size(), 1U);
}

TEST_F(YoutubeManyTest, OneThatIsGoneHasNoWordsOfTheOthers) {
    youtube.remove(items[5].external_id);
    const auto seen = observe_all();
    EXPECT_EQ(seen[5]->state, NetworkState::gone);
    EXPECT_THAT(seen[5]->raw, testing::IsEmpty());
    EXPECT_EQ(seen[6]->state, NetworkState::visible);
}

TEST_F(YoutubeManyTest, TheSchoolsOwnAmongThemIsDeletedAndTheOthersAreRejected) {
    items[2].author_id = youtube.comments.at(items[2].external_id).author = MemoryYoutube::kChannel;
    for (const auto& outcome : act_on_all(Verb::remove)) EXPECT_TRUE(outcome);
    EXPECT_FALSE(youtube.comments.contains(items[2].external_id));
    EXPECT_EQ(youtube.comments.at(items[1].external_id).status, "rejected");
}

TEST_F(YoutubeActorTest, CannotBeLedAstrayByAnId) {
    item.external_id = "a&moderationStatus=published#z";
    (void)act(Verb::hide);
    EXPECT_EQ(youtube.requests.back().url,
              "https://www.googleapis.com/youtube/v3/comments/setModerationStatus?"
              "id=a%26moderationStatus%3Dpublished%23z&moderationStatus=heldForReview");
}

}  // namespace
}  // namespace tests
