// Answers on the simulated networks: each stands there once, whatever becomes of the connection.

#include "tests/integration/publishing_place.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/task_runner.hpp"

#include <chrono>
#include <optional>

#include <gtest/gtest.h>

namespace tests {
namespace {

using boost::json::object;
using models::Network;
using namespace std::chrono_literals;

class Answering : public testing::TestWithParam<Network> {
  protected:
    static constexpr const char* kText = "At 11, see https://bramblecote.example/fair & come";

    void open() {
        simulator.control("reset", object());
        simulator.control("clock", {{"stop_at", "2026-11-20T09:15:00+0000"}});  // where FakeClock starts
        clock.set(FakeClock{}.now());
        place = place_on(GetParam(), http, simulator.base_url(), clock);
        place->open(simulator);
        item = place->asked(simulator);
        item.network = GetParam();
    }
    void set_fault(object fault) { simulator.control(std::string{to_string(GetParam())} + "/fault", fault); }
    runtime::Result<ingest::Published> reply(std::optional<runtime::Time> tried = std::nullopt) {
        return runner.run(place->publisher().reply(place->channel, item, kText, tried));
    }
    /// As whoever has to see to it: again and again, from the moment of the first try.
    bool reply_until_it_stands() {
        const auto first = clock.now();
        auto answered = reply();
        for (int tries = 0; tries < 20 && !answered; ++tries) {
            const auto seconds = std::chrono::ceil<std::chrono::seconds>(answered.error().retry_after.value_or(5s));
            clock.advance(seconds);
            simulator.control("clock", {{"advance", seconds.count()}});
            answered = reply(first);
        }
        return answered && !answered->external_id.empty();
    }

    SimulatorProcess simulator;
    FakeClock clock;
    BlockingHttpClient http;
    std::unique_ptr<PublishingPlace> place;
    models::CollectedItem item;
    TaskRunner runner;
};

TEST_P(Answering, StandsThereAndIsSeen) {
    open();
    const auto answered = reply();
    ASSERT_TRUE(answered) << answered.error().message;
    EXPECT_TRUE(answered->seen);
    EXPECT_EQ(place->answers(simulator), 1U);
}

TEST_P(Answering, StandsThereOnceWhateverGoesWrong) {
    for (const char* name : {"applied_then_cut", "drop", "html_502", "cut_off", "plain_429"})
        for (const int times : {1, 2, 3}) {
            open();
            set_fault({{"name", name}, {"times", times}});
            EXPECT_TRUE(reply_until_it_stands()) << name << times;
            EXPECT_EQ(place->answers(simulator), 1U) << name << times;
        }
}

std::string name_of(const testing::TestParamInfo<Network>& info) {
    return std::string{models::display_name(info.param)};
}

INSTANTIATE_TEST_SUITE_P(Networks, Answering,
                         testing::Values(Network::facebook, Network::instagram, Network::x, Network::youtube), name_of);

TEST(AnsweringOnX, IsRefusedInWordsToThoseWhoDidNotAskForIt) {
    SimulatorProcess simulator;
    FakeClock clock;
    BlockingHttpClient http;
    TaskRunner runner;
    simulator.control("clock", {{"stop_at", "2026-11-20T09:15:00+0000"}});
    const auto place = place_on(Network::x, http, simulator.base_url(), clock);
    place->open(simulator);
    const auto item = place->asked(simulator);
    simulator.control("x/switches", {{"replies", "summoned"}, {"implicit_mention", false}});
    const auto refused = runner.run(place->publisher().reply(place->channel, item, "At 11", std::nullopt));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, runtime::ErrorKind::rejected);
    EXPECT_NE(refused.error().message.find("mention or quote"), std::string::npos) << refused.error().message;
}

}  // namespace
}  // namespace tests
