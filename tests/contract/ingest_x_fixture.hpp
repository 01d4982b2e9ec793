#pragma once

#include "ingest/x/client.hpp"
#include "ingest/x/collector.hpp"
#include "tests/contract/ingest_memory_inbox.hpp"
#include "tests/contract/ingest_memory_x.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/task_runner.hpp"

#include <chrono>
#include <map>
#include <string>

#include <gtest/gtest.h>

namespace tests {

using namespace std::chrono_literals;

/// A collector between an X and an inbox, both in memory.
class XCollectorTest : public testing::Test {
  protected:
    XCollectorTest() {
        channel.id = "channel1";
        channel.network = models::Network::x;
        channel.external_id = MemoryX::kAccount;
        channel.state = models::ChannelState::authorised;
        inbox.channels[channel.id] = channel;
    }

    std::string post(std::chrono::milliseconds ago = 2h) {
        return x.add(MemoryX::kAccount, "Winter fair on Saturday", {}, {}, ago);
    }
    std::string reply(const std::string& to, const std::string& text = "Lovely", std::chrono::milliseconds ago = {}) {
        return x.add("160", text, to, to, ago);
    }

    ingest::RoundReport round() {
        const auto lease = runner.run(inbox.take_lease(channel.id, "here", 2min));
        if (!lease) throw std::runtime_error{"the lease is taken"};
        ingest::LeaseKeeper keeper{inbox, clock, *lease, 2min};
        auto report =
            runner.run(collector.round(channel, MemoryX::kToken, inbox.cursors_by_channel[channel.id], keeper));
        (void)runner.run(inbox.release_lease(*lease));
        clock.advance(2min);
        return report;
    }

    std::map<std::string, std::string> recorded() const {
        std::map<std::string, std::string> found;
        for (const auto& [id, known] : inbox.items)
            if (!known.gone) found[id] = known.texts.back();
        return found;
    }
    std::map<std::string, std::string> truth() const {
        std::map<std::string, std::string> found;
        for (const auto& [id, post] : x.posts) found[id] = post.versions.back().text;
        return found;
    }
    const models::CollectedItem& item(const std::string& id) { return inbox.items.at(id).item; }

    FakeClock clock;
    MemoryX x{clock};
    MemoryInbox inbox{clock};
    models::Channel channel;
    ingest::XClient client{x, "https://api.x.com", clock};
    ingest::XCollector collector{{client, inbox, clock}, 60 * 24h};
    TaskRunner runner;
};

}  // namespace tests
