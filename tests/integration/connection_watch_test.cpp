// Who connects channels is told before a connection ends, once for each distance, and when it does not work.

#include "moderation/connection_watch.hpp"

#include "tests/integration/store_world.hpp"
#include "tests/support/fake_clock.hpp"

namespace tests {

using namespace std::chrono_literals;
using models::ConnectionTrouble;

class ConnectionWatchTest : public StoreWorld {
  protected:
    void SetUp() override {
        StoreWorld::SetUp();
        connections = std::make_unique<moderation::ConnectionStore>(*redis, sealer, "bramblecote");
    }
    void connect(std::optional<std::chrono::hours> lives) {
        models::Credentials given;
        given.access = "access-token-0001";
        if (lives) given.access_until = now + *lives;
        const auto version = ok(connections->connection("page")).version;
        ok(connections->connect("page", version, given, "byte", now));
    }
    models::Connection current() { return ok(connections->connection("page")); }
    /// The kinds of the alerts that are raised by looking now.
    std::vector<std::string> look_after(std::chrono::hours time) {
        clock.set(now + time);
        moderation::ConnectionWatch watch{*store, *connections, clock, log};
        const auto count = ok(watch.step());
        std::vector<std::string> kinds;
        for (const auto& job : jobs("alerts")) kinds.push_back(ok(store->alert(job.fields.at("alert"))).kind);
        EXPECT_EQ(kinds.size(), count);
        return kinds;
    }
    using Kinds = std::vector<std::string>;

    FakeClock clock;
    runtime::Log log{runtime::LogLevel::error, "/dev/null"};
    std::unique_ptr<moderation::ConnectionStore> connections;
};

TEST_F(ConnectionWatchTest, TheEndIsToldAtThirtyFourteenSevenDaysAndOneOnceEach) {
    connect(60 * 24h);
    EXPECT_EQ(look_after(29 * 24h), Kinds());
    EXPECT_EQ(look_after(30 * 24h), Kinds{"connection_ends_30"});
    EXPECT_EQ(look_after(40 * 24h), Kinds());
    EXPECT_EQ(look_after(46 * 24h), Kinds{"connection_ends_14"}) << "also while the first one is open";
    EXPECT_EQ(look_after(53 * 24h), Kinds{"connection_ends_7"});
    EXPECT_EQ(look_after(59 * 24h), Kinds{"connection_ends_1"});
    EXPECT_EQ(look_after(59 * 24h + 1h), Kinds());
    EXPECT_EQ(look_after(60 * 24h), Kinds{"connection_broken"});
    EXPECT_EQ(look_after(61 * 24h), Kinds());
}

TEST_F(ConnectionWatchTest, ConnectingAgainBeginsAnewAndWhatHasNoEndIsQuiet) {
    connect(10 * 24h);
    EXPECT_EQ(look_after(0h), Kinds{"connection_ends_14"});
    connect(std::nullopt);
    EXPECT_EQ(look_after(1h), Kinds());
    connect(5 * 24h);
    EXPECT_EQ(look_after(0h), Kinds{"connection_ends_7"});
}

TEST_F(ConnectionWatchTest, AnEndThatMovedAwayIsWarnedOfAgain) {
    connect(20 * 24h);
    EXPECT_EQ(look_after(0h), Kinds{"connection_ends_30"});
    auto examined = current();
    examined.credentials.access_until = now + 90 * 24h;
    ok(connections->examined(examined, now));
    EXPECT_EQ(look_after(1h), Kinds());
    EXPECT_EQ(current().warned_days, 0);
}

TEST_F(ConnectionWatchTest, TroubleAndMissingPermissionsAreToldOnceAndAgainWhenTheyChange) {
    connect(std::nullopt);
    auto examined = current();
    examined.missing = {"pages_manage_engagement"};
    ok(connections->examined(examined, now));
    EXPECT_EQ(look_after(0h), Kinds{"permission_missing"});
    EXPECT_EQ(look_after(1h), Kinds());
    examined.trouble = ConnectionTrouble::revoked;
    ok(connections->examined(examined, now));
    EXPECT_EQ(look_after(2h), Kinds{"connection_broken"});
    EXPECT_EQ(look_after(3h), Kinds());
}

TEST_F(ConnectionWatchTest, WhatIsNotReadIsNotWarnedOf) {
    connect(1h);
    ok(store->suspend_channel("page", "ottilie", "incident", now));
    EXPECT_EQ(look_after(0h), Kinds());
}

}  // namespace tests
