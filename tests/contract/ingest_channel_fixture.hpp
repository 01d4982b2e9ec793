#pragma once

#include "ingest/network.hpp"
#include "tests/contract/ingest_memory_inbox.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/task_runner.hpp"

#include <chrono>
#include <map>
#include <stdexcept>
#include <string>

#include <gtest/gtest.h>

namespace tests {

using namespace std::chrono_literals;

/// One authorised channel and an inbox in memory; each network's fixture puts its network and collector between them.
class ChannelFixture : public testing::Test {
  protected:
    ChannelFixture(models::Network network, const char* account) {
        channel.id = "channel1";
        channel.network = network;
        channel.external_id = account;
        channel.state = models::ChannelState::authorised;
        inbox.channels[channel.id] = channel;
    }

    /// One round under a fresh lease.
    ingest::RoundReport round_of(ingest::Collector& collector, const char* token) {
        const auto lease = runner.run(inbox.take_lease(channel.id, "here", 2min));
        if (!lease) throw std::runtime_error{"the lease is taken"};
        ingest::LeaseKeeper keeper{inbox, clock, *lease, 2min};
        auto report = runner.run(collector.round(channel, token, inbox.cursors_by_channel[channel.id], keeper));
        (void)runner.run(inbox.release_lease(*lease));
        return report;
    }

    /// What the inbox holds as still there: id to text, with a mark for hidden ones.
    std::map<std::string, std::string> recorded() const {
        std::map<std::string, std::string> found;
        for (const auto& [id, known] : inbox.items)
            if (!known.gone) found[id] = known.texts.back() + (known.item.hidden ? " (hidden)" : "");
        return found;
    }

    FakeClock clock;
    MemoryInbox inbox{clock};
    models::Channel channel;
    TaskRunner runner;
};

}  // namespace tests
