#include "tests/contract/ingest_publishing_world.hpp"

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
#include "tests/contract/ingest_memory_facebook.hpp"
#include "tests/contract/ingest_memory_instagram.hpp"
#include "tests/contract/ingest_memory_x.hpp"
#include "tests/contract/ingest_memory_youtube.hpp"

namespace tests {
namespace {

using models::Network;
using namespace std::chrono_literals;

class OneToken final : public ingest::TokenSource {
  public:
    explicit OneToken(std::string token) : token_{std::move(token)} {}
    runtime::Task<runtime::Result<std::string>> token(models::Channel) override { co_return token_; }

  private:
    std::string token_;
};

class FacebookWorld final : public PublishingWorld {
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
    ingest::FacebookPublisher publisher_{{client_, tokens_, actor_, clock}};
};

class InstagramWorld final : public PublishingWorld {
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
    ingest::InstagramPublisher publisher_{{client_, tokens_, actor_, clock}};
};

class XWorld final : public PublishingWorld {
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
    ingest::XPublisher publisher_{{client_, tokens_, actor_, clock}};
};

class YoutubeWorld final : public PublishingWorld {
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
    ingest::YoutubeUpload upload_{http_, "https://www.googleapis.com"};
    ingest::YoutubePublisher publisher_{{client_, tokens_, actor_, clock}, upload_};
};

}  // namespace

std::unique_ptr<PublishingWorld> world_of(Network network) {
    switch (network) {
        case Network::facebook: return std::make_unique<FacebookWorld>();
        case Network::instagram: return std::make_unique<InstagramWorld>();
        case Network::x: return std::make_unique<XWorld>();
        case Network::youtube: return std::make_unique<YoutubeWorld>();
    }
    return nullptr;
}

}  // namespace tests
