// The collector and the actor against the simulated YouTube, which knows nothing of them: whatever is uncertain about
// the network, what stands there is recorded, and what was decided is seen to be done.

#include "ingest/youtube/actor.hpp"
#include "ingest/youtube/collector.hpp"
#include "ingest/youtube/youtube_client.hpp"
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
using models::NetworkState;
using models::Verb;
using namespace std::chrono_literals;

constexpr const char* kToken = "google-token-0001";

class SimulatedChannel : public testing::Test {
  protected:
    void SetUp() override {
        simulator.control("clock", {{"stop_at", "2026-11-20T09:15:00+0000"}});  // where FakeClock starts
        channel.id = "c1";
        channel.network = models::Network::youtube;
        channel.external_id = made("account", {{"token", kToken}});
        for (int i = 0; i < 3; ++i) videos.push_back(made("video", {{"age_seconds", 36'000 + 100'000 * i}}));
        for (int i = 0; i < 8; ++i) {
            const auto comment = say("comment", {{"video", videos[0]}, {"age_seconds", 30'000 - i}});
            for (int j = 0; j < i; ++j) say("reply", {{"comment", comment}, {"age_seconds", 20'000 - j}});
        }
        say("comment", {{"video", videos[1]}, {"age_seconds", 9'000}, {"unknown_author", true}});
    }

    std::string made(const std::string& verb, object given) {
        return boost::json::value_to<std::string>(simulator.control("youtube/" + verb, given).at("id"));
    }
    /// A comment or reply with a text of its own, which then stands there.
    std::string say(const std::string& verb, object given) {
        const auto text = "Lovely " + std::to_string(++texts);
        given["text"] = text;
        const auto id = made(verb, std::move(given));
        truth[id] = text;
        return id;
    }
    void set_status(const std::string& id, const std::string& status) {
        simulator.control("youtube/status", {{"id", id}, {"status", status}});
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
    /// Comments and replies as recorded.
    std::map<std::string, std::string> recorded() const {
        std::map<std::string, std::string> found;
        for (const auto& [id, known] : inbox.items)
            if (!known.gone && known.item.kind != models::ItemKind::own_post) found[id] = known.texts.back();
        return found;
    }
    models::CollectedItem item(const std::string& id) { return inbox.items.at(id).item; }

    SimulatorProcess simulator;
    FakeClock clock;
    MemoryInbox inbox{clock};
    BlockingHttpClient http;
    OneToken tokens{kToken};
    ingest::YoutubeQuota quota{clock, {}};
    ingest::YoutubeClient client{http, quota, simulator.base_url() + "/youtube"};
    ingest::YoutubeCollector collector{{client, inbox, clock}, 60 * 24h};
    ingest::YoutubeActor actor{client, tokens};
    models::Channel channel;
    std::vector<std::string> videos;
    std::map<std::string, std::string> truth;
    int texts{0};
    TaskRunner runner;
};

TEST_F(SimulatedChannel, IsRecordedWhateverIsUncertain) {
    const std::vector<object> switches{{{"status_of_published", true}},
                                       {{"status_of_published", false}},
                                       {{"held_replies_listed", true}},
                                       {{"posts_in_all", false}},
                                       {{"estimate_off", 5}}};
    for (const auto& each : switches) {
        simulator.control("youtube/switches", each);
        say("comment", {{"video", videos[2]}, {"age_seconds", 0}});
        const auto held = say("comment", {{"video", videos[2]}, {"age_seconds", 0}, {"status", "heldForReview"}});
        const auto report = round();
        EXPECT_EQ(report.health, models::ChannelHealth::reading) << report.detail;
        EXPECT_EQ(recorded(), truth) << boost::json::serialize(each);
        EXPECT_TRUE(item(held).hidden);
        advance(5min);
    }
}

TEST_F(SimulatedChannel, ChangesAndDeletionsAreSeenWithinADay) {
    round();
    const auto first = truth.begin()->first;
    simulator.control("youtube/edit", {{"id", first}, {"text", "Edited"}});
    truth[first] = "Edited";
    const auto lonely = say("comment", {{"video", videos[1]}, {"age_seconds", 0}});
    advance(5min);
    round();
    EXPECT_TRUE(recorded().contains(lonely));
    simulator.control("youtube/delete", {{"id", lonely}});
    truth.erase(lonely);
    advance(24h);
    round();
    EXPECT_EQ(recorded(), truth);
}

TEST_F(SimulatedChannel, WhatWasDecidedIsDoneAndSeen) {
    const auto one = say("comment", {{"video", videos[0]}, {"age_seconds", 0}});
    const auto two = say("comment", {{"video", videos[0]}, {"age_seconds", 0}});
    round();
    const auto act = [&](const std::string& id, Verb verb) { return runner.run(actor.act(channel, item(id), verb)); };
    const auto state = [&](const std::string& id) { return runner.run(actor.observe(channel, item(id)))->state; };
    EXPECT_EQ(state(one), NetworkState::visible);
    EXPECT_TRUE(act(one, Verb::hide));
    EXPECT_EQ(state(one), NetworkState::hidden);
    EXPECT_TRUE(act(one, Verb::unhide));
    EXPECT_EQ(state(one), NetworkState::visible);
    EXPECT_TRUE(act(two, Verb::ban));
    EXPECT_EQ(state(two), NetworkState::gone);
    for (const auto* answer : {"processingFailure", "forbidden"}) {
        simulator.control("youtube/switches", {{"after_rejected", answer}});
        const auto refused = act(two, Verb::unhide);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().kind, runtime::ErrorKind::rejected) << answer;
    }
}

TEST_F(SimulatedChannel, SwitchedOffCommentsAreSaidAndHealthy) {
    round();
    simulator.control("youtube/video", {{"id", videos[0]}, {"comments_enabled", false}});
    advance(5min);
    const auto report = round();
    EXPECT_EQ(report.health, models::ChannelHealth::nothing_new);
    EXPECT_EQ(report.detail, "Comments are switched off on 1 video.");
    EXPECT_EQ(recorded(), truth);
}

TEST_F(SimulatedChannel, TheUnitsOfTheDayEndInSilenceUntilMidnightInCalifornia) {
    simulator.control("youtube/quota", {{"units", 1}});
    const auto report = round();
    EXPECT_EQ(report.health, models::ChannelHealth::rate_limited);
    EXPECT_EQ(report.asked_silence, 22h + 45min);
}

}  // namespace
}  // namespace tests
