// What hearing the networks promises: what they say is looked at soon, and whatever becomes of deliveries on their way,
// what is recorded in the end is what the network shows.

#include "config/runtime/crypto.hpp"
#include "ingest/webhook_receiver.hpp"
#include "tests/contract/ingest_poller_fixture.hpp"

#include <algorithm>
#include <random>

namespace tests {
namespace {

constexpr const char* kPost = "104000000000011_201";
constexpr const char* kSecret = "meta-app-secret-0001";

class WebhookTest : public PollerTest {
  protected:
    runtime::ServerResponse post(std::string path, std::string body, const std::string& secret = kSecret) {
        runtime::ServerRequest request;
        request.method = "POST";
        request.path = std::move(path);
        request.headers.emplace_back("X-Hub-Signature-256", "sha256=" + runtime::hmac_sha256_hex(secret, body));
        request.body = std::move(body);
        return runner.run(receiver.handle(std::move(request)));
    }
    static std::string told(const std::string& verb, const std::string& comment,
                            const std::string& page = MemoryFacebook::kPage, const std::string& under = kPost) {
        return R"({"object":"page","entry":[{"id":")" + page +
               R"(","time":1,"changes":[{"field":"feed","value":{"item":"comment","verb":")" + verb +
               R"(","post_id":")" + under + R"(","comment_id":")" + comment + R"(","message":"never recorded"}}]}]})";
    }
    unsigned tell(const std::string& verb, const std::string& comment) {
        return post("/hooks/meta", told(verb, comment)).status;
    }
    /// Of a comment under somebody else's post.
    unsigned tell_mention(const std::string& verb, const std::string& comment) {
        const std::string page = MemoryFacebook::kPage;
        return post("/hooks/meta", R"({"object":"page","entry":[{"id":")" + page +
                                       R"(","changes":[{"field":"mention","value":{"item":"comment","verb":")" + verb +
                                       R"(","post_id":"555_900","comment_id":")" + comment + R"("}}]}]})")
            .status;
    }
    void write(const std::string& id, const std::string& text = "Lovely") {
        MemoryFacebook::Comment comment;
        comment.id = id;
        comment.text = text;
        comment.created = clock.now();
        facebook.add(kPost, std::move(comment));
    }
    std::map<std::string, std::string> shown() const {
        std::map<std::string, std::string> found;
        for (const auto& [id, comment] : facebook.threads.at(kPost))
            found[id] = comment.text + (comment.hidden ? " (hidden)" : "");
        return found;
    }
    std::map<std::string, std::string> held() const {
        std::map<std::string, std::string> found;
        for (const auto& [id, known] : inbox.items)
            if (!known.gone && known.item.post_external_id == kPost)
                found[id] = known.texts.back() + (known.item.hidden ? " (hidden)" : "");
        return found;
    }
    bool holds(const std::string& id) const { return held().contains(id); }

    ingest::WebhookReceiver receiver{{inbox, inbox, clock, log, metrics}, {kSecret, "consumer", "a word"}};
};

TEST_F(WebhookTest, LooksAtWhatIsToldAndAtNothingElse) {
    poll_for(1min, *poller);
    write("201_301");
    EXPECT_EQ(tell("add", "201_301"), 200U);
    facebook.requests.clear();
    poll_for(10s, *poller);
    EXPECT_EQ(held(), shown());
    EXPECT_EQ(facebook.requests.size(), 1U);
    EXPECT_FALSE(inbox.channels["channel1"].noticed);
    poll_for(30s, *poller);
    EXPECT_EQ(facebook.requests.size(), 1U);  // told once, looked at once
}

TEST_F(WebhookTest, SeesEditsHidesAndDeletionsOfSingleComments) {
    write("201_301");
    write("201_302");
    write("201_303");
    poll_for(1min, *poller);
    facebook.threads[kPost]["201_301"].text = "Not so lovely";
    facebook.threads[kPost]["201_302"].hidden = true;
    facebook.remove(kPost, "201_303");
    tell("edited", "201_301");
    tell("hide", "201_302");
    tell("remove", "201_303");
    tell("remove", "201_999");  // never seen
    poll_for(10s, *poller);
    EXPECT_EQ(held(), shown());
}

TEST_F(WebhookTest, ANewPostAsksForARound) {
    poll_for(1min, *poller);
    MemoryFacebook::Post fresh;
    fresh.id = "104000000000011_202";
    fresh.created = clock.now();
    facebook.add(std::move(fresh));
    const std::string page = MemoryFacebook::kPage;
    post("/hooks/meta",
         R"({"object":"page","entry":[{"id":")" + page +
             R"(","changes":[{"field":"feed","value":{"item":"post","verb":"add","post_id":"1_2"}}]}]})");
    poll_for(10s, *poller);
    EXPECT_TRUE(inbox.items.contains("104000000000011_202"));
}

TEST_F(WebhookTest, ReadsThePostWhosePictureACommentIsUnderHoweverOldItIs) {
    for (const auto age : {30 * 24h, 300 * 24h}) {
        MemoryFacebook::Post album;
        album.id = "104000000000011_" + std::to_string(age.count());
        album.photos = {"7" + std::to_string(age.count())};
        album.created = clock.now() - age;
        facebook.add(album);
        poll_for(6min, *poller);
        MemoryFacebook::Comment comment;
        comment.id = album.photos[0] + "_5";
        comment.text = "Which one is Robin?";
        comment.created = clock.now();
        facebook.add(album.photos[0], comment);
        post("/hooks/meta", told("add", comment.id, MemoryFacebook::kPage, album.photos[0]));
        poll_for(10s, *poller);
        EXPECT_EQ(inbox.items[comment.id].item.post_external_id, album.id);
    }
}

TEST_F(WebhookTest, ReadsACommentElsewhereThatMentionsThePageWhereItIsShown) {
    poll_for(1min, *poller);
    MemoryFacebook::Comment elsewhere;
    elsewhere.id = "900_5";
    elsewhere.text = "Ask Ashgrove Primary School";
    elsewhere.created = clock.now();
    facebook.add("555_900", elsewhere);
    EXPECT_EQ(tell_mention("add", "900_5"), 200U);
    poll_for(10s, *poller);
    const auto& read = inbox.items["900_5"];
    ASSERT_EQ(read.texts, std::vector<std::string>{elsewhere.text});
    EXPECT_EQ(read.item.kind, models::ItemKind::tagged_post);
    EXPECT_EQ(read.item.post_external_id, "555_900");
    EXPECT_FALSE(read.item.can_hide || read.item.can_remove);
    facebook.remove("555_900", "900_5");
    tell_mention("remove", "900_5");
    poll_for(10s, *poller);
    EXPECT_TRUE(inbox.items["900_5"].gone);
}

TEST_F(WebhookTest, SaysForAWeekThatAMentionWasNotShown) {
    const auto said = [&] {
        return inbox.channels["channel1"].health_detail.find("mention the Page") != std::string::npos;
    };
    poll_for(1min, *poller);
    tell_mention("add", "900_5");
    poll_for(6min, *poller);
    EXPECT_TRUE(said());
    EXPECT_FALSE(inbox.channels["channel1"].noticed);
    EXPECT_FALSE(inbox.items.contains("900_5"));
    clock.advance(24h * 7);
    poll_for(1min, *poller);
    EXPECT_FALSE(said());
}

TEST_F(WebhookTest, AnUnauthorisedChannelIsNotReadWhateverIsTold) {
    for (const auto state : {models::ChannelState::proposed, models::ChannelState::suspended}) {
        inbox.channels["channel1"].state = state;
        EXPECT_EQ(tell("add", "201_301"), 200U);
        EXPECT_EQ(post("/hooks/meta", told("add", "1", "999")).status, 200U);  // somebody else's page
        poll_for(1min, *poller);
    }
    EXPECT_TRUE(facebook.requests.empty());
    EXPECT_TRUE(inbox.noticed["channel1"].empty());
}

TEST_F(WebhookTest, SaysYesOnlyToWhatIsKept) {
    inbox.down = true;
    EXPECT_EQ(tell("add", "201_301"), 503U);
    inbox.down = false;
    EXPECT_EQ(tell("add", "201_301"), 200U);
    EXPECT_EQ(inbox.noticed["channel1"].size(), 1U);
}

TEST_F(WebhookTest, RefusesCheaplyWhatItDoesNotKnow) {
    EXPECT_EQ(post("/hooks/meta", told("add", "201_301"), "guessed").status, 403U);
    EXPECT_EQ(post("/hooks/nothing", "").status, 404U);
    EXPECT_EQ(post("/hooks/youtube/", "").status, 404U);
    EXPECT_EQ(post("/hooks/meta", std::string(ingest::WebhookReceiver::kBodyBytesMax + 1, 'x')).status, 413U);
    EXPECT_EQ(post("/hooks/meta", "no JSON").status, 200U);  // or it would come again for a day
    EXPECT_TRUE(inbox.noticed.empty());
}

TEST_F(WebhookTest, TakesOnlySoManyInASecond) {
    for (int i = 0; i < ingest::WebhookReceiver::kPerSecondMax; ++i) EXPECT_EQ(tell("add", "201_301"), 200U);
    EXPECT_EQ(tell("add", "201_301"), 429U);
    clock.advance(1s);
    EXPECT_EQ(tell("add", "201_301"), 200U);
}

TEST_F(WebhookTest, AnswersTheChecksOfAllNetworks) {
    inbox.channels["channel2"].network = models::Network::youtube;
    inbox.channels["channel2"].external_id = "UCa";
    inbox.channels["channel2"].state = models::ChannelState::authorised;
    const auto get = [&](const std::string& path, const std::string& query) {
        runtime::ServerRequest request;
        request.method = "GET";
        request.path = path;
        request.query = query;
        return runner.run(receiver.handle(std::move(request)));
    };
    EXPECT_EQ(get("/hooks/meta", "hub.mode=subscribe&hub.challenge=7&hub.verify_token=a+word").body, "7");
    EXPECT_EQ(get("/hooks/meta", "hub.mode=subscribe&hub.challenge=7&hub.verify_token=b").status, 403U);
    EXPECT_EQ(get("/hooks/x", "crc_token=1").status, 200U);
    const std::string topic = "https%3A%2F%2Fwww.youtube.com%2Fxml%2Ffeeds%2Fvideos.xml%3Fchannel_id%3D";
    const auto hub = "hub.mode=subscribe&hub.challenge=8&hub.topic=" + topic;
    EXPECT_EQ(get("/hooks/youtube/UCa", hub + "UCa").body, "8");
    EXPECT_EQ(get("/hooks/youtube/UCb", hub + "UCb").status, 403U);
}

TEST_F(WebhookTest, LooksDoNotPutOffTheRoundsOfOtherProcesses) {
    const auto other = make_poller("there");
    for (int i = 0; i < 6 * 30; ++i) {
        write("201_" + std::to_string(500 + i));
        tell("add", "201_" + std::to_string(500 + i));
        runner.run(other->poll_once());
        runner.run(poller->poll_once());
        clock.advance(10s);
    }
    EXPECT_GE(facebook.asked("104000000000011/published_posts"), 5U);
    EXPECT_EQ(held(), shown());
}

TEST_F(WebhookTest, IsSilentWhileThrottledWhateverIsTold) {
    facebook.instead = [&](const MemoryFacebook::Seen&) { return MemoryFacebook::error(80001, 0, 429); };
    poll_for(20s, *poller);
    EXPECT_EQ(health(), ChannelHealth::rate_limited);
    facebook.instead = nullptr;
    facebook.requests.clear();
    write("201_301");
    tell("add", "201_301");
    poll_for(10min, *poller);
    EXPECT_TRUE(facebook.requests.empty());
    poll_for(30min, *poller);
    EXPECT_EQ(held(), shown());
}

/// Anything may happen to deliveries.
class LossyDeliveries : public WebhookTest, public testing::WithParamInterface<unsigned> {
  protected:
    std::size_t below(std::size_t limit) { return std::uniform_int_distribution<std::size_t>{0, limit - 1}(dice); }

    void happen() {
        auto& comments = facebook.threads[kPost];
        auto at = comments.begin();
        if (!comments.empty()) std::advance(at, static_cast<std::ptrdiff_t>(below(comments.size())));
        const auto what = comments.empty() ? 0 : below(5);
        std::string id = comments.empty() || what < 2 ? "201_" + std::to_string(++number) : at->first;
        if (what < 2) write(id, "words " + std::to_string(number));
        if (what == 2) at->second.text += " and more";
        if (what == 3) at->second.hidden = !at->second.hidden;
        const bool shown_again = what == 3 && !at->second.hidden;
        if (what == 4) facebook.remove(kPost, id);
        const char* const verbs[] = {"add", "add", "edited", "hide", "remove"};
        waiting.push_back(told(shown_again ? "unhide" : verbs[what], id));
    }
    void deliver() {
        std::shuffle(waiting.begin(), waiting.end(), dice);
        const auto some = below(waiting.size() + 1);
        for (std::size_t i = 0; i < some; ++i) {
            if (below(4) == 0) continue;  // lost
            post("/hooks/meta", waiting[i]);
            if (below(4) == 0) post("/hooks/meta", waiting[i]);
        }
        // Of those delivered some come again much later.
        if (below(3) > 0) waiting.erase(waiting.begin(), waiting.begin() + static_cast<std::ptrdiff_t>(some));
    }

    std::mt19937 dice{GetParam()};
    std::vector<std::string> waiting;
    int number{300};
};

TEST_P(LossyDeliveries, EndInWhatTheNetworkShows) {
    for (int step = 0; step < 60; ++step) {
        if (below(2) == 0) happen();
        if (below(3) == 0) deliver();
        if (below(8) == 0) inbox.down = !inbox.down;
        poll_for(10s * (1 + below(3)), *poller);
    }
    inbox.down = false;
    poll_for(40min, *poller);
    EXPECT_EQ(held(), shown());
    EXPECT_TRUE(inbox.noticed["channel1"].empty());
}

INSTANTIATE_TEST_SUITE_P(Seeds, LossyDeliveries, testing::Range(1U, 41U));

}  // namespace
}  // namespace tests
