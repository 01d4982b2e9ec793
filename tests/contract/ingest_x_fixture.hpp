#pragma once

#include "ingest/x/client.hpp"
#include "ingest/x/collector.hpp"
#include "tests/contract/ingest_channel_fixture.hpp"
#include "tests/contract/ingest_memory_x.hpp"

#include <chrono>
#include <map>
#include <string>

namespace tests {

/// A collector between an X and an inbox, both in memory.
class XCollectorTest : public ChannelFixture {
  protected:
    XCollectorTest() : ChannelFixture{models::Network::x, MemoryX::kAccount} {}

    std::string post(std::chrono::milliseconds ago = 2h) {
        return x.add(MemoryX::kAccount, "Winter fair on Saturday", {}, {}, ago);
    }
    std::string reply(const std::string& to, const std::string& text = "Lovely", std::chrono::milliseconds ago = {}) {
        return x.add("160", text, to, to, ago);
    }

    ingest::RoundReport round() {
        auto report = round_of(collector, MemoryX::kToken);
        clock.advance(2min);
        return report;
    }

    std::map<std::string, std::string> truth() const {
        std::map<std::string, std::string> found;
        for (const auto& [id, post] : x.posts) found[id] = post.versions.back().text;
        return found;
    }
    const models::CollectedItem& item(const std::string& id) { return inbox.items.at(id).item; }

    MemoryX x{clock};
    ingest::XClient client{x, "https://api.x.com", clock};
    ingest::XCollector collector{{client, inbox, clock}, 60 * 24h};
};

}  // namespace tests
