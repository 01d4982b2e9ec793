// The pages on which the school says something: written by one, read and agreed to by another. All names are invented.

#include "site_world.hpp"

namespace tests {

using namespace std::chrono_literals;
using models::PostState;

class PostPagesTest : public SiteWorld {
  protected:
    Fields fair(std::string text = "The winter fair is on Saturday") {
        return {{"version", id.empty() ? "0" : std::to_string(post().version)},
                {"text", std::move(text)},
                {"channel." + channel_id, "yes"},
                {"kind", "event"}};
    }
    moderation::Post post() { return ok(posts->post(id)); }
    runtime::ServerResponse press(const std::string& person, const std::string& path, Fields fields) {
        auto browser = signed_in(person);
        get(browser, "/account");
        return this->SiteWorld::post(browser, path, std::move(fields));
    }
    std::string seen_by(const std::string& person, const std::string& path = {}) {
        auto browser = signed_in(person);
        return get(browser, "/posts" + (path.empty() ? "/" + id : path)).body;
    }
    std::string list_for(const std::string& person) {
        auto browser = signed_in(person);
        return get(browser, "/posts").body;
    }
    /// Writes it, or changes it.
    void save(Fields fields, const std::string& person = "quill") {
        const auto done = press(person, id.empty() ? "/posts/new" : "/posts/" + id + "/edit", std::move(fields));
        ASSERT_EQ(done.status, 303U);
        const auto path = header_of(done, "Location");
        if (id.empty()) id = path.substr(7, path.find('?') - 7);
    }
    /// One of the forms under the post, with what its sender has read.
    unsigned act(const std::string& person, const std::string& action, Fields more = {}) {
        more.emplace_back("version", std::to_string(post().version));
        more.emplace_back("fingerprint", models::fingerprint(post().content));
        return press(person, "/posts/" + id + "/" + action, std::move(more)).status;
    }
    void submitted(Fields fields) {
        save(std::move(fields));
        ASSERT_EQ(act("quill", "submit"), 303U);
    }

    /// What the page sends by itself while somebody types.
    runtime::ServerResponse typed(Fields fields, const std::string& person = "quill") {
        return press(person, id.empty() ? "/posts/new/keep" : "/posts/" + id + "/keep", std::move(fields));
    }

    std::string id;
};

TEST_F(PostPagesTest, IsWrittenReadAndAgreedTo) {
    submitted(fair());
    EXPECT_TRUE(has(list_for("birch"), "For you to read"));
    EXPECT_TRUE(has(seen_by("birch"), "You are the second colleague"));
    EXPECT_TRUE(has(seen_by("birch"), "The winter fair is on Saturday"));
    EXPECT_EQ(act("birch", "agree"), 303U);
    EXPECT_EQ(post().state, PostState::approved);
    EXPECT_EQ(post().approved.person, "birch");
}

TEST_F(PostPagesTest, WhoWroteItDoesNotAgreeInAnotherBrowserOrRole) {
    save(fair(), "birch");
    ASSERT_EQ(act("quill", "submit"), 303U);
    EXPECT_TRUE(has(seen_by("birch"), "You wrote or changed this yourself."));
    EXPECT_EQ(act("birch", "agree"), 403U);
    EXPECT_EQ(act("quill", "agree"), 403U) << "an author may not agree to anything";
    EXPECT_EQ(post().state, PostState::submitted);
}

TEST_F(PostPagesTest, ShowsWhatChangedSinceItWasRead) {
    submitted(fair());
    seen_by("birch");
    EXPECT_EQ(act("birch", "send-back"), 422U) << "without a reason";
    EXPECT_EQ(act("birch", "send-back", {{"back", "It is on Sunday"}}), 303U);
    EXPECT_TRUE(has(seen_by("quill"), "It is on Sunday"));
    submitted(fair("The winter fair is on Sunday"));
    const auto page = seen_by("birch");
    EXPECT_TRUE(has(page, "What changed since you read it"));
    EXPECT_TRUE(has(page, "<del>"));
    EXPECT_FALSE(has(seen_by("ottilie"), "What changed since you read it"));
}

TEST_F(PostPagesTest, WhatMayNotGoOutIsNotSubmitted) {
    save(fair("Questions? DM us"));
    EXPECT_TRUE(has(seen_by("quill"), "The school does not use private messages"));
    EXPECT_EQ(act("quill", "submit"), 409U);
    save({{"version", std::to_string(post().version)},
          {"text", "Closed"},
          {"kind", "closure"},
          {"channel." + channel_id, "yes"}});
    EXPECT_EQ(act("quill", "submit"), 409U) << "nobody else could find it";
    save({{"version", std::to_string(post().version)}, {"text", "Closed"}, {"kind", "news"}});
    EXPECT_EQ(act("quill", "submit"), 409U) << "no channel";
}

TEST_F(PostPagesTest, APromiseIsForTheLeadership) {
    submitted(fair("We will refund all tickets"));
    EXPECT_EQ(act("birch", "agree"), 403U);
    EXPECT_TRUE(has(seen_by("birch"), "somebody in leadership has to agree"));
    EXPECT_EQ(act("trellis", "agree"), 303U);
}

TEST_F(PostPagesTest, IsPlannedInLocalTime) {
    auto fields = fair();
    for (const auto* wrong : {"2027-03-28T01:30", "2026-01-01T09:00", "soon"}) {
        auto planned = fields;
        planned.emplace_back("at", wrong);
        EXPECT_EQ(press("quill", "/posts/new", planned).status, 422U) << wrong;
    }
    const auto at = calendar->local(clock.now() + 48h);
    fields.emplace_back("at", at.substr(0, 10) + "T" + at.substr(11, 5));
    submitted(fields);
    EXPECT_EQ(act("birch", "agree"), 303U);
    EXPECT_TRUE(has(list_for("quill"), "Planned"));
    EXPECT_TRUE(has(seen_by("quill", "/" + id + "/edit"), at.substr(0, 10) + "T" + at.substr(11, 5)));
    EXPECT_EQ(press("birch", "/posts/pause", {}).status, 303U);
    EXPECT_TRUE(has(list_for("quill"), "Posts are paused since"));
}

TEST_F(PostPagesTest, TheExceptionIsForTheLeadershipAndLookedAt) {
    save(fair());
    EXPECT_EQ(act("birch", "alone", {{"alone", "The boiler"}}), 403U);
    EXPECT_EQ(act("trellis", "alone"), 422U);
    EXPECT_EQ(act("trellis", "alone", {{"alone", "The boiler has failed"}}), 303U);
    EXPECT_TRUE(has(list_for("birch"), "nobody has looked at it"));
    EXPECT_EQ(act("trellis", "review"), 403U);
    EXPECT_EQ(act("birch", "review"), 303U);
    EXPECT_FALSE(has(list_for("birch"), "nobody has looked at it"));
}

TEST_F(PostPagesTest, SaysWhatToDoWhenNobodyKnowsWhetherItWasPublished) {
    submitted(fair());
    ASSERT_EQ(act("birch", "agree"), 303U);
    ok(posts->begin(id, channel_id, post().approval, false, clock.now()));
    EXPECT_FALSE(has(seen_by("quill"), "Nobody knows yet"));
    ok(posts->finish(id, {channel_id, models::DeliveryState::unknown}, post().approval, clock.now()));
    EXPECT_TRUE(has(seen_by("quill"), "Nobody knows yet whether it stands on"));
}

TEST_F(PostPagesTest, IsBegunWithAReadyMadeText) {
    auto browser = signed_in("quill");
    EXPECT_TRUE(has(get(browser, "/posts/new").body, "/posts/new?template=snow"));
    const auto form = get(browser, "/posts/new?template=snow").body;
    EXPECT_TRUE(has(form, "Closed on [date]: it snows at &lt;all&gt; gates."));
    EXPECT_TRUE(has(form, "[where else]"));
    EXPECT_TRUE(has(form, "value=\"closure\" checked"));
    EXPECT_EQ(get(browser, "/posts/new?template=rain").status, 404U);
    save(fair());
    EXPECT_FALSE(has(seen_by("quill", "/" + id + "/edit?template=snow"), "it snows"));
    EXPECT_TRUE(ok(posts->over(1)).empty());
    EXPECT_EQ(ok(posts->open()).size(), 1u) << "looking at a form keeps nothing";
}

TEST_F(PostPagesTest, WhatIsLeftToFillInIsNamedAndNotSubmitted) {
    save(fair("Closed on [day and date]."));
    EXPECT_TRUE(has(seen_by("quill"), "Fill in [day and date], or write it without square brackets."));
    EXPECT_EQ(act("quill", "submit"), 409U);
    EXPECT_EQ(post().state, PostState::draft);
    submitted(fair("Closed on Monday."));
}

TEST_F(PostPagesTest, NobodyOverwritesAColleague) {
    save(fair());
    auto stale = fair("Other words");
    save(fair("The winter fair is on Sunday"), "birch");
    const auto refused = press("quill", "/posts/" + id + "/edit", stale);
    EXPECT_EQ(refused.status, 409U);
    EXPECT_TRUE(has(refused.body, "Other words")) << "what was typed is still there";
}

TEST_F(PostPagesTest, EachRoleDoesWhatItMay) {
    save(fair());
    for (const auto* person : {"sedge", "marsh"}) {
        auto browser = signed_in(person);
        EXPECT_EQ(get(browser, "/posts").status, 403U) << person;
    }
    EXPECT_TRUE(has(seen_by("heath"), "The winter fair"));
    EXPECT_EQ(press("heath", "/posts/new", fair()).status, 403U);
    EXPECT_EQ(act("heath", "submit"), 403U);
}

TEST_F(PostPagesTest, NoWordStandsInTitlesAndAddresses) {
    save(fair("zanzibar"));
    auto browser = signed_in("quill");
    EXPECT_FALSE(has(title_of(get(browser, "/posts/" + id)), "zanzibar"));
    EXPECT_FALSE(has(header_of(press("quill", "/posts/new", fair("zanzibar")), "Location"), "zanzibar"));
}

TEST_F(PostPagesTest, WhatIsTypedIsKeptAsADraftAndNeverMore) {
    auto answer = typed(fair("The winter fair"));
    ASSERT_EQ(answer.status, 200U);
    const auto local = calendar->local(clock.now()).substr(11, 5);
    EXPECT_TRUE(has(answer.body, "\"said\":\"Saved at " + local + "\""));
    EXPECT_FALSE(has(answer.body, "winter fair"));
    id = ok(posts->open()).at(0).id;
    EXPECT_TRUE(has(answer.body, "\"version\":\"1\""));
    EXPECT_TRUE(has(answer.body, "\"path\":\"/posts/" + id + "/edit\""));
    answer = typed(fair("The winter fair is on Saturday"));
    EXPECT_TRUE(has(answer.body, "\"version\":\"2\""));
    EXPECT_EQ(post().state, PostState::draft);
    EXPECT_EQ(post().content.text, "The winter fair is on Saturday");
    EXPECT_EQ(post().authors, std::vector<std::string>{"quill"});
    EXPECT_TRUE(has(seen_by("quill", "/" + id + "/edit"), "data-keep-url=\"/posts/" + id + "/keep\""));
}

TEST_F(PostPagesTest, WhatIsTypedNeverOverwritesAColleague) {
    save(fair());
    auto stale = fair("Other words");
    save(fair("The winter fair is on Sunday"), "birch");
    const auto answer = typed(stale);
    EXPECT_EQ(answer.status, 409U);
    EXPECT_TRUE(has(answer.body, "Not saved: Somebody changed this post in the meantime."));
    EXPECT_EQ(post().content.text, "The winter fair is on Sunday");
}

TEST_F(PostPagesTest, WhatIsTypedEndsNothingThatAColleagueReadsOrAgreedTo) {
    submitted(fair());
    EXPECT_FALSE(has(seen_by("quill", "/" + id + "/edit"), "data-keep-url"));
    EXPECT_EQ(typed(fair("Other words")).status, 409U);
    EXPECT_EQ(post().state, PostState::submitted);
    ASSERT_EQ(act("birch", "agree"), 303U);
    EXPECT_EQ(typed(fair("Other words")).status, 409U);
    EXPECT_EQ(post().state, PostState::approved);
    EXPECT_EQ(post().content.text, "The winter fair is on Saturday");
}

TEST_F(PostPagesTest, WhatIsTypedIsKeptOnlyWhereTheFormWouldBe) {
    auto half = fair();
    half.emplace_back("link", "htt");
    EXPECT_EQ(typed(half).status, 422U);
    EXPECT_TRUE(has(typed(half).body, "Not saved: A link begins with https://."));
    EXPECT_EQ(typed(fair("")).status, 422U);
    EXPECT_EQ(typed(fair(std::string(moderation::PostStore::kTextBytesMax + 1, 'a'))).status, 422U);
    EXPECT_EQ(typed(fair(), "heath").status, 403U);
    auto browser = signed_in("quill");
    browser.csrf = "guessed";
    EXPECT_EQ(this->SiteWorld::post(browser, "/posts/new/keep", fair()).status, 403U);
    EXPECT_TRUE(ok(posts->open()).empty());
    id = "nothing";
    EXPECT_EQ(press("quill", "/posts/nothing/keep", {{"version", "1"}, {"text", "a"}}).status, 503U);
}

}  // namespace tests
