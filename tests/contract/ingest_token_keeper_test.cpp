// What the keeper of tokens promises: renewal ahead of the end and once on a refusal, by one process; an answer that
// was lost or could not be recorded locks nobody out; what a person connects is used at once.

#include "ingest/token_keeper.hpp"
#include "tests/contract/ingest_memory_connections.hpp"
#include "tests/contract/ingest_memory_inbox.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/task_runner.hpp"

#include <deque>
#include <memory>

#include <gtest/gtest.h>

namespace tests {

using namespace std::chrono_literals;
using ingest::ApiErrorKind;
using models::ConnectionTrouble;

/// Renews as it is told, an hour ahead.
class ScriptedRenewer final : public ingest::Renewer {
  public:
    std::optional<runtime::Time> due(const models::Credentials& given) const override {
        if (given.refresh.empty() || !given.access_until) return std::nullopt;
        return *given.access_until - 1h;
    }
    runtime::Task<ingest::ApiResult<models::Credentials>> renew(models::Channel, models::Credentials given) override {
        asked_with.push_back(given.refresh);
        if (answers.empty()) co_return refusal(ApiErrorKind::unreachable);
        auto answer = answers.front();
        answers.pop_front();
        if (!answer) co_return tl::unexpected(answer.error());
        co_return *answer;
    }
    runtime::Task<ingest::ApiResult<ingest::Standing>> examine(models::Channel, models::Credentials given) override {
        ++examined;
        if (!standing) co_return refusal(ApiErrorKind::unreachable);
        auto says = *standing;
        says.credentials = given;
        co_return says;
    }
    static tl::unexpected<ingest::ApiError> refusal(ApiErrorKind kind) {
        ingest::ApiError error;
        error.kind = kind;
        error.sentence = "The network says no.";
        return tl::unexpected(error);
    }

    std::deque<ingest::ApiResult<models::Credentials>> answers;
    std::optional<ingest::Standing> standing{ingest::Standing{}};
    std::vector<std::string> asked_with;
    int examined{0};
};

class TokenKeeperTest : public testing::Test {
  protected:
    TokenKeeperTest() {
        auto& channel = inbox.channels["channel1"];
        channel.id = "channel1";
        channel.external_id = "account1";
        channel.network = models::Network::x;
        channel.state = models::ChannelState::authorised;
        connection().channel_id = "channel1";
        connection().version = 1;
        connection().credentials = pair(1);
        keeper = make("here");
    }
    models::Credentials pair(int number, std::chrono::minutes lives = 120min) {
        models::Credentials given;
        given.access = "access-" + std::to_string(number);
        given.refresh = "refresh-" + std::to_string(number);
        given.access_until = clock.now() + lives;
        return given;
    }
    std::unique_ptr<ingest::TokenKeeper> make(const std::string& owner) {
        ingest::ByNetwork<ingest::Renewer> renewers;
        renewers.put(models::Network::x, renewer);
        ingest::TokenKeeper::Parts parts{inbox, connections, renewers, clock, log};
        return std::make_unique<ingest::TokenKeeper>(parts, owner);
    }
    models::Connection& connection() { return connections.held["channel1"].connection; }
    std::string token() { return runner.run(keeper->token(inbox.channels["channel1"])).value_or("none"); }
    std::string instead_of(const std::string& refused) {
        return runner.run(keeper->instead_of(models::Network::x, "account1", refused, "Revoked.")).value_or("none");
    }
    bool lacks(bool written) { return runner.run(keeper->lacks(models::Network::x, "account1", written)); }
    void step() { ASSERT_TRUE(runner.run(keeper->step())); }

    FakeClock clock;
    MemoryInbox inbox{clock};
    MemoryConnections connections{clock};
    ScriptedRenewer renewer;
    runtime::Log log{runtime::LogLevel::error, "/dev/null"};
    std::unique_ptr<ingest::TokenKeeper> keeper;
    TaskRunner runner;
};

TEST_F(TokenKeeperTest, GivesWhatIsConnectedAtThatMoment) {
    EXPECT_EQ(token(), "access-1");
    connection().credentials = pair(7);
    EXPECT_EQ(token(), "access-7");
    connection().credentials = {};
    EXPECT_EQ(token(), "none");
}

TEST_F(TokenKeeperTest, RenewsAheadOfTheEndAndNotBefore) {
    step();
    EXPECT_TRUE(renewer.asked_with.empty());
    clock.advance(61min);
    renewer.answers.emplace_back(pair(2));
    step();
    EXPECT_EQ(renewer.asked_with, std::vector<std::string>{"refresh-1"});
    EXPECT_EQ(token(), "access-2");
    step();
    EXPECT_EQ(renewer.asked_with.size(), 1u);
}

TEST_F(TokenKeeperTest, OneProcessRenewsAtATime) {
    clock.advance(121min);
    connections.held["channel1"].owner = "there";
    connections.held["channel1"].until = clock.now() + 1min;
    EXPECT_EQ(token(), "none");
    EXPECT_TRUE(renewer.asked_with.empty());
    clock.advance(61s);
    renewer.answers.emplace_back(pair(2));
    EXPECT_EQ(token(), "access-2") << "the other one is gone";
}

TEST_F(TokenKeeperTest, AnAnswerThatIsLostIsAskedForOnceMoreAndThenItIsSaid) {
    clock.advance(61min);
    step();  // no answer
    EXPECT_EQ(connection().trouble, ConnectionTrouble::none);
    keeper = make("after the crash");
    renewer.answers.push_back(ScriptedRenewer::refusal(ApiErrorKind::token));
    step();
    EXPECT_EQ(renewer.asked_with, (std::vector<std::string>{"refresh-1", "refresh-1"}));
    EXPECT_EQ(connection().trouble, ConnectionTrouble::lost);
    EXPECT_EQ(token(), "access-1") << "as long as it lasts";
    connection().credentials.spare = "oauth1:a:b:c:d";
    clock.advance(60min);
    EXPECT_EQ(token(), "oauth1:a:b:c:d");
    step();
    EXPECT_EQ(renewer.asked_with.size(), 2u) << "nobody asks in a loop";
}

TEST_F(TokenKeeperTest, AnAnswerThatWasLostAndIsGivenAgainIsNoTrouble) {
    clock.advance(61min);
    step();
    renewer.answers.emplace_back(pair(2));
    step();
    EXPECT_EQ(connection().trouble, ConnectionTrouble::none);
    EXPECT_EQ(token(), "access-2");
}

TEST_F(TokenKeeperTest, AnAnswerThatCannotBeRecordedIsUsedAndRecordedLater) {
    clock.advance(61min);
    connections.down = true;
    renewer.answers.emplace_back(pair(2));
    step();
    EXPECT_EQ(token(), "access-2");
    step();
    EXPECT_EQ(renewer.asked_with.size(), 1u);
    connections.down = false;
    step();
    EXPECT_EQ(connection().credentials.refresh, "refresh-2");
    EXPECT_EQ(renewer.asked_with.size(), 1u);
}

TEST_F(TokenKeeperTest, AThrottledRenewalWaits) {
    clock.advance(61min);
    renewer.answers.push_back(ScriptedRenewer::refusal(ApiErrorKind::throttled));
    renewer.answers.emplace_back(pair(2));
    step();
    step();
    EXPECT_EQ(renewer.asked_with.size(), 1u);
    clock.advance(ingest::TokenKeeper::kRest);
    step();
    EXPECT_EQ(token(), "access-2");
}

TEST_F(TokenKeeperTest, ARefusedTokenIsRenewedOnceAndARefusedRenewalIsTrouble) {
    renewer.answers.emplace_back(pair(2));
    EXPECT_EQ(instead_of("access-1"), "access-2");
    EXPECT_EQ(instead_of("access-1"), "access-2") << "that was renewed already";
    EXPECT_EQ(renewer.asked_with.size(), 1u);
    renewer.answers.push_back(ScriptedRenewer::refusal(ApiErrorKind::token));
    EXPECT_EQ(instead_of("access-2"), "none");
    EXPECT_EQ(connection().trouble, ConnectionTrouble::revoked);
    connection().credentials.spare = "oauth1:a:b:c:d";
    EXPECT_EQ(instead_of("access-2"), "oauth1:a:b:c:d");
    EXPECT_EQ(token(), "oauth1:a:b:c:d");
    EXPECT_EQ(instead_of("oauth1:a:b:c:d"), "none");
}

TEST_F(TokenKeeperTest, WhatCannotBeRenewedIsTroubleAtOnceAndNoneWhenTheNetworkTakesItAgain) {
    connection().credentials.refresh.clear();
    EXPECT_EQ(instead_of("access-1"), "none");
    EXPECT_EQ(connection().trouble, ConnectionTrouble::revoked);
    EXPECT_EQ(connection().detail, "Revoked.");
    renewer.standing->trouble = ConnectionTrouble::none;
    clock.advance(ingest::TokenKeeper::kExamineInTrouble);
    step();
    EXPECT_EQ(connection().trouble, ConnectionTrouble::none);
}

TEST_F(TokenKeeperTest, TheNetworkIsAskedHowItStandsOnceADayAndSoonerInDoubt) {
    step();
    step();
    EXPECT_EQ(renewer.examined, 1);
    renewer.standing->missing = {"tweet.write"};
    EXPECT_FALSE(lacks(false));
    EXPECT_EQ(renewer.examined, 1) << "a round asks much: it does not ask this every time";
    clock.advance(ingest::TokenKeeper::kExamineInDoubt);
    step();
    EXPECT_EQ(connection().missing, std::vector<std::string>{"tweet.write"});
    renewer.standing->missing.clear();
    clock.advance(ingest::TokenKeeper::kExamineInTrouble);
    step();
    EXPECT_TRUE(connection().missing.empty());
    EXPECT_EQ(renewer.examined, 3);
    connection().credentials.refresh.clear();
    clock.advance(23h);
    step();
    EXPECT_EQ(renewer.examined, 3);
    clock.advance(1h);
    step();
    EXPECT_EQ(renewer.examined, 4);
}

TEST_F(TokenKeeperTest, AskedAtOnceWhetherAWriteThatIsNotPermittedIsTheConnectionsFault) {
    step();
    EXPECT_FALSE(lacks(true)) << "it was about one object";
    EXPECT_EQ(renewer.examined, 2);
    renewer.standing->missing = {"tweet.moderate.write"};
    EXPECT_TRUE(lacks(true));
    EXPECT_EQ(connection().missing, std::vector<std::string>{"tweet.moderate.write"});
    EXPECT_TRUE(lacks(true));
    EXPECT_TRUE(lacks(false));
    EXPECT_EQ(renewer.examined, 3) << "what is known is not asked for";
}

TEST_F(TokenKeeperTest, WhatReadingMetIsALackOfTheConnectionToo) {
    inbox.channels["channel1"].health = models::ChannelHealth::permission_trouble;
    EXPECT_TRUE(lacks(true));
    EXPECT_EQ(renewer.examined, 0);
    connection().credentials = {};
    inbox.channels["channel1"].health = models::ChannelHealth::reading;
    EXPECT_FALSE(lacks(true));
    EXPECT_EQ(renewer.examined, 0) << "there is nothing to ask with";
}

/// Takes one token and refuses the others.
class PickyClient final : public ingest::ApiClient {
  public:
    runtime::Task<ingest::ApiResult<ingest::ApiReply>> send(ingest::ApiCall, std::string token, std::string) override {
        seen.push_back(token);
        if (token != takes) co_return ScriptedRenewer::refusal(refuses);
        co_return ingest::ApiReply{"{}", {}};
    }
    std::string takes;
    ApiErrorKind refuses{ApiErrorKind::token};
    std::vector<std::string> seen;
};

TEST_F(TokenKeeperTest, ACallIsTriedOnceMoreWithARenewedToken) {
    PickyClient network;
    ingest::RenewedClient client{network, *keeper, models::Network::x};
    network.takes = "access-2";
    renewer.answers.emplace_back(pair(2));
    const auto send = [&] { return runner.run(client.send(ingest::ApiCall{}, "access-1", "account1")).has_value(); };
    EXPECT_TRUE(send());
    EXPECT_TRUE(send()) << "a round goes on with the token that it began with";
    EXPECT_EQ(network.seen, (std::vector<std::string>{"access-1", "access-2", "access-2"}));
    network.takes = "another";
    EXPECT_FALSE(send());
}

TEST_F(TokenKeeperTest, ARefusalSaysWhetherTheConnectionLacksSomething) {
    PickyClient network;
    ingest::RenewedClient client{network, *keeper, models::Network::x};
    network.refuses = ApiErrorKind::permission;
    ingest::ApiCall write;
    write.method = "POST";
    const auto lacking = [&] { return runner.run(client.send(write, "access-1", "account1")).error().lacking; };
    EXPECT_FALSE(lacking());
    renewer.standing->missing = {"tweet.moderate.write"};
    EXPECT_TRUE(lacking());
    network.refuses = ApiErrorKind::gone;
    EXPECT_FALSE(lacking());
}

}  // namespace tests
