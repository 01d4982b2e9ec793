// The emergency in which all pictures of pupils are taken down, as people see it: one asks, another agrees, and what
// became of each post is listed. All names are invented.

#include "moderation/picture_recall.hpp"
#include "site_world.hpp"

namespace tests {

using models::DeliveryState;
using models::PostState;

class RecallPagesTest : public SiteWorld {
  protected:
    void SetUp() override {
        SiteWorld::SetUp();
        recall = std::make_unique<moderation::PictureRecall>(*posts, clock, quiet_log());
        published = agreed("Sports day was lovely");
        ok(posts->begin(published, channel_id, "1", false, clock.now()));
        ok(posts->finish(published, {channel_id, DeliveryState::published, "", "", "ext-1", ""}, "1", clock.now()));
        planned = agreed("The play is on Friday", clock.now() + std::chrono::hours{24});
    }
    std::string agreed(const std::string& text, std::optional<runtime::Time> at = {}) {
        models::PostContent content;
        content.text = text;
        content.channels = {channel_id};
        content.publish_at = at;
        models::PostPicture picture;
        picture.id = runtime::sha256_hex(text);
        picture.people = models::PeopleShown::pupils;
        content.pictures = {picture};
        auto id = ok(posts->save("", 0, content, "quill", clock.now()));
        ok(posts->submit(id, 1, "quill", clock.now()));
        ok(posts->agree(id, models::fingerprint(content), "birch", clock.now()));
        return id;
    }
    unsigned press(const std::string& person, const std::string& action = "", Fields fields = {}) {
        auto browser = signed_in(person);
        get(browser, "/account");
        return post(browser, "/posts/recall" + action, std::move(fields)).status;
    }
    /// Presses the button as it stands on the page.
    unsigned agree(const std::string& person) {
        return press(person, "/agree", {{"proposed", value_of(seen_by(person), "proposed")}});
    }
    unsigned ask(const std::string& person) { return press(person, "", {{"reason", "Somebody blackmails us"}}); }
    std::string seen_by(const std::string& person, const std::string& path = "/posts/recall") {
        auto browser = signed_in(person);
        return get(browser, path).body;
    }
    void carried_out() {
        while (ok(recall->step())) {
        }
    }
    PostState state(const std::string& id) { return ok(posts->post(id)).state; }

    std::unique_ptr<moderation::PictureRecall> recall;
    std::string published;
    std::string planned;
};

TEST_F(RecallPagesTest, OneAsksAndAnotherAgrees) {
    EXPECT_TRUE(has(seen_by("trellis"), "Take down all pictures of pupils"));
    EXPECT_EQ(press("trellis"), 422U) << "without a reason";
    ASSERT_EQ(ask("trellis"), 303U);
    EXPECT_TRUE(has(seen_by("trellis"), "You proposed this yourself."));
    EXPECT_EQ(agree("trellis"), 403U);
    carried_out();
    EXPECT_EQ(state(published), PostState::published);
    EXPECT_TRUE(has(seen_by("birch"), "Somebody blackmails us"));
    ASSERT_EQ(agree("birch"), 303U);
    EXPECT_TRUE(has(seen_by("birch"), "Looked at 0 of 1 post so far"));
    carried_out();
    EXPECT_EQ(state(published), PostState::taken_down);
    EXPECT_EQ(state(planned), PostState::draft);
}

TEST_F(RecallPagesTest, ListsWhatBecameOfEachPostSoThatItCanBePutRight) {
    ASSERT_EQ(ask("ottilie"), 303U);
    ASSERT_EQ(agree("trellis"), 303U);
    carried_out();
    auto page = seen_by("ottilie");
    EXPECT_TRUE(has(page, "2 posts are on the list below"));
    EXPECT_TRUE(has(page, "Held back: it is a draft again"));
    EXPECT_TRUE(has(page, "/posts/" + published));
    EXPECT_TRUE(has(seen_by("quill", "/posts/" + planned), "all pictures of pupils were taken down in an emergency"));
    ok(posts->removed(published, {channel_id, DeliveryState::published, "Delete it there by hand."}, clock.now()));
    page = seen_by("ottilie");
    EXPECT_TRUE(has(page, "could not be taken down. Delete it there by hand."));
}

TEST_F(RecallPagesTest, AnOldPageDoesNotAgreeToANewProposal) {
    ASSERT_EQ(ask("ottilie"), 303U);
    const auto read = value_of(seen_by("birch"), "proposed");
    ASSERT_EQ(press("ottilie", "/withdraw"), 303U);
    clock.advance(std::chrono::minutes{1});
    ASSERT_EQ(ask("trellis"), 303U);
    EXPECT_EQ(press("birch", "/agree", {{"proposed", read}}), 409U);
    EXPECT_EQ(press("birch", "/agree"), 409U) << "nothing says what was read";
    EXPECT_EQ(agree("birch"), 303U);
}

TEST_F(RecallPagesTest, WhyItWasAskedForStandsOnNoPost) {
    ASSERT_EQ(ask("ottilie"), 303U);
    ASSERT_EQ(agree("trellis"), 303U);
    carried_out();
    for (const auto* person : {"quill", "birch", "ottilie"}) {
        const auto page = seen_by(person, "/posts/" + published);
        EXPECT_TRUE(has(page, "All pictures of pupils were taken down in an emergency.")) << person;
        EXPECT_FALSE(has(page, "Somebody blackmails us")) << person;
    }
}

TEST_F(RecallPagesTest, WhatMovesOnWhileItRunsIsFetchedAnewFromTheSamePlaceOfTheList) {
    ASSERT_EQ(ask("ottilie"), 303U);
    ASSERT_EQ(agree("trellis"), 303U);
    const auto running = seen_by("ottilie");
    EXPECT_TRUE(has(running, "data-waiting=\"/posts/recall?watching=1&amp;first=0\""));
    ok(recall->step(1));
    const auto later = seen_by("ottilie", "/posts/recall?first=1");
    EXPECT_TRUE(has(later, "data-waiting=\"/posts/recall?watching=1&amp;first=1\""));
    carried_out();
    for (const auto& page : {running, later, seen_by("ottilie")})
        for (const auto* part : {"progress", "touched", "end"})
            EXPECT_TRUE(has(page, "<div data-fresh id=\"" + std::string{part} + "\"")) << part;
    const auto page = seen_by("ottilie");
    const auto rows = page.substr(page.find("id=\"touched\""));
    EXPECT_TRUE(has(rows.substr(0, rows.find("</div>")), "/posts/" + published));
    const auto colleague = seen_by("trellis");  // who proposed it does not end it
    const auto end = colleague.substr(colleague.find("id=\"end\""));
    EXPECT_TRUE(has(end.substr(0, end.find("id=\"progress\"")), "/posts/recall/end"));
}

TEST_F(RecallPagesTest, WhatWasHeldBackAndIsPublishedLaterIsNoFailure) {
    ASSERT_EQ(ask("ottilie"), 303U);
    ASSERT_EQ(agree("trellis"), 303U);
    carried_out();
    ASSERT_EQ(press("trellis", "/end", {{"why_end", "It is over"}}), 303U);
    const auto draft = ok(posts->post(planned));
    ok(posts->submit(planned, draft.version, "quill", clock.now()));
    EXPECT_TRUE(has(seen_by("ottilie"), "Held back. By now: "));
    ok(posts->agree(planned, models::fingerprint(draft.content), "birch", clock.now()));
    const auto approval = ok(posts->post(planned)).approval;
    ok(posts->begin(planned, channel_id, approval, false, clock.now()));
    ok(posts->finish(planned, {channel_id, DeliveryState::published, "", "", "ext-2", ""}, approval, clock.now()));
    ASSERT_EQ(state(planned), PostState::published);
    const auto page = seen_by("ottilie");
    EXPECT_TRUE(has(page, "Held back. By now: Published"));
    EXPECT_FALSE(has(page, "could not be taken down"));
}

TEST_F(RecallPagesTest, WhatAnEarlierOneDidDoesNotStandUnderANewOne) {
    ASSERT_EQ(ask("ottilie"), 303U);
    ASSERT_EQ(agree("trellis"), 303U);
    carried_out();
    EXPECT_TRUE(has(seen_by("ottilie"), "/posts/" + published));
    ASSERT_EQ(ask("ottilie"), 303U);
    EXPECT_FALSE(has(seen_by("ottilie"), "/posts/" + published));
    ASSERT_EQ(press("ottilie", "/withdraw"), 303U);
    EXPECT_FALSE(has(seen_by("ottilie"), "/posts/" + published));
}

TEST_F(RecallPagesTest, NothingWithPupilsGoesOutUntilSomebodyEndsIt) {
    ASSERT_EQ(ask("ottilie"), 303U);
    ASSERT_EQ(agree("trellis"), 303U);
    EXPECT_EQ(press("trellis", "/end", {{"why_end", "It is over"}}), 409U) << "it is going on";
    carried_out();
    EXPECT_TRUE(has(seen_by("quill", "/posts"), "No pictures of pupils are published at the moment."));
    const Fields why{{"why_end", "The police advised it"}};
    EXPECT_EQ(press("birch", "/end", why), 403U);
    EXPECT_EQ(press("ottilie", "/end", why), 403U) << "she proposed it";
    EXPECT_EQ(press("trellis", "/end"), 422U) << "without a reason";
    ASSERT_EQ(press("trellis", "/end", why), 303U);
    EXPECT_TRUE(has(seen_by("ottilie"), "The police advised it"));
    EXPECT_FALSE(has(seen_by("quill", "/posts"), "No pictures of pupils are published at the moment."));
}

TEST_F(RecallPagesTest, IsTakenBackAndAskedForOnlyByTheHeadAndTheSafeguardingTeam) {
    for (const auto* person : {"quill", "birch", "sorrel", "heath", "sedge", "marsh"})
        EXPECT_EQ(ask(person), 403U) << person;
    auto quill = signed_in("quill");
    EXPECT_EQ(get(quill, "/posts/recall").status, 403U);
    EXPECT_FALSE(has(seen_by("quill", "/posts"), "/posts/recall"));
    ASSERT_EQ(ask("ottilie"), 303U);
    EXPECT_EQ(ask("trellis"), 409U);
    EXPECT_EQ(agree("quill"), 403U);
    EXPECT_EQ(press("birch", "/withdraw"), 403U);
    ASSERT_EQ(press("trellis", "/withdraw"), 303U);
    EXPECT_EQ(agree("birch"), 409U);
}

TEST_F(RecallPagesTest, TheAlertLeadsToThePage) {
    ASSERT_EQ(ask("ottilie"), 303U);
    const auto alerts = seen_by("trellis", "/alerts");
    EXPECT_TRUE(has(alerts, "All pictures of pupils are to be taken down"));
    EXPECT_FALSE(has(alerts, "Somebody blackmails us")) << "no alert carries content";
    const auto at = alerts.find("/alerts/");
    ASSERT_NE(at, std::string::npos);
    const auto address = alerts.substr(at, alerts.find('"', at) - at);
    EXPECT_TRUE(has(seen_by("trellis", address), "/posts/recall"));
}

}  // namespace tests
