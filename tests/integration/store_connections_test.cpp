// What is promised of connections: secrets are never readable in Redis, a change needs the version that was seen, and
// the answer to a renewal is neither lost nor recorded twice.

#include "moderation/store/connections.hpp"
#include "tests/integration/store_world.hpp"

namespace tests {

using namespace std::chrono_literals;
using models::ConnectionTrouble;

class StoreConnectionsTest : public StoreWorld {
  protected:
    void SetUp() override {
        StoreWorld::SetUp();
        connections = std::make_unique<moderation::ConnectionStore>(*redis, sealer, "bramblecote");
    }
    models::Credentials given() const {
        models::Credentials credentials;
        credentials.access = "access-token-0001";
        credentials.refresh = "refresh-token-0001";
        credentials.spare = "oauth1:a:b:c:spare-secret";
        credentials.access_until = now + 2h;
        credentials.permissions = {"tweet.read", "https://example.test/auth/force"};
        return credentials;
    }
    models::Connection connected() { return ok(connections->connect("page", 0, given(), "byte", now)); }
    models::Connection current() { return ok(connections->connection("page")); }

    std::unique_ptr<moderation::ConnectionStore> connections;
};

TEST_F(StoreConnectionsTest, AChannelThatNeverWasConnectedHasAnEmptyConnection) {
    EXPECT_EQ(current().version, 0u);
    EXPECT_FALSE(models::is_connected(current()));
}

TEST_F(StoreConnectionsTest, WhatWasConnectedComesBackAndIsInTheJournal) {
    const auto connection = connected();
    EXPECT_EQ(connection.version, 1u);
    EXPECT_EQ(connection.connected_by, "byte");
    EXPECT_EQ(connection.connected_at, now);
    EXPECT_EQ(connection.credentials.access, "access-token-0001");
    EXPECT_EQ(connection.credentials.refresh, "refresh-token-0001");
    EXPECT_EQ(connection.credentials.spare, "oauth1:a:b:c:spare-secret");
    EXPECT_EQ(connection.credentials.access_until, now + 2h);
    EXPECT_EQ(connection.credentials.permissions, given().permissions);
    EXPECT_EQ(count_kind("channel.connected"), 1u);
}

TEST_F(StoreConnectionsTest, NoSecretIsReadableInRedis) {
    connected();
    std::string everything;
    for (const auto& part : redis_command({"HGETALL", "gh:{bramblecote}:connection:page"}).items)
        everything += part.text + "\n";
    ASSERT_NE(everything.find("tweet.read"), std::string::npos);
    for (const auto* secret : {"access-token-0001", "refresh-token-0001", "spare-secret"})
        EXPECT_EQ(everything.find(secret), std::string::npos);
}

TEST_F(StoreConnectionsTest, SecretsOfAnotherChannelDoNotOpenThisOne) {
    authorise("other");
    connected();
    const auto copied = redis_command({"HGETALL", "gh:{bramblecote}:connection:page"});
    runtime::RedisCommand set{"HSET", "gh:{bramblecote}:connection:other"};
    for (const auto& part : copied.items) set.push_back(part.text);
    redis_command(set);
    EXPECT_EQ(refused(connections->connection("other")), ErrorKind::malformed);
}

TEST_F(StoreConnectionsTest, AnOldVersionAnUnknownOrClosedChannelAndNoTokenAreRefused) {
    connected();
    EXPECT_EQ(refused(connections->connect("page", 0, given(), "byte", now)), ErrorKind::conflict);
    EXPECT_EQ(refused(connections->connect("elsewhere", 0, given(), "byte", now)), ErrorKind::not_found);
    EXPECT_EQ(refused(connections->connect("page", 1, {}, "byte", now)), ErrorKind::malformed);
    EXPECT_EQ(refused(connections->connect("page", 1, given(), "", now)), ErrorKind::forbidden);
    ok(store->close_channel("page", "ottilie", now));
    EXPECT_EQ(refused(connections->connect("page", 1, given(), "byte", now)), ErrorKind::rejected);
    EXPECT_EQ(count_kind("channel.connected"), 1u);
}

TEST_F(StoreConnectionsTest, DisconnectingForgetsTheSecretsAndKeepsTheVersionGoing) {
    connected();
    EXPECT_EQ(refused(connections->disconnect("page", 7, "byte", now)), ErrorKind::conflict);
    ok(connections->disconnect("page", 1, "byte", now));
    EXPECT_FALSE(models::is_connected(current()));
    EXPECT_EQ(current().version, 2u);
    EXPECT_EQ(refused(connections->disconnect("page", 2, "byte", now)), ErrorKind::rejected);
    EXPECT_EQ(ok(connections->connect("page", 2, given(), "byte", now)).version, 3u);
    EXPECT_EQ(count_kind("channel.disconnected"), 1u);
}

TEST_F(StoreConnectionsTest, OneProcessRenewsAtATime) {
    const auto connection = connected();
    EXPECT_FALSE(ok(connections->begin_renewal(connection, "one", 45s, now)));
    EXPECT_EQ(refused(connections->begin_renewal(connection, "two", 45s, now)), ErrorKind::conflict);
    EXPECT_TRUE(ok(connections->begin_renewal(connection, "two", 45s, now + 46s))) << "the first one never answered";
}

TEST_F(StoreConnectionsTest, ARenewalIsRecordedOnceHoweverLate) {
    const auto connection = connected();
    ok(connections->begin_renewal(connection, "one", 45s, now));
    ok(connections->begin_renewal(connection, "two", 45s, now + 46s));
    auto credentials = given();
    credentials.access = "access-token-0002";
    credentials.refresh = "refresh-token-0002";
    credentials.access_until = now + 4h;
    const auto renewed = ok(connections->renewed(connection, credentials, now + 50s));
    EXPECT_EQ(renewed.credentials.refresh, "refresh-token-0002");
    EXPECT_EQ(renewed.credentials.access_until, now + 4h);
    EXPECT_EQ(renewed.connected_by, "byte");
    EXPECT_EQ(refused(connections->renewed(connection, given(), now + 51s)), ErrorKind::conflict);
    EXPECT_EQ(current().credentials.access, "access-token-0002");
    EXPECT_FALSE(ok(connections->begin_renewal(current(), "two", 45s, now + 52s))) << "that one was answered";
    EXPECT_EQ(count_kind("channel.token_renewed"), 1u);
}

TEST_F(StoreConnectionsTest, ATroubleIsKeptUntilARenewalOrANewConnectionEndsIt) {
    auto connection = connected();
    ok(connections->begin_renewal(connection, "one", 45s, now));
    connection.trouble = ConnectionTrouble::lost;
    connection.detail = "Connect the channel again.";
    ok(connections->renewal_failed(connection, true, now));
    EXPECT_EQ(current().trouble, ConnectionTrouble::lost);
    EXPECT_EQ(current().detail, "Connect the channel again.");
    ok(connections->renewal_failed(connection, true, now));
    EXPECT_EQ(count_kind("channel.connection_trouble"), 1u) << "said once";
    EXPECT_EQ(ok(connections->connect("page", 1, given(), "byte", now)).trouble, ConnectionTrouble::none);
}

TEST_F(StoreConnectionsTest, ARenewalWithoutAnAnswerStaysKnownAndOneWithAnAnswerDoesNot) {
    const auto connection = connected();
    ok(connections->begin_renewal(connection, "one", 45s, now));
    ok(connections->renewal_failed(connection, false, now));
    EXPECT_TRUE(ok(connections->begin_renewal(connection, "two", 45s, now))) << "and nobody holds it any more";
    ok(connections->renewal_failed(connection, true, now));
    EXPECT_FALSE(ok(connections->begin_renewal(connection, "one", 45s, now)));
}

TEST_F(StoreConnectionsTest, WhatTheNetworkSaysIsKeptWithoutDisturbingARenewal) {
    auto connection = connected();
    ok(connections->begin_renewal(connection, "one", 45s, now));
    auto examined = connection;
    examined.missing = {"tweet.moderate.write"};
    examined.credentials.permissions = {"tweet.read"};
    examined.credentials.data_until = now + 90 * 24h;
    ok(connections->examined(examined, now));
    EXPECT_EQ(current().missing, examined.missing);
    EXPECT_EQ(current().credentials.data_until, now + 90 * 24h);
    EXPECT_EQ(current().examined_at, now);
    EXPECT_EQ(current().credentials.access, "access-token-0001");
    EXPECT_EQ(count_kind("channel.permissions_changed"), 1u);
    ok(connections->examined(examined, now));
    EXPECT_EQ(count_kind("channel.permissions_changed"), 1u) << "nothing changed";
    EXPECT_EQ(ok(connections->renewed(connection, given(), now)).version, 2u);
}

TEST_F(StoreConnectionsTest, AConnectionEndsWithWhatCannotBeRenewed) {
    models::Connection connection;
    EXPECT_EQ(models::ends_at(connection), std::nullopt);
    connection.credentials.access_until = now + 2h;
    EXPECT_EQ(models::ends_at(connection), now + 2h);
    connection.credentials.refresh = "refresh-token-0001";
    EXPECT_EQ(models::ends_at(connection), std::nullopt) << "it is renewed";
    connection.credentials.refresh_until = now + 60 * 24h;
    connection.credentials.data_until = now + 50 * 24h;
    EXPECT_EQ(models::ends_at(connection), now + 50 * 24h);
    connection.trouble = ConnectionTrouble::lost;
    EXPECT_EQ(models::ends_at(connection), now + 2h) << "nothing renews it any more";
}

}  // namespace tests
