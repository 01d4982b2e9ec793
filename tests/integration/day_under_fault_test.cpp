// For each network and each fault that the simulator knows: a day of traffic under it. As long as the channels page
// says that all is well, Gatehouse has recorded what was served; and when the fault is over, what is recorded is what
// stands on the network, without a hand.
//
// The faults are those the simulator lists: a new one is tested from the day on which it is written.

#include "models/domain/capability.hpp"
#include "tests/integration/simulated_school.hpp"

#include <algorithm>
#include <cctype>

#include <gtest/gtest.h>
#include <boost/json/value_to.hpp>

namespace tests {
namespace {

using namespace std::chrono_literals;
using boost::json::object;
using models::ChannelHealth;
using models::Network;
using models::NetworkState;

constexpr std::array<Network, models::kNetworkCount> kNetworks{Network::facebook, Network::instagram, Network::x,
                                                               Network::youtube};

struct Day {
    Network network;
    std::string fault;
    std::string variant;
};

std::vector<Day> days() {
    const SimulatorProcess simulator;
    std::vector<Day> all;
    for (const auto network : kNetworks) {
        const auto catalogue = simulator.look(std::string{to_string(network)} + "/catalogue");
        for (const auto& name : boost::json::value_to<std::vector<std::string>>(catalogue.at("names"))) {
            if (name != "malformed") all.push_back({network, name, ""});
        }
        for (const auto& variant : boost::json::value_to<std::vector<std::string>>(catalogue.at("variants")))
            all.push_back({network, "malformed", variant});
    }
    return all;
}

std::string name_of(const testing::TestParamInfo<Day>& day) {
    auto name = std::string{to_string(day.param.network)} + "_" + day.param.fault;
    return day.param.variant.empty() ? name : name + "_" + day.param.variant;
}

void PrintTo(const Day& day, std::ostream* out) {
    *out << to_string(day.network) << ' ' << day.fault << ' ' << day.variant;
}

class DayUnderFault : public SimulatedSchool<Day> {
  protected:
    static void SetUpTestSuite() {
        SimulatedSchool::SetUpTestSuite();
        // What is promised here has nothing to do with the disk.
        TaskRunner runner;
        (void)runner.run(redis->connect(runner.executor())->command({"CONFIG", "SET", "appendfsync", "no"}));
    }

    void SetUp() override {
        SimulatedSchool::SetUp();
        const auto busy = account.post(2h);
        account.post(1h);
        for (int i = 0; i < 120; ++i) account.comment(busy, std::chrono::seconds{7'000 - i});
        adopt();
    }

    void strike(double chance) {
        account.control("clear_faults", {});
        // Ten megabytes at a time are a few too many for a whole day.
        const int times = GetParam().variant == "huge" ? 2 : 0;
        object fault{{"name", GetParam().fault}, {"times", times}, {"chance", chance}, {"seed", 7}, {"ms", 1}};
        if (!GetParam().variant.empty()) fault["variant"] = GetParam().variant;
        account.control("fault", fault);
    }
    /// An hour passes, in which people write, and then Gatehouse looks.
    void hour() {
        account.hour(dice);
        go_on(1h);
    }
    void go_on(std::chrono::seconds time) {
        pass(time);
        school->poll();
    }

    /// Whether the channels page says that everything is read.
    bool all_is_well() {
        const auto channel = school->channel();
        const bool read = channel.health == ChannelHealth::reading || channel.health == ChannelHealth::nothing_new;
        return read && channel.health_detail.empty() && channel.malformed == malformed_before;
    }

    /// The network serves other words than those that were written, which nobody can know.
    bool lies() const {
        const auto& variant = GetParam().variant;
        return variant == "lone_surrogate" || variant == "nul" || variant == "huge";
    }
    std::string missing_texts(bool unserved_too);
    std::string difference();

    std::mt19937 dice{11};
    std::uint64_t malformed_before{0};
};

/// Texts that went out whole, or also those that stand on the network, and that no revision has.
std::string DayUnderFault::missing_texts(bool unserved_too) {
    std::string missing;
    auto expected = account.served();
    for (const auto& [id, standing] : account.truth())
        if (unserved_too && !standing.gone) expected[id].insert(standing.text);
    for (const auto& [id, texts] : expected) {
        std::set<std::string> recorded;
        const auto item = school->item(id);
        if (item)
            for (const auto& revision : item->revisions) recorded.insert(revision.text);
        for (const auto& text : texts)
            if (!recorded.contains(text)) missing += id + " lacks '" + text + "'\n";
    }
    return missing;
}

/// Where what is recorded is not what stands there.
std::string DayUnderFault::difference() {
    auto different = missing_texts(true);
    const auto truth = account.truth();
    std::set<std::string> living;
    for (const auto& [id, standing] : truth) {
        if (!standing.gone) living.insert(id);
        const auto item = school->item(id);
        if (!item) continue;
        const bool gone = item->network_state == NetworkState::gone;
        if (gone != standing.gone) different += id + (gone ? " is not gone\n" : " is gone\n");
        if (!gone && !standing.gone && item->latest.text != standing.text) different += id + " has changed\n";
        const bool told = models::capabilities(GetParam().network).tells_hidden;
        const bool hidden = item->network_state == NetworkState::hidden;
        if (told && !gone && hidden != standing.hidden) different += id + (hidden ? " is shown\n" : " is hidden\n");
    }
    std::set<std::string> places{""};
    for (const auto& [id, standing] : truth) places.insert(id);
    for (const auto& place : places)
        for (const auto& id : school->standing_under(place))
            if (!truth.contains(id)) different += id + " never was\n";
    return different;
}

TEST_P(DayUnderFault, EndsWithEverythingRecordedAsItStandsOnTheNetwork) {
    school->poll();
    ASSERT_EQ(difference(), "");
    for (const double chance : {0.25, 1.0, 0.25}) {
        strike(chance);
        for (int hours = 0; hours < 6; ++hours) {
            malformed_before = school->channel().malformed;
            hour();
            if (all_is_well()) {
                EXPECT_EQ(missing_texts(!lies()), "") << "and nobody was told, at chance " << chance;
            }
        }
    }
    account.control("clear_faults", {});
    // What was found alive again and again is asked for once a day, and so is what is older than a day.
    for (int halves = 0; halves < 5; ++halves) go_on(13h);
    EXPECT_EQ(difference(), "");
    malformed_before = school->channel().malformed;
    EXPECT_TRUE(all_is_well()) << school->channel().health_detail;
}

INSTANTIATE_TEST_SUITE_P(Each, DayUnderFault, testing::ValuesIn(days()), name_of);

}  // namespace
}  // namespace tests
