// A conflict declared today bars from what waits since yesterday.

#include "moderation/conflict_sweep.hpp"

#include "config/data_dir.hpp"
#include "tests/integration/store_world.hpp"
#include "tests/support/fake_clock.hpp"

#include <gmock/gmock.h>

namespace tests {

using testing::ElementsAre;
using testing::IsEmpty;

class ConflictSweepTest : public StoreWorld {
  protected:
    static config::Person person(std::string id, config::Role role) {
        config::Person one;
        one.id = std::move(id);
        one.name = "Mrs " + one.id;
        one.roles.push_back(config::RoleHeld{role, std::nullopt, std::nullopt, 0});
        return one;
    }
    std::size_t sweep() {
        clock.set(now);
        const config::People people{{head, author}};
        const moderation::Triage triage{routing, people, calendar};
        moderation::ConflictSweep conflicts{*store, triage, clock, quiet_log()};
        return ok(conflicts.sweep());
    }

    FakeClock clock;
    config::Calendar calendar{config::Calendar::Times{}};
    config::RoutingTable routing{*config::load_routing(config::data_file("routing.csv"), {})};
    config::Person head = person("ottilie", config::Role::headteacher);
    config::Person author = person("quill", config::Role::comms_author);
};

TEST_F(ConflictSweepTest, ANewConflictTakesAwayWhatWaitsAlready) {
    auto about = concern("c1");
    about.item.text = "Hedgerow minor is horrid";
    record({about, concern("c2")});
    ok(store->claim(quill, id_of("c1"), now));
    EXPECT_EQ(sweep(), 0u);
    author.conflicts = {"Hedgerow"};
    author.known_as = {"somebody else"};
    EXPECT_EQ(sweep(), 2u) << "the author of both is called so";
    EXPECT_THAT(item("c1").barred, ElementsAre("quill"));
    EXPECT_EQ(item("c1").review, models::ReviewState::open) << "who had it open has it no longer";
    EXPECT_EQ(refused(store->item(quill, id_of("c1"))), ErrorKind::not_found);
    EXPECT_EQ(ok(store->queue_total(quill)), 0u);
    EXPECT_EQ(ok(store->queue_total(trellis)), 2u);
    EXPECT_EQ(count_kind("item.barred"), 2u);
    EXPECT_EQ(sweep(), 0u);
}

TEST_F(ConflictSweepTest, ANameInAnEarlierRevisionBarsAndNobodyIsLetInAgain) {
    auto naming = concern("c1");
    naming.item.text = "ask Pebble";
    naming.visibility = Visibility::cm;
    record(naming);
    record(concern("c1"));
    head.known_as = {"Pebble"};
    EXPECT_EQ(sweep(), 1u);
    EXPECT_THAT(item("c1").barred, ElementsAre("ottilie"));
    EXPECT_EQ(item("c1").visibility, Visibility::gov) << "the chair stands in for the head";
    head.known_as = {};
    EXPECT_EQ(sweep(), 0u);
    EXPECT_THAT(item("c1").barred, ElementsAre("ottilie"));
}

TEST_F(ConflictSweepTest, WhatIsDecidedIsLeftAlone) {
    record(concern("c1"));
    decide(trellis, "c1", Verb::leave);
    author.conflicts = {"Hedgerow"};
    EXPECT_EQ(sweep(), 0u);
    EXPECT_THAT(item("c1").barred, IsEmpty());
}

}  // namespace tests
