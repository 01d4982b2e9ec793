// What YouTube's hub promises little of: deliveries come late, twice, in another order or not at all. Whatever becomes
// of them, what is recorded in the end is what polling alone records.

#include "config/runtime/crypto.hpp"
#include "ingest/poller.hpp"
#include "ingest/webhook_receiver.hpp"
#include "ingest/youtube/webhook.hpp"
#include "tests/contract/ingest_youtube_fixture.hpp"

#include <algorithm>
#include <memory>
#include <random>

namespace tests {
namespace {

constexpr const char* kWord = "a word";

class YoutubeTokens final : public ingest::TokenSource {
  public:
    runtime::Task<runtime::Result<std::string>> token(models::Channel) override {
        co_return std::string{MemoryYoutube::kToken};
    }
};

class YoutubePush : public YoutubeFixture {
  protected:
    unsigned tell(const std::string& video, const std::string& word = kWord) {
        runtime::ServerRequest request;
        request.method = "POST";
        request.path = std::string{"/hooks/youtube/"} + MemoryYoutube::kChannel;
        request.body = R"(<feed xmlns:yt="http://www.youtube.com/xml/schemas/2015"><entry><yt:videoId>)" + video +
                       "</yt:videoId></entry></feed>";
        const auto key = ingest::youtube_hub_secret(word);
        request.headers.emplace_back("X-Hub-Signature", "sha1=" + runtime::hmac_sha1_hex(key, request.body));
        return runner.run(receiver.handle(std::move(request))).status;
    }
    void poll_for(std::chrono::milliseconds length) {
        for (std::chrono::milliseconds passed{0}; passed < length; passed += 10s) {
            runner.run(poller->poll_once());
            clock.advance(10s);
        }
    }
    ingest::ByNetwork<ingest::Collector> collectors() {
        ingest::ByNetwork<ingest::Collector> all;
        all.put(models::Network::youtube, collector);
        return all;
    }

    YoutubeTokens tokens;
    const config::Calendar calendar{config::Calendar::Times{}};
    runtime::Log log{runtime::LogLevel::error};
    runtime::Metrics metrics;
    ingest::WebhookReceiver receiver{{inbox, inbox, clock, log, metrics}, {"", "", kWord}};
    std::unique_ptr<ingest::Poller> poller = std::make_unique<ingest::Poller>(
        ingest::Poller::Parts{inbox, tokens, collectors(), calendar, clock, log, metrics, [] { return 0.0; }},
        ingest::Poller::Settings{{}, "here"});
};

TEST_F(YoutubePush, ANewVideoIsReadAtOnceAndOnlyWhenItIsSigned) {
    poll_for(1min);
    add_video("vid1", 0h);
    EXPECT_EQ(tell("vid1", "another word"), 403U);
    poll_for(20s);
    EXPECT_EQ(recorded().size(), 0U);
    EXPECT_EQ(tell("vid1"), 200U);
    poll_for(10s);
    EXPECT_EQ(recorded(), truth());
    youtube.requests.clear();
    poll_for(1min);
    EXPECT_TRUE(youtube.requests.empty());
}

/// Anything may happen to deliveries.
class LossyPush : public YoutubePush, public testing::WithParamInterface<unsigned> {
  protected:
    std::size_t below(std::size_t limit) { return std::uniform_int_distribution<std::size_t>{0, limit - 1}(dice); }

    void happen() {
        auto at = youtube.videos.begin();
        if (!youtube.videos.empty()) std::advance(at, static_cast<std::ptrdiff_t>(below(youtube.videos.size())));
        const auto what = youtube.videos.empty() ? 0 : below(4);
        const auto video = what == 0 ? "vid" + std::to_string(++number) : at->first;
        if (what == 0) add_video(video, 0h);
        if (what == 1) at->second.title += " again";
        if (what == 2) youtube.remove_video(video);
        if (what == 3) add_comment("Ug" + std::to_string(++number), video, 0ms);
        waiting.push_back(video);
    }
    void deliver() {
        std::shuffle(waiting.begin(), waiting.end(), dice);
        const auto some = below(waiting.size() + 1);
        for (std::size_t i = 0; i < some; ++i)
            for (auto times = below(3); times > 0; --times) tell(waiting[i]);
        if (below(3) > 0) waiting.erase(waiting.begin(), waiting.begin() + static_cast<std::ptrdiff_t>(some));
    }

    std::mt19937 dice{GetParam()};
    std::vector<std::string> waiting;
    int number{0};
};

TEST_P(LossyPush, EndsInWhatTheNetworkShows) {
    for (int step = 0; step < 40; ++step) {
        if (below(2) == 0) happen();
        if (below(3) == 0) deliver();
        if (below(8) == 0) inbox.down = !inbox.down;
        poll_for(10s * (1 + below(3)));
    }
    inbox.down = false;
    poll_for(40min);
    EXPECT_EQ(recorded(), truth());
    EXPECT_TRUE(inbox.noticed["channel1"].empty());
}

INSTANTIATE_TEST_SUITE_P(Seeds, LossyPush, testing::Range(1U, 21U));

}  // namespace
}  // namespace tests
