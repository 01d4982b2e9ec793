#pragma once

#include "moderation/action_worker.hpp"
#include "network_ports.hpp"
#include "tests/integration/reading_school.hpp"

#include <memory>
#include <string>

namespace tests {

/// What a school that reads does about what it has read: people decide, and the real worker carries it out.
class ActingSchool {
  public:
    /// References outlive it. It ends after the runner was stopped.
    ActingSchool(ReadingSchool& school, const RedisFixture& redis, FakeClock& clock, TaskRunner& runner);

    /// Somebody wants it for the item with that external id; and, where two have to, so does a colleague.
    void decide(const std::string& said, models::Verb verb, int people = 1);
    /// Carries out what is due now: how many jobs there were.
    std::size_t work_once();

  private:
    ReadingSchool& school_;
    FakeClock& clock_;
    TaskRunner& runner_;
    ports::NetworkActors actors_;
    std::unique_ptr<runtime::RedisConnection> blocking_;
    runtime::Metrics metrics_;
    moderation::ActionWorker worker_;
};

}  // namespace tests
