#pragma once

#include "ingest/facebook/collector.hpp"
#include "ingest/meta/graph_client.hpp"
#include "ingest/poller.hpp"
#include "tests/contract/ingest_memory_facebook.hpp"
#include "tests/contract/ingest_memory_inbox.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/task_runner.hpp"

#include <memory>
#include <set>
#include <string>

#include <gtest/gtest.h>

namespace tests {

using namespace std::chrono_literals;
using models::ChannelHealth;

/// Every channel has the page's token, but those named in `without`.
class Tokens final : public ingest::TokenSource {
  public:
    runtime::Task<runtime::Result<std::string>> token(models::Channel channel) override {
        if (without.contains(channel.id)) co_return runtime::fail(runtime::ErrorKind::unavailable, "Not connected.");
        co_return std::string{MemoryFacebook::kToken};
    }

    std::set<std::string> without;
};

/// One authorised channel with one post, read by a poller on a clock that stands still.
class PollerTest : public testing::Test {
  protected:
    PollerTest() {
        add_channel("channel1", MemoryFacebook::kPage);
        MemoryFacebook::Post post;
        post.id = "104000000000011_201";
        post.text = "Winter fair";
        post.created = clock.now() - 2h;
        facebook.add(std::move(post));
    }

    void add_channel(const std::string& id, const std::string& page) {
        auto& channel = inbox.channels[id];
        channel.id = id;
        channel.external_id = page;
        channel.state = models::ChannelState::authorised;
    }

    std::unique_ptr<ingest::Poller> make_poller(std::string owner = "here") {
        return make_poller(std::move(owner), log);
    }
    std::unique_ptr<ingest::Poller> make_poller(std::string owner, runtime::Log& to) {
        ingest::Poller::Settings settings;
        settings.owner = std::move(owner);
        settings.lanes = 3;
        ingest::ByNetwork<ingest::Collector> collectors;
        collectors.put(models::Network::facebook, collector);
        ingest::Poller::Parts parts{inbox, tokens, collectors, calendar, clock, to, metrics, [] { return 0.0; }};
        return std::make_unique<ingest::Poller>(parts, settings);
    }

    ChannelHealth health(const std::string& id = "channel1") { return inbox.channels[id].health; }

    /// Polls, and goes on polling for `length`, looking every ten seconds.
    void poll_for(std::chrono::milliseconds length, ingest::Poller& by) {
        for (std::chrono::milliseconds passed{0}; passed < length; passed += 10s) {
            runner.run(by.poll_once());
            clock.advance(10s);
        }
    }

    static config::Calendar::Times term() {
        config::Calendar::Times times;
        times.terms.push_back({{2026, 9, 1}, {2026, 12, 18}});
        return times;
    }

    FakeClock clock;
    MemoryFacebook facebook;
    MemoryInbox inbox{clock};
    Tokens tokens;
    config::Calendar calendar{term()};
    runtime::Log log{runtime::LogLevel::error};
    runtime::Metrics metrics;
    ingest::GraphClient client{facebook, {}, "Facebook"};
    ingest::FacebookCollector collector{{client, inbox, clock}, 60 * 24h};
    std::unique_ptr<ingest::Poller> poller = make_poller();
    TaskRunner runner;
};

}  // namespace tests
