// What follows from a recorded page: alerts, actions, and what others did on the network.

#include "tests/integration/store_world.hpp"

#include <gmock/gmock.h>

namespace tests {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::UnorderedElementsAre;

class StoreFollowTest : public StoreWorld {};

TEST_F(StoreFollowTest, AnAlertIsRaisedOnceAndAgainWhenItGetsWorse) {
    auto intaken = concern("c1", Severity::v2);
    intaken.alert = alert("a1", Severity::v2);
    record(intaken);
    auto same = intaken;
    same.item.text = "other words";
    same.alert = alert("a2", Severity::v2);
    record(same);
    EXPECT_EQ(refused(store->alert("a2")), ErrorKind::not_found);

    auto worse = concern("c1", Severity::v4);
    worse.item.text = "much worse";
    worse.alert = alert("a3", Severity::v4);
    record(worse);

    EXPECT_EQ(ok(store->alert("a3")).subject, "item:" + id_of("c1"));
    EXPECT_EQ(count_kind("alert.raised"), 2u);
    EXPECT_EQ(jobs("alerts").size(), 2u);
}

TEST_F(StoreFollowTest, AnAutomaticHideBecomesAnActionAndAJob) {
    auto intaken = concern("c1", Severity::v3);
    intaken.auto_hide = true;
    record(intaken);

    const auto wanted = jobs("actions");
    ASSERT_EQ(wanted.size(), 1u);
    EXPECT_EQ(wanted[0].fields.at("item"), id_of("c1"));
    ASSERT_EQ(item("c1").actions.size(), 1u);
    EXPECT_EQ(item("c1").actions[0].id, wanted[0].fields.at("action"));
    EXPECT_EQ(item("c1").actions[0].state, models::ActionState::wanted);
    EXPECT_EQ(item("c1").actions[0].wanted_by, "system:triage");
}

TEST_F(StoreFollowTest, AHideThatNeedsAnAlertWaitsUntilSomebodyWasTold) {
    auto intaken = concern("c1", Severity::v3);
    intaken.auto_hide = true;
    intaken.hide_needs_alert = true;
    intaken.alert = alert("a1");
    record(intaken);
    EXPECT_EQ(length("actions"), 0u);
    ASSERT_EQ(item("c1").actions.size(), 1u);

    ok(store->alert_told("a1", 0, "trellis", now));
    ok(store->alert_told("a1", 0, "ottilie", now));

    EXPECT_EQ(length("actions"), 1u);
}

TEST_F(StoreFollowTest, AnItemHiddenOnTheNetworkAlreadyIsNotHiddenAgain) {
    auto intaken = concern("c1", Severity::v3);
    intaken.auto_hide = true;
    intaken.item.hidden = true;
    record(intaken);

    EXPECT_EQ(length("actions"), 0u);
    EXPECT_EQ(item("c1").network_state, models::NetworkState::hidden);
}

TEST_F(StoreFollowTest, WhatOthersDoOnTheNetworkIsNoticedOnce) {
    record(concern("c1"));
    auto hidden = concern("c1");
    hidden.item.hidden = true;
    record(hidden);
    record(hidden);

    EXPECT_EQ(item("c1").network_state, models::NetworkState::hidden);
    EXPECT_EQ(item("c1").hidden_at, Severity::v2);
    EXPECT_EQ(count_kind("item.hidden_on_network"), 1u);
}

TEST_F(StoreFollowTest, APageReadBeforeOurHideDoesNotUndoIt) {
    record(concern("c1"));
    decide(quill, "c1", Verb::hide);
    const auto action = item("c1").actions.at(0).id;
    ok(store->begin_action(action, "raw", now));
    ok(store->finish_action(action, models::ActionState::done, "", std::nullopt, now));
    now += 5s;
    record(concern("c1"));
    EXPECT_EQ(item("c1").network_state, models::NetworkState::hidden);

    now += 10min;
    record(concern("c1"));
    EXPECT_EQ(item("c1").network_state, models::NetworkState::visible);
}

TEST_F(StoreFollowTest, ANetworkThatDoesNotTellWhatIsHiddenLeavesOurRecordStanding) {
    auto reply = concern("c1");
    reply.item.network = models::Network::x;
    reply.auto_hide = true;
    auto read = page();
    read.network = models::Network::x;
    ok(store->record_page(read, {reply}, now));
    const auto id = models::item_id(models::Network::x, "page", "c1");
    const auto action = ok(store->item_for_system(id)).actions.at(0).id;
    ok(store->begin_action(action, "raw", now));
    ok(store->finish_action(action, models::ActionState::done, "", std::nullopt, now));
    now += 10min;
    ok(store->record_page(read, {reply}, now));
    EXPECT_EQ(ok(store->item_for_system(id)).network_state, models::NetworkState::hidden);
}

TEST_F(StoreFollowTest, GoneItemsAreMarkedAndLeaveTheIndexOfThePost) {
    record({benign("c1"), benign("c2")});
    EXPECT_THAT(ok(store->external_ids("page", "post-1")), UnorderedElementsAre("c1", "c2"));
    auto next = page("cursor-2");
    next.gone = {"c1", "never-seen"};

    const auto done = ok(store->record_page(next, {}, now));

    EXPECT_EQ(done.gone, 1u);
    EXPECT_EQ(item("c1").network_state, models::NetworkState::gone);
    EXPECT_THAT(ok(store->external_ids("page", "post-1")), ElementsAre("c2"));
    EXPECT_EQ(ok(store->record_page(next, {}, now)).gone, 0u);
    EXPECT_EQ(count_kind("item.gone"), 1u);
}

TEST_F(StoreFollowTest, WhatIsGoneIsLookedForOnTheChannelsNetworkEvenWhenNothingElseIsOnThePage) {
    auto intaken = benign("c1");
    intaken.item.network = models::Network::instagram;
    std::vector<Intaken> items{intaken};
    auto seen = page();
    seen.network = models::Network::instagram;
    EXPECT_EQ(ok(store->record_page(seen, items, now)).fresh, 1u);
    seen.gone = {"c1"};
    EXPECT_EQ(ok(store->record_page(seen, {}, now)).gone, 1u);
    auto elsewhere = page();
    EXPECT_EQ(refused(store->record_page(elsewhere, items, now)), ErrorKind::malformed);
}

}  // namespace tests
