#pragma once

#include "config/runtime/clock.hpp"
#include "ingest/ports.hpp"

#include <map>
#include <string>

namespace tests {

/// What the store would remember of connections, in memory.
class MemoryConnections final : public ingest::Connections {
  public:
    explicit MemoryConnections(const runtime::Clock& clock) : clock_{clock} {}

    runtime::Task<runtime::Result<models::Connection>> connection(std::string channel) override {
        co_return held[channel].connection;
    }
    runtime::Task<runtime::Result<bool>> begin_renewal(models::Connection connection, std::string owner,
                                                       std::chrono::milliseconds length) override {
        auto& kept = held[connection.channel_id];
        if (kept.connection.version != connection.version) co_return conflict();
        if (!kept.owner.empty() && kept.owner != owner && kept.until > clock_.now()) co_return conflict();
        kept.owner = std::move(owner);
        kept.until = clock_.now() + length;
        const bool asked = kept.asked;
        kept.asked = true;
        co_return asked;
    }
    runtime::Task<runtime::Result<models::Connection>> renewed(models::Connection connection,
                                                               models::Credentials credentials) override {
        if (down) co_return runtime::fail(runtime::ErrorKind::unreachable, "no Redis");
        auto& kept = held[connection.channel_id];
        if (kept.connection.version != connection.version) co_return conflict();
        ++kept.connection.version;
        kept.connection.credentials = std::move(credentials);
        kept.connection.trouble = models::ConnectionTrouble::none;
        kept.owner.clear();
        kept.asked = false;
        co_return kept.connection;
    }
    runtime::Task<runtime::Result<void>> renewal_failed(models::Connection connection, bool answered) override {
        auto& kept = held[connection.channel_id];
        kept.owner.clear();
        if (answered) kept.asked = false;
        if (connection.trouble != models::ConnectionTrouble::none) {
            kept.connection.trouble = connection.trouble;
            kept.connection.detail = connection.detail;
        }
        co_return runtime::Result<void>{};
    }
    runtime::Task<runtime::Result<void>> examined(models::Connection connection) override {
        auto& kept = held[connection.channel_id];
        if (kept.connection.version != connection.version) co_return conflict();
        connection.examined_at = clock_.now();
        kept.connection = std::move(connection);
        co_return runtime::Result<void>{};
    }

    struct Held {
        models::Connection connection;
        std::string owner;
        runtime::Time until{};
        bool asked{false};
    };
    std::map<std::string, Held> held;  ///< by channel
    bool down{false};                  ///< renewals cannot be recorded

  private:
    static tl::unexpected<runtime::Error> conflict() { return runtime::fail(runtime::ErrorKind::conflict, "later"); }

    const runtime::Clock& clock_;
};

}  // namespace tests
