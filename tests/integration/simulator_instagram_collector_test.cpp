// The collector and the actor against the simulated Instagram, which knows nothing of them: what was served is
// recorded, whatever is uncertain about the network and whatever it does wrong, and what is recorded stands there.

#include "ingest/instagram/actor.hpp"
#include "ingest/instagram/collector.hpp"
#include "ingest/meta/graph_client.hpp"
#include "tests/contract/ingest_memory_inbox.hpp"
#include "tests/integration/simulator_process.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/one_token.hpp"
#include "tests/support/task_runner.hpp"

#include <chrono>
#include <map>
#include <random>
#include <string>

#include <gmock/gmock.h>
#include <boost/json.hpp>

namespace tests {
namespace {

using boost::json::object;
using namespace std::chrono_literals;

constexpr const char* kToken = "page-token-0001";

class SimulatedAccount : public testing::Test {
  protected:
    void SetUp() override {
        simulator.control("clock", {{"stop_at", "2026-11-20T09:15:00+0000"}});  // where FakeClock starts
        simulator.control("page", {{"id", "104000000000011"}, {"name", "Bramblecote"}, {"token", kToken}});
        account = made("account", {{"username", "bramblecoteprimary"}});
        channel.id = "c1";
        channel.network = models::Network::instagram;
        channel.external_id = account;
        for (int i = 0; i < 3; ++i) add_media(36'000 + 100'000 * i);
        made("tagged", {{"caption", "With @bramblecoteprimary"}, {"age_seconds", 5'000}});
    }

    std::string made(const std::string& verb, object given) {
        return boost::json::value_to<std::string>(simulator.control("instagram/" + verb, given).at("id"));
    }
    void add_media(int age_seconds) {
        media.push_back(made("media", {{"caption", "Clay pots"}, {"children", 2}, {"age_seconds", age_seconds}}));
        for (int i = 0; i < 8; ++i) {
            const auto comment = add_comment(media.back(), 30'000 - i);
            for (int j = 0; j < i; ++j) add_reply(comment, 20'000 - j);
        }
    }
    std::string add_comment(const std::string& under, int age_seconds) {
        return made("comment",
                    {{"media", under}, {"text", "Lovely " + std::to_string(++texts)}, {"age_seconds", age_seconds}});
    }
    void add_reply(const std::string& comment, int age_seconds) {
        made("reply",
             {{"comment", comment}, {"text", "Indeed " + std::to_string(++texts)}, {"age_seconds", age_seconds}});
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

    /// Comments that stand there now, with their text and a mark for hidden ones.
    std::map<std::string, std::string> truth() {
        std::map<std::string, std::string> result;
        const auto state = simulator.look("instagram/state");
        for (const auto& [id, comment] : state.at("comments").as_object())
            if (!comment.at("deleted").as_bool())
                result[id] = boost::json::value_to<std::string>(comment.at("text")) +
                             (comment.at("hidden").as_bool() ? " (hidden)" : "");
        return result;
    }
    std::map<std::string, std::string> recorded() {
        std::map<std::string, std::string> result;
        for (const auto& [id, known] : inbox.items)
            if (!known.gone && models::is_comment(known.item.kind))
                result[id] = known.texts.back() + (known.item.hidden ? " (hidden)" : "");
        return result;
    }
    /// What people do to the account between two rounds.
    void disturb(std::mt19937& dice) {
        for (const auto& [id, text] : truth()) {
            if (dice() % 10 == 0) simulator.control("instagram/edit", {{"id", id}, {"text", text + "."}});
            if (dice() % 12 == 0) simulator.control("instagram/hide", {{"id", id}});
            if (dice() % 20 != 0) continue;
            try {
                simulator.control("instagram/delete", {{"id", id}});
            } catch (const std::runtime_error&) {
                continue;  // it went with the comment it replied to
            }
        }
        for (const auto& one : media) add_reply(add_comment(one, 10), 5);
    }

    SimulatorProcess simulator;
    FakeClock clock;
    MemoryInbox inbox{clock};
    BlockingHttpClient http;
    ingest::GraphClient client{http, {simulator.base_url(), "v26.0", {}}, "Instagram"};
    ingest::InstagramCollector collector{{client, inbox, clock}, std::chrono::hours{24 * 60}};
    models::Channel channel;
    std::string account;
    std::vector<std::string> media;
    int texts{0};
    TaskRunner runner;
};

TEST_F(SimulatedAccount, IsReadCompletelyInOneRoundAndTakesEveryRequest) {
    const auto report = round();
    EXPECT_EQ(report.health, models::ChannelHealth::reading);
    EXPECT_EQ(report.detail, "");
    EXPECT_EQ(recorded(), truth());
    EXPECT_EQ(inbox.items.size(), truth().size() + 4);
    const auto requests = simulator.look("instagram/requests");
    ASSERT_FALSE(requests.as_array().empty());
    for (const auto& request : requests.as_array()) {
        EXPECT_FALSE(request.at("token_in_url").as_bool());
        EXPECT_EQ(request.at("status").to_number<int>(), 200) << request.at("path").as_string();
    }
}

TEST_F(SimulatedAccount, IsActedOn) {
    round();
    OneToken tokens{kToken};
    ingest::InstagramActor actor{client, tokens};
    const auto item = std::find_if(inbox.items.begin(), inbox.items.end(), [](const auto& entry) {
                          return entry.second.item.kind == models::ItemKind::reply;
                      })->second.item;
    ASSERT_TRUE(runner.run(actor.act(channel, item, models::Verb::hide)));
    EXPECT_EQ(runner.run(actor.observe(channel, item))->state, models::NetworkState::hidden);
    EXPECT_EQ(truth().at(item.external_id), item.text + " (hidden)");
    ASSERT_TRUE(runner.run(actor.act(channel, item, models::Verb::unhide)));
    ASSERT_TRUE(runner.run(actor.act(channel, item, models::Verb::remove)));
    EXPECT_EQ(runner.run(actor.observe(channel, item))->state, models::NetworkState::gone);
    EXPECT_FALSE(truth().contains(item.external_id));
}

TEST_F(SimulatedAccount, SaysWhatTheWindowLeavesOut) {
    for (int i = 0; i < 60; ++i) add_comment(media.front(), 9'000 - i);
    round();
    EXPECT_EQ(recorded(), truth());
    simulator.control("instagram/switches", {{"beyond_fifty", false}});
    for (int i = 0; i < 70; ++i) add_comment(media.front(), 900 - i);
    const auto report = round();
    EXPECT_THAT(report.detail, testing::HasSubstr("newest 50"));
    EXPECT_EQ(report.gone, 0U);
    EXPECT_EQ(recorded().size() + 20, truth().size());
}

TEST_F(SimulatedAccount, SaysThatTheAppIsInDevelopmentModeAndCallsNothingGone) {
    round();
    simulator.control("instagram/switches", {{"development", true}});
    add_comment(media.front(), 10);
    const auto report = round();
    EXPECT_EQ(report.gone, 0U);
    EXPECT_EQ(report.health, models::ChannelHealth::permission_trouble);
    EXPECT_THAT(report.detail, testing::HasSubstr("development mode"));
}

/// What nobody knows of the network for certain, and what it does wrong.
struct Case {
    std::string name;
    object switches;
    object fault;
};
void PrintTo(const Case& which, std::ostream* out) {
    *out << which.name;
}

class TroubledAccount : public SimulatedAccount, public testing::WithParamInterface<Case> {};

TEST_P(TroubledAccount, IsRecordedAsItStandsOnceTheTroubleIsOver) {
    if (!GetParam().switches.empty()) simulator.control("instagram/switches", GetParam().switches);
    round();
    std::mt19937 dice{7};
    auto fault = GetParam().fault;
    if (!fault.empty()) {
        fault["times"] = 0;
        fault["chance"] = 0.2;
        fault["seed"] = 3;
        simulator.control("instagram/fault", fault);
    }
    for (int rounds = 0; rounds < 2; ++rounds) {
        disturb(dice);
        round();
        advance(25h);
    }
    simulator.control("instagram/clear_faults", {});
    advance(25h);
    round();
    EXPECT_EQ(recorded(), truth());
}

INSTANTIATE_TEST_SUITE_P(
    Each, TroubledAccount,
    testing::Values(
        Case{"HiddenListed", {{"hidden_listed", true}}, {}}, Case{"HiddenLeftOut", {{"hidden_listed", false}}, {}},
        Case{"FewNested", {{"nested_max", 1}}, {}}, Case{"CountLags", {{"count_lag", 3}}, {}},
        Case{"CutOff", {}, {{"name", "cut_off"}}}, Case{"Drop", {}, {{"name", "drop"}}},
        Case{"Html502", {}, {{"name", "html_502"}}}, Case{"Transient", {}, {{"name", "transient"}}},
        Case{"EmptyPages", {}, {{"name", "empty_page"}}}, Case{"StaleCursors", {}, {{"name", "stale_cursors"}}},
        Case{"MissingAuthors", {}, {{"name", "missing_from"}}}, Case{"UnknownFields", {}, {{"name", "unknown_fields"}}},
        Case{"Truncated", {}, {{"name", "malformed"}, {"variant", "truncated"}}},
        Case{"WrongTypes", {}, {{"name", "malformed"}, {"variant", "wrong_types"}, {"path", "/comments"}}},
        Case{"LoneSurrogate", {}, {{"name", "malformed"}, {"variant", "lone_surrogate"}, {"path", "/comments"}}},
        Case{"Deep", {}, {{"name", "malformed"}, {"variant", "deep"}}}),
    [](const testing::TestParamInfo<Case>& each) { return each.param.name; });

}  // namespace
}  // namespace tests
