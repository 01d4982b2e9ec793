// What the table of capabilities promises: an answer for every network and verb, in words that are true of it.

#include "models/domain/capability.hpp"

#include <gmock/gmock.h>

namespace models {

using testing::HasSubstr;

constexpr std::array kVerbs{Verb::leave,        Verb::hide,        Verb::unhide, Verb::remove,
                            Verb::ban,          Verb::unban,       Verb::mute,   Verb::unmute,
                            Verb::comments_off, Verb::comments_on, Verb::reply,  Verb::escalate};

CollectedItem item_on(Network network) {
    CollectedItem item;
    item.network = network;
    item.author_id = "55";
    return item;
}

TEST(Deeds, AreNamedOnEveryNetworkAndExplainedWhereTheyAreNotOffered) {
    for (const auto network : kNetworks)
        for (const auto verb : kVerbs) {
            const auto& made = deed(network, verb);
            EXPECT_FALSE(made.button.empty() || made.doing.empty()) << to_string(network) << ' ' << to_string(verb);
            EXPECT_EQ(made.offered, made.instead.empty()) << to_string(network) << ' ' << to_string(verb);
        }
}

TEST(Deeds, SayBeforehandWhatCannotBeUndone) {
    for (const auto network : kNetworks)
        for (const auto verb : {Verb::remove, Verb::ban, Verb::mute, Verb::comments_off, Verb::reply}) {
            const auto& made = deed(network, verb);
            EXPECT_EQ(made.offered, !made.warning.empty()) << to_string(network) << ' ' << to_string(verb);
        }
}

TEST(Deeds, HideInAWayThatCanBeTakenBackOnEveryNetwork) {
    for (const auto network : kNetworks) {
        EXPECT_TRUE(deed(network, Verb::hide).offered && deed(network, Verb::unhide).offered) << to_string(network);
        EXPECT_FALSE(deed(network, Verb::hide).removes) << to_string(network);
    }
}

TEST(Deeds, AreRepeatedOnlyWhereNobodyCanLookAndNothingIsRemoved) {
    for (const auto network : kNetworks)
        for (const auto verb : kVerbs) {
            const auto& made = deed(network, verb);
            EXPECT_FALSE(made.repeatable && (made.read_back || made.removes || !made.offered))
                << to_string(network) << ' ' << to_string(verb);
        }
    EXPECT_TRUE(deed(Network::x, Verb::hide).repeatable && deed(Network::x, Verb::unhide).repeatable);
}

TEST(Deeds, AreRefusedInWordsWhereTheItemDoesNotAllowThem) {
    EXPECT_EQ(why_not(item_on(Network::facebook), Verb::remove), "");
    EXPECT_THAT(why_not(item_on(Network::x), Verb::remove), HasSubstr("Report it to X"));
    EXPECT_THAT(why_not(item_on(Network::instagram), Verb::ban), HasSubstr("Instagram app"));
    auto post = item_on(Network::instagram);
    post.kind = ItemKind::own_post;
    EXPECT_EQ(why_not(post, Verb::hide), "Instagram offers this for comments only.");
    EXPECT_EQ(why_not(post, Verb::comments_off), "");
    auto comment = item_on(Network::instagram);
    EXPECT_EQ(why_not(comment, Verb::comments_off), "It stands under no post of the school.");
    comment.post_external_id = "17900000000000101";
    EXPECT_EQ(why_not(comment, Verb::comments_off), "");
    auto own = item_on(Network::x);
    own.kind = ItemKind::own_post;
    EXPECT_EQ(why_not(own, Verb::mute), "The school wrote this itself.");
    EXPECT_EQ(why_not(own, Verb::reply), "The school wrote this itself.");
    post.kind = ItemKind::tagged_post;
    EXPECT_THAT(why_not(post, Verb::remove), HasSubstr("somebody else's page"));
    auto stuck = item_on(Network::facebook);
    stuck.can_hide = false;
    stuck.can_remove = false;
    stuck.author_id.clear();
    EXPECT_EQ(why_not(stuck, Verb::hide), "Facebook cannot hide this.");
    EXPECT_EQ(why_not(stuck, Verb::remove), "Facebook does not let the school delete this.");
    EXPECT_EQ(why_not(stuck, Verb::ban), "Facebook did not say who wrote it.");
    EXPECT_EQ(why_not(stuck, Verb::leave), "");
}

TEST(Capabilities, SayHowMuchHidingHides) {
    EXPECT_THAT(std::string{capabilities(Network::facebook).hidden_means}, HasSubstr("friends still see it"));
    EXPECT_THAT(std::string{capabilities(Network::x).hidden_means}, HasSubstr("one more click"));
    EXPECT_EQ(capabilities(Network::x).containment, Containment::weak);
    EXPECT_EQ(capabilities(Network::youtube).containment, Containment::strong);
}

TEST(AccountIds, HaveTheFormThatTheirNetworkGivesThem) {
    EXPECT_TRUE(is_account_id(Network::facebook, "104000000000011"));
    EXPECT_TRUE(is_account_id(Network::youtube, "UCbramblecote_primary-01"));
    EXPECT_FALSE(is_account_id(Network::youtube, "104000000000011"));
    EXPECT_FALSE(is_account_id(Network::youtube, "UC/../secret"));
    EXPECT_FALSE(is_account_id(Network::x, "@bramblecote"));
    EXPECT_FALSE(is_account_id(Network::instagram, ""));
}

}  // namespace models
