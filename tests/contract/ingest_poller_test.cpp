// What the poller promises: each channel in its own rhythm, silence when the network asks for it, and one
// channel's trouble is its own.

#include "tests/contract/ingest_poller_fixture.hpp"

namespace tests {
namespace {

TEST_F(PollerTest, ReadsAuthorisedChannelsAndReportsTheirHealth) {
    runner.run(poller->poll_once());
    EXPECT_EQ(health(), ChannelHealth::reading);
    EXPECT_EQ(inbox.items.size(), 1U);
    EXPECT_LE(inbox.leases["channel1"].until, clock.now());  // given back
}

TEST_F(PollerTest, AsksNothingOfAChannelThatIsNotAuthorised) {
    for (const auto state : {models::ChannelState::proposed, models::ChannelState::risk_assessed,
                             models::ChannelState::suspended, models::ChannelState::closed}) {
        inbox.channels["channel1"].state = state;
        poll_for(10min, *poller);
    }
    EXPECT_TRUE(facebook.requests.empty());
    inbox.channels["channel1"].state = models::ChannelState::authorised;
    runner.run(poller->poll_once());
    EXPECT_FALSE(facebook.requests.empty());
}

TEST_F(PollerTest, StopsAskingWhenTheChannelIsSuspendedAndStartsAgainAfterwards) {
    runner.run(poller->poll_once());
    const auto asked = facebook.requests.size();
    inbox.channels["channel1"].state = models::ChannelState::suspended;
    poll_for(1h, *poller);
    EXPECT_EQ(facebook.requests.size(), asked);
    inbox.channels["channel1"].state = models::ChannelState::authorised;
    runner.run(poller->poll_once());
    EXPECT_GT(facebook.requests.size(), asked);
}

TEST_F(PollerTest, KeepsTheIntervalOfTheDayAndIsQuickWhileNewItemsArrive) {
    runner.run(poller->poll_once());  // something new: two minutes
    const auto lists = [&] { return facebook.asked("104000000000011/published_posts"); };
    EXPECT_EQ(lists(), 1U);
    clock.advance(119s);
    runner.run(poller->poll_once());
    EXPECT_EQ(lists(), 1U);
    clock.advance(1s);
    runner.run(poller->poll_once());  // nothing new: five minutes
    EXPECT_EQ(lists(), 2U);
    clock.advance(299s);
    runner.run(poller->poll_once());
    EXPECT_EQ(lists(), 2U);
    clock.advance(1s);
    runner.run(poller->poll_once());
    EXPECT_EQ(lists(), 3U);
}

TEST_F(PollerTest, IsSilentWhileThrottledAlsoAfterARestart) {
    facebook.instead = [](const MemoryFacebook::Seen&) {
        auto response = MemoryFacebook::error(80001);
        response.headers.emplace_back(
            "x-business-use-case-usage",
            R"({"104000000000011":[{"type":"pages","call_count":101,"estimated_time_to_regain_access":17}]})");
        return response;
    };
    runner.run(poller->poll_once());
    EXPECT_EQ(health(), ChannelHealth::rate_limited);
    EXPECT_EQ(inbox.channels["channel1"].health_until, clock.now() + 17min);
    EXPECT_EQ(facebook.requests.size(), 1U);

    poll_for(8min, *poller);
    const auto restarted = make_poller();
    poll_for(8min + 50s, *restarted);
    EXPECT_EQ(facebook.requests.size(), 1U);

    facebook.instead = nullptr;
    clock.advance(10s);
    runner.run(restarted->poll_once());
    EXPECT_EQ(health(), ChannelHealth::reading);
}

TEST_F(PollerTest, WaitsLongerEachTimeWhenTheNetworkNamesNoTime) {
    facebook.instead = [](const MemoryFacebook::Seen&) { return MemoryFacebook::error(4); };
    for (const auto wait : {15min, 30min, 60min, 120min, 240min, 240min}) {
        runner.run(poller->poll_once());
        EXPECT_EQ(inbox.channels["channel1"].health_until, clock.now() + wait);
        clock.advance(wait);
    }
}

TEST_F(PollerTest, PausesReadingWhenMostOfTheBudgetIsUsed) {
    facebook.usage = R"({"104000000000011":[{"type":"pages","call_count":85}]})";
    runner.run(poller->poll_once());
    EXPECT_EQ(health(), ChannelHealth::rate_limited);
    EXPECT_EQ(facebook.requests.size(), 1U);
    poll_for(14min, *poller);
    EXPECT_EQ(facebook.requests.size(), 1U);
}

TEST_F(PollerTest, HalvesItsPaceWhenTheBudgetRunsLow) {
    facebook.usage = R"({"104000000000011":[{"type":"pages","call_count":70}]})";
    runner.run(poller->poll_once());
    clock.advance(9min);
    runner.run(poller->poll_once());
    EXPECT_EQ(facebook.asked("104000000000011/published_posts"), 1U);
    clock.advance(1min);
    runner.run(poller->poll_once());
    EXPECT_EQ(facebook.asked("104000000000011/published_posts"), 2U);
}

TEST_F(PollerTest, RetriesSoonWhenTheNetworkCannotBeReached) {
    facebook.instead = [](const MemoryFacebook::Seen&) {
        return runtime::Result<runtime::HttpResponse>{runtime::fail(runtime::ErrorKind::unreachable, "no route")};
    };
    runner.run(poller->poll_once());
    EXPECT_EQ(health(), ChannelHealth::unreachable);
    facebook.instead = nullptr;
    clock.advance(30s);
    runner.run(poller->poll_once());
    EXPECT_EQ(health(), ChannelHealth::reading);
}

TEST_F(PollerTest, SaysWhatIsWrongWithTheToken) {
    tokens.without.insert("channel1");
    runner.run(poller->poll_once());
    EXPECT_EQ(health(), ChannelHealth::token_trouble);
    EXPECT_EQ(inbox.channels["channel1"].health_detail, "Not connected.");
    EXPECT_TRUE(facebook.requests.empty());
}

TEST_F(PollerTest, OneBadChannelNeverStopsTheOthers) {
    for (int i = 0; i < 10; ++i) add_channel("bad" + std::to_string(i), "50" + std::to_string(i));
    facebook.instead = [](const MemoryFacebook::Seen& seen) -> std::optional<runtime::Result<runtime::HttpResponse>> {
        if (seen.path.starts_with("500")) throw std::runtime_error{"a defect"};
        if (seen.path.starts_with("501")) return MemoryFacebook::error(190, 463);
        if (seen.path.starts_with("50")) return runtime::fail(runtime::ErrorKind::unreachable, "no route");
        return std::nullopt;
    };
    runner.run(poller->poll_once());
    EXPECT_EQ(health(), ChannelHealth::reading);
    EXPECT_EQ(health("bad1"), ChannelHealth::token_trouble);
    EXPECT_EQ(health("bad2"), ChannelHealth::unreachable);
}

TEST_F(PollerTest, RunsUntilCancelled) {
    runner.start(poller->run());
    for (int i = 0; i < 60; ++i) {
        clock.advance(10s);
        runner.poll();
    }
    EXPECT_GE(facebook.asked("104000000000011/published_posts"), 3U);
    EXPECT_EQ(health(), ChannelHealth::nothing_new);
    runner.stop();
    EXPECT_EQ(runner.running(), 0U);
}

}  // namespace
}  // namespace tests
