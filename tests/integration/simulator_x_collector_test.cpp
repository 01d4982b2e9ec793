// The collector and the actor against the simulated X, which knows nothing of them: whatever is uncertain about the
// network, what stands there is recorded, and what was decided is seen to be done.

#include "ingest/x/actor.hpp"
#include "ingest/x/client.hpp"
#include "ingest/x/collector.hpp"
#include "tests/contract/ingest_memory_inbox.hpp"
#include "tests/integration/simulator_process.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/one_token.hpp"
#include "tests/support/task_runner.hpp"

#include <chrono>
#include <map>
#include <string>

#include <gmock/gmock.h>
#include <boost/json.hpp>

namespace tests {
namespace {

using boost::json::object;
using models::ItemKind;
using models::NetworkState;
using models::Verb;
using namespace std::chrono_literals;

constexpr const char* kToken = "x-token-0001";

class SimulatedX : public testing::Test {
  protected:
    void SetUp() override {
        simulator.control("clock", {{"stop_at", "2026-11-20T09:15:00+0000"}});  // where FakeClock starts
        channel.id = "c1";
        channel.network = models::Network::x;
        channel.external_id = made("account", {{"token", kToken}});
        own = say("post", {{"age_seconds", 100'000}});
        for (int i = 0; i < 8; ++i) {
            const auto reply = say("reply", {{"to", own}, {"age_seconds", 30'000 - i}});
            if (i % 2 == 0) say("reply", {{"to", reply}, {"age_seconds", 20'000 - i}, {"username", "sedge"}});
        }
    }

    std::string made(const std::string& verb, object given) {
        return boost::json::value_to<std::string>(simulator.control("x/" + verb, given).at("id"));
    }
    /// A post with a text of its own, which then stands there.
    std::string say(const std::string& verb, object given) {
        given["text"] = "@bramblecote lovely " + std::to_string(++texts);
        const auto said = simulator.control("x/" + verb, given);
        const auto id = boost::json::value_to<std::string>(said.at("id"));
        truth[id] = boost::json::value_to<std::string>(said.at("text"));
        return id;
    }

    ingest::RoundReport round() {
        const auto lease = runner.run(inbox.take_lease(channel.id, "here", 1h));
        ingest::LeaseKeeper keeper{inbox, clock, *lease, 1h};
        auto report = runner.run(collector.round(channel, kToken, inbox.cursors_by_channel[channel.id], keeper));
        (void)runner.run(inbox.release_lease(*lease));
        return report;
    }
    void advance(std::chrono::seconds time) {
        clock.advance(time);
        simulator.control("clock", {{"advance", time.count()}});
    }
    std::map<std::string, std::string> recorded() const {
        std::map<std::string, std::string> found;
        for (const auto& [id, known] : inbox.items)
            if (!known.gone) found[id] = known.texts.back();
        return found;
    }
    models::CollectedItem item(const std::string& id) { return inbox.items.at(id).item; }

    SimulatorProcess simulator;
    FakeClock clock;
    MemoryInbox inbox{clock};
    BlockingHttpClient http;
    OneToken tokens{kToken};
    ingest::XClient client{http, simulator.base_url() + "/x", clock};
    ingest::XCollector collector{{client, inbox, clock}, 60 * 24h};
    ingest::XActor actor{client, tokens};
    models::Channel channel;
    std::string own;
    std::map<std::string, std::string> truth;
    int texts{0};
    TaskRunner runner;
};

TEST_F(SimulatedX, IsRecordedInEitherVocabularyWhateverIsUncertain) {
    const std::vector<object> switches{{{"vocabulary", "old"}},
                                       {{"vocabulary", "new"}},
                                       {{"vocabulary", "new"}, {"fields_by_expansion", true}},
                                       {{"vocabulary", "mixed"}, {"strict", false}},
                                       {{"vocabulary", "old"}, {"hidden_in_search", false}}};
    for (const auto& each : switches) {
        simulator.control("x/switches", each);
        const auto hidden = say("reply", {{"to", own}});
        simulator.control("x/hide", {{"id", hidden}});
        say("reply", {{"to", own}});
        const auto report = round();
        EXPECT_EQ(report.health, models::ChannelHealth::reading) << report.detail;
        EXPECT_EQ(recorded(), truth) << boost::json::serialize(each);
        advance(5min);
    }
}

TEST_F(SimulatedX, TellsReplyQuotationAndMentionApart) {
    const auto reply = say("reply", {{"to", own}});
    const auto elsewhere = say("post", {{"username", "sedge"}});
    const auto quotation = say("post", {{"username", "sedge"}, {"quotes", own}});
    simulator.control("x/post", {{"username", "sedge"}, {"text", "Of no concern"}});
    round();
    EXPECT_EQ(item(own).kind, ItemKind::own_post);
    EXPECT_EQ(item(reply).kind, ItemKind::comment);
    EXPECT_EQ(item(elsewhere).kind, ItemKind::tagged_post);
    EXPECT_EQ(item(quotation).kind, ItemKind::quote);
    EXPECT_FALSE(item(quotation).can_hide);
    EXPECT_EQ(recorded(), truth);
}

TEST_F(SimulatedX, ChangesAndDeletionsAreSeenWithinADay) {
    round();
    const auto edited = say("reply", {{"to", own}});
    const auto deleted = say("reply", {{"to", own}});
    advance(5min);
    round();
    EXPECT_EQ(recorded(), truth);
    simulator.control("x/edit", {{"id", edited}, {"text", "@bramblecote less lovely"}});
    truth[edited] = "@bramblecote less lovely";
    simulator.control("x/delete", {{"id", deleted}});
    truth.erase(deleted);
    advance(24h);
    round();
    EXPECT_EQ(recorded(), truth);
    EXPECT_EQ(inbox.items.at(edited).texts.size(), 2U);
}

TEST_F(SimulatedX, WhatOneAnswerLeavesOutIsReadInTheNext) {
    for (const object& fault : {object{{"name", "partial_errors"}, {"every", 3}}, object{{"name", "missing_users"}},
                                object{{"name", "duplicates"}, {"count", 3}}}) {
        say("reply", {{"to", own}});
        simulator.control("x/fault", fault);
        advance(5min);
        round();
        advance(24h);
        round();
        EXPECT_EQ(recorded(), truth) << boost::json::serialize(fault);
    }
}

TEST_F(SimulatedX, WhatWasDecidedIsDoneThere) {
    const auto reply = say("reply", {{"to", own}});
    const auto elsewhere = say("post", {{"username", "sedge"}});
    round();
    const auto hidden = [&] { return simulator.look("x/state").at("posts").at(reply).at("hidden").as_bool(); };
    EXPECT_TRUE(runner.run(actor.act(channel, item(reply), Verb::hide)));
    EXPECT_TRUE(hidden());
    EXPECT_TRUE(runner.run(actor.act(channel, item(reply), Verb::unhide)));
    EXPECT_FALSE(hidden());
    const auto refused = runner.run(actor.act(channel, item(elsewhere), Verb::hide));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, runtime::ErrorKind::rejected);
    simulator.control("x/delete", {{"id", reply}});
    EXPECT_EQ(runner.run(actor.observe(channel, item(reply)))->state, NetworkState::gone);
}

TEST_F(SimulatedX, AnEndedWindowIsSilenceUntilItsEnd) {
    simulator.control("x/limits", {{"search", 0}});
    const auto report = round();
    EXPECT_EQ(report.health, models::ChannelHealth::rate_limited);
    ASSERT_TRUE(report.asked_silence);
    EXPECT_GT(*report.asked_silence, 0ms);
    EXPECT_LE(*report.asked_silence, 15min + 1s);
}

}  // namespace
}  // namespace tests
