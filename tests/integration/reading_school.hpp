#pragma once

#include "config/policy/calendar.hpp"
#include "config/policy/people.hpp"
#include "config/runtime/cpu_pool.hpp"
#include "config/runtime/http_server.hpp"
#include "config/runtime/metrics.hpp"
#include "ingest/networks.hpp"
#include "ingest/poller.hpp"
#include "models/text/assessor.hpp"
#include "moderation/connection_watch.hpp"
#include "moderation/intake.hpp"
#include "moderation/store/store.hpp"
#include "notifier/ports.hpp"
#include "tests/integration/simulated_account.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/redis_fixture.hpp"
#include "tests/support/task_runner.hpp"

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace tests {

/// One process of Gatehouse as it reads: the real poller, collectors, HTTP client, intake, store and Redis. Only time
/// is invented, and every text is found harmless. To begin again after a crash, make another one on the same Redis.
class ReadingSchool {
  public:
    static constexpr const char* kChannel = "page";
    static constexpr const char* kPublicUrl = "http://127.0.0.1";

    /// References outlive the school. `owner` tells this process from others.
    ReadingSchool(const RedisFixture& redis, const std::string& simulator_url, FakeClock& clock, TaskRunner& runner,
                  std::string owner = "process-1");
    ~ReadingSchool();
    ReadingSchool(const ReadingSchool&) = delete;
    ReadingSchool& operator=(const ReadingSchool&) = delete;

    /// The account becomes the school's one authorised channel, connected with the token it has.
    void adopt(const SimulatedAccount& account);
    /// Reads what is due now.
    void poll();
    /// Looks after the connection as it is done all the time.
    void keep_connected();
    /// Kinds of the alerts that are open.
    std::set<std::string> alarms();
    /// A page as the IT support sees it, who follows `address`.
    runtime::ServerResponse visit(const std::string& address);
    /// As the channels page has it.
    models::Channel channel();
    /// Nothing: Gatehouse has never heard of it.
    std::optional<moderation::Item> item(const std::string& external_id);
    /// External ids of everything that is thought to be there, under `post` or, when that is empty, posts.
    std::vector<std::string> standing_under(const std::string& post);

    moderation::Store& store();
    moderation::ConnectionStore& connections();
    ingest::Networks& networks();
    /// What the watch for silent channels looks at.
    notifier::ReadingState& reading();

  private:
    struct Parts;

    FakeClock& clock_;
    TaskRunner& runner_;
    std::unique_ptr<Parts> parts_;
    models::Network network_{models::Network::facebook};
    std::string session_;
};

}  // namespace tests
