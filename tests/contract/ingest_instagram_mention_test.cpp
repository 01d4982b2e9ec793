// What is promised of mentions on Instagram, which tells of them and lists them nowhere: each is fetched, and one that
// is not shown is not kept quiet.

#include "ingest/instagram/actor.hpp"
#include "ingest/instagram/publisher.hpp"
#include "tests/contract/ingest_instagram_fixture.hpp"
#include "tests/support/one_token.hpp"

#include <gmock/gmock.h>

namespace tests {
namespace {

using runtime::ErrorKind;

class InstagramMentionTest : public InstagramFixture {
  protected:
    /// The account answers, and Instagram takes it and shows it to nobody who asks.
    runtime::Result<ingest::Published> answer(const models::CollectedItem& mention,
                                              std::optional<runtime::Time> tried = std::nullopt) {
        instagram.instead = [this](const MemoryApi::Seen& seen) {
            runtime::HttpResponse response;
            response.status = 400;
            if (seen.method == "POST") {
                answered.push_back(seen);
                response.status = 200;
                response.body = R"({"id":"17950000000000777"})";
            }
            return std::optional{runtime::Result<runtime::HttpResponse>{std::move(response)}};
        };
        return runner.run(publisher.reply(channel, mention, "Thank you", tried));
    }
    static models::CollectedItem mention_in(const std::string& id, const std::string& media) {
        models::CollectedItem mention;
        mention.network = models::Network::instagram;
        mention.kind = models::ItemKind::tagged_post;
        mention.external_id = id;
        mention.post_external_id = media;
        return mention;
    }

    OneToken tokens{MemoryInstagram::kToken};
    ingest::InstagramActor actor{client, tokens};
    ingest::InstagramPublisher publisher{{client, tokens, actor, clock}};
    std::vector<MemoryApi::Seen> answered;
};

TEST_F(InstagramMentionTest, AnswersAMentionWhereItStands) {
    const auto said = answer(mention_in("501", "302"));
    ASSERT_TRUE(said) << said.error().message;
    EXPECT_EQ(said->external_id, "17950000000000777");
    EXPECT_FALSE(said->seen);
    ASSERT_TRUE(answer(mention_in("302", "302")));
    ASSERT_EQ(answered.size(), 2U);
    for (const auto& call : answered) EXPECT_EQ(call.path, std::string{MemoryInstagram::kAccount} + "/mentions");
    using Parameters = std::map<std::string, std::string>;
    EXPECT_EQ(answered[0].parameters,
              (Parameters{{"comment_id", "501"}, {"media_id", "302"}, {"message", "Thank you"}}));
    EXPECT_EQ(answered[1].parameters, (Parameters{{"media_id", "302"}, {"message", "Thank you"}}));
}

TEST_F(InstagramMentionTest, LeavesToAPersonWhetherAnAnswerStandsThere) {
    EXPECT_EQ(answer(mention_in("501", "302"), clock.now()).error().kind, ErrorKind::conflict);
    EXPECT_EQ(answer(mention_in("303", "")).error().kind, ErrorKind::rejected) << "tagged, and not mentioned";
    EXPECT_TRUE(answered.empty());
}

TEST_F(InstagramMentionTest, SaysForAWeekThatAMentionWasNotShown) {
    instagram.instead = [&](const MemoryApi::Seen&) -> std::optional<runtime::Result<runtime::HttpResponse>> {
        return MemoryInstagram::error(100);
    };
    const auto lease = runner.run(inbox.take_lease(channel.id, "here", 2min));
    ingest::LeaseKeeper keeper{inbox, clock, *lease, 2min};
    const auto report =
        runner.run(collector.look(channel, MemoryInstagram::kToken, {}, {{"mention:501:302", 1}}, keeper));
    EXPECT_TRUE(report.untroubled());
    (void)runner.run(inbox.release_lease(*lease));
    instagram.instead = nullptr;
    EXPECT_THAT(round().detail, testing::HasSubstr("did not show them"));
    clock.advance(7 * 24h);
    EXPECT_THAT(round().detail, testing::Not(testing::HasSubstr("did not show them")));
}

TEST_F(InstagramMentionTest, FetchesAMentionByTheIdThatAWebhookNamed) {
    instagram.instead = [&](const MemoryApi::Seen& seen) -> std::optional<runtime::Result<runtime::HttpResponse>> {
        EXPECT_EQ(seen.path, MemoryInstagram::kAccount);
        EXPECT_TRUE(seen.parameters.at("fields").starts_with("mentioned_comment.comment_id(501){id,text"));
        runtime::HttpResponse response;
        response.status = 200;
        response.body = R"({"mentioned_comment":{"id":"501","text":"Ask @ashgroveprimary","username":"sample_parent",)"
                        R"("timestamp":"2026-11-20T09:00:00+0000"},"id":"17841400000000051"})";
        return runtime::Result<runtime::HttpResponse>{std::move(response)};
    };
    const auto lease = runner.run(inbox.take_lease(channel.id, "here", 2min));
    ingest::LeaseKeeper keeper{inbox, clock, *lease, 2min};
    const auto report =
        runner.run(collector.look(channel, MemoryInstagram::kToken, {}, {{"mention:501:302", 1}}, keeper));
    EXPECT_TRUE(report.looked);
    EXPECT_EQ(inbox.items["501"].item.kind, models::ItemKind::tagged_post);
    EXPECT_EQ(inbox.items["501"].item.text, "Ask @ashgroveprimary");
    EXPECT_FALSE(inbox.items["501"].item.can_hide);
}

}  // namespace
}  // namespace tests
