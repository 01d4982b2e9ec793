#pragma once

#include "config/runtime/http_client.hpp"
#include "config/runtime/http_server.hpp"
#include "tests/integration/publishing_place.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/memory_media.hpp"
#include "tests/support/task_runner.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace tests {

/// Publishes on a simulated network as whoever publishes would.
class Publishing : public testing::TestWithParam<models::Network> {
  protected:
    Publishing() {
        media.bytes["stars"] = media.bytes["tree"] = small_picture();
        media.public_base = "http://127.0.0.1:" + std::to_string(pictures.port());
        media.bytes["video"].assign(9 * 1024 * 1024 + 5, 'v');
        runner.start(pictures.run());
    }
    void TearDown() override { runner.stop(); }

    /// An empty network with the school's channel on it.
    void open() {
        simulator.control("reset", boost::json::object());
        simulator.control("clock", {{"stop_at", "2026-11-20T09:15:00+0000"}});  // where FakeClock starts
        simulator.control("instagram/allow_host", {{"host", "127.0.0.1:" + std::to_string(pictures.port())}});
        clock.set(FakeClock{}.now());
        place = place_on(GetParam(), *http, simulator.base_url(), clock);
        place->open(simulator);
    }
    std::string named(const std::string& verb) const { return std::string{to_string(GetParam())} + "/" + verb; }

    static models::Publication fair() {
        models::Publication publication;
        publication.text = "The winter fair is on Saturday at 11 ❄️";
        if (GetParam() == models::Network::youtube) {
            publication.title = "Winter concert";
            publication.media.push_back({"video", "video/mp4", 9 * 1024 * 1024 + 5});
        } else {
            publication.media.push_back({"stars", "image/jpeg", small_picture().size(), "Paper stars"});
            publication.media.push_back({"tree", "image/jpeg", small_picture().size(), "A tree"});
        }
        return publication;
    }

    runtime::Result<ingest::PublishingStep> step(const models::Publication& publication, const std::string& progress) {
        return runner.run(place->publisher().step(place->channel, publication, progress, media));
    }
    void wait(std::chrono::milliseconds time) {
        const auto seconds = std::chrono::ceil<std::chrono::seconds>(time);
        clock.advance(seconds);
        simulator.control("clock", {{"advance", seconds.count()}});
    }

    /// Takes steps until it stands there, as whoever publishes would. `forgetful`: dies after every step before it
    /// has kept what came of it, once each. `progress`: of somebody who began it.
    runtime::Result<ingest::Published> publish(const models::Publication& publication, bool forgetful = false,
                                               std::string progress = {}) {
        for (int steps = 0; steps < 100; ++steps) {
            if (forgetful) (void)step(publication, progress);
            auto taken = step(publication, progress);
            using runtime::ErrorKind;
            if (!taken && taken.error().kind != ErrorKind::unreachable && taken.error().kind != ErrorKind::rate_limited)
                return tl::unexpected(taken.error());
            if (taken && taken->published) return *taken->published;
            if (taken) progress = taken->progress;
            wait(taken ? taken->wait : taken.error().retry_after.value_or(std::chrono::minutes(1)));
        }
        return runtime::fail(runtime::ErrorKind::unreachable, "it does not come to an end");
    }
    std::vector<std::string> stands() { return place->stands(simulator); }

    SimulatorProcess simulator;
    FakeClock clock;
    TaskRunner runner;
    runtime::Log log{runtime::LogLevel::error};
    runtime::HttpServer pictures{runner.executor(),
                                 "127.0.0.1",
                                 0,
                                 {},
                                 [](runtime::ServerRequest) -> runtime::Task<runtime::ServerResponse> {
                                     runtime::ServerResponse response;
                                     response.body = small_picture();
                                     co_return response;
                                 },
                                 log};
    std::unique_ptr<runtime::HttpClient> http = runtime::make_http_client(runner.executor(), {}, log);
    MemoryMedia media;
    std::unique_ptr<PublishingPlace> place;
};

}  // namespace tests
