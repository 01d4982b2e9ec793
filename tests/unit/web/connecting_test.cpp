// Connecting a channel: who may, what leaves with the browser, and what may come back.

#include "tests/unit/web/site_world.hpp"

#include "config/runtime/percent.hpp"

namespace tests {

class ConnectingTest : public SiteWorld {
  protected:
    void SetUp() override {
        SiteWorld::SetUp();
        moderation::ConnectingOffer offer;
        offer.external_id = "1234567890";
        offer.name = "Bramblecote Primary News";
        offer.credentials.access = "granted-token-0001";
        connector.offers.push_back(offer);
    }
    /// Goes to the network and returns the address at which the browser comes back.
    std::string back_from(Browser& browser, const std::string& told = "&code=c1") {
        get(browser, "/channels/page/login");
        return "/channels/connected?state=" + runtime::percent_encoded(connector.sent_state) + told;
    }
    models::Connection connection() { return ok(connections->connection("page")); }
};

TEST_F(ConnectingTest, TheGuideSaysWhatToDoAndWhatForAndOnlyToWhoeverMayConnect) {
    auto sedge = signed_in("sedge");
    const auto guide = get(sedge, "/channels/page/connect");
    EXPECT_EQ(guide.status, 200u);
    for (const auto* part :
         {"Sign in as the school.", "read_comments", "Read what others write.", "/channels/connected"})
        EXPECT_TRUE(has(guide.body, part)) << part;
    EXPECT_TRUE(has(get(sedge, "/channels/page").body, "Connect it"));
    for (const auto* other : {"quill", "trellis", "ottilie"}) {
        auto browser = signed_in(other);
        EXPECT_EQ(get(browser, "/channels/page/connect").status, 403u) << other;
        EXPECT_EQ(get(browser, "/channels/page/login").status, 403u) << other;
        EXPECT_FALSE(has(get(browser, "/channels/page").body, "Connect it")) << other;
    }
}

TEST_F(ConnectingTest, ASettingThatIsMissingIsNamed) {
    auto sedge = signed_in("sedge");
    connector.lacking = "facebook.app_id";
    EXPECT_TRUE(has(get(sedge, "/channels/page/connect").body, "facebook.app_id"));
    EXPECT_EQ(header_of(get(sedge, "/channels/page/login"), "Location"), "/channels/page/connect");
}

TEST_F(ConnectingTest, WhatIsGrantedConnectsTheChannel) {
    auto sedge = signed_in("sedge");
    const auto sent = get(sedge, "/channels/page/login");
    EXPECT_TRUE(header_of(sent, "Location").starts_with("https://network.example/login?challenge="));
    const auto done = get(sedge, back_from(sedge));
    EXPECT_EQ(header_of(done, "Location"), "/channels/page?done=channel-connected");
    EXPECT_EQ(connector.redeemed, "c1/64");
    EXPECT_EQ(connection().credentials.access, "granted-token-0001");
    EXPECT_EQ(connection().connected_by, "sedge");
    const auto channel = get(sedge, "/channels/page?done=channel-connected");
    EXPECT_TRUE(has(channel.body, "The channel is connected with its network."));
    EXPECT_TRUE(has(channel.body, "No end is known"));
    EXPECT_FALSE(has(channel.body, "granted-token-0001"));
}

TEST_F(ConnectingTest, AnotherSessionAForgedStateAndOneThatIsTooOldConnectNothing) {
    auto sedge = signed_in("sedge");
    const auto back = back_from(sedge);
    auto another = signed_in("sedge");
    EXPECT_EQ(get(another, back).status, 403u);
    EXPECT_EQ(get(sedge, "/channels/connected?state=forged&code=c1").status, 403u);
    EXPECT_EQ(get(sedge, "/channels/connected?code=c1").status, 403u);
    for (int minute = 0; minute < 16; ++minute) {
        clock.advance(std::chrono::minutes{1});
        get(sedge, "/channels");
    }
    EXPECT_EQ(get(sedge, back).status, 403u);
    EXPECT_TRUE(connector.redeemed.empty());
    EXPECT_FALSE(models::is_connected(connection()));
}

TEST_F(ConnectingTest, WhatWasNotGrantedIsSaid) {
    auto sedge = signed_in("sedge");
    auto answer = get(sedge, back_from(sedge, "&error=access_denied"));
    EXPECT_EQ(answer.status, 422u);
    EXPECT_TRUE(has(answer.body, "You did not grant access"));
    connector.offers.front().external_id = "another";
    connector.offers.front().name = "Somebody's <b>choir</b>";
    answer = get(sedge, back_from(sedge));
    EXPECT_EQ(answer.status, 422u);
    EXPECT_TRUE(has(answer.body, "does not include the account of this channel"));
    EXPECT_FALSE(has(answer.body, "<b>choir</b>"));
    connector.refuses = true;
    EXPECT_TRUE(has(get(sedge, back_from(sedge)).body, "The network says no."));
    EXPECT_FALSE(models::is_connected(connection()));
}

TEST_F(ConnectingTest, WhatIsWrongWithAConnectionStandsOnThePage) {
    auto sedge = signed_in("sedge");
    get(sedge, back_from(sedge));
    auto examined = connection();
    examined.trouble = models::ConnectionTrouble::revoked;
    examined.detail = "Connect the channel again.";
    examined.missing = {"read_comments"};
    ok(connections->examined(examined, clock.now()));
    const auto page = get(sedge, "/channels/page");
    for (const auto* part :
         {"The network refuses the connection", "Connect the channel again.", "read_comments", "Not granted"})
        EXPECT_TRUE(has(page.body, part)) << part;
}

TEST_F(ConnectingTest, WhatWasGrantedIsSaidAndWhatWasDeclinedIsAskedForAnew) {
    auto sedge = signed_in("sedge");
    get(sedge, back_from(sedge));
    EXPECT_TRUE(has(get(sedge, "/channels/page").body, "The network does not say"));
    EXPECT_FALSE(connector.asked_anew);

    connector.offers.front().credentials.permissions = {"read_comments", "MANAGE"};
    get(sedge, back_from(sedge));
    auto page = get(sedge, "/channels/page").body;
    EXPECT_FALSE(has(page, "Not granted"));
    EXPECT_FALSE(has(page, "The network does not say"));

    connector.offers.front().credentials.permissions = {"something_else"};
    get(sedge, back_from(sedge));
    auto examined = connection();
    examined.missing = {"read_comments", "MODERATE"};
    ok(connections->examined(examined, clock.now()));
    page = get(sedge, "/channels/page").body;
    EXPECT_TRUE(has(page, "Connect it again, and leave it switched on."));
    EXPECT_TRUE(has(page, "gives this task to the person who connected it."));
    get(sedge, "/channels/page/login");
    EXPECT_TRUE(connector.asked_anew);

    connector.offers.front().credentials.elsewhere = {"read_comments"};
    get(sedge, back_from(sedge));
    page = get(sedge, "/channels/page").body;
    EXPECT_TRUE(has(page, "For another account only"));
    get(sedge, "/channels/page/login");
    EXPECT_FALSE(connector.asked_anew) << "it was not declined: another account was ticked";
}

}  // namespace tests
