// What the poller promises of crashes, of a store that goes away and of other processes: one reads at a time, nobody
// waits longer than needed, and the network is not asked twice for the same.

#include "tests/contract/ingest_poller_fixture.hpp"

#include "tests/support/temporary_directory.hpp"

#include <fstream>
#include <iterator>

namespace tests {
namespace {

std::string text_of(const std::string& file) {
    std::ifstream in{file};
    return {std::istreambuf_iterator<char>{in}, {}};
}

TEST_F(PollerTest, TwoProcessesDoNotReadTheSameChannelTwice) {
    const auto other = make_poller("there");
    for (int i = 0; i < 6 * 30; ++i) {
        runner.run(poller->poll_once());
        runner.run(other->poll_once());
        clock.advance(10s);
    }
    // Thirty minutes at one reading in five minutes, the first followed by a quick one.
    EXPECT_LE(facebook.asked("104000000000011/published_posts"), 8U);
    EXPECT_GE(facebook.asked("104000000000011/published_posts"), 5U);
}

TEST_F(PollerTest, ReadsSoonAfterARestart) {
    runner.run(poller->poll_once());
    clock.advance(40s);
    const auto restarted = make_poller();
    runner.run(restarted->poll_once());
    EXPECT_EQ(facebook.asked("104000000000011/published_posts"), 2U);
}

TEST_F(PollerTest, LeavesAChannelToTheProcessThatHoldsItsLease) {
    const auto lease = runner.run(inbox.take_lease("channel1", "there", 2min));
    ASSERT_TRUE(lease);
    runner.run(poller->poll_once());
    EXPECT_TRUE(facebook.requests.empty());
    clock.advance(2min);
    runner.run(poller->poll_once());
    EXPECT_FALSE(facebook.requests.empty());
}

TEST_F(PollerTest, TakesBackAtOnceWhatItHeldWhenItWasKilled) {
    // A poller of this name was killed while it held the lease.
    const auto dead = runner.run(inbox.take_lease("channel1", "here", ingest::Poller::kLease));
    ASSERT_TRUE(dead);
    runner.run(poller->poll_once());
    EXPECT_EQ(health(), ChannelHealth::reading);
    EXPECT_GT(inbox.leases["channel1"].fence, dead->fence);  // whatever the dead one still sends is refused
}

TEST_F(PollerTest, ReadsAChannelSoonAfterItsReaderDiedForGood) {
    ASSERT_TRUE(runner.run(inbox.take_lease("channel1", "there", ingest::Poller::kLease)));
    poll_for(1min, *poller);
    EXPECT_EQ(health(), ChannelHealth::reading);
}

TEST_F(PollerTest, SaysOnceWhyItLeavesAChannelToAnotherProcess) {
    const TemporaryDirectory directory;
    runtime::Log file{runtime::LogLevel::info, directory / "log"};
    const auto other = make_poller("here", file);
    ASSERT_TRUE(runner.run(inbox.take_lease("channel1", "there", 5min)));
    poll_for(1min, *other);
    const auto said = text_of(directory / "log");
    const auto at = said.find("left to another process");
    ASSERT_NE(at, std::string::npos);
    EXPECT_NE(said.find("held by there", at), std::string::npos);
    EXPECT_EQ(said.find("left to another process", at + 1), std::string::npos);
}

TEST_F(PollerTest, DoesNotReadWhatAnotherProcessReadWhileItWaited) {
    // Between our look at the register and our lease.
    inbox.before_lease = [&] {
        inbox.before_lease = nullptr;
        clock.advance(1s);
        inbox.channels["channel1"].last_round_at = clock.now();
    };
    runner.run(poller->poll_once());
    EXPECT_EQ(facebook.asked("104000000000011/published_posts"), 0U);
    EXPECT_LE(inbox.leases["channel1"].until, clock.now());  // nobody is kept waiting for it
}

TEST_F(PollerTest, ReadsAgainSoonWhatCouldNotBeRecordedHoweverOftenTheStoreWentAway) {
    for (int outage = 0; outage < 6; ++outage) {
        facebook.before = [&](const MemoryFacebook::Seen&) { inbox.down = true; };
        clock.advance(6min);
        runner.run(poller->poll_once());
        const auto asked = facebook.requests.size();
        facebook.before = nullptr;
        clock.advance(1s);
        EXPECT_EQ(runner.run(poller->poll_once()), 1s);  // it asks for the store...
        EXPECT_EQ(facebook.requests.size(), asked);      // ...and for nothing of the network meanwhile
        inbox.down = false;
        clock.advance(1s);
        runner.run(poller->poll_once());
        EXPECT_GT(facebook.requests.size(), asked);
    }
    EXPECT_EQ(inbox.items.size(), 1U);
}

TEST_F(PollerTest, SparesTheNetworkWhenTheStoreAnswersAndDoesNotRecord) {
    facebook.before = [&](const MemoryFacebook::Seen&) { inbox.down = true; };
    for (int second = 0; second < 600; ++second) {
        inbox.down = false;
        runner.run(poller->poll_once());
        clock.advance(1s);
    }
    EXPECT_LE(facebook.requests.size(), 12U);  // after 1, 2, 4... seconds, then each interval
}

}  // namespace
}  // namespace tests
