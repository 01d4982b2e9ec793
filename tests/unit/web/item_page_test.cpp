// What deciding promises: the page offers what may be done, the action accepts nothing else, and nobody decides on
// what they have not seen.

#include "models/domain/capability.hpp"
#include "tests/unit/web/site_world.hpp"

#include <gmock/gmock.h>

namespace tests {

using namespace std::chrono_literals;
using models::ReviewState;
using testing::HasSubstr;
using testing::Not;

class ItemPageTest : public SiteWorld {
  protected:
    runtime::ServerResponse decide(Browser& browser, const std::string& id, const std::string& verb) {
        return post(browser, "/items/" + id + "/decide", {{"verb", verb}, {"version", version_of(id)}, {"reason", ""}});
    }
};

TEST_F(ItemPageTest, SaysWhyInWordsAndHighlightsThem) {
    auto rude = concern();
    rude.assessment.reasons = {{models::Category::staff_abuse, "insult", "uses a word that insults", 8, 13},
                               {models::Category::staff_abuse, "insult", "uses a word that insults", 0, 3}};
    const auto id = comment("c1", "you are idiot <b>indeed</b>", rude);
    auto browser = signed_in("quill");
    const auto page = get(browser, "/items/" + id).body;
    EXPECT_THAT(page, HasSubstr("Held for a person to look at: strong or abusive language about staff."));
    EXPECT_THAT(page, HasSubstr("Uses a word that insults"));
    EXPECT_EQ(page.find("Uses a word"), page.rfind("Uses a word")) << "one sentence for several words";
    EXPECT_THAT(page, HasSubstr("<mark>you</mark> are <mark>idiot</mark> &lt;b&gt;indeed"));
    EXPECT_THAT(page, Not(HasSubstr("<b>")));
    EXPECT_THAT(page, HasSubstr("Perpetua Hedgerow"));
}

TEST_F(ItemPageTest, NeverShowsAScore) {
    auto rude = concern();
    rude.assessment.scores.fill(0.83F);
    const auto id = comment("c1", "the car park", rude);
    auto browser = signed_in("quill");
    const auto page = get(browser, "/items/" + id).body;
    EXPECT_THAT(page, Not(HasSubstr("0.83")));
    EXPECT_THAT(page, Not(HasSubstr("%")));
}

TEST_F(ItemPageTest, OpeningClaimsItAndOthersSeeWhoReads) {
    const auto id = comment("c1", "the car park");
    auto quill = signed_in("quill");
    get(quill, "/items/" + id);
    EXPECT_EQ(item(id).claimed_by, "quill");

    auto birch = signed_in("birch");
    const auto page = get(birch, "/items/" + id).body;
    EXPECT_THAT(page, HasSubstr("Mrs Quill is reading this until"));
    EXPECT_THAT(get(birch, "/review").body, HasSubstr("Mrs Quill is reading it"));
    EXPECT_EQ(decide(birch, id, "hide").status, 403u);

    EXPECT_EQ(header_of(post(quill, "/items/" + id + "/release", {}), "Location"), "/review?done=released");
    EXPECT_EQ(decide(birch, id, "hide").status, 303u);
}

TEST_F(ItemPageTest, TheAuditorReadsWithoutClaimingAndDecidesNothing) {
    const auto id = comment("c1", "the car park");
    auto heath = signed_in("heath");
    EXPECT_EQ(get(heath, "/items/" + id).status, 200u);
    EXPECT_EQ(item(id).claimed_by, "");
    EXPECT_EQ(decide(heath, id, "hide").status, 403u);
    EXPECT_EQ(item(id).review, ReviewState::open);
}

TEST_F(ItemPageTest, HidesAndUndoes) {
    const auto id = comment("c1", "the car park");
    auto quill = signed_in("quill");
    get(quill, "/items/" + id);
    EXPECT_EQ(header_of(decide(quill, id, "hide"), "Location"), "/items/" + id + "?done=hide");
    EXPECT_EQ(item(id).review, ReviewState::done);
    const auto page = get(quill, "/items/" + id).body;
    EXPECT_THAT(page, HasSubstr("data-key=\"u\""));
    EXPECT_THAT(page, HasSubstr("Decided."));
    EXPECT_THAT(page, Not(HasSubstr("Act by"))) << "nobody has to act any more";

    const auto undone = post(quill, "/items/" + id + "/undo", {{"version", version_of(id)}});
    EXPECT_EQ(header_of(undone, "Location"), "/items/" + id + "?done=undone");
    EXPECT_EQ(item(id).review, ReviewState::open);
}

TEST_F(ItemPageTest, WhatWasUndoneCanBeDecidedAgainBeforeTheNetworkHasFollowed) {
    const auto id = comment("c1", "the car park");
    auto quill = signed_in("quill");
    decide(quill, id, "hide");
    const auto hide = item(id).actions.back().id;
    ok(store->begin_action(hide, "", clock.now()));
    EXPECT_THAT(get(quill, "/items/" + id).body, HasSubstr("value=\"unhide\""));
    post(quill, "/items/" + id + "/undo", {{"version", version_of(id)}});
    ok(store->finish_action(hide, models::ActionState::done, "", models::NetworkState::hidden, clock.now()));
    ASSERT_EQ(item(id).network_state, models::NetworkState::hidden);
    EXPECT_THAT(get(quill, "/items/" + id).body, Not(HasSubstr("value=\"unhide\"")));
    EXPECT_EQ(header_of(decide(quill, id, "hide"), "Location"), "/items/" + id + "?done=hide");
}

TEST_F(ItemPageTest, UndoingIsOverAfterHalfAMinute) {
    const auto id = comment("c1", "the car park");
    auto quill = signed_in("quill");
    decide(quill, id, "hide");
    clock.advance(31s);
    EXPECT_THAT(get(quill, "/items/" + id).body, Not(HasSubstr("data-key=\"u\"")));
    const auto late = post(quill, "/items/" + id + "/undo", {{"version", version_of(id)}});
    EXPECT_EQ(late.status, 409u);
    EXPECT_THAT(late.body, HasSubstr("The time to undo has passed"));
}

TEST_F(ItemPageTest, ADecisionOnAnOldVersionIsRefusedWithWhatChanged) {
    const auto id = comment("c1", "the car park");
    auto quill = signed_in("quill");
    const auto seen = version_of(id);
    clock.advance(1min);
    comment("c1", "the car park, and now something else");
    const auto answer = post(quill, "/items/" + id + "/decide", {{"verb", "leave"}, {"version", seen}, {"reason", ""}});
    EXPECT_EQ(answer.status, 409u);
    EXPECT_THAT(answer.body, HasSubstr("The author has edited this."));
    EXPECT_THAT(answer.body, HasSubstr("Nothing was done."));
    EXPECT_THAT(answer.body, HasSubstr("1 earlier version"));
    EXPECT_NE(item(id).review, ReviewState::done);
}

TEST_F(ItemPageTest, ShowsWhatAnEditTookOutAndPutIn) {
    const auto id = comment("c1", "meet at the <b>car park");
    comment("c1", "meet at the <i>river");
    auto quill = signed_in("quill");
    const auto page = get(quill, "/items/" + id).body;
    EXPECT_THAT(page, testing::ContainsRegex("<del><bdi[^>]*>&lt;b&gt;car park</bdi></del>"));
    EXPECT_THAT(page, testing::ContainsRegex("<ins><bdi[^>]*>&lt;i&gt;river</bdi></ins>"));
}

TEST_F(ItemPageTest, ShowsEarlierItemsOfTheSamePersonThatTheReaderMaySee) {
    const auto open = comment("c1", "the car park");
    clock.advance(1min);
    auto about_quill = concern();
    about_quill.barred = {"quill"};
    const auto barred = comment("c2", "about somebody", about_quill);
    clock.advance(1min);
    const auto id = comment("c3", "the car park again");
    auto quill = signed_in("quill");
    const auto page = get(quill, "/items/" + id).body;
    EXPECT_THAT(page, HasSubstr("1 item that needed somebody"));
    EXPECT_THAT(page, HasSubstr("/items/" + open));
    EXPECT_THAT(page, Not(HasSubstr(barred)));
    auto birch = signed_in("birch");
    EXPECT_THAT(get(birch, "/items/" + id).body, HasSubstr("2 items that needed somebody"));
    EXPECT_THAT(get(birch, "/items/" + open).body, Not(HasSubstr("needed somebody")));
}

TEST_F(ItemPageTest, DeletingNeedsASecondColleague) {
    const auto id = comment("c1", "the car park");
    auto birch = signed_in("birch");
    get(birch, "/items/" + id);
    EXPECT_EQ(header_of(decide(birch, id, "delete"), "Location"), "/items/" + id + "?done=proposed");
    EXPECT_THAT(get(birch, "/items/" + id).body, HasSubstr("You proposed this yourself."));
    EXPECT_EQ(post(birch, "/items/" + id + "/agree", {{"version", version_of(id)}}).status, 403u);

    auto quill = signed_in("quill");
    EXPECT_THAT(get(quill, "/items/" + id).body, HasSubstr("Your role does not include agreeing to this."));
    EXPECT_EQ(item(id).claimed_by, "") << "who cannot agree keeps those who can from it";
    auto ottilie = signed_in("ottilie");
    const auto page = get(ottilie, "/items/" + id).body;
    EXPECT_THAT(page, HasSubstr("Mr Birch proposed deleting it"));
    EXPECT_EQ(page.find("A proposal is waiting"), page.rfind("A proposal is waiting")) << "once, not for every button";
    const auto agreed = post(ottilie, "/items/" + id + "/agree", {{"version", version_of(id)}});
    EXPECT_EQ(header_of(agreed, "Location"), "/items/" + id + "?done=agreed");
    EXPECT_EQ(item(id).review, ReviewState::agreed);
}

TEST_F(ItemPageTest, ASecondColleagueCanSendItBack) {
    const auto id = comment("c1", "the car park");
    auto birch = signed_in("birch");
    decide(birch, id, "delete");
    auto trellis = signed_in("trellis");
    const auto back =
        post(trellis, "/items/" + id + "/decline", {{"version", version_of(id)}, {"decline-reason", "hide_is_enough"}});
    EXPECT_EQ(header_of(back, "Location"), "/items/" + id + "?done=declined");
    EXPECT_FALSE(item(id).proposal);
}

TEST_F(ItemPageTest, AnAuthorOfCommsCannotProposeDeleting) {
    const auto id = comment("c1", "the car park");
    auto quill = signed_in("quill");
    EXPECT_THAT(get(quill, "/items/" + id).body, HasSubstr("Your role does not include this."));
    EXPECT_EQ(decide(quill, id, "delete").status, 403u);
    EXPECT_FALSE(item(id).proposal);
}

TEST_F(ItemPageTest, OnlyTheSafeguardingTeamLeavesWhatIsSevere) {
    const auto id = comment("c1", "the car park", concern(models::Severity::v3));
    auto quill = signed_in("quill");
    EXPECT_EQ(decide(quill, id, "leave").status, 403u);
    EXPECT_EQ(decide(quill, id, "hide").status, 303u);
}

TEST_F(ItemPageTest, PassingItOnTakesItOutOfSight) {
    const auto id = comment("c1", "the car park");
    auto quill = signed_in("quill");
    EXPECT_EQ(header_of(decide(quill, id, "escalate"), "Location"), "/review?done=passed");
    EXPECT_EQ(get(quill, "/items/" + id).status, 404u);
    auto ottilie = signed_in("ottilie");
    EXPECT_EQ(get(ottilie, "/items/" + id).status, 200u);
}

TEST_F(ItemPageTest, ShowsThePostOfTheSchoolThatItStandsUnder) {
    moderation::Intaken post;
    post.item.kind = models::ItemKind::own_post;
    comment("post-1", "The winter fair is on Saturday", post);
    const auto id = comment("c1", "the car park");
    auto quill = signed_in("quill");
    const auto page = get(quill, "/items/" + id).body;
    EXPECT_THAT(page, HasSubstr("The winter fair is on Saturday"));
    EXPECT_THAT(page, HasSubstr("https://www.facebook.com/post-1"));
    const auto withheld = comment("c2", "zebra", concern(models::Severity::v4, models::Category::illegal_image));
    auto trellis = signed_in("trellis");
    EXPECT_THAT(get(trellis, "/items/" + withheld).body, Not(HasSubstr("facebook.com")));
}

TEST_F(ItemPageTest, GreysWhatTheNetworkCannotDo) {
    auto stuck = concern();
    stuck.item.can_hide = false;
    const auto id = comment("c1", "the car park", stuck);
    auto quill = signed_in("quill");
    EXPECT_THAT(get(quill, "/items/" + id).body, HasSubstr("Facebook cannot hide this."));
    EXPECT_EQ(decide(quill, id, "hide").status, 403u);
}

TEST_F(ItemPageTest, SaysHowMuchHidingHides) {
    auto hidden = concern();
    hidden.item.hidden = true;
    const auto id = comment("c1", "the car park", hidden);
    auto quill = signed_in("quill");
    const auto page = get(quill, "/items/" + id).body;
    const auto& network = models::capabilities(models::Network::facebook);
    EXPECT_THAT(page, HasSubstr("Hidden on Facebook"));
    EXPECT_THAT(page, HasSubstr(std::string{network.hidden_means}.substr(0, 20)));
    EXPECT_THAT(page, HasSubstr("Show again"));
}

TEST_F(ItemPageTest, TellsWhomToCallTheEmergencyNumberFirst) {
    const auto id = comment("c1", "at the gate", concern(models::Severity::v4, models::Category::threat));
    auto ottilie = signed_in("ottilie");
    const auto page = get(ottilie, "/items/" + id).body;
    ASSERT_THAT(page, HasSubstr("Whom to call"));
    EXPECT_LT(page.find("call 999 first"), page.find("social care"));
    comment("c1", "sorry", concern(models::Severity::v1, models::Category::criticism));
    EXPECT_THAT(get(ottilie, "/items/" + id).body, HasSubstr("call 999 first")) << "nobody has decided yet";
    const auto calm = comment("c2", "at the gate", concern(models::Severity::v2, models::Category::threat));
    EXPECT_THAT(get(ottilie, "/items/" + calm).body, Not(HasSubstr("Whom to call")));
    const auto worry = comment("c3", "at the gate", concern(models::Severity::v2, models::Category::self_harm));
    const auto advice = get(ottilie, "/items/" + worry).body;
    EXPECT_THAT(advice, HasSubstr("116 123")) << "the table names somebody also where it is no emergency";
    EXPECT_THAT(advice, Not(HasSubstr("call 999 first")));
}

TEST_F(ItemPageTest, WithholdsWhatMayLeadToUnlawfulPictures) {
    const auto id = comment("c1", "zebracrossing", concern(models::Severity::v4, models::Category::illegal_image));
    auto trellis = signed_in("trellis");
    for (const auto& page : {std::string{"/review"}, "/items/" + id}) {
        const auto body = get(trellis, page).body;
        EXPECT_THAT(body, HasSubstr("Content withheld."));
        EXPECT_THAT(body, Not(HasSubstr("zebracrossing")));
        EXPECT_THAT(body, Not(HasSubstr("facebook.com/c1")));
    }
    comment("c1", "what a nice day", concern());
    EXPECT_THAT(get(trellis, "/items/" + id).body, Not(HasSubstr("zebracrossing")))
        << "it stands in what was said before";
}

TEST_F(ItemPageTest, RefusesAnIncompleteForm) {
    const auto id = comment("c1", "the car park");
    auto quill = signed_in("quill");
    for (const Fields& fields : {Fields{{"verb", "explode"}, {"version", "1"}}, Fields{{"verb", "hide"}},
                                 Fields{{"verb", "hide"}, {"version", "1"}, {"reason", "<b>"}}})
        EXPECT_EQ(post(quill, "/items/" + id + "/decide", fields).status, 422u);
    EXPECT_NE(item(id).review, ReviewState::done);
}

}  // namespace tests
