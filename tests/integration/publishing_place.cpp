#include "tests/integration/publishing_place.hpp"

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
#include "tests/support/one_token.hpp"

namespace tests {
namespace {

using boost::json::object;
using boost::json::value_to;
using models::Network;

constexpr const char* kPage = "104000000000011";

ingest::GraphClient::Access access_at(const std::string& url) {
    ingest::GraphClient::Access access;
    access.base_url = url;
    return access;
}

std::string made(const SimulatorProcess& simulator, const std::string& verb, const object& given) {
    return value_to<std::string>(simulator.control(verb, given).at("id"));
}

/// The texts of those in `things` that were not deleted and that `counts` counts.
template <class Counts>
std::vector<std::string> texts_of(const boost::json::value& things, const char* text, Counts counts) {
    std::vector<std::string> texts;
    for (const auto& [id, thing] : things.as_object())
        if (!thing.at("deleted").as_bool() && counts(thing)) texts.push_back(value_to<std::string>(thing.at(text)));
    return texts;
}

std::size_t written_by(const boost::json::value& comments, const std::string& author) {
    std::size_t count = 0;
    for (const auto& [id, comment] : comments.as_object())
        count += comment.at("author_id").as_string() == author ? 1 : 0;
    return count;
}

models::CollectedItem comment_item(std::string id, std::string post) {
    models::CollectedItem item;
    item.external_id = std::move(id);
    item.post_external_id = std::move(post);
    return item;
}

class FacebookPlace final : public PublishingPlace {
  public:
    FacebookPlace(runtime::HttpClient& http, const std::string& url, const runtime::Clock& clock)
        : client_{http, access_at(url), "Facebook"}, publisher_{{client_, tokens_, actor_, clock}} {}
    void open(const SimulatorProcess& simulator) override {
        simulator.control("page", {{"id", kPage}, {"name", "Bramblecote"}, {"token", kToken}});
        channel.external_id = kPage;
    }
    ingest::Publisher& publisher() override { return publisher_; }
    std::vector<std::string> stands(const SimulatorProcess& simulator) override {
        return texts_of(simulator.look("state").at("posts"), "message", [](const auto&) { return true; });
    }
    std::vector<std::string> descriptions(const SimulatorProcess& simulator) override {
        const auto state = simulator.look("state");
        std::vector<std::string> found;
        for (const auto& [id, post] : state.at("posts").as_object())
            for (const auto& photo : post.at("photos").as_array()) {
                const auto token = std::make_pair(std::string{"Authorization"}, std::string{"Bearer "} + kToken);
                runtime::HttpRequest request;
                request.url = simulator.base_url() + "/v26.0/" + value_to<std::string>(photo) + "?fields=alt_text";
                request.headers.push_back(token);
                found.push_back(value_to<std::string>(boost::json::parse(fetch(request)->body).at("alt_text")));
            }
        return found;
    }
    models::CollectedItem asked(const SimulatorProcess& simulator) override {
        const auto post = made(simulator, "post", {{"message", "The fair"}});
        return comment_item(made(simulator, "comment", {{"object", post}, {"message", "When?"}}), post);
    }
    std::size_t answers(const SimulatorProcess& simulator) override {
        return written_by(simulator.look("state").at("comments"), channel.external_id);
    }
    std::pair<std::string, std::string> decisive_call() const override { return {"POST", "/feed$"}; }

  private:
    OneToken tokens_{PublishingPlace::kToken};
    ingest::GraphClient client_;
    ingest::FacebookActor actor_{client_, tokens_};
    ingest::FacebookPublisher publisher_;
};

class InstagramPlace final : public PublishingPlace {
  public:
    InstagramPlace(runtime::HttpClient& http, const std::string& url, const runtime::Clock& clock)
        : client_{http, access_at(url), "Instagram"}, publisher_{{client_, tokens_, actor_, clock}} {}
    void open(const SimulatorProcess& simulator) override {
        simulator.control("page", {{"id", kPage}, {"name", "Bramblecote"}, {"token", kToken}});
        simulator.control("instagram/switches", {{"container_seconds", 5}});
        channel.external_id = made(simulator, "instagram/account", {{"username", "bramblecoteprimary"}});
    }
    ingest::Publisher& publisher() override { return publisher_; }
    std::vector<std::string> stands(const SimulatorProcess& simulator) override {
        return texts_of(simulator.look("instagram/state").at("media"), "caption", is_whole);
    }
    std::vector<std::string> descriptions(const SimulatorProcess& simulator) override {
        const auto state = simulator.look("instagram/state");
        std::vector<std::string> found;
        for (const auto& [id, media] : state.at("media").as_object()) {
            if (!is_whole(media)) continue;
            for (const auto& child : media.at("children").as_array())
                found.push_back(
                    value_to<std::string>(state.at("media").at(value_to<std::string>(child)).at("alt_text")));
        }
        return found;
    }
    models::CollectedItem asked(const SimulatorProcess& simulator) override {
        const auto media = made(simulator, "instagram/media", {{"caption", "The fair"}});
        return comment_item(made(simulator, "instagram/comment", {{"media", media}, {"text", "When?"}}), media);
    }
    std::size_t answers(const SimulatorProcess& simulator) override {
        return written_by(simulator.look("instagram/state").at("comments"), channel.external_id);
    }
    std::pair<std::string, std::string> decisive_call() const override { return {"POST", "/media_publish$"}; }

  private:
    static bool is_whole(const boost::json::value& media) { return media.at("parent_id").as_string().empty(); }

    OneToken tokens_{PublishingPlace::kToken};
    ingest::GraphClient client_;
    ingest::InstagramActor actor_{client_, tokens_};
    ingest::InstagramPublisher publisher_;
};

class XPlace final : public PublishingPlace {
  public:
    XPlace(runtime::HttpClient& http, const std::string& url, const runtime::Clock& clock)
        : client_{http, url + "/x", clock}, publisher_{{client_, tokens_, actor_, clock}} {}
    void open(const SimulatorProcess& simulator) override {
        channel.external_id = made(simulator, "x/account", {{"username", "bramblecoteprimary"}, {"token", kToken}});
        simulator.control("x/processing", {{"seconds", 4}});
    }
    ingest::Publisher& publisher() override { return publisher_; }
    std::vector<std::string> stands(const SimulatorProcess& simulator) override {
        return texts_of(simulator.look("x/state").at("posts"), "text", [](const auto&) { return true; });
    }
    std::vector<std::string> descriptions(const SimulatorProcess& simulator) override {
        const auto state = simulator.look("x/state");
        std::vector<std::string> found;
        for (const auto& [id, post] : state.at("posts").as_object())
            for (const auto& key : post.at("media").as_array())
                found.push_back(value_to<std::string>(state.at("media").at(value_to<std::string>(key)).at("alt_text")));
        return found;
    }
    models::CollectedItem asked(const SimulatorProcess& simulator) override {
        const auto post = made(simulator, "x/post", {{"text", "The fair"}});
        simulator.control("x/switches", {{"replies", "everyone"}});
        return comment_item(made(simulator, "x/reply", {{"to", post}, {"text", "When?"}}), post);
    }
    std::size_t answers(const SimulatorProcess& simulator) override {
        return written_by(simulator.look("x/state").at("posts"), channel.external_id) - 1;
    }
    std::pair<std::string, std::string> decisive_call() const override { return {"POST", "/2/tweets$"}; }

  private:
    OneToken tokens_{PublishingPlace::kToken};
    ingest::XClient client_;
    ingest::XActor actor_{client_, tokens_};
    ingest::XPublisher publisher_;
};

class YoutubePlace final : public PublishingPlace {
  public:
    YoutubePlace(runtime::HttpClient& http, const std::string& url, const runtime::Clock& clock)
        : quota_{clock, {}},
          client_{http, quota_, url + "/youtube"},
          upload_{http, url + "/youtube"},
          publisher_{{client_, tokens_, actor_, clock}, upload_} {}
    void open(const SimulatorProcess& simulator) override {
        simulator.control("youtube/switches", {{"processed_after", 20}});
        channel.external_id = made(simulator, "youtube/account", {{"token", kToken}});
    }
    ingest::Publisher& publisher() override { return publisher_; }
    std::vector<std::string> stands(const SimulatorProcess& simulator) override {
        return texts_of(simulator.look("youtube/state").at("videos"), "description", [](const auto&) { return true; });
    }
    std::vector<std::string> descriptions(const SimulatorProcess&) override { return {}; }
    models::CollectedItem asked(const SimulatorProcess& simulator) override {
        const auto video = made(simulator, "youtube/video", object());
        auto item = comment_item(made(simulator, "youtube/comment", {{"video", video}, {"text", "When?"}}), video);
        item.permalink = "https://www.youtube.com/watch?v=" + video + "&lc=" + item.external_id;
        return item;
    }
    std::size_t answers(const SimulatorProcess& simulator) override {
        return written_by(simulator.look("youtube/state").at("comments"), channel.external_id);
    }
    std::pair<std::string, std::string> decisive_call() const override { return {"PUT", "/upload/"}; }

  private:
    OneToken tokens_{PublishingPlace::kToken};
    ingest::YoutubeQuota quota_;
    ingest::YoutubeClient client_;
    ingest::YoutubeUpload upload_;
    ingest::YoutubeActor actor_{client_, tokens_};
    ingest::YoutubePublisher publisher_;
};

std::unique_ptr<PublishingPlace> some_place(Network network, runtime::HttpClient& http, const std::string& url,
                                            const runtime::Clock& clock) {
    switch (network) {
        case Network::facebook: return std::make_unique<FacebookPlace>(http, url, clock);
        case Network::instagram: return std::make_unique<InstagramPlace>(http, url, clock);
        case Network::x: return std::make_unique<XPlace>(http, url, clock);
        case Network::youtube: return std::make_unique<YoutubePlace>(http, url, clock);
    }
    return nullptr;
}

}  // namespace

std::string small_picture() {
    constexpr unsigned char kBytes[] = {0xFF, 0xD8, 0xFF, 0xC0, 0x00, 0x0B, 0x08, 0x03, 0x20,
                                        0x04, 0xB0, 0x01, 0x01, 0x11, 0x00, 0xFF, 0xD9};
    return {std::begin(kBytes), std::end(kBytes)};
}

std::unique_ptr<PublishingPlace> place_on(Network network, runtime::HttpClient& http, const std::string& url,
                                          const runtime::Clock& clock) {
    auto place = some_place(network, http, url, clock);
    place->channel.id = "c1";
    place->channel.network = network;
    return place;
}

}  // namespace tests
