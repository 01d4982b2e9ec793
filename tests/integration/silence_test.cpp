// Throttled means silent: whatever a network says and however it names the time, nothing is asked before that, neither
// by the process that was told nor by one that begins meanwhile, neither to read nor to act, publish or connect; and
// afterwards reading goes on without a hand.

#include "tests/integration/simulated_school.hpp"

#include <gtest/gtest.h>

namespace tests {
namespace {

using namespace std::chrono_literals;
using boost::json::object;
using models::Network;

struct Throttle {
    Network network;
    std::string name;
    object fault;
    std::chrono::seconds named;
};

void PrintTo(const Throttle& throttle, std::ostream* out) {
    *out << to_string(throttle.network) << ' ' << throttle.name;
}

std::vector<Throttle> throttles() {
    std::vector<Throttle> all;
    for (const auto network : {Network::facebook, Network::instagram, Network::x, Network::youtube})
        all.push_back({network, "retry_after", {{"name", "plain_429"}, {"retry_after", 5'400}}, 90min});
    for (const auto network : {Network::facebook, Network::instagram})
        all.push_back({network, "regain", {{"name", "throttle"}, {"regain_minutes", 75}}, 75min});
    const auto x = Network::x;
    all.push_back({x, "reset", {{"name", "rate_limited"}, {"reset_seconds", 700}}, 700s});
    all.push_back({x, "late_reset", {{"name", "rate_limited"}, {"reset_seconds", 7'000}}, 7'000s});
    all.push_back({x, "old_reset", {{"name", "rate_limited"}, {"reset_seconds", 700}, {"legacy", true}}, 700s});
    // At 10:15 UTC the day of California has 21 hours and three quarters left.
    all.push_back({Network::youtube, "quota", {{"name", "quota_exceeded"}}, 21h + 45min});
    all.push_back({Network::youtube, "too_fast", {{"name", "rate_limited"}}, 64s});
    return all;
}

class Silence : public SimulatedSchool<Throttle> {
  protected:
    void SetUp() override {
        SimulatedSchool::SetUp();
        said = account.comment(account.post(2h), 1h);
        adopt();
        school->poll();
    }

    std::size_t requests() const { return account.look("requests").as_array().size(); }

    /// Everything beside reading that a process could ask of the network, each with another answer than yes.
    void ask_everything(ReadingSchool& process) {
        auto& networks = process.networks();
        const auto channel = process.channel();
        const auto network = channel.network;
        const auto item = process.item(said)->latest;
        auto& actor = networks.actors().at(network);
        auto& publisher = networks.publishers().at(network);
        EXPECT_FALSE(runner.run(actor.observe(channel, item)));
        EXPECT_FALSE(runner.run(actor.act(channel, item, models::Verb::hide)));
        EXPECT_FALSE(runner.run(publisher.reply(channel, item, "Thank you", {})));
        EXPECT_FALSE(runner.run(publisher.take_down(channel, "104000000000011_201")));
        EXPECT_FALSE(runner.run(networks.connectors().at(network).redeem({"code", "verifier", "https://s.example"})));
        EXPECT_TRUE(runner.run(networks.tokens().step()));
    }

    std::string said;
};

TEST_P(Silence, LastsUntilTheNamedMomentInEveryProcess) {
    account.control("fault", GetParam().fault);
    pass(1h);
    school->poll();
    ASSERT_EQ(school->channel().health, models::ChannelHealth::rate_limited) << school->channel().health_detail;
    const auto asked = requests();
    const auto step = (GetParam().named - 1s) / 3;
    for (int times = 0; times < 3; ++times) {
        pass(std::chrono::floor<std::chrono::seconds>(step));
        school->poll();
        process("process-2")->poll();
        ASSERT_EQ(requests(), asked);
    }
    school.reset();  // and across a restart
    school = process();
    school->poll();
    ASSERT_EQ(requests(), asked);
    pass(15min);
    school->poll();
    EXPECT_GT(requests(), asked);
    EXPECT_NE(school->channel().health, models::ChannelHealth::rate_limited) << school->channel().health_detail;
}

TEST_P(Silence, HoldsForEverythingElseThatCouldBeAsked) {
    account.control("fault", GetParam().fault);
    pass(1h);
    school->poll();
    const auto asked = requests();
    pass(std::chrono::floor<std::chrono::seconds>(GetParam().named - 2s));
    ask_everything(*school);
    EXPECT_EQ(requests(), asked);
    school.reset();
    ask_everything(*process("process-2"));
    EXPECT_EQ(requests(), asked);
}

TEST_P(Silence, ThatADeedWasToldIsKeptByWhoeverReads) {
    account.control("fault", GetParam().fault);
    const auto channel = school->channel();
    auto& actor = school->networks().actors().at(channel.network);
    const auto seen = runner.run(actor.observe(channel, school->item(said)->latest));
    ASSERT_FALSE(seen);
    EXPECT_EQ(seen.error().kind, runtime::ErrorKind::rate_limited);
    const auto asked = requests();
    pass(std::chrono::floor<std::chrono::seconds>(GetParam().named - 2s));
    process("process-2")->poll();
    EXPECT_EQ(requests(), asked);
    pass(7h);
    process("process-3")->poll();
    EXPECT_GT(requests(), asked);
}

INSTANTIATE_TEST_SUITE_P(Each, Silence, testing::ValuesIn(throttles()), [](const auto& test) {
    return std::string{to_string(test.param.network)} + "_" + test.param.name;
});

}  // namespace
}  // namespace tests
