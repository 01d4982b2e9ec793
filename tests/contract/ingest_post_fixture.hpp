#pragma once

#include "tests/contract/ingest_publishing_world.hpp"
#include "tests/support/task_runner.hpp"

#include <memory>
#include <string>

#include <gmock/gmock.h>

namespace tests {

/// Publishes on a network in memory as whoever publishes would: step by step, keeping what came of each.
class PostFixture {
  protected:
    explicit PostFixture(models::Network network) : world{world_of(network)}, fair{fair_on(network)} { fill(media); }

    runtime::Result<ingest::PublishingStep> step(const std::string& progress) {
        return runner.run(world->publisher().step(world->channel, fair, progress, media));
    }
    /// Until it stands there. `forgetful`: dies after every step before it has kept what came of it, once each.
    runtime::Result<ingest::Published> publish(bool forgetful = false) {
        std::string progress;
        for (int steps = 0; steps < kStepsMax; ++steps) {
            if (forgetful) (void)step(progress);
            auto taken = step(progress);
            using runtime::ErrorKind;
            if (!taken && taken.error().kind != ErrorKind::unreachable && taken.error().kind != ErrorKind::rate_limited)
                return tl::unexpected(taken.error());
            if (taken && taken->published) return *taken->published;
            if (taken) progress = taken->progress;
            world->wait(taken ? taken->wait : taken.error().retry_after.value_or(std::chrono::minutes(1)));
        }
        return runtime::fail(runtime::ErrorKind::unreachable, "it does not come to an end");
    }
    FaultyHttp& http() { return world->http(); }
    /// How often it was sent.
    std::size_t sent() {
        return http().count([this](const auto& request) { return world->publishes(request); });
    }
    /// The first of the calls that `chosen` chooses.
    static FaultyHttp::Chosen first(FaultyHttp::Chosen chosen) {
        return [chosen = std::move(chosen), done = false](const auto& request) mutable {
            if (done || !chosen(request)) return false;
            done = true;
            return true;
        };
    }
    FaultyHttp::Chosen publishes() {
        return [this](const auto& request) { return world->publishes(request); };
    }
    static runtime::HttpResponse answer(const std::string& body, unsigned status = 200) {
        runtime::HttpResponse response;
        response.status = status;
        response.body = body;
        return response;
    }

    static constexpr int kStepsMax = 40;

    std::unique_ptr<PublishingWorld> world;
    models::Publication fair;
    MemoryMedia media;
    TaskRunner runner;
};

}  // namespace tests
