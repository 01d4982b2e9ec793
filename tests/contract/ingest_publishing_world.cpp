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
#include "tests/support/one_token.hpp"

#include <algorithm>

namespace tests {
namespace {

using models::Network;
using namespace std::chrono_literals;

constexpr std::size_t kVideoBytes = 8 * 1024 * 1024 + 5;  ///< two pieces for YouTube, three for X

bool has(const runtime::HttpRequest& request, const char* part) {
    return request.url.find(part) != std::string::npos;
}

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

    std::vector<std::string> posts() override {
        std::vector<std::string> ids;
        for (const auto& [id, each] : facebook_.posts)
            if (id != comment.post_external_id) ids.push_back(id);
        return ids;
    }
    std::vector<std::string> descriptions() override {
        std::vector<std::string> found;
        for (const auto& photo : facebook_.posts.at(posts().front()).photos)
            found.push_back(facebook_.uploaded.at(photo));
        return found;
    }
    bool publishes(const runtime::HttpRequest& request) const override { return request.url.ends_with("/feed"); }
    bool lists(const runtime::HttpRequest& request) const override { return has(request, "/published_posts?"); }
    void wait(std::chrono::milliseconds time) override {
        PublishingWorld::wait(time);
        facebook_.now = clock.now();
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

    std::vector<std::string> posts() override {
        std::vector<std::string> ids;
        for (const auto& [id, each] : instagram_.media)
            if (id != comment.post_external_id) ids.push_back(id);
        return ids;
    }
    std::vector<std::string> descriptions() override {
        std::vector<std::string> found;
        for (const auto& [id, each] : instagram_.containers)
            if (each.given.contains("alt_text")) found.push_back(each.given.at("alt_text"));
        return found;
    }
    bool publishes(const runtime::HttpRequest& request) const override {
        return request.url.ends_with("/media_publish");
    }
    bool lists(const runtime::HttpRequest& request) const override { return has(request, "/media?"); }
    void wait(std::chrono::milliseconds time) override {
        PublishingWorld::wait(time);
        instagram_.now = clock.now();
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

    std::vector<std::string> posts() override {
        std::vector<std::string> ids;
        for (const auto& [id, each] : x_.posts)
            if (each.author == MemoryX::kAccount && id != comment.post_external_id) ids.push_back(id);
        return ids;
    }
    std::vector<std::string> descriptions() override {
        std::vector<std::string> found;
        for (const auto& id : x_.posts.at(posts().front()).media) found.push_back(x_.uploads.at(id).alt_text);
        return found;
    }
    bool publishes(const runtime::HttpRequest& request) const override { return request.url.ends_with("/2/tweets"); }
    bool lists(const runtime::HttpRequest& request) const override { return has(request, "/users/"); }

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

    std::vector<std::string> posts() override {
        std::vector<std::string> ids;
        for (const auto& [id, each] : youtube_.videos)
            if (id != comment.post_external_id) ids.push_back(id);
        return ids;
    }
    /// The last byte is what shows a video.
    bool publishes(const runtime::HttpRequest& request) const override {
        const auto total = std::to_string(kVideoBytes);
        const auto last = "-" + std::to_string(kVideoBytes - 1) + "/" + total;
        return std::any_of(request.headers.begin(), request.headers.end(),
                           [&](const auto& header) { return header.second.ends_with(last); });
    }
    bool lists(const runtime::HttpRequest& request) const override { return has(request, "/playlistItems?"); }
    void wait(std::chrono::milliseconds time) override {
        PublishingWorld::wait(time);
        youtube_.now = clock.now();
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

models::Publication fair_on(Network network) {
    models::Publication publication;
    publication.text = "The winter fair is on Saturday at 11";
    if (network == Network::youtube) {
        publication.title = "Winter concert";
        publication.media.push_back({"video", "video/mp4", kVideoBytes});
    } else {
        publication.media.push_back({"stars", "image/jpeg", 5, "Paper stars"});
        publication.media.push_back({"tree", "image/jpeg", 4, "A tree"});
    }
    return publication;
}

void fill(MemoryMedia& media) {
    media.bytes["stars"] = "stars";
    media.bytes["tree"] = "tree";
    media.bytes["video"].assign(kVideoBytes, 'v');
}

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
