#pragma once

#include "tests/integration/reading_school.hpp"

#include <chrono>
#include <concepts>
#include <memory>

#include <gtest/gtest.h>

namespace tests {

/// One school with one account on a simulated network, once for each `Case`: a network, or what has a `network`. One
/// simulator and one Redis serve the whole suite.
template <class Case>
class SimulatedSchool : public testing::TestWithParam<Case> {
  protected:
    static void SetUpTestSuite() {
        simulator = std::make_unique<SimulatorProcess>();
        redis = std::make_unique<RedisFixture>();
    }
    static void TearDownTestSuite() {
        redis.reset();
        simulator.reset();
    }

    /// Nothing is known to Redis, and everything on the networks is forgotten but the account.
    void SetUp() override {
        redis->flush();
        account.begin(std::chrono::floor<std::chrono::seconds>(clock.now()));
    }
    void TearDown() override {
        runner.stop();
        school.reset();
    }

    /// A process of the school's: the only one, unless `owner` says another.
    std::unique_ptr<ReadingSchool> process(const std::string& owner = "process-1") {
        return std::make_unique<ReadingSchool>(*redis, simulator->base_url(), clock, runner, owner);
    }
    /// The school that has the account.
    void adopt() {
        school = process();
        school->adopt(account);
    }
    /// Here and at the networks.
    void pass(std::chrono::seconds time) {
        clock.advance(time);
        simulator->control("clock", {{"advance", time.count()}});
    }

    static inline std::unique_ptr<SimulatorProcess> simulator;
    static inline std::unique_ptr<RedisFixture> redis;

    FakeClock clock;
    TaskRunner runner;
    SimulatedAccount account{*simulator, network_of(SimulatedSchool::GetParam())};
    std::unique_ptr<ReadingSchool> school;

  private:
    static models::Network network_of(const Case& test) {
        if constexpr (std::same_as<Case, models::Network>)
            return test;
        else
            return test.network;
    }
};

}  // namespace tests
