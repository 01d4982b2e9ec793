// What an answer promises on every network: it stands there once, whatever becomes of the connection, and what is not
// known is said so.

#include "ingest/facebook/actor.hpp"
#include "ingest/facebook/publisher.hpp"
#include "ingest/instagram/actor.hpp"
#include "ingest/instagram/publisher.hpp"
#include "ingest/meta/graph_client.hpp"
#include "ingest/x/actor.hpp"
#include "ingest/x/client.hpp"
#include "ingest/x/publisher.hpp"
#include "ingest/youtube/actor.hpp"
#include "ingest/youtube/publisher.hpp"
#include "ingest/youtube/youtube_client.hpp"
#include "tests/contract/ingest_faulty_http.hpp"
#include "tests/contract/ingest_memory_facebook.hpp"
#include "tests/contract/ingest_memory_instagram.hpp"
#include "tests/contract/ingest_memory_x.hpp"
#include "tests/contract/ingest_memory_youtube.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/task_runner.hpp"

#include <memory>

#include <gmock/gmock.h>

namespace tests {
namespace {

using models::ItemKind;
using models::Network;
using runtime::ErrorKind;
using namespace std::chrono_literals;

class OneToken final : public ingest::TokenSource {
  public:
    explicit OneToken(std::string token) : token_{std::move(token)} {}
    runtime::Task<runtime::Result<std::string>> token(models::Channel) override { co_return token_; }

  private:
    std::string token_;
};

/// A network with one comment and one reply to it, and what the school said there.
class World {
  public:
    virtual ~World() = default;
    virtual FaultyHttp& http() = 0;
    virtual ingest::Publisher& publisher() = 0;
    virtual std::vector<std::string> said() = 0;

    FakeClock clock;
    models::Channel channel;
    models::CollectedItem comment;
    models::CollectedItem reply;

  protected:
    void know(Network network, const char* account, const std::string& post, const std::string& comment_id,
              const std::string& reply_id) {
        channel.id = "channel1";
        channel.network = network;
        channel.external_id = account;
        comment.network = network;
        comment.external_id = comment_id;
        comment.post_external_id = post;
        comment.kind = ItemKind::comment;
        reply = comment;
        reply.kind = ItemKind::reply;
        reply.external_id = reply_id;
        reply.parent_external_id = comment_id;
    }
};

class FacebookWorld final : public World {
  public:
    FacebookWorld() {
        know(Network::facebook, MemoryFacebook::kPage, "104000000000011_201", "201_1", "201_2");
        facebook_.now = clock.now();
        facebook_.add(MemoryFacebook::Post{"104000000000011_201", "Fair", clock.now() - 2h});
        facebook_.add("104000000000011_201", MemoryFacebook::Comment{"201_1", "When?", clock.now() - 1h});
        facebook_.add("104000000000011_201", MemoryFacebook::Comment{"201_2", "Yes?", clock.now() - 1h, "201_1"});
    }
    FaultyHttp& http() override { return http_; }
    ingest::Publisher& publisher() override { return publisher_; }
    std::vector<std::string> said() override {
        std::vector<std::string> texts;
        for (const auto& [id, each] : facebook_.threads["104000000000011_201"])
            if (each.author == MemoryFacebook::kPage) texts.push_back(each.text);
        return texts;
    }

  private:
    MemoryFacebook facebook_;
    FaultyHttp http_{facebook_};
    OneToken tokens_{MemoryFacebook::kToken};
    ingest::GraphClient client_{http_, {}, "Facebook"};
    ingest::FacebookActor actor_{client_, tokens_};
    ingest::FacebookPublisher publisher_{client_, tokens_, actor_, clock};
};

class InstagramWorld final : public World {
  public:
    InstagramWorld() {
        know(Network::instagram, MemoryInstagram::kAccount, "179001", "179501", "179502");
        instagram_.now = clock.now();
        MemoryInstagram::Media media{"179001", "Clay pots", clock.now() - 2h};
        media.comments["179501"] = MemoryInstagram::Comment{"179501", "When?", clock.now() - 1h};
        media.comments["179502"] = MemoryInstagram::Comment{"179502", "Yes?", clock.now() - 1h, "179501"};
        instagram_.add(std::move(media));
    }
    FaultyHttp& http() override { return http_; }
    ingest::Publisher& publisher() override { return publisher_; }
    std::vector<std::string> said() override {
        std::vector<std::string> texts;
        for (const auto& [id, each] : instagram_.media["179001"].comments)
            if (each.own) texts.push_back(each.text);
        return texts;
    }

  private:
    MemoryInstagram instagram_;
    FaultyHttp http_{instagram_};
    OneToken tokens_{MemoryInstagram::kToken};
    ingest::GraphClient client_{http_, {}, "Instagram"};
    ingest::InstagramActor actor_{client_, tokens_};
    ingest::InstagramPublisher publisher_{client_, tokens_, actor_, clock};
};

class XWorld final : public World {
  public:
    XWorld() {
        const auto post = x_.add(MemoryX::kAccount, "Fair", {}, {}, 2h);
        const auto first = x_.add("160", "@ashgroveprimary When?", post, post, 1h);
        know(Network::x, MemoryX::kAccount, post, first, x_.add("160", "@ashgroveprimary Yes?", post, first, 1h));
    }
    FaultyHttp& http() override { return http_; }
    ingest::Publisher& publisher() override { return publisher_; }
    std::vector<std::string> said() override {
        std::vector<std::string> texts;
        for (const auto& [id, each] : x_.posts)
            if (each.author == MemoryX::kAccount && !each.answers.empty()) texts.push_back(each.versions.back().text);
        return texts;
    }

  private:
    MemoryX x_{clock};
    FaultyHttp http_{x_};
    OneToken tokens_{MemoryX::kToken};
    ingest::XClient client_{http_, "https://api.x.com", clock};
    ingest::XActor actor_{client_, tokens_};
    ingest::XPublisher publisher_{client_, tokens_, actor_, clock};
};

class YoutubeWorld final : public World {
  public:
    YoutubeWorld() {
        know(Network::youtube, MemoryYoutube::kChannel, "v1", "c1", "c1.r1");
        comment.permalink = "https://www.youtube.com/watch?v=v1&lc=c1";
        youtube_.now = clock.now();
        youtube_.add(MemoryYoutube::Video{"v1", "Concert", clock.now() - 2h});
        youtube_.add(MemoryYoutube::Comment{"c1", "When?", clock.now() - 1h, "v1"});
        youtube_.add(MemoryYoutube::Comment{"c1.r1", "Yes?", clock.now() - 1h, "v1"});
    }
    FaultyHttp& http() override { return http_; }
    ingest::Publisher& publisher() override { return publisher_; }
    std::vector<std::string> said() override {
        std::vector<std::string> texts;
        for (const auto& [id, each] : youtube_.comments)
            if (each.author == MemoryYoutube::kChannel) texts.push_back(each.text);
        return texts;
    }

  private:
    MemoryYoutube youtube_;
    FaultyHttp http_{youtube_};
    OneToken tokens_{MemoryYoutube::kToken};
    ingest::YoutubeQuota quota_{clock, {}};
    ingest::YoutubeClient client_{http_, quota_, "https://www.googleapis.com"};
    ingest::YoutubeActor actor_{client_, tokens_};
    ingest::YoutubePublisher publisher_{client_, tokens_, actor_, clock};
};

std::unique_ptr<World> world_of(Network network) {
    switch (network) {
        case Network::facebook: return std::make_unique<FacebookWorld>();
        case Network::instagram: return std::make_unique<InstagramWorld>();
        case Network::x: return std::make_unique<XWorld>();
        case Network::youtube: return std::make_unique<YoutubeWorld>();
    }
    return nullptr;
}

class ReplyTest : public testing::TestWithParam<Network> {
  protected:
    static constexpr const char* kText = "At 11, see https://bramblecote.example/fair for more";

    runtime::Result<ingest::Published> reply(const models::CollectedItem& item, const std::string& text,
                                             std::optional<runtime::Time> tried = std::nullopt) {
        return runner.run(world->publisher().reply(world->channel, item, text, tried));
    }
    std::size_t stands() { return world->said().size(); }

    std::unique_ptr<World> world{world_of(GetParam())};
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
