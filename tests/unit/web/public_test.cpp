// What anybody reads without an account: the school's channels and rules, and what it said there. It follows what is
// taken down, and names nobody who agreed to networks only. All names are invented.

#include "moderation/published_news.hpp"
#include "moderation/pupil_register.hpp"
#include "site_world.hpp"

#include <functional>

namespace tests {

using namespace std::chrono_literals;
using models::DeliveryState;
using models::consent::Consent;
using models::consent::Decision;
using models::consent::Naming;
using models::consent::Pupil;
using models::consent::Use;

class PublicPagesTest : public SiteWorld {
  protected:
    static constexpr auto kFresh = moderation::PublishedNews::kFresh;

    std::string open(const std::string& address) {
        Browser nobody;
        const auto response = get(nobody, address);
        EXPECT_EQ(response.status, 200U) << address;
        EXPECT_EQ(header_of(response, "Cache-Control"), "public, max-age=60") << address;
        EXPECT_EQ(header_of(response, "Set-Cookie"), "") << address;
        return response.body;
    }
    /// On the page and in the feed alike.
    bool said(std::string_view words) {
        clock.advance(kFresh);
        const bool on_page = has(open("/news"), words);
        EXPECT_EQ(has(open("/news.atom"), words), on_page) << words;
        return on_page;
    }
    std::string agreed(models::PostContent content) {
        content.channels = {channel_id};
        const auto id = ok(posts->save("", 0, content, "quill", clock.now()));
        ok(posts->submit(id, 1, "quill", clock.now()));
        ok(posts->agree(id, models::fingerprint(content), "birch", clock.now()));
        return id;
    }
    void become(const std::string& id, DeliveryState state) {
        const auto approval = ok(posts->post(id)).approval;
        ok(posts->begin(id, channel_id, approval, false, clock.now()));
        moderation::Delivery how{channel_id, state};
        how.external_id = "101_" + id;
        how.permalink = "https://network.example/" + id;
        ok(posts->finish(id, how, approval, clock.now()));
    }
    std::string published(models::PostContent content) {
        const auto id = agreed(std::move(content));
        become(id, DeliveryState::published);
        return id;
    }
    void a_pupil_named(const Consent& consent) {
        Pupil pupil;
        pupil.ref = "pupil-7";
        pupil.legal_forename = "Maximilian";
        pupil.legal_surname = "Thistlewood";
        pupil.consent = consent;
        const auto version = ok(pupils->version());
        ok(pupils->propose(version, moderation::pack({pupil}), "", "trellis", clock.now()));
        ok(pupils->agree(version + 1, "ottilie", clock.now()));
    }
};

TEST_F(PublicPagesTest, SayWhichChannelsAreTheSchools) {
    const auto& handle = ok(store->channel(channel_id)).handle;
    const auto page = open("/about");
    EXPECT_TRUE(has(page, handle));
    EXPECT_TRUE(has(page, "call 999"));
    EXPECT_TRUE(has(page, "on school days between 08:00 and 16:30"));
    for (const auto& person : people->all()) {
        EXPECT_FALSE(has(page, person.name)) << person.id;
        EXPECT_FALSE(has(page, person.email)) << person.id;
    }
    ok(store->suspend_channel(channel_id, "trellis", "incident", clock.now()));
    EXPECT_FALSE(has(open("/about"), handle));
}

TEST_F(PublicPagesTest, ShowWhatStandsOnAChannelAndNothingElse) {
    ok(posts->save("", 0, {.text = "A draft", .channels = {channel_id}}, "quill", clock.now()));
    agreed({.text = "Agreed to"});
    become(agreed({.text = "Refused by the network"}), DeliveryState::failed);
    become(agreed({.text = "Nobody knows"}), DeliveryState::unknown);
    EXPECT_FALSE(said("<article>") || said("<entry>"));
    const auto id = published({.text = "The fair & <b>more</b>", .link = "https://school.example/fair"});
    EXPECT_TRUE(said("The fair &amp; &lt;b&gt;more&lt;/b&gt;"));
    EXPECT_TRUE(said("https://network.example/" + id));
    EXPECT_TRUE(said("https://school.example/fair"));
    for (const auto* words : {"A draft", "Agreed to", "Refused by", "Nobody knows", "Quill", "quill", "Birch"})
        EXPECT_FALSE(said(words)) << words;
}

TEST_F(PublicPagesTest, FollowWhatIsTakenDownAndWhatHasToBe) {
    const auto wrong = published({.text = "A wrong date"});
    const auto withdrawn = published({.text = "A withdrawn consent"});
    EXPECT_TRUE(said("A wrong date"));
    ok(posts->take_down(wrong, "A wrong date", "quill", clock.now()));
    ASSERT_TRUE(ok(posts->want_down(withdrawn, clock.now() + 24h, clock.now())));
    EXPECT_FALSE(said("A wrong date"));
    EXPECT_FALSE(said("A withdrawn consent"));
    ok(posts->removed(wrong, {channel_id, DeliveryState::published}, clock.now()));
    EXPECT_FALSE(said("A wrong date")) << "the network did not let it be taken down";
}

TEST_F(PublicPagesTest, NameNobodyWhoAgreedToNetworksOnly) {
    const auto today = moderation::today_of(*calendar, clock.now());
    Consent consent;
    consent.givers[0].answers.fill({Decision::yes, {}, Naming::full_name_without_image, today, today});
    a_pupil_named(consent);
    const auto id = published({.text = "Well done, Maximilian Thistlewood!", .link = "https://school.example/w"});
    EXPECT_TRUE(said("Well done, Maximilian Thistlewood!"));
    consent.givers[0].answers[static_cast<std::size_t>(Use::website)].decision = Decision::no;
    a_pupil_named(consent);
    EXPECT_FALSE(said("Thistlewood"));
    EXPECT_FALSE(said("https://school.example/w"));
    EXPECT_TRUE(said("You find this post on our channels."));
    EXPECT_TRUE(said("https://network.example/" + id));
}

TEST_F(PublicPagesTest, AreMadeOnceForManyWhoAsk) {
    published({.text = "The first"});
    EXPECT_TRUE(said("The first"));
    published({.text = "The second"});
    EXPECT_FALSE(has(open("/news"), "The second"));
    EXPECT_TRUE(said("The second"));
}

TEST_F(PublicPagesTest, TheFeedKeepsItsIdentifiers) {
    published({.text = "The fair"});
    const auto ids = [&] {
        clock.advance(kFresh);
        const auto feed = open("/news.atom");
        const auto from = feed.find("<entry><id>urn:uuid:");
        EXPECT_NE(from, std::string::npos);
        return feed.substr(from, 60);
    };
    const auto first = ids();
    clock.advance(24h);
    EXPECT_EQ(ids(), first);
}

}  // namespace tests
