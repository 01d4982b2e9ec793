// What deciding together promises: the second colleague reads what would happen, to the last word.

#include "tests/unit/web/site_world.hpp"

#include <gmock/gmock.h>

namespace tests {

using testing::HasSubstr;
using testing::Not;

class ItemProposalTest : public SiteWorld {
  protected:
    runtime::ServerResponse answer(Browser& browser, const std::string& id, const std::string& text) {
        return post(browser, "/items/" + id + "/decide",
                    {{"verb", "reply"}, {"version", version_of(id)}, {"reason", ""}, {"text", text}});
    }
    runtime::ServerResponse decide(Browser& browser, const std::string& id, const std::string& verb) {
        return post(browser, "/items/" + id + "/decide", {{"verb", verb}, {"version", version_of(id)}, {"reason", ""}});
    }
};

TEST_F(ItemProposalTest, AnAnswerIsReadWordForWordBeforeItIsAgreedTo) {
    const auto id = comment("c1", "when does it open");
    auto quill = signed_in("quill");
    get(quill, "/items/" + id);
    EXPECT_EQ(answer(quill, id, "").status, 422u);
    EXPECT_THAT(answer(quill, id, "").body, HasSubstr("Write the answer"));
    EXPECT_EQ(header_of(answer(quill, id, "At <b>eleven</b>.\r\nBye."), "Location"), "/items/" + id + "?done=proposed");
    EXPECT_EQ(item(id).proposal->text, "At <b>eleven</b>.\nBye.");
    EXPECT_EQ(post(quill, "/items/" + id + "/agree", {{"version", version_of(id)}}).status, 403u);
    auto ottilie = signed_in("ottilie");
    const auto page = get(ottilie, "/items/" + id).body;
    EXPECT_THAT(page, HasSubstr("Mrs Quill proposed answering it"));
    EXPECT_THAT(page, HasSubstr("At &lt;b&gt;eleven&lt;/b&gt;."));
    EXPECT_THAT(page, HasSubstr("Everybody can read it.")) << "what cannot be undone is said before";
    const auto agreed = post(ottilie, "/items/" + id + "/agree", {{"version", version_of(id)}});
    EXPECT_EQ(header_of(agreed, "Location"), "/items/" + id + "?done=agreed");
    EXPECT_EQ(item(id).actions.back().text, "At <b>eleven</b>.\nBye.");
}

TEST_F(ItemProposalTest, WhatTheNetworkWouldRefuseIsSaidBeforeItIsProposedAndWhileSomebodyTypes) {
    auto on_x = concern();
    on_x.item.network = models::Network::x;
    const auto id = comment("c1", "when does it open", on_x);
    auto quill = signed_in("quill");
    EXPECT_THAT(get(quill, "/items/" + id).body, HasSubstr("data-check-url=\"/items/" + id + "/check-answer\""));
    const std::string too_long(281, 'x');
    const auto* sentence = "as X counts them, and may have 280: shorten it by 1.";
    const auto refused = answer(quill, id, too_long);
    EXPECT_EQ(refused.status, 422u);
    EXPECT_THAT(refused.body, HasSubstr(sentence));
    EXPECT_FALSE(item(id).proposal);
    const auto typing = [&](const std::string& text) {
        return post(quill, "/items/" + id + "/check-answer", {{"text", text}}).body;
    };
    EXPECT_EQ(typing(""), "{\"wrong\":\"\"}");
    EXPECT_EQ(typing("At eleven."), "{\"wrong\":\"\"}");
    EXPECT_THAT(typing(too_long), HasSubstr(sentence));
    auto sedge = signed_in("sedge");
    EXPECT_EQ(post(sedge, "/items/" + id + "/check-answer", {{"text", "x"}}).status, 404u);
}

TEST_F(ItemProposalTest, AnAnswerThatWaitsCanBeWordedAnewAndOldWordsAreNotAgreedTo) {
    const auto id = comment("c1", "when does it open");
    auto quill = signed_in("quill");
    answer(quill, id, "At eleven.");
    const auto read = version_of(id);
    EXPECT_THAT(get(quill, "/items/" + id).body, HasSubstr("Propose these words instead"));
    EXPECT_EQ(answer(quill, id, "At twelve.").status, 303u);
    auto ottilie = signed_in("ottilie");
    const auto late = post(ottilie, "/items/" + id + "/agree", {{"version", read}});
    EXPECT_EQ(late.status, 409u);
    EXPECT_THAT(late.body, HasSubstr("worded anew"));
    EXPECT_TRUE(item(id).actions.empty());
}

TEST_F(ItemProposalTest, WhatOnlySomeNetworksHaveIsOfferedOnlyThere) {
    const auto id = comment("c1", "the car park");
    auto ottilie = signed_in("ottilie");
    const auto page = get(ottilie, "/items/" + id).body;
    EXPECT_THAT(page, Not(HasSubstr("value=\"mute\"")));
    EXPECT_THAT(page, Not(HasSubstr("value=\"comments_off\"")));
    EXPECT_EQ(decide(ottilie, id, "mute").status, 409u);
}

TEST_F(ItemProposalTest, ABanThatStandsCanBeLifted) {
    const auto id = comment("c1", "the car park");
    auto ottilie = signed_in("ottilie");
    decide(ottilie, id, "ban");
    const auto proposed = item(id);
    EXPECT_THAT(get(ottilie, "/items/" + id).body, HasSubstr("Its author can write nothing more on the page."));
    const moderation::Viewer head{"trellis", {models::Visibility::open}};
    ok(store->agree(head, id, proposed.version, clock.now()));
    const auto ban = item(id).actions.back().id;
    ok(store->begin_action(ban, "", clock.now()));
    ok(store->finish_action(ban, models::ActionState::done, "", std::nullopt, clock.now()));
    const auto page = get(ottilie, "/items/" + id).body;
    EXPECT_THAT(page, HasSubstr("value=\"unban\""));
    EXPECT_THAT(page, Not(HasSubstr("value=\"ban\"")));
}

}  // namespace tests
