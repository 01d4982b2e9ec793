// Old pictures, as people see them: how far the sweep is, what two of them decide, and nothing about whose picture it
// is. All names are invented.

#include "moderation/past_posts.hpp"
#include "moderation/picture_sweep.hpp"
#include "moderation/pupil_register.hpp"
#include "site_world.hpp"

namespace tests {

using namespace std::chrono_literals;
using models::DeliveryState;
using models::consent::Pupil;

class SweepPagesTest : public SiteWorld {
  protected:
    void SetUp() override {
        SiteWorld::SetUp();
        sweep = std::make_unique<moderation::PictureSweep>(*store, *posts, *guard, *calendar, clock, quiet_log());
        Pupil pupil;
        pupil.ref = "pupil-7";
        pupil.legal_forename = "Maximilian";
        pupil.legal_surname = "Thistlewood";
        ok(pupils->propose(0, moderation::pack({pupil}), "", "trellis", clock.now()));
        ok(pupils->agree(1, "ottilie", clock.now()));
        id = published("Sports day was lovely");
    }
    /// With a picture of the pupil, for whom no form ever came back.
    std::string published(const std::string& text) {
        models::PostContent content;
        content.text = text;
        content.channels = {channel_id};
        models::PostPicture picture;
        picture.id = runtime::sha256_hex(text);
        picture.people = models::PeopleShown::pupils;
        picture.framing = models::Framing::group;
        picture.pupils = {"pupil-7"};
        picture.complete = true;
        content.pictures = {picture};
        const auto now = clock.now();
        auto made = ok(posts->save("", 0, content, "quill", now));
        ok(posts->submit(made, 1, "quill", now));
        ok(posts->agree(made, models::fingerprint(content), "birch", now));
        ok(posts->begin(made, channel_id, "1", false, now));
        ok(posts->finish(made, {channel_id, DeliveryState::published, "", "", "ext-" + made, ""}, "1", now));
        return made;
    }
    runtime::ServerResponse press(const std::string& person, const std::string& path, Fields fields = {}) {
        auto browser = signed_in(person);
        get(browser, "/account");
        return this->SiteWorld::post(browser, path, std::move(fields));
    }
    unsigned act(const std::string& person, const std::string& action, Fields fields = {}) {
        return press(person, "/posts/" + id + "/" + action, std::move(fields)).status;
    }
    std::string seen_by(const std::string& person, const std::string& path) {
        auto browser = signed_in(person);
        return get(browser, path).body;
    }
    /// Presses the button as it stands on the page.
    unsigned agree_down(const std::string& person) {
        return act(person, "agree-down", {{"proposed", value_of(seen_by(person, "/posts/" + id), "proposed")}});
    }
    void swept() {
        ASSERT_EQ(press("trellis", "/posts/sweep").status, 303U);
        while (ok(sweep->step()) > 0) {
        }
    }
    void posted_words_past_gatehouse(std::size_t many) {
        std::vector<moderation::Intaken> words;
        for (std::size_t i = 0; i < many; ++i) {
            auto past = concern();
            past.item.channel_id = channel_id;
            past.item.external_id = "w" + std::to_string(i);
            past.item.kind = models::ItemKind::own_post;
            words.push_back(std::move(past));
        }
        models::CollectedPage page;
        page.lease = lease;
        page.network = words.front().item.network;
        page.feed = "posts";
        ok(store->record_page(std::move(page), std::move(words), clock.now()));
    }
    std::string posted_past_gatehouse(const std::string& text) {
        auto past = concern();
        past.item.channel_id = channel_id;
        past.item.external_id = "p1";
        past.item.kind = models::ItemKind::own_post;
        past.item.text = text;
        past.item.attachments.push_back({"photo", "https://network.example/photo", ""});
        models::CollectedPage page;
        page.lease = lease;
        page.network = past.item.network;
        page.feed = "posts";
        ok(store->record_page(std::move(page), {past}, clock.now()));
        return models::item_id(past.item.network, channel_id, "p1");
    }
    DeliveryState standing() { return ok(posts->post(id)).deliveries.at(0).state; }

    std::unique_ptr<moderation::PictureSweep> sweep;
    std::string id;
};

TEST_F(SweepPagesTest, IsBegunByWhoLooksAfterConsentAndSaysHowFarItIs) {
    published("The choir sang");
    EXPECT_EQ(press("quill", "/posts/sweep").status, 403U);
    EXPECT_EQ(press("birch", "/posts/sweep").status, 403U);
    ASSERT_EQ(press("ottilie", "/posts/sweep").status, 303U);
    EXPECT_EQ(press("trellis", "/posts/sweep").status, 409U) << "it is going on";
    ok(sweep->step(1));
    EXPECT_TRUE(has(seen_by("trellis", "/posts/sweep"), "Looked at 1 of 2 posts so far."));
    while (ok(sweep->step()) > 0) {
    }
    const auto page = seen_by("trellis", "/posts/sweep");
    EXPECT_TRUE(has(page, "Looked at 2 posts, with something to decide in 2."));
    EXPECT_TRUE(has(page, "Sports day was lovely"));
    EXPECT_TRUE(has(page, "could not be used there as it is"));
    EXPECT_TRUE(has(seen_by("trellis", "/posts"), "/posts/sweep"));
}

TEST_F(SweepPagesTest, WhatMovesOnWhileItRunsIsFetchedAnew) {
    ASSERT_EQ(press("trellis", "/posts/sweep").status, 303U);
    const auto fresh = [](const std::string& page, const std::string& part) {
        const auto at = page.find("<div data-fresh id=\"" + part + "\"");
        return at == std::string::npos ? "no part " + part : page.substr(at, page.find("</div>", at) - at);
    };
    auto page = seen_by("trellis", "/posts/sweep");
    EXPECT_TRUE(has(fresh(page, "progress"), "data-waiting=\"/posts/sweep?watching=1\""));
    EXPECT_FALSE(has(fresh(page, "found"), "Sports day was lovely"));
    EXPECT_FALSE(has(fresh(page, "begin"), "Look at all old pictures"));
    while (ok(sweep->step()) > 0) {
    }
    page = seen_by("trellis", "/posts/sweep");
    EXPECT_FALSE(has(page, "data-waiting"));
    EXPECT_TRUE(has(fresh(page, "found"), "Sports day was lovely"));
    EXPECT_TRUE(has(fresh(page, "begin"), "Look at all old pictures"));
}

TEST_F(SweepPagesTest, WhoHasNothingToDecideDoesNotSeeIt) {
    swept();
    auto quill = signed_in("quill");
    EXPECT_EQ(get(quill, "/posts/sweep").status, 403U);
    EXPECT_FALSE(has(seen_by("quill", "/posts"), "/posts/sweep"));
    EXPECT_FALSE(has(seen_by("quill", "/posts/" + id), "should they stay?"));
    EXPECT_EQ(act("quill", "propose-down", {{"propose", "I want to"}}), 403U);
    EXPECT_EQ(act("quill", "agree-down"), 403U);
    EXPECT_EQ(act("quill", "keep-up", {{"stay", "It is nice"}}), 403U);
}

TEST_F(SweepPagesTest, OneProposesAndAnotherAgrees) {
    swept();
    EXPECT_TRUE(has(seen_by("ottilie", "/posts/" + id), "Old pictures: should they stay?"));
    EXPECT_EQ(agree_down("ottilie"), 409U) << "nobody proposed it";
    EXPECT_EQ(act("ottilie", "propose-down"), 422U) << "without a reason";
    ASSERT_EQ(act("ottilie", "propose-down", {{"propose", "The form never came back"}}), 303U);
    EXPECT_TRUE(has(seen_by("ottilie", "/posts/" + id), "You proposed this yourself."));
    EXPECT_EQ(agree_down("ottilie"), 403U);
    EXPECT_EQ(standing(), DeliveryState::published);
    const auto page = seen_by("birch", "/posts/" + id);
    EXPECT_TRUE(has(page, "The form never came back"));
    EXPECT_TRUE(has(page, "Agree: take it down"));
    EXPECT_EQ(act("birch", "agree-down", {{"proposed", "1"}}), 409U) << "they read something else";
    ASSERT_EQ(agree_down("birch"), 303U);
    EXPECT_EQ(standing(), DeliveryState::taking_down);
    EXPECT_TRUE(has(seen_by("trellis", "/posts/sweep"), "There is nothing to decide."));
}

TEST_F(SweepPagesTest, WhyItCameDownIsReadByThoseWhoLookAfterOldPicturesOnly) {
    swept();
    ASSERT_EQ(act("ottilie", "propose-down", {{"propose", "The form never came back"}}), 303U);
    ASSERT_EQ(agree_down("birch"), 303U);
    const auto page = seen_by("quill", "/posts/" + id);
    EXPECT_TRUE(has(page, "An old picture came down after it was looked at again."));
    EXPECT_FALSE(has(page, "The form never came back"));
    EXPECT_TRUE(has(seen_by("trellis", "/posts/" + id), "The form never came back"));
}

TEST_F(SweepPagesTest, WhatStaysSaysWhoLetItStayAndWhy) {
    swept();
    EXPECT_EQ(act("trellis", "keep-up"), 422U) << "without a reason";
    ASSERT_EQ(act("trellis", "keep-up", {{"stay", "Nobody can be told"}}), 303U);
    EXPECT_TRUE(has(seen_by("trellis", "/posts/" + id), "Nobody can be told"));
    swept();
    EXPECT_TRUE(has(seen_by("trellis", "/posts/sweep"), "There is nothing to decide."));
}

TEST_F(SweepPagesTest, NamesWhatWentPastGatehouseUntilSomebodyDecidesAboutIt) {
    const auto item = posted_past_gatehouse("Our visitor today");
    const auto page = seen_by("birch", "/posts/sweep");
    EXPECT_TRUE(has(page, "Posted past Gatehouse, to decide"));
    EXPECT_TRUE(has(page, "/items/" + item));
    EXPECT_TRUE(has(seen_by("birch", "/posts/recall"), "/items/" + item));
    for (const auto* watched : {"/posts/sweep?watching=1", "/posts/recall?watching=1"})
        EXPECT_FALSE(has(seen_by("birch", watched), "/items/" + item)) << "asked for again and again";
    auto birch = signed_in("birch");
    get(birch, "/items/" + item);
    const Fields leave{{"verb", "leave"}, {"version", version_of(item)}, {"reason", ""}};
    ASSERT_EQ(post(birch, "/items/" + item + "/decide", leave).status, 303U);
    EXPECT_FALSE(has(seen_by("birch", "/posts/sweep"), "/items/" + item));
    EXPECT_TRUE(has(seen_by("birch", "/posts/recall"), "/items/" + item)) << "it still stands there";
}

TEST_F(SweepPagesTest, SaysOfWhichChannelNotEverythingWasLookedAt) {
    posted_words_past_gatehouse(moderation::PastPosts::kMost);
    EXPECT_FALSE(has(seen_by("birch", "/posts/sweep"), "Not everything that was posted past Gatehouse"));
    posted_past_gatehouse("Our visitor today");
    const auto page = seen_by("birch", "/posts/sweep");
    EXPECT_TRUE(has(page, "Not everything that was posted past Gatehouse on "));
    EXPECT_TRUE(has(page, "those need not be the newest"));
    EXPECT_FALSE(has(page, "Our visitor today")) << "its number comes first, and it is the newest";
}

TEST_F(SweepPagesTest, NeitherPageNorAddressSaysWhoseAnswerItIs) {
    swept();
    for (const auto* person : {"trellis", "ottilie", "birch"}) {
        const auto page = seen_by(person, "/posts/sweep");
        for (const auto* marker : {"Maximilian", "Thistlewood", "pupil-7", "withdr", "refus"})
            EXPECT_FALSE(has(page, marker)) << person << " " << marker;
    }
}

}  // namespace tests
